"""Readings of months and of longer times: years and their shares, seasons, decades, centuries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from components.core.days import moved
from components.language.english.time.calendar import (
    Interval,
    interval,
    months_from,
    part_of,
    repeating,
)
from components.language.english.time.readings import CLOSE_YEARS, Base, Reading, Words, read_day


def _part(words: Words) -> str:
    return words.get("part") or words.get("third", "")


def _month(words: Words, suffix: str, base: Base) -> Interval | None:
    """A calendar month; without a year the nearest in the direction of the verb, the current one
    included."""
    number, year = int(words["month" + suffix]) - 1, words.get("y" + suffix)
    if year is not None:
        return months_from(int(year) * 12 + number)
    if base.day is None:
        return None
    current = base.day.year * 12 + base.day.month - 1
    starts = [(base.day.year + shift) * 12 + number for shift in CLOSE_YEARS]
    if "which" in words and words["which"] != "0":
        ahead = words["which"] == "1"
        return months_from(
            min(s for s in starts if s > current)
            if ahead
            else max(s for s in starts if s < current)
        )
    fit = [
        s
        for s in starts
        if base.tense == "present" or (s <= current if base.tense == "past" else s >= current)
    ]
    return repeating(months_from(min(fit, key=lambda start: abs(start - current))), "year")


def read_month(words: Words, base: Base) -> Interval | None:
    found = _month(words, "", base)
    return None if found is None else part_of(found, _part(words))


def _in_year(words: Words, base: Base) -> dict[str, str] | None:
    """The words with the year that "last year", "this year" or "next year" stands for."""
    return None if base.day is None else {**words, "y": str(base.day.year + int(words["which"]))}


def read_month_of_year(words: Words, base: Base) -> Interval | None:
    known = _in_year(words, base)
    return None if known is None else read_month(known, base)


def read_day_of_year(words: Words, base: Base) -> Interval | None:
    known = _in_year(words, base)
    return None if known is None else read_day(known, base)


def read_months(words: Words, base: Base) -> Interval | None:
    """From the first month to the second, the next such month after it; a year at the end alone
    holds for both."""
    last = _month(words, "2", base)
    given = {**words, "y": words["y2"]} if "y2" in words and "y" not in words else dict(words)
    first = _month(given, "", base)
    if first is None or last is None or first.first_day is None or last.first_day is None:
        return None
    if "y2" not in words or last.first_day < first.first_day:
        gap = (int(words["month2"]) - int(words["month"])) % 12
        last = months_from(first.first_day.year * 12 + first.first_day.month - 1 + gap)
    begin, end = (
        part_of(first, _part(words)).first_day,
        part_of(last, words.get("third2", "")).last_day,
    )
    if begin is None or end is None:
        return None
    return interval(begin, end) if "y" in given else repeating(interval(begin, end), "year")


def read_week_of_month(words: Words, base: Base) -> Interval | None:
    """The 1st to 7th, 8th to 14th...; the last is the last seven days."""
    month = _month(words, "", base)
    if month is None or month.first_day is None or month.last_day is None:
        return None
    number = int(words["nth"])
    first = moved(month.last_day, -6) if number < 0 else moved(month.first_day, 7 * (number - 1))
    return interval(first, min(moved(first, 6), month.last_day), "week")


def read_year(words: Words, base: Base) -> Interval | None:
    return part_of(months_from(int(words["y"]) * 12, 12), _part(words))


def read_years(words: Words, base: Base) -> Interval | None:
    first = int(words["y"])
    last = int(words["y2"]) if "y2" in words else first // 100 * 100 + int(words["yy"])
    return months_from(first * 12, (last - first + 1) * 12) if first < last < first + 100 else None


def read_share_of_year(words: Words, base: Base) -> Interval | None:
    months = 6 if words["share"] == "half" else 3
    number = (int(words["nth"]) - 1) % (12 // months)
    return months_from(int(words["y"]) * 12 + number * months, months)


def read_half_of_month(words: Words, base: Base) -> Interval | None:
    """The 1st to the 15th, or the 16th to the end."""
    found = _month(words, "", base)
    if found is None or found.first_day is None or found.last_day is None:
        return None
    middle = moved(found.first_day, 14)
    if int(words["nth"]) == 1:
        return replace(found, last_day=middle)
    return replace(found, first_day=moved(middle, 1))


def read_decade(words: Words, base: Base) -> Interval | None:
    digits = words["decade"].rstrip("s").lstrip("'’")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return part_of(months_from(year * 12, 120), _part(words))


def read_century(words: Words, base: Base) -> Interval | None:
    number = int(words["ordinal"][:-2])
    return months_from(((number - 1) * 100 + 1) * 12, 1200) if 0 < number < 22 else None


def read_season(words: Words, base: Base) -> Interval | None:
    """Seasons of the north by whole months; a winter is named by the year in which it begins."""
    month = int(words["season"].split()[0]) - 1
    if "y" in words:
        return part_of(months_from(int(words["y"]) * 12 + month, 3), _part(words))
    if base.day is None:
        return None
    starts = [(base.day.year + shift) * 12 + month for shift in CLOSE_YEARS]
    current = base.day.year * 12 + base.day.month - 1
    which = words.get("which", "0")
    if which == "-1":
        start = max(s for s in starts if s + 2 < current)
    elif which == "1" or base.tense == "future":
        start = min(s for s in starts if (s > current if which == "1" else s + 2 >= current))
    elif base.tense == "past":
        start = max(s for s in starts if s <= current)
    else:
        start = min(starts, key=lambda begin: abs(begin + 1 - current))
    return repeating(part_of(months_from(start, 3), _part(words)), "year")


MONTH_READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "month": read_month,
        "month_of_year": read_month_of_year,
        "day_of_year": read_day_of_year,
        "months": read_months,
        "week_of_month": read_week_of_month,
        "year": read_year,
        "years": read_years,
        "share_of_year": read_share_of_year,
        "half_of_month": read_half_of_month,
        "decade": read_decade,
        "century": read_century,
        "season": read_season,
    }
)
