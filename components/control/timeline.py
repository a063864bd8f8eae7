"""From claims to states: who is said to hold each place on each day, since when, by which claims.

A place's state comes from its own claims alone: a region and a town in it may disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.control.columns import CONTROL, STATES
from components.control.merging import PlaceState, Statement, states_of, unknown_from
from components.control.statements import (
    ControlWords,
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
    dated = sorted((row for row in rows if day_of(row)), key=lambda row: str(row["claim_id"]))
    denied = denials_of(events)
    sayings = {one.event_id: one.in_words for one in denied}
    said: dict[str, list[Statement]] = {}
    places: dict[str, Cells] = {}
    for row in dated:
        # A hedge that leaves it open is shown beside the statement.
        doubts = ", ".join(doubts_of(row, words))
        only = f" (only “{doubts}”)" if doubts else ""
        sayings[str(row["claim_id"])] = f"{statement_in_words(row)}{only}"
        said.setdefault(str(row["place_id"]), []).extend(statements_of(row, words))
        places.setdefault(str(row["place_id"]), {name: row[name] for name in PLACE})
    for denial in denied:
        if denial.place_id in said:
            said[denial.place_id].append(denial.statement)
    published = (str(row["published"]) for row in dated if row["published"])
    days = [date.fromisoformat(day) for day in map(day_of, dated)]
    first = min(days, default=None)
    last = max([*days, *map(date.fromisoformat, published)], default=None)
    once = events[["place_id", *ABOUT]].dropna(subset=["place_id"]).drop_duplicates("place_id")
    about = {str(row["place_id"]): {name: row[name] for name in ABOUT} for row in plain(once)}
    found = [
        {**about.get(place_id, {}), **places[place_id], **cells}
        for place_id in sorted(places, key=lambda one: (str(places[one]["place_name"]), one))
        if first and last
        for cells in _of_place(states_of(said[place_id]), first.toordinal(), last.toordinal())
    ]
    states = frame(found, STATES)
    states["claim_ids"] = pd.Series([row["claim_ids"] for row in found], dtype=object)
    starts, ends = (
        np.array([row[name] for row in found], dtype=np.int64) for name in ("start", "end")
    )
    return Timeline(
        states=states,
        starts=starts,
        ends=ends,
        first_day=first,
        last_day=last,
        undated=tuple(sorted(str(row["claim_id"]) for row in rows if not day_of(row))),
        sayings=sayings,
    )


def _of_place(states: Iterable[PlaceState], first: int, last: int) -> Iterator[Cells]:
    """Rows without a gap: unknown until the first state, the last until the end."""
    found = [state for state in states if first <= state.day <= last]
    if not found or found[0].day > first:
        found.insert(0, unknown_from(first))
    ends = [*(state.day - 1 for state in found[1:]), last]
    for state, end in zip(found, ends, strict=True):
        days = (date.fromordinal(day).isoformat() for day in (state.day, end, state.since))
        yield {
            **dict(zip(("day_from", "day_to", "since"), days, strict=True)),
            "standing": state.standing,
            "holder": joined(state.held),
            "left_by": joined(state.left),
            "status": joined(state.status),
            "extent": joined(state.extents),
            "claim_ids": tuple(dict.fromkeys(state.claims)),
            "start": state.day,
            "end": end,
        }


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
