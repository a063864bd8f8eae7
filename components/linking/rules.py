"""The rows that say which kinds may tell the same event, and how near their days, places and
parties must be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pandas as pd

from components.core import settings
from components.lexicon.events import load_kinds

PARTIES = ("free", "doer", "any", "shared")
"""How parties are compared, the loosest first: not at all; the doers' sides must not be opposed;
those of either role must not be; some party must be the same."""

SORTS: Mapping[str, int] = {"done": 0, "ongoing": 0, "planned": 1, "ordered": 1, "denied": 2}
"""What happened, what is ahead, what is denied. Other events (feared, threatened, negated,
hypothetical) link with nothing."""
SETTLED, AHEAD, DENIED = 0, 1, 2

TELLING = 20
"""A figure from here on is unlikely to be the same by chance in two articles on two events."""
MOST_RATIO = 5.0
"""Counts of victims further apart than this are two events, whatever else agrees: early counts
grow, but not so far."""
AHEAD_DAYS = 14
"""How far ahead an event is taken to lie that is only said to come."""
WIDEST_DAYS = 366
"""An interval above it dates nothing."""
NEAR_KM = 25.0
"""The least that a place covers whose words say "near": the dashed ring of the map."""


@cache
def kinds() -> pd.DataFrame:
    """What data/lexicon/families.csv says of each kind that is compared.

    ``kin``: classes, parted by |; kinds that share one may tell the same event. ``parties``: how
    they are compared (number in PARTIES). ``undated_days``: an event that no words date is taken to
    lie so many days before its report or publication, for this comparison alone. ``widest_days``:
    wider intervals of two articles say too little. ``slack_days``: two stated days so far apart are
    one event with a disagreement. ``near_km``: places so near each other count as one, 0 for the
    same alone. ``scheduled``: what one article expects for stated days is what another tells of
    those days.
    """
    told = load_kinds(settings.LEXICON).values()
    table = pd.DataFrame([kind.kinship.compared for kind in told], index=[one.name for one in told])
    table = table.loc[table["kin"].ne(""), "kin":]
    table["parties"] = table["parties"].map(PARTIES.index)
    table["scheduled"] = table["scheduled"].eq("yes")
    numbers = ["undated_days", "widest_days", "slack_days", "near_km"]
    table[numbers] = table[numbers].astype("int64")
    return table
