"""What each time expression means, from the words of a template and the day they count from.

A reading raises ValueError where the words give no days: no 31 June, nothing to count from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from dateutil.parser import parse

from components.core.days import shift_day
from components.core.precision import kind_of_width
from components.core.records import TimeKind
from components.language.english.clauses import Tense
from components.language.english.time.calendar import (
    DAYS,
    FARTHEST_AHEAD_DAYS,
    MOST,
    UNKNOWN,
    Days,
    Interval,
    counted,
    interval,
    kind_of_span,
    max_kind,
    months_from,
    part_of,
    shifted,
    unit_around,
    weekday_near,
)

Words = Mapping[str, str]
CLOSE_YEARS = (-1, 0, 1, 2)
"""Years around the base in which a day or month without a year may lie."""

SATURDAY = 5
KINDS_OF_FEW: Mapping[str, TimeKind] = MappingProxyType(
    {"hour": "range", "day": "range", "week": "month", "fortnight": "month"}
)
"""Of an unnamed plural: "in recent days" is a range, "in recent weeks" a month."""


@dataclass(frozen=True, slots=True)
class Base:
    """What words are counted from. ``antecedent``: the time that the text named before."""

    day: date | None
    tense: Tense = "past"
    continuing: bool = False
    """Whether the verb goes on up to ``day``: perfect or progressive."""
    antecedent: Interval = UNKNOWN

    @property
    def today(self) -> date:
        if self.day is None:
            raise ValueError("the day of writing is not known")
        return self.day


Reading = Callable[[Words, Base], Interval]


# Days and numbers of days.


def _nearest(starts: Iterable[int], now: int, tense: Tense, *, length: int = 1) -> int:
    """The last that has begun, the first that has not ended, or the nearest of stretches."""
    if tense == "past":
        return max(start for start in starts if start <= now)
    if tense == "future":
        return min(start for start in starts if start + length - 1 >= now)
    return min(starts, key=lambda start: abs(start + length // 2 - now))


def _day_without_year(number: int, month: int, *, near: date, tense: Tense) -> date:
    found = []
    for year in (near.year + shift for shift in CLOSE_YEARS):
        with suppress(ValueError):
            found.append(date(year, month, number).toordinal())
    return date.fromordinal(_nearest(found, near.toordinal(), tense))


def _plain_day(words: Words, base: Base) -> date:
    number, month = int(words["d"].rstrip("stndrh")), int(words["month"])
    if "y" in words:
        return date(int(words["y"]), month, number)
    day = _day_without_year(number, month, near=base.today, tense=base.tense)
    # "Was expected to end on 15 December", told in January, means the last one.
    is_far = (day - base.today).days > FARTHEST_AHEAD_DAYS
    return _day_without_year(number, month, near=base.today, tense="present") if is_far else day


def _day(words: Words, base: Base) -> Days:
    day = _plain_day(words, base)
    return interval(day, day, repeats="" if "y" in words else "year")


def _with_last_year(words: Words) -> Words:
    """The words with the year of the end for the beginning too, where it has none of its own."""
    return {"y": words["y2"], **words} if "y2" in words else words


def _days(words: Words, base: Base) -> Days:
    """A year at the end holds for both; else the end is the next such day after the start."""
    known = _with_last_year(words)
    first, month = _plain_day(known, base), int(words.get("month2") or words["month"])
    last_number = int(words["d2"].rstrip("stndrh"))
    last = _day_without_year(last_number, month, near=first, tense="future")
    if "month2" not in words and last.year != first.year:
        raise ValueError("the first day of a range is behind its last")
    found = interval(first, last)
    if "y" in known:
        return found
    if base.tense == "future":
        # A range that has begun and not ended belongs to this year, also when the verb speaks
        # of its end to come.
        earlier = interval(shift_day(first, months=-12), shift_day(last, months=-12), found.kind)
        found = earlier if earlier.last_day >= base.today else found
    return replace(found, repeats="year")


def _stretch_to(words: Words, base: Base) -> Days:
    """ "In the six months to June 30": both ends included."""
    unit, count, last = _unit(words), _count(words), _plain_day(words, base)
    first = shifted(shift_day(last, 1), unit, -count)
    return interval(first, last, kind_of_span(unit, count))


def _numeric(words: Words, base: Base) -> Days:
    """Year first, or day first with dots; with slashes both readings are kept if they can be."""
    text = words.get("iso") or words.get("dotted") or words["slashed"]
    orders = (False, True) if "slashed" in words else ("dotted" in words,)
    days = [parse(text, dayfirst=one, yearfirst=text[:4].isdigit()).date() for one in orders]
    return interval(min(days), max(days), "day" if len(set(days)) == 1 else "vague")


def _holiday(words: Words, base: Base) -> Days:
    month, day = words["holiday"].split()
    return _day({**words, "month": month, "d": day}, base)


def _weekday(words: Words, base: Base) -> Days:
    """A weekday equal to the base's own is the base itself, but for "last" and "next"."""
    number, which = int(words["weekday"]), words.get("which", "0")
    if which == "-1":
        day = weekday_near(number, shift_day(base.today, -1), "past")
    elif which == "1":
        day = weekday_near(number, shift_day(base.today, 1), "future")
    else:
        day = weekday_near(number, base.today, base.tense)
    return interval(day, day, repeats="" if "which" in words else "week")


