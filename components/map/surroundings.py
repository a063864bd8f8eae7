"""Under the pins of very many events: outlines of areas, measures, mentioned places."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.core.protocols import Areas
from components.core.records import WITHIN
from components.map.events import all_marks
from components.map.marks import AREA_KINDS, Mark

OF_EVENTS = frozenset({"control", "diplomacy", "other"})
AS_LINES = frozenset({"measures", "mentions"})
MOST_MARKS = 1_000
"""More cost a browser over 100 ms to draw anew; those of the least weight are left off."""


def surroundings(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    checks: pd.DataFrame,
    *,
    areas: Areas,
    places: pd.DataFrame,
    all_events: pd.DataFrame,
    states: pd.DataFrame,
) -> tuple[Mark, ...]:
    """Marks of all layers that are not pins of events; arguments as those of ``all_marks``."""
    outlines = all_marks(
        _in_areas(events),
        claims,
        checks,
        areas=areas,
        layers=OF_EVENTS,
        all_events=_in_areas(all_events),
        states=states,
    )
    lines = all_marks(
        events, claims, checks, areas=areas, layers=AS_LINES, places=places, all_events=all_events
    )
    return tuple(mark for mark in (*outlines, *lines) if mark.geometry or mark.layer == "mentions")


def heaviest(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """As many as a browser draws at once, those of most weight first where there are more."""
    if len(marks) <= MOST_MARKS:
        return tuple(marks)
    return tuple(sorted(marks, key=lambda mark: -mark.weight)[:MOST_MARKS])


def _in_areas(events: pd.DataFrame) -> pd.DataFrame:
    return events[
        events["place_kind"].isin(AREA_KINDS) | events["place_id"].str.startswith(WITHIN, na=False)
    ]
