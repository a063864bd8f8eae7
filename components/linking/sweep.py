"""Stories of more events than memory holds, by windows of days.

The result is that of ``stories.link`` without decisions: a pair is found in the window of its later
event, and a group becomes a story when no later window can add to it. A pair depends on its two
events alone, so it stays valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from components.core.unions import Unions
from components.linking.closure import groups
from components.linking.comparable import (
    KEY,
    comparable_days,
    comparable_events,
    keys_of,
    places_of,
)
from components.linking.decisions import Key
from components.linking.pairs import pairs
from components.linking.stories import rows_of, stories_of
from components.tables.columns import EVENTS
from components.tables.rows import frame

WINDOW_DAYS = 32
ONE, TWO = ["doc_id_1", "event_id_1"], ["doc_id_2", "event_id_2"]
Pair = tuple[Key, Key, int]
"""Two events and the strength of their pair."""


@dataclass(slots=True)
class _ActivePairs:
    """Groups that may still grow: pairs, rows of their events, and the last day on which each event
    may be paired."""

    pairs: list[Pair] = field(default_factory=list)
    rows: pd.DataFrame = field(default_factory=lambda: frame([], EVENTS))
    last_day: dict[Key, int] = field(default_factory=dict)


def windows_of(events: pd.DataFrame) -> pd.DataFrame:
    """Windows (whole numbers) of each event's days by doc_id, event_id; none if undated."""
    table = comparable_days(events)
    first, last = _touched(table)
    spread = [
        (*key, window)
        for key, low, high in zip(keys_of(table), first.tolist(), last.tolist(), strict=True)
        for window in range(low, high + 1)
    ]
    return pd.DataFrame(spread, columns=[*KEY, "window"]).astype({"window": "int64"})


def _touched(table: pd.DataFrame) -> tuple[pd.Series[int], pd.Series[int]]:
    """The first and the last window of each event."""
    return table["start"] // WINDOW_DAYS, _last_days(table) // WINDOW_DAYS


def _last_days(table: pd.DataFrame) -> pd.Series[int]:
    """The last day on which each may be paired with another, in days since 1970."""
    return table["end"] + table["slack_days"]


def pairs_in(
    number: int, events: pd.DataFrame, *, fresh: frozenset[str] | None = None
) -> pd.DataFrame:
    """Pairs whose later event begins in the window, of all rows that touch it.

    Columns: doc_id, event_id of both, ``strength``, windows (``first_1``, ``last_1``, ...);
    ``fresh``: one is of these documents."""
    table = comparable_events(events)
    first, last = _touched(table)
    among = None if fresh is None else table["doc_id"].isin(fresh).to_numpy()
    found = pairs(table, places_of(events, table), among=among)
    start = table["start"].to_numpy()
    found = found[np.maximum(start[found["one"]], start[found["two"]]) // WINDOW_DAYS == number]
    cells = table[KEY].assign(first=first, last=last)
    one, two = (
        cells.iloc[found[name]].reset_index(drop=True).add_suffix(f"_{at}")
        for at, name in ((1, "one"), (2, "two"))
    )
    joined: pd.DataFrame = pd.concat([one, two, found["strength"].reset_index(drop=True)], axis=1)
    return joined


def pairs_of(found: pd.DataFrame) -> list[Pair]:
    """The pairs of a table as ``pairs_in`` gives it."""
    ones, twos = (
        zip(*(found[name].tolist() for name in names), strict=True) for names in (ONE, TWO)
    )
    return list(zip(ones, twos, found["strength"].tolist(), strict=True))


def sweep(
    windows: Iterable[tuple[int, pd.DataFrame, Sequence[Pair]]], agency_of: Mapping[str, str]
) -> Iterator[tuple[int, pd.DataFrame]]:
    """Tables of stories with the window of their last event; a window may come again.

    ``windows`` are in order, each with rows of the events that touch it, and its pairs."""
    held = _ActivePairs()
    for number, events, found in windows:
        yield from _stories(held, _closed(held, number * WINDOW_DAYS), agency_of)
        _add(held, events, found)
    yield from _stories(held, held.pairs, agency_of)


def _add(held: _ActivePairs, events: pd.DataFrame, found: Sequence[Pair]) -> None:
    """Keep the pairs of a window, and the rows of their events."""
    held.pairs += found
    paired = {key for one, two, _ in found for key in (one, two)} - held.last_day.keys()
    rows = rows_of(events, paired)
    held.rows = pd.concat([held.rows, rows], ignore_index=True)
    table = comparable_days(rows)
    held.last_day.update(zip(keys_of(table), _last_days(table).tolist(), strict=True))


def _closed(held: _ActivePairs, first_day: int) -> list[Pair]:
    """Takes out the pairs of groups that no event from ``first_day`` on can join."""
    joined = Unions[Key]()
    for one, two, _ in held.pairs:
        joined.join(one, two)
    is_open = {
        joined.first(key)
        for one, two, _ in held.pairs
        for key in (one, two)
        if held.last_day[key] >= first_day
    }
    closed, open_pairs = list[Pair](), list[Pair]()
    for pair in held.pairs:
        (open_pairs if joined.first(pair[0]) in is_open else closed).append(pair)
    held.pairs = open_pairs
    return closed


def _stories(
    held: _ActivePairs, closed: Sequence[Pair], agency_of: Mapping[str, str]
) -> Iterator[tuple[int, pd.DataFrame]]:
    """The stories of these pairs, by window; the rows of their events are no longer kept."""
    if not closed:
        return
    wanted = {key for one, two, _ in closed for key in (one, two)}
    events = rows_of(held.rows, wanted)
    held.last_day = {key: last for key, last in held.last_day.items() if key not in wanted}
    held.rows = rows_of(held.rows, held.last_day.keys())
    table = comparable_events(events)
    keys, start = keys_of(table), table["start"].tolist()
    at = {key: number for number, key in enumerate(keys)}
    numbered = pd.DataFrame(
        [(at[one], at[two], strength) for one, two, strength in closed],
        columns=["one", "two", "strength"],
    )
    # Each story in the window in which the last of its events begins.
    found: dict[int, list[list[Key]]] = {}
    for group in groups(table, numbered, together=(), apart=()):
        window = max(start[number] for number in group) // WINDOW_DAYS
        found.setdefault(window, []).append([keys[number] for number in group])
    for window, members in found.items():
        yield window, stories_of(events, members, agency_of=agency_of)