def _weekday_of_week(words: Words, base: Base) -> Days:
    monday = unit_around("week", base.today, int(words["which"])).first_day
    day = shift_day(monday, int(words["weekday"]))
    return interval(day, day)


def _weekdays(words: Words, base: Base) -> Days:
    """The end is the next such day after the start; of the past, the latest pair that ended."""
    gap = (int(words["weekday2"]) - int(words["weekday"])) % 7
    day = shift_day(base.today, -gap) if base.tense == "past" else base.today
    first = weekday_near(int(words["weekday"]), day, base.tense)
    return interval(first, shift_day(first, gap), repeats="week")


def _night(words: Words, base: Base, *, after: int) -> Days:
    """The night to the day, and so many after it: "overnight on Saturday" may be the night to it or
    from it. The past ends at the base."""
    day = _weekday(words, base).last_day
    last = shift_day(day, after)
    last = min(last, base.today) if base.tense == "past" else last
    return interval(shift_day(day, -1), last, repeats="week")


# Months and longer times: years and their shares, seasons, decades, centuries.


def _part(words: Words) -> str:
    return words.get("part") or words.get("third", "")


def _nearest_start(month: int, length: int, words: Words, base: Base) -> int:
    """Months from January of the year 0 to the month (0 January) in which a stretch of so many
    months begins, the nearest in the direction of the verb, the current one included."""
    current = base.today.year * 12 + base.today.month - 1
    starts = [(base.today.year + shift) * 12 + month for shift in CLOSE_YEARS]
    which = words.get("which", "0")
    if which == "1":
        return min(start for start in starts if start > current)
    if which == "-1":
        return max(start for start in starts if start + length - 1 < current)
    return _nearest(starts, current, base.tense, length=length)


def _plain_month(words: Words, base: Base, suffix: str = "") -> Days:
    number, year = int(words["month" + suffix]) - 1, words.get("y" + suffix)
    if year is not None:
        return months_from(int(year) * 12 + number)
    found = months_from(_nearest_start(number, 1, words, base))
    return found if words.get("which", "0") != "0" else replace(found, repeats="year")


def _month(words: Words, base: Base) -> Days:
    return part_of(_plain_month(words, base), _part(words))


def _in_year(words: Words, base: Base) -> Words:
    """The words with the year that "last year", "this year" or "next year" stands for."""
    return {**words, "y": str(base.today.year + int(words["which"]))}


def _months(words: Words, base: Base) -> Days:
    """To the next such month after the first; a year at the end alone holds for both."""
    known = _with_last_year(words)
    first, last = _plain_month(known, base), _plain_month(words, base, "2")
    if "y2" not in words or last.first_day < first.first_day:
        gap = (int(words["month2"]) - int(words["month"])) % 12
        last = unit_around("month", first.first_day, gap)
    begin = part_of(first, _part(words)).first_day
    end = part_of(last, words.get("third2", "")).last_day
    return interval(begin, end, repeats="" if "y" in known else "year")


def _week_of_month(words: Words, base: Base) -> Days:
    """The 1st to 7th, 8th to 14th...; the last is the last seven days."""
    month, number = _plain_month(words, base), int(words["nth"])
    first = shift_day(month.first_day, 7 * (number - 1))
    first = shift_day(month.last_day, -6) if number < 0 else first
    return interval(first, min(shift_day(first, 6), month.last_day), "week")


def _half_of_month(words: Words, base: Base) -> Days:
    """The 1st to the 15th, or the 16th to the end."""
    month = _plain_month(words, base)
    middle = shift_day(month.first_day, 14)
    if int(words["nth"]) == 1:
        return replace(month, last_day=middle)
    return replace(month, first_day=shift_day(middle, 1))


