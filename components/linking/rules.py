"""Which kinds may tell the same event, and how near days, places and parties must be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from components.core import settings
from components.lexicon.events import load_kinds

PARTIES = ("free", "doer", "any", "shared")
"""How parties compare, the loosest first: not; doers not opposed; none opposed; one shared."""

SORTS: Mapping[str, int] = {"done": 0, "ongoing": 0, "planned": 1, "ordered": 1, "denied": 2}
"""Happened, ahead, denied; other modalities link with nothing."""
SETTLED, AHEAD, DENIED = 0, 1, 2

LEAST_TELLING_FIGURE = 20
"""A figure from here on is unlikely to be the same by chance in two articles on two events."""
MAX_RATIO = 5.0
"""Counts of victims further apart are two events: early counts grow, but not so far."""
AHEAD_DAYS = 14
"""How far ahead an event is taken to lie that is only said to come."""
WIDEST_DAYS = 366
"""An interval above it dates nothing."""
NEAR_KM = 25.0
"""The least that a place covers whose words say "near": the dashed ring of the map."""


@cache
def kinds() -> pd.DataFrame:
    """What families.csv says of each compared kind.

    ``kin``: classes by |, one shared; ``parties``: number in PARTIES; ``undated_days``: days before
    report or publication; ``widest_days``: wider intervals say too little; ``slack_days``: such
    stated days are a disagreement; ``near_km``: 0 for the same place; ``scheduled``: expected days
    are told ones."""
    told = load_kinds(settings.LEXICON).values()
    table = pd.DataFrame([kind.compared for kind in told], index=[one.name for one in told])
    table = table.loc[table["kin"].ne(""), "kin":]
    table["parties"] = table["parties"].map(PARTIES.index)
    table["scheduled"] = table["scheduled"].eq("yes")
    numbers = ["undated_days", "widest_days", "slack_days", "near_km"]
    table[numbers] = table[numbers].astype("int64")
    return table
