"""Readings that count units of time from a day: "in recent days", "two weeks ago", "the next day",
"for months"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from components.core.days import moved
from components.core.precision import kind_of_width
from components.core.records import TimeKind
from components.language.english.time.calendar import (
    DAYS,
    FEW,
    UNKNOWN,
    Interval,
    interval,
    kind_of_span,
    max_kind,
    part_of,
    shifted,
    unit_around,
    weekday_near,
)
from components.language.english.time.readings import Base, Reading, Words

SATURDAY = 5
_FEW_KINDS: Mapping[str, TimeKind] = MappingProxyType(
    {"hour": "range", "day": "range", "week": "month", "fortnight": "month"}
)


def _unit(words: Words) -> str:
    return words.get("unit") or words.get("units") or "day"


def read_deictic(words: Words, base: Base) -> Interval | None:
    if base.day is None:
        return None
    first, last = (moved(base.day, int(shift)) for shift in words["deictic"].split())
    return interval(first, last)


def read_calendar(words: Words, base: Base) -> Interval | None:
    """A calendar week, month or year, or the part of it before or after today. A week begins on
    Monday."""
    if base.day is None:
        return None
    shift = int(words.get("which", "0"))
    ends_today = (
        words["period"] == "week"
        and base.day.weekday() == 6
        and base.tense == "future"
        and shift == 0
    )
    whole = unit_around(words["period"], base.day, 1 if ends_today else shift)
    portion = words.get("portion", words.get("part", ""))
    if portion in {"past", "rest"}:
        return _before_or_after(whole, base.day, portion)
    return part_of(whole, portion)


def _before_or_after(whole: Interval, day: date, portion: str) -> Interval:
    """Its days up to today, or from tomorrow on; the kind stays that of the whole. All of it where
    today is outside."""
    first, last = whole.first_day, whole.last_day
    if first is None or last is None:
        return whole
    if portion == "past":
        return Interval(
            min(first, moved(day, -1)) if day == first else first, min(last, day), whole.kind
        )
    return Interval(max(first, min(moved(day, 1), last)), last, whole.kind)


def read_weekend(words: Words, base: Base) -> Interval | None:
    """Saturday and Sunday: the latest that has begun, or the next to end where the verb looks
    ahead."""
    if base.day is None:
        return None
    which = words.get("which", "0")
    if which == "1":
        saturday = weekday_near(SATURDAY, moved(base.day, 1), "future")
    elif which == "-1":
        saturday = weekday_near(
            SATURDAY, moved(base.day, -(base.day.weekday() // SATURDAY * 2)), "past"
        )
    else:
        ahead = base.tense == "future"
        saturday = weekday_near(
            SATURDAY, moved(base.day, -1) if ahead else base.day, "future" if ahead else "past"
        )
    return interval(saturday, moved(saturday, 1))


def _count(words: Words) -> int:
    """The number in the words, or the most that an unnamed plural may be."""
    return int(words["n"]) if "n" in words else FEW[_unit(words)][1] if _is_plural(words) else 1


def _is_plural(words: Words) -> bool:
    return "units" in words or "few" in words


def _span_kind(words: Words) -> TimeKind:
    """ "In recent days" is a range, "in recent weeks" a month, whatever number of them is meant."""
    if "n" not in words and _is_plural(words):
        return _FEW_KINDS.get(_unit(words), "vague")
    return kind_of_span(_unit(words), _count(words))


def _reach(words: Words) -> tuple[str, int]:
    """Unit and count of a stretch up to or from today: unnamed weeks are at most a month."""
    unit, count = _unit(words), _count(words)
    return (
        ("month", 1) if unit == "week" and "n" not in words and _is_plural(words) else (unit, count)
    )


def read_recent(words: Words, base: Base) -> Interval | None:
    """Up to today. "Recent days" reach back six days, since seven would be called a week; "a week
    or so" has two more."""
    if base.day is None:
        return None
    unit, count = _reach(words)
    first = shifted(base.day, unit, -count, days=-2 if "so" in words else 0)
    return Interval(first, base.day, _span_kind(words))


def read_coming(words: Words, base: Base) -> Interval | None:
    if base.day is None:
        return None
    unit, count = _reach(words)
    return Interval(base.day, shifted(base.day, unit, count), _span_kind(words))


