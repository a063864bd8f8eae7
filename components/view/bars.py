"""Events on an axis of time: a bar for each day and display group, and a stretch for each
interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.wording.phrases import (
    Row,
    counted,
    day_of,
    group_in_words,
    is_vague,
    label_of,
    listed,
    lowered,
    row_dicts,
    time_in_words,
    value,
)

MOST_TOLD = 3
MOST_LEVELS = 5
"""Stretches drawn one under the other; further ones share the lowest line."""
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """Events of one display group that are dated to one day."""

    group: str
    day: date
    count: int
    words: str = ""
    """What they are, if each event is described."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """Events of one display group with the same interval; None is an open end. ``level`` 0 is the
    top."""

    group: str
    first: date | None
    last: date | None
    is_vague: bool
    count: int
    words: str
    level: int = 0


def bars(events: pd.DataFrame) -> tuple[DayBar, ...]:
    """A bar for each group and day, in the order of the days. An event with several places counts
    once."""
    return tuple(
        DayBar(group=group, day=first, count=len(rows), words=_words(rows))
        for (group, first, last, _), rows in _grouped(events)
        if first is not None and first == last
    )


def stretches(events: pd.DataFrame) -> tuple[TimeSpan, ...]:
    """A stretch for each group and interval, on the first level that is free from its first day on;
    there are at most MOST_LEVELS, so the lowest may have overlaps."""
    free_from, found = list[date](), list[TimeSpan]()
    for (group, first, last, vague), rows in _grouped(events):
        if first == last:
            continue
        start, end = first or date.min, last or date.max
        level = next((at for at, day in enumerate(free_from) if day < start), len(free_from))
        level = min(level, MOST_LEVELS - 1)
        free_from[level : level + 1] = [max([end, *free_from[level : level + 1]])]
        found.append(
            TimeSpan(
                group=group,
                first=first,
                last=last,
                is_vague=vague,
                count=len(rows),
                words=_words(rows),
                level=level,
            )
        )
    return tuple(found)


def stops(events: pd.DataFrame) -> tuple[date, ...]:
    """The days on which something begins or happens, in order: the steps through time."""
    once = events.drop_duplicates("event_id")
    days = once["first_day"].fillna(once["last_day"]).dropna().unique()
    return tuple(sorted(date.fromisoformat(day) for day in days))


Key = tuple[str, date | None, date | None, bool]


def _grouped(events: pd.DataFrame) -> Iterator[tuple[Key, list[Row]]]:
    """Dated events by group, interval and vagueness."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in row_dicts(events.drop_duplicates("event_id")):
        first, last = day_of(row, "first_day"), day_of(row, "last_day")
        if first or last:
            group = value(row, "display_group") or OTHER
            found[group, first, last, is_vague(row)].append(row)
    return iter(
        sorted(found.items(), key=lambda item: (item[0][1] or date.min, item[0][2] or date.max))
    )


def _words(rows: Sequence[Row]) -> str:
    """ "control: 2 events, 9 September: Retaken, Left"."""
    named = listed(list(dict.fromkeys(label_of(row) for row in rows)), most=MOST_TOLD)
    group = group_in_words(value(rows[0], "display_group") or OTHER)
    return f"{group}: {counted(len(rows), 'event')}, {lowered(time_in_words(rows[0]))}: {named}"
