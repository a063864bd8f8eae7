"""Arithmetic of intervals of whole days: part, shift and width. Knows no words of English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from components.core.days import shift_day
from components.core.precision import kind_of_width
from components.core.records import TimeKind
from components.language.english.clauses import Tense

MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
DAYS |= {"decade": 3652, "century": 36525}
MOST = {"hour": 23, "day": 6, "week": 4, "fortnight": 3, "month": 11, "quarter": 3}
MOST |= {"year": 9, "decade": 9, "century": 9}
"""Most of an unnamed plural, two or more: fewer than the next longer unit."""
Period = Literal["", "week", "year"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days inclusive. ``repeats``: the period by which another tense would move it, or empty."""

    first_day: date | None
    last_day: date | None
    kind: TimeKind
    repeats: Period = ""


@dataclass(frozen=True, slots=True)
class Days(Interval):
    first_day: date
    last_day: date


UNKNOWN = Interval(None, None, "unknown")


def interval(
    first: date, last: date, kind: TimeKind | None = None, *, repeats: Period = ""
) -> Days:
    """With the kind that its width gives unless the words ask for a coarser one."""
    return Days(first, last, kind or kind_of_width((last - first).days + 1), repeats)


FARTHEST_AHEAD_DAYS = 270
"""A day or month without a year that is to come lies no farther ahead: news would name the year."""


def within_calendar(found: Interval) -> Interval:
    """An end that lies at the end of the calendar, or was moved there from beyond it, is open."""
    first = None if found.first_day == date.min else found.first_day
    last = None if found.last_day == date.max else found.last_day
    if (first, last) == (found.first_day, found.last_day):
        return found
    return Interval(first, last, "open") if first or last else UNKNOWN


def counted(found: Interval) -> Days:
    """An interval from which others are counted. Raises ValueError where an end is open."""
    if found.first_day is None or found.last_day is None:
        raise ValueError("nothing can be counted from an open end")
    return Days(found.first_day, found.last_day, found.kind)


def weekday_near(number: int, day: date, tense: Tense) -> date:
    """Weekday (0 Monday): the latest up to ``day``, the next from it on, or the nearest."""
    before = shift_day(day, -((day.weekday() - number) % 7))
    after = shift_day(day, (number - day.weekday()) % 7)
    is_after = tense == "future" or (tense == "present" and (after - day) < (day - before))
    return after if is_after else before


def unit_around(unit: str, day: date, shift: int = 0) -> Days:
    """The week (Monday first), month, year... of ``day``, moved by ``shift`` of them."""
    if unit in {"day", "hour"}:
        return interval(shift_day(day, shift), shift_day(day, shift))
    if unit in {"week", "fortnight"}:
        first = 7 * shift - day.weekday()
        return interval(shift_day(day, first), shift_day(day, first + 6), "week")
    months = MONTHS[unit]
    begin = (day.year * 12 + day.month - 1) // months * months + months * shift
    return months_from(begin, months)


def months_from(number: int, count: int = 1) -> Days:
    """``count`` months from the one that is ``number`` months after January of the year 0."""
    after = number - date.min.year * 12
    last = shift_day(date.min.replace(day=31), months=after + count - 1)
    return interval(shift_day(date.min, months=after), last, "month" if count == 1 else "vague")


def part_of(whole: Days, part: str) -> Days:
    """Its first, middle or last third (of a month 1-10, 11-20, 21 to the end); kind kept."""
    if not part:
        return whole
    days = (whole.last_day - whole.first_day).days + 1
    edges = [shift_day(whole.first_day, days * third // 3) for third in range(4)]
    if whole.kind == "vague":
        edges = [shift_day(edge, 15).replace(day=1) for edge in edges]  # the nearest month's start
    number = ("start", "middle", "end").index(part)
    last = whole.last_day if number == 2 else shift_day(edges[number + 1], -1)
    return replace(whole, first_day=edges[number], last_day=last)


def shifted(day: date, unit: str, count: int, *, days: int = 0) -> date:
    """Moved by ``count`` units and then by ``days``."""
    if unit in MONTHS:
        return shift_day(day, days, months=MONTHS[unit] * count)
    return shift_day(day, days + (DAYS[unit] * count if unit != "hour" else _days_of_hours(count)))


def _days_of_hours(hours: int) -> int:
    """Whole days that ``hours`` may reach into, away from zero."""
    return -(-hours // 24) if hours > 0 else hours // 24


def kind_of_span(unit: str, count: int) -> TimeKind:
    """That of "the last 3 weeks" by its words: a week is one though it touches eight days."""
    if unit in {"hour", "day"}:
        return max_kind("range", kind_of_width(count if unit == "day" else _days_of_hours(count)))
    if unit == "week" and count == 1:
        return "week"
    is_short = unit in {"week", "fortnight", "month"} and count * DAYS[unit] <= 31
    return "month" if is_short else "vague"


ORDER: tuple[TimeKind, ...] = ("day", "range", "week", "month", "vague")


def max_kind(one: TimeKind, other: TimeKind) -> TimeKind:
    return max(one, other, key=ORDER.index)