def away(words: Words, day: date, sign: int) -> Interval:
    """So long before (``sign`` -1) or after ``day``: to the day for days, within half a unit for
    longer ones.

    "Over a week" is one to two weeks, "nearly a week" at most one.
    """
    unit, fuzzy = _unit(words), words.get("fuzzy", "")
    least, most = FEW[unit] if "n" not in words and _is_plural(words) else (_count(words),) * 2
    if unit == "hour":
        return _ordered(day, shifted(day, "hour", sign * most), "range")
    if fuzzy in {"over", "under"}:
        least, most = (least, most + 1) if fuzzy == "over" else (least - 1, most)
    lowest, highest = sorted((sign * least, sign * most))
    slack = (DAYS[unit] - 1) // 2 if least == most and unit != "day" else int(fuzzy == "about")
    short = int(fuzzy == "over" and unit != "day")
    low = shifted(day, unit, lowest, days=short * (sign < 0) - slack)
    high = shifted(day, unit, highest, days=slack - short * (sign > 0))
    return interval(
        low,
        high,
        max_kind(kind_of_width((high - low).days + 1), "day" if unit == "day" else "week"),
    )


def _ordered(one: date, other: date, kind: TimeKind) -> Interval:
    return Interval(min(one, other), max(one, other), kind)


def read_ago(words: Words, base: Base) -> Interval | None:
    return None if base.day is None else away(words, base.day, -1)


def read_anniversary(words: Words, base: Base) -> Interval | None:
    """ "Ten years ago this month": that month of its year."""
    if base.day is None:
        return None
    then = replace(base, day=shifted(base.day, "year", -int(words["n"])))
    return read_deictic(words, then) if "deictic" in words else read_calendar(words, then)


def counted_from(found: Interval, words: Words, sign: int) -> Interval | None:
    """The words counted from a time that is itself an interval."""
    if found.first_day is None or found.last_day is None:
        return None
    low, high = away(words, found.first_day, sign), away(words, found.last_day, sign)
    if low.first_day is None or high.last_day is None:
        return None
    return interval(low.first_day, high.last_day, max_kind(low.kind, found.kind))


def read_later(words: Words, base: Base) -> Interval | None:
    return (
        None
        if base.antecedent is None
        else counted_from(base.antecedent, words, int(words["shift"]))
    )


def read_next(words: Words, base: Base) -> Interval | None:
    """ "The next day", "the previous week": the calendar unit beside that of the time named
    before."""
    if (
        base.antecedent is None
        or base.antecedent.first_day is None
        or base.antecedent.last_day is None
    ):
        return None
    unit, shift = _unit(words), int(words.get("sequel") or words["shift"])
    if unit == "day":
        return counted_from(base.antecedent, {"n": "1", "unit": "day"}, shift)
    return unit_around(unit, base.antecedent.first_day, shift)


def read_same(words: Words, base: Base) -> Interval | None:
    found, unit = base.antecedent, words.get("unit", "day")
    if found is None or found.first_day is None or found.last_day is None:
        return None
    whole = unit_around(unit, found.first_day)
    return (
        found
        if unit in {"day", "hour"} or whole.last_day is None or whole.last_day < found.last_day
        else whole
    )


def read_after(words: Words, base: Base) -> Interval | None:
    """Counted from another clause, which is read later."""
    return UNKNOWN


def read_straight(words: Words, base: Base) -> Interval | None:
    """ "For the third day": the base is the third."""
    if base.day is None or int(words["nth"]) < 1 or _unit(words) == "hour":
        return None
    return interval(
        shifted(base.day, _unit(words), 1 - int(words["nth"])), base.day, _straight_kind(words)
    )


def _straight_kind(words: Words) -> TimeKind | None:
    return None if _unit(words) == "day" else kind_of_span(_unit(words), int(words["nth"]))


def read_duration(words: Words, base: Base) -> Interval | None:
    """How long says when only of what still goes on: "has held the port for three days"."""
    return read_recent(words, base) if base.continuing else UNKNOWN


def read_within(words: Words, base: Base) -> Interval | None:
    """ "In two days" is a time to come after a verb that looks ahead, else a length."""
    return read_coming(words, base) if base.tense == "future" else UNKNOWN


def read_frame(words: Words, base: Base) -> Interval | None:
    """A stage of an event that has no date in these words: all that is known is that it lies before
    today."""
    return None if base.day is None else Interval(None, base.day, "vague")


def read_bygone(words: Words, base: Base) -> Interval | None:
    """ "Recently", "so far": some day up to today, unless the verb looks ahead."""
    ahead = base.day is None or base.tense == "future"
    return None if ahead else Interval(None, base.day, "open")


RELATIVE_READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "deictic": read_deictic,
        "calendar": read_calendar,
        "weekend": read_weekend,
        "recent": read_recent,
        "coming": read_coming,
        "ago": read_ago,
        "anniversary": read_anniversary,
        "later": read_later,
        "next": read_next,
        "same": read_same,
        "after": read_after,
        "straight": read_straight,
        "duration": read_duration,
        "within": read_within,
        "frame": read_frame,
        "bygone": read_bygone,
    }
)
