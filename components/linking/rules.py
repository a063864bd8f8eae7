"""Which kinds may be the same event, and how near days, places and parties must be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from components.core import settings
from components.lexicon.events import load_kinds

PARTIES = ("free", "doer", "any", "shared")
"""How parties are compared, the loosest first: not at all; doers not opposed; nobody opposed; one
party shared."""

SORTS: Mapping[str, int] = {"done": 0, "ongoing": 0, "planned": 1, "ordered": 1, "denied": 2}
"""Happened, ahead, denied; events of other modalities are not linked."""
SETTLED, AHEAD, DENIED = 0, 1, 2

LEAST_TELLING_FIGURE = 20
"""From this figure on, two events hardly have the same one by chance."""
MAX_RATIO = 5.0
"""Counts of victims further apart are two events: early counts grow, but less."""
AHEAD_DAYS = 14
"""Within these days a planned event without a day is expected."""
WIDEST_DAYS = 366
"""A wider interval is no date."""
NEAR_KM = 25.0
"""The least radius of a place with "near" before it: the dashed ring of the map."""


@cache
def kinds() -> pd.DataFrame:
    """What families.csv says of each compared kind.

    ``kin``: classes by |, of which two kinds share one; ``parties``: number in PARTIES;
    ``undated_days``: how many days before report or publication an undated one may be;
    ``widest_days``: wider intervals do not count; ``slack_days``: stated days this far apart are a
    disagreement, not two events; ``near_km``: 0 for the same place only; ``scheduled``: expected
    days count as stated."""
    found = load_kinds(settings.LEXICON).values()
    table = pd.DataFrame([kind.compared for kind in found], index=[one.name for one in found])
    table = table.loc[table["kin"].ne(""), "kin":]
    table["parties"] = table["parties"].map(PARTIES.index)
    table["scheduled"] = table["scheduled"].eq("yes")
    numbers = ["undated_days", "widest_days", "slack_days", "near_km"]
    table[numbers] = table[numbers].astype("int64")
    return table
