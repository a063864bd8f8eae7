"""What the map shows for every choice of days and layers, for a file without a program.

Control depends on one day: its marks are made for each day on which it changes. The marks of other
places depend on the events in view: they are made for every set that two days and any layers can
select, and the browser looks them up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, combinations
from typing import Any

import pandas as pd

from components.control.statements import plain
from components.control.timeline import states_on
from components.core.days import shift_day
from components.export.selection import Selection
from components.map.control import control_marks
from components.map.events import colours_of, feature_of, unclaimed_marks
from components.map.marks import Mark, merged
from components.view.selection import drawn, layer_of_group
from components.wording.phrases import Row, row_dicts, value, without_claim

EVER = (date.min, date.max)
Interval = tuple[date, date] | None
"""First and last day, with the ends of the calendar for open ends; None without any day."""


def interval_of(row: Row) -> Interval:
    ends = [
        date.fromisoformat(value(row, name)) if value(row, name) else None
        for name in ("first_day", "last_day")
    ]
    return None if ends == [None, None] else (ends[0] or EVER[0], ends[1] or EVER[1])


def subsets(intervals: Sequence[Interval]) -> set[frozenset[int]]:
    """Every set of ``intervals`` that a window of days can select, with and without undated
    ones."""
    known = [one for one in intervals if one]
    around = {shift_day(end, ahead) for one in known for end in one for ahead in (-1, 0, 1)}
    days = sorted({*around, *EVER})
    undated = frozenset(number for number, one in enumerate(intervals) if one is None)
    found: set[frozenset[int]] = set()
    for at, first in enumerate(days):
        for last in days[at:]:
            dated = frozenset(
                number
                for number, one in enumerate(intervals)
                if one and one[0] <= last and one[1] >= first
            )
            found |= {dated, dated | undated}
    return found


def places(selection: Selection) -> list[dict[str, Any]]:
    """For each place of unclaimed events: ``rows`` as [event_id, layer], and ``drawn``, the
    features by the numbers of the rows in view ("0,2")."""
    by_place: dict[str, list[Row]] = {}
    rows, claims = row_dicts(drawn(selection.events)), row_dicts(selection.all_claims)
    for row in without_claim(rows, claims):
        by_place.setdefault(value(row, "place_id"), []).append(row)
    return [_place(selection, rows) for rows in by_place.values()]


def _place(selection: Selection, rows: Sequence[Row]) -> dict[str, Any]:
    layers = [layer_of_group(value(row, "display_group")) for row in rows]
    present = sorted(set(layers))
    sizes = range(1, len(present) + 1)
    chosen = list(chain.from_iterable(combinations(present, size) for size in sizes))
    found = {
        numbers
        for days in subsets([interval_of(row) for row in rows])
        for on in chosen
        if (numbers := frozenset(one for one in days if layers[one] in on))
    }
    drawn_by_numbers = {}
    for in_view in found:
        shown = sorted(in_view)
        own = [rows[one] for one in shown]
        found_marks = unclaimed_marks(own, [], layers=frozenset(layers), areas=selection.areas)
        drawn_by_numbers[",".join(map(str, shown))] = features(merged(found_marks))
    return {
        "rows": [[value(row, "event_id"), layer] for row, layer in zip(rows, layers, strict=True)],
        "drawn": drawn_by_numbers,
    }


def marks_by_day(selection: Selection) -> list[tuple[str, tuple[Mark, ...]]]:
    """The marks of control by the day (YYYY-MM-DD) from which they are valid; one entry without
    dates."""
    timeline = selection.standing.timeline
    if "control" not in selection.view.layers:
        return []
    if timeline.last_day is None:
        return [("", _held(selection, selection.standing.states))]
    ends = (shift_day(date.fromordinal(end), 1) for end in timeline.ends.tolist())
    days = sorted({*map(date.fromordinal, timeline.starts.tolist()), *ends})
    return [(day.isoformat(), _held(selection, states_on(timeline, day))) for day in days]


def _held(selection: Selection, states: pd.DataFrame) -> tuple[Mark, ...]:
    events, claims = selection.all_events, selection.all_claims
    return merged(
        control_marks(
            plain(states),
            row_dicts(claims),
            row_dicts(drawn(events)),
            areas=selection.areas,
            colours=colours_of(events, claims),
        )
    )


def outlines(found: Iterable[Mark]) -> dict[str, Any]:
    """Geometry of the areas, by place."""
    return {
        mark.place_id: mark.geometry for mark in found if mark.geometry and mark.layer != "measures"
    }


def features(found: Iterable[Mark]) -> list[dict[str, Any]]:
    """GeoJSON of marks; the geometry of an area is in ``outlines``."""
    return [
        feature_of(mark, offset=None)
        | ({"geometry": None} if mark.geometry and mark.layer != "measures" else {})
        for mark in found
    ]
