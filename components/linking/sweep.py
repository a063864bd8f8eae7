"""Stories of more events than memory holds: window after window of days, keeping only what a later window may still add to.

The answer is that of ``components.linking.stories.link`` without a person's decisions: a pair of events is found in the window
in which its later one begins, and a group of events is made into a story once all of it lies before the windows to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from components.columns import EVENTS
from components.linking.closure import groups
from components.linking.columns import STORIES
from components.linking.decisions import Key
from components.linking.pairs import pairs
from components.linking.stories import rows_of, stories_of
from components.linking.told import KEY, places_of, told
from components.tables import frame

WINDOW_DAYS = 32
Pair = tuple[Key, Key, int]
"""Two events and how much speaks for them."""


@dataclass(slots=True)
class _Open:
    """What may still grow: pairs, the rows of their events, and the last day on which each may meet another."""

    pairs: list[Pair] = field(default_factory=list)
    rows: pd.DataFrame = field(default_factory=lambda: frame([], EVENTS))
    last_day: dict[Key, int] = field(default_factory=dict)


def windows_of(events: pd.DataFrame) -> pd.DataFrame:
    """The windows (``window``, a whole number) that the days of each event touch, by doc_id and event_id; those that no day
    places have none."""
    table = told(events)
    first, last = table["start"] // WINDOW_DAYS, _last_days(table) // WINDOW_DAYS
    touched = [(doc, event, window) for doc, event, low, high in zip(table["doc_id"], table["event_id"], first, last, strict=True)
               for window in range(low, high + 1)]
    return pd.DataFrame(touched, columns=[*KEY, "window"]).astype({"window": "int64"})


def _last_days(table: pd.DataFrame) -> pd.Series[int]:
    """The last day on which an event may be taken for one of another article, in days since 1970."""
    return table["end"] + table["slack_days"]


def sweep(windows: Iterable[tuple[int, pd.DataFrame]], agency_of: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """Tables of stories, as windows come: in the order of their numbers, each with all rows of the events that touch it."""
    held = _Open()
    for number, events in windows:
        first_day = number * WINDOW_DAYS
        yield _stories(held, _closed(held, first_day), agency_of)
        _add(held, events, first_day)
    yield _stories(held, held.pairs, agency_of)


def _add(held: _Open, events: pd.DataFrame, first_day: int) -> None:
    """Keep the pairs whose later event begins in this window, and the rows of their events."""
    table = told(events)
    found = pairs(table, places_of(events, table))
    start = table["start"].to_numpy()
    found = found[np.maximum(start[found["one"]], start[found["two"]]) >= first_day]
    keys: list[Key] = list(zip(table["doc_id"], table["event_id"], strict=True))
    held.pairs += [(keys[one], keys[two], strength) for one, two, strength in
                   found[["one", "two", "strength"]].itertuples(index=False, name=None)]
    paired = {key for one, two, _ in held.pairs for key in (one, two)} - held.last_day.keys()
    held.rows = pd.concat([held.rows, rows_of(events, paired)], ignore_index=True)
    held.last_day.update((key, last) for key, last in zip(keys, _last_days(table), strict=True) if key in paired)


def _closed(held: _Open, first_day: int) -> list[Pair]:
    """The pairs of the groups that no event from ``first_day`` on can join; they are no longer held."""
    group_of = _grouped(held.pairs)
    is_open = {group_of[key] for key in group_of if held.last_day[key] >= first_day}
    closed = [pair for pair in held.pairs if group_of[pair[0]] not in is_open]
    held.pairs = [pair for pair in held.pairs if group_of[pair[0]] in is_open]
    return closed


def _grouped(found: Iterable[Pair]) -> dict[Key, Key]:
    """Each event to one event of all that pairs join it with, directly or through others."""
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = key = above[above[key]]
        return key

    for one, two, _ in found:
        above[top(two)] = top(one)
    return {key: top(key) for key in above}


def _stories(held: _Open, closed: Sequence[Pair], agency_of: Mapping[str, str]) -> pd.DataFrame:
    """The stories that pairs make; the rows of their events are no longer held."""
    if not closed:
        return frame([], STORIES)
    wanted = {key for one, two, _ in closed for key in (one, two)}
    events = rows_of(held.rows, wanted)
    held.last_day = {key: last for key, last in held.last_day.items() if key not in wanted}
    held.rows = rows_of(held.rows, held.last_day.keys())
    table = told(events)
    keys: list[Key] = list(zip(table["doc_id"], table["event_id"], strict=True))
    at = {key: number for number, key in enumerate(keys)}
    numbered = pd.DataFrame([(at[one], at[two], strength) for one, two, strength in closed], columns=["one", "two", "strength"])
    members = [[keys[number] for number in group] for group in groups(table, numbered, together=(), apart=())]
    return stories_of(events, members, agency_of=agency_of)