def _years(words: Words, base: Base) -> Days:
    first = int(words["y"])
    last = int(words["y2"]) if "y2" in words else first // 100 * 100 + int(words["yy"])
    if not first < last < first + 100:
        raise ValueError("these are no years from one to another")
    return months_from(first * 12, (last - first + 1) * 12)


def _share_of_year(words: Words, base: Base) -> Days:
    months = 6 if words["share"] == "half" else 3
    number = (int(words["nth"]) - 1) % (12 // months)
    return months_from(int(words["y"]) * 12 + number * months, months)


def _decade(words: Words, base: Base) -> Days:
    digits = words["decade"].rstrip("s").lstrip("'’")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return part_of(months_from(year * 12, 120), _part(words))


def _century(words: Words, base: Base) -> Days:
    number = int(words["ordinal"][:-2])
    if not 0 < number < 22:
        raise ValueError("no century of the past or present")
    return months_from(((number - 1) * 100 + 1) * 12, 1200)


def _season(words: Words, base: Base) -> Days:
    """Seasons of the north by whole months; a winter is named by the year in which it begins."""
    month = int(words["season"].split()[0]) - 1
    if "y" in words:
        return part_of(months_from(int(words["y"]) * 12 + month, 3), _part(words))
    season = months_from(_nearest_start(month, 3, words, base), 3)
    return replace(part_of(season, _part(words)), repeats="year")


# Units counted from a day: "in recent days", "two weeks ago", "the next day", "for months".


def _unit(words: Words) -> str:
    return words.get("unit") or words.get("units") or "day"


def _is_few(words: Words) -> bool:
    """An unnamed plural: "days", "a few weeks"."""
    return "n" not in words and ("units" in words or "few" in words)


def _count(words: Words) -> int:
    """The number in the words, or the most that an unnamed plural may be."""
    return MOST[_unit(words)] if _is_few(words) else int(words.get("n", "1"))


def _deictic(words: Words, base: Base) -> Days:
    first, last = (shift_day(base.today, int(shift)) for shift in words["deictic"].split())
    return interval(first, last)


def _calendar(words: Words, base: Base) -> Days:
    """A week (from Monday), month or year, or its part before or after today; its kind stays."""
    today, shift = base.today, int(words.get("which", "0"))
    is_sunday = words["period"] == "week" and today.weekday() == 6
    is_next = is_sunday and base.tense == "future" and shift == 0
    whole = unit_around(words["period"], today, 1 if is_next else shift)
    first, last = whole.first_day, whole.last_day
    portion = words.get("portion", words.get("part", ""))
    if portion == "past":
        first = min(first, shift_day(today, -1)) if today == first else first
        return Days(first, min(last, today), whole.kind)
    if portion == "rest":
        return Days(max(first, min(shift_day(today, 1), last)), last, whole.kind)
    return part_of(whole, portion)


def _weekend(words: Words, base: Base) -> Days:
    """The latest that has begun, or the next to end where the verb looks ahead."""
    today, which = base.today, words.get("which", "0")
    if which == "1":
        saturday = weekday_near(SATURDAY, shift_day(today, 1), "future")
    elif which == "-1":
        before = shift_day(today, -2) if today.weekday() >= SATURDAY else today
        saturday = weekday_near(SATURDAY, before, "past")
    elif base.tense == "future":
        saturday = weekday_near(SATURDAY, shift_day(today, -1), "future")
    else:
        saturday = weekday_near(SATURDAY, today, "past")
    return interval(saturday, shift_day(saturday, 1))


def _reach(words: Words) -> tuple[str, int, TimeKind]:
    """Unit, count and kind of a stretch up to or from today. That of an unnamed plural is the
    unit's, whatever number is meant: unnamed weeks are at most a month."""
    unit, count = _unit(words), _count(words)
    if not _is_few(words):
        return unit, count, kind_of_span(unit, count)
    kind = KINDS_OF_FEW.get(unit, "vague")
    return ("month", 1, kind) if unit == "week" else (unit, count, kind)


def _recent(words: Words, base: Base) -> Days:
    """Up to today. "Recent days" are six, for seven are a week; "a week or so" has two more."""
    unit, count, kind = _reach(words)
    first = shifted(base.today, unit, -count, days=-2 if "so" in words else 0)
    return Days(first, base.today, kind)


def _coming(words: Words, base: Base) -> Days:
    unit, count, kind = _reach(words)
    return Days(base.today, shifted(base.today, unit, count), kind)


def away(words: Words, day: date, sign: int) -> Days:
    """So long before (``sign`` -1) or after ``day``, within half a unit for longer units.

    "Over a week" is one to two weeks, "nearly a week" at most one."""
    unit, fuzzy = _unit(words), words.get("fuzzy", "")
    most = _count(words)
    least = 2 if _is_few(words) else most
    if unit == "hour":
        other = shifted(day, "hour", sign * most)
        return Days(min(day, other), max(day, other), "range")
    if fuzzy in {"over", "under"}:
        least, most = (least, most + 1) if fuzzy == "over" else (least - 1, most)
    lowest, highest = sorted((sign * least, sign * most))
    slack = (DAYS[unit] - 1) // 2 if least == most and unit != "day" else int(fuzzy == "about")
    short = int(fuzzy == "over" and unit != "day")
    low = shifted(day, unit, lowest, days=short * (sign < 0) - slack)
    high = shifted(day, unit, highest, days=slack - short * (sign > 0))
    kind = max_kind(kind_of_width((high - low).days + 1), "day" if unit == "day" else "week")
    return interval(low, high, kind)


def _anniversary(words: Words, base: Base) -> Days:
    """ "Ten years ago this month": that month of its year."""
    then = replace(base, day=shifted(base.today, "year", -int(words["n"])))
    return _deictic(words, then) if "deictic" in words else _calendar(words, then)


def counted_from(found: Interval, words: Words, sign: int) -> Days:
    """The words counted from a time that is itself an interval."""
    days = counted(found)
    low, high = away(words, days.first_day, sign), away(words, days.last_day, sign)
    return interval(low.first_day, high.last_day, max_kind(low.kind, days.kind))


def _next(words: Words, base: Base) -> Days:
    """ "The next day", "the previous week": the unit beside the time named before."""
    unit, shift = _unit(words), int(words.get("sequel") or words["shift"])
    if unit == "day":
        return counted_from(base.antecedent, {"n": "1", "unit": "day"}, shift)
    return unit_around(unit, counted(base.antecedent).first_day, shift)


def _same(words: Words, base: Base) -> Interval:
    named, unit = counted(base.antecedent), words.get("unit", "day")
    whole = unit_around(unit, named.first_day)
    return named if unit in {"day", "hour"} or whole.last_day < named.last_day else whole


def _straight(words: Words, base: Base) -> Days:
    """ "For the third day": the base is the third."""
    unit, count = _unit(words), int(words["nth"])
    if count < 1 or unit == "hour":
        raise ValueError("these are no days one after the other")
    kind = None if unit == "day" else kind_of_span(unit, count)
    return interval(shifted(base.today, unit, 1 - count), base.today, kind)


READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "day": _day,
        "days": _days,
        "stretch_to": _stretch_to,
        "numeric": _numeric,
        "holiday": _holiday,
        "weekday": _weekday,
        "weekday_of_week": _weekday_of_week,
        "weekdays": _weekdays,
        "night_to": lambda words, base: _night(words, base, after=0),
        "night_around": lambda words, base: _night(words, base, after=1),
        "repeated": lambda words, base: UNKNOWN,
        "month": _month,
        "month_of_year": lambda words, base: _month(_in_year(words, base), base),
        "day_of_year": lambda words, base: _day(_in_year(words, base), base),
        "months": _months,
        "week_of_month": _week_of_month,
        "year": lambda words, base: part_of(months_from(int(words["y"]) * 12, 12), _part(words)),
        "years": _years,
        "share_of_year": _share_of_year,
        "half_of_month": _half_of_month,
        "decade": _decade,
        "century": _century,
        "season": _season,
        "deictic": _deictic,
        "calendar": _calendar,
        "weekend": _weekend,
        "recent": _recent,
        "coming": _coming,
        "ago": lambda words, base: away(words, base.today, -1),
        "anniversary": _anniversary,
        "later": lambda words, base: counted_from(base.antecedent, words, int(words["shift"])),
        "next": _next,
        "same": _same,
        # Counted from another clause, which is read later.
        "after": lambda words, base: UNKNOWN,
        "straight": _straight,
        # How long says when only of what still goes on: "has held the port for three days".
        "duration": lambda words, base: _recent(words, base) if base.continuing else UNKNOWN,
        # "In two days" is a time to come after a verb that looks ahead, else a length.
        "within": lambda words, base: _coming(words, base) if base.tense == "future" else UNKNOWN,
        # A stage of an event that has no date in these words lies before today.
        "frame": lambda words, base: Interval(None, base.today, "vague"),
        # "Recently", "so far": some day up to today, unless the verb looks ahead.
        "bygone": lambda words, base: (
            UNKNOWN if base.tense == "future" else Interval(None, base.today, "open")
        ),
    }
)
