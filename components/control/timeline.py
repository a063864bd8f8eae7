"""Claims into states: who is said to hold each place on each day, since when, by which claims.

Nothing is carried to another place: a region and a town in it may disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.control.columns import CONTROL, STATES
from components.control.merging import PlaceState, Statement, states_of, unknown_from
from components.control.statements import (
    ControlWords,
    Denial,
    Row,
    day_of,
    denials_of,
    doubts_of,
    plain,
    statement_in_words,
    statements_of,
    with_facts,
)
from components.tables.rows import frame, joined

PLACE = ("place_id", "place_name", "latitude", "longitude")
ABOUT = ("place_kind", "admin1", "country")
"""What a place takes from the rows of events."""
Cells = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The states of all places, and what has no day.

    ``states`` has the columns STATES; a place's days have no gap and no overlap."""

    states: pd.DataFrame
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    """Ordinals of day_from and day_to, both inclusive, row by row."""
    first_day: date | None
    last_day: date | None
    undated: tuple[str, ...]
    """Claims without any day: neither they nor their article have one."""
    sayings: Mapping[str, str]
    """By claim id: who says what, in words."""


def timeline_of(claims: pd.DataFrame, events: pd.DataFrame, words: ControlWords) -> Timeline:
    """The timeline of tables with the columns CLAIMS and EVENTS, in any order of rows."""
    rows = with_facts(claims, events)
    dated = [row for row in rows if day_of(row)]
    undated = tuple(sorted(str(row["claim_id"]) for row in rows if not day_of(row)))
    denied = denials_of(events)
    sayings = {str(row["claim_id"]): _saying(row, words) for row in dated} | {
        one.event_id: one.in_words for one in denied
    }
    days = sorted(day for row in dated for day in (day_of(row), str(row["published"])) if day)
    if not dated:
        return _timeline([], None, None, undated=undated, sayings=sayings)
    first, last = min(day_of(row) for row in dated), days[-1]
    once = events[["place_id", *ABOUT]].dropna(subset=["place_id"]).drop_duplicates("place_id")
    about = {str(row["place_id"]): {name: row[name] for name in ABOUT} for row in plain(once)}
    found = [
        {**about.get(place_id, {}), **cells}
        for place_id, cells in _cells(
            dated, denied, words, (date.fromisoformat(first), date.fromisoformat(last))
        )
    ]
    return _timeline(
        found, date.fromisoformat(first), date.fromisoformat(last), undated=undated, sayings=sayings
    )


def _saying(row: Row, words: ControlWords) -> str:
    """Who says what; a hedge that leaves it open stands beside it."""
    doubts = doubts_of(row, words)
    return (
        f"{statement_in_words(row)} (only “{', '.join(doubts)}”)"
        if doubts
        else statement_in_words(row)
    )


def _timeline(
    rows: Sequence[Cells],
    first: date | None,
    last: date | None,
    *,
    undated: tuple[str, ...],
    sayings: Mapping[str, str],
) -> Timeline:
    states = frame(rows, STATES)
    states["claim_ids"] = pd.Series([row["claim_ids"] for row in rows], dtype=object)
    starts, ends = (
        np.array([row[name] for row in rows], dtype=np.int64) for name in ("start", "end")
    )
    return Timeline(
        states=states,
        starts=starts,
        ends=ends,
        first_day=first,
        last_day=last,
        undated=undated,
        sayings=sayings,
    )


def _cells(
    rows: Sequence[Row], denied: Sequence[Denial], words: ControlWords, span: tuple[date, date]
) -> Iterator[tuple[str, Cells]]:
    """The states of each place as cells, by name of the place."""
    said: dict[str, list[Statement]] = {}
    places: dict[str, Cells] = {}
    for row in sorted(rows, key=lambda row: str(row["claim_id"])):
        said.setdefault(str(row["place_id"]), []).extend(statements_of(row, words))
        places.setdefault(str(row["place_id"]), {name: row[name] for name in PLACE})
    for denial in denied:
        if denial.place_id in said:
            said[denial.place_id].append(denial.statement)
    for place_id in sorted(places, key=lambda one: (str(places[one]["place_name"]), one)):
        for cells in _of_place(states_of(said[place_id]), span):
            yield place_id, {**places[place_id], **cells}


def _of_place(states: Iterable[PlaceState], span: tuple[date, date]) -> Iterator[Cells]:
    """Rows without a gap: unknown until the first state, the last until the end."""
    first, last = span[0].toordinal(), span[1].toordinal()
    found = [state for state in states if first <= state.day <= last]
    starts = [state.day for state in found]
    if not found or starts[0] > first:
        found, starts = [unknown_from(first), *found], [first, *starts]
    for state, end in zip(found, [*(day - 1 for day in starts[1:]), last], strict=True):
        yield {
            "day_from": _iso(state.day),
            "day_to": _iso(end),
            "since": _iso(state.since),
            "standing": state.standing,
            "holder": joined(state.held),
            "left_by": joined(state.left),
            "status": joined(state.status),
            "extent": joined(state.extents),
            "claim_ids": tuple(dict.fromkeys(state.claims)),
            "start": state.day,
            "end": end,
        }


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def states_on(timeline: Timeline, day: date) -> pd.DataFrame:
    """A row a place, columns STATES; empty outside of the timeline's days."""
    ordinal = day.toordinal()
    return timeline.states[(timeline.starts <= ordinal) & (ordinal <= timeline.ends)]


def control_table(timeline: Timeline) -> pd.DataFrame:
    table = timeline.states.copy()
    table["sources"] = [
        joined(f"{timeline.sayings[one]} [{one}]" for one in ids if one in timeline.sayings)
        for ids in table["claim_ids"]
    ]
    return frame(table.to_dict("records"), CONTROL)  # type: ignore[arg-type]


def contradicting(states: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a region and a town in it held by different sides on one day."""
    held = states[states["standing"] == "held"]
    regions = held[held["place_kind"] == "admin1"]
    towns = held[held["place_kind"] != "admin1"]
    pairs = regions.merge(towns, on=["country", "admin1"], suffixes=("_region", "_town"))
    return pairs[pairs["holder_region"] != pairs["holder_town"]]
