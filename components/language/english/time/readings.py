"""What each kind of time expression means: a reading takes the words of a template and the day they
are counted from.

Absolute readings need no such day when the words give the year; all others give None, "not known",
without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dateutil.parser import ParserError, parse

from components.core.days import moved
from components.language.english.time.calendar import (
    UNKNOWN,
    Interval,
    Tense,
    interval,
    nearest,
    repeating,
    unit_around,
    weekday_near,
)

Words = Mapping[str, str]
CLOSE_YEARS = (-1, 0, 1, 2)
"""Years around the base in which a day or month without a year may lie."""


@dataclass(frozen=True, slots=True)
class Base:
    """What relative words are counted from. ``antecedent`` is the time that the text named
    before."""

    day: date | None
    tense: Tense = "past"
    continuing: bool = False
    """Whether the verb goes on up to ``day``: perfect or progressive."""
    antecedent: Interval | None = None


Reading = Callable[[Words, Base], Interval | None]


def _days_without_year(day: int, month: int, base: date) -> list[date]:
    """That day of the month in the years around; none of them for the 31st of June."""
    found = []
    for year in (base.year + shift for shift in CLOSE_YEARS):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _plain_day(words: Words, suffix: str, base: Base) -> date | None:
    number, month = (
        int(words["d" + suffix].rstrip("stndrh")),
        int(words.get("month" + suffix) or words["month"]),
    )
    year = words.get("y" + suffix)
    if year is None:
        return (
            None
            if base.day is None
            else nearest(_days_without_year(number, month, base.day), base.day, base.tense)
        )
    try:
        return date(int(year), month, number)
    except ValueError:
        return None


def _next_from(day: date | None, number: int, month: int) -> date | None:
    return None if day is None else nearest(_days_without_year(number, month, day), day, "future")


def read_day(words: Words, base: Base) -> Interval | None:
    day = _plain_day(words, "", base)
    if day is None:
        return None
    return interval(day, day) if "y" in words else repeating(interval(day, day), "year")


def read_days(words: Words, base: Base) -> Interval | None:
    """From one day to another. A year at the end alone holds for both; else the end is the next
    such day after the start."""
    known = {**words, "y": words["y2"]} if "y2" in words and "y" not in words else dict(words)
    same_month = "month2" not in words
    first = _plain_day(known, "", base)
    number, month = int(words["d2"].rstrip("stndrh")), int(words.get("month2") or words["month"])
    last = _next_from(first, number, month)
    if first is None or last is None or (same_month and last.year != first.year):
        return None
    found = interval(first, last)
    return found if "y" in known else repeating(_around_base(found, base), "year")


def _around_base(found: Interval, base: Base) -> Interval:
    """A range that has begun and not ended belongs to this year, also when the verb speaks of its
    end to come."""
    first, last = found.first_day, found.last_day
    if base.tense != "future" or base.day is None or first is None or last is None:
        return found
    earlier = interval(moved(first, months=-12), moved(last, months=-12), found.kind)
    return earlier if earlier.last_day is not None and earlier.last_day >= base.day else found


def read_numeric(words: Words, base: Base) -> Interval | None:
    """Year first, or day first with dots. With slashes either may be the day: both are kept where
    both can be."""
    text = words.get("iso") or words.get("dotted") or words["slashed"]
    orders = (False, True) if "slashed" in words else ("dotted" in words,)
    days = set()
    for day_first in orders:
        try:
            days.add(parse(text, dayfirst=day_first, yearfirst=text[:4].isdigit()).date())
        except (ParserError, OverflowError):
            return None
    return interval(min(days), max(days), "day" if len(days) == 1 else "vague")


def read_holiday(words: Words, base: Base) -> Interval | None:
    month, day = words["holiday"].split()
    return read_day({**words, "month": month, "d": day}, base)


def read_weekday(words: Words, base: Base) -> Interval | None:
    """A weekday equal to the base's own is the base itself, unless the words say "last" or
    "next"."""
    if base.day is None:
        return None
    number, which = int(words["weekday"]), words.get("which", "0")
    if which == "-1":
        day = weekday_near(number, moved(base.day, -1), "past")
    elif which == "1":
        day = weekday_near(number, moved(base.day, 1), "future")
    else:
        day = weekday_near(number, base.day, base.tense)
    return interval(day, day) if "which" in words else repeating(interval(day, day), "week")


def read_weekday_of_week(words: Words, base: Base) -> Interval | None:
    if base.day is None:
        return None
    monday = unit_around("week", base.day, int(words["which"])).first_day
    day = None if monday is None else moved(monday, int(words["weekday"]))
    return None if day is None else interval(day, day)


def read_weekdays(words: Words, base: Base) -> Interval | None:
    """The end is the first such day after the start; of days gone by, the latest pair that had
    ended."""
    if base.day is None:
        return None
    gap = (int(words["weekday2"]) - int(words["weekday"])) % 7
    day = moved(base.day, -gap) if base.tense == "past" else base.day
    first = weekday_near(int(words["weekday"]), day, base.tense)
    return repeating(interval(first, moved(first, gap)), "week")


def read_night_to(words: Words, base: Base) -> Interval | None:
    found = read_weekday(words, base)
    if found is None or found.last_day is None:
        return None
    return repeating(interval(moved(found.last_day, -1), found.last_day), "week")


def read_night_around(words: Words, base: Base) -> Interval | None:
    """ "Overnight on Saturday" may be the night to it or from it; of what is past, the base is the
    last day."""
    found = read_weekday(words, base)
    if found is None or found.last_day is None or base.day is None:
        return None
    last = moved(found.last_day, 1)
    last = min(last, base.day) if base.tense == "past" else last
    return repeating(interval(moved(found.last_day, -1), last), "week")


def read_repeated(words: Words, base: Base) -> Interval | None:
    return UNKNOWN


DAY_READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "day": read_day,
        "days": read_days,
        "numeric": read_numeric,
        "holiday": read_holiday,
        "weekday": read_weekday,
        "weekday_of_week": read_weekday_of_week,
        "weekdays": read_weekdays,
        "night_to": read_night_to,
        "night_around": read_night_around,
        "repeated": read_repeated,
    }
)
