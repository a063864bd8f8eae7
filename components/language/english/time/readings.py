"""What each time expression means, from the words of a template and the day they count from.

Only absolute readings with a year need no such day; others give None without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from dateutil.parser import ParserError, parse

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
    interval,
    kind_of_span,
    max_kind,
    months_from,
    nearest,
    part_of,
    repeating,
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
    antecedent: Interval | None = None


Reading = Callable[[Words, Base], Interval | None]


def _counted(read: Callable[[Words, Base, date], Interval | None]) -> Reading:
    return lambda words, base: None if base.day is None else read(words, base, base.day)


# Days and numbers of days.


def _number(words: Words, suffix: str = "") -> int:
    return int(words["d" + suffix].rstrip("stndrh"))


def _days_without_year(day: int, month: int, base: date) -> list[date]:
    """That day of the month in the years around; none of them for the 31st of June."""
    found = []
    for year in (base.year + shift for shift in CLOSE_YEARS):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _plain_day(words: Words, base: Base) -> date | None:
    number, month = _number(words), int(words["month"])
    if "y" not in words:
        if (today := base.day) is None:
            return None
        days = [*_days_without_year(number, month, today)]
        found = nearest(days, today, base.tense)
        # "Was expected to end on 15 December", told in January, means the last one.
        is_far = found is not None and (found - today).days > FARTHEST_AHEAD_DAYS
        return nearest(days, today, "present") if is_far else found
    try:
        return date(int(words["y"]), month, number)
    except ValueError:
        return None


def _read_day(words: Words, base: Base) -> Days | None:
    if (day := _plain_day(words, base)) is None:
        return None
    return interval(day, day) if "y" in words else repeating(interval(day, day), "year")


def _read_days(words: Words, base: Base) -> Days | None:
    """A year at the end holds for both; else the end is the next such day after the start."""
    known = {**words, "y": words["y2"]} if "y2" in words and "y" not in words else words
    if (first := _plain_day(known, base)) is None:
        return None
    month = int(words.get("month2") or words["month"])
    last = nearest(_days_without_year(_number(words, "2"), month, first), first, "future")
    if last is None or ("month2" not in words and last.year != first.year):
        return None
    found = interval(first, last)
    if "y" in known:
        return found
    if base.tense == "future" and base.day is not None:
        # A range that has begun and not ended belongs to this year, also when the verb speaks
        # of its end to come.
        earlier = interval(shift_day(first, months=-12), shift_day(last, months=-12), found.kind)
        found = earlier if earlier.last_day >= base.day else found
    return repeating(found, "year")


def _read_stretch_to(words: Words, base: Base) -> Days | None:
    """ "In the six months to June 30": both ends included."""
    if (last := _plain_day(words, base)) is None:
        return None
    unit, count = _unit(words), _count(words)
    first = shifted(shift_day(last, 1), unit, -count)
    return interval(first, last, kind_of_span(unit, count))


def _read_numeric(words: Words, base: Base) -> Days | None:
    """Year first, or day first with dots; with slashes both readings are kept if they can be."""
    text = words.get("iso") or words.get("dotted") or words["slashed"]
    orders = (False, True) if "slashed" in words else ("dotted" in words,)
    try:
        days = [parse(text, dayfirst=one, yearfirst=text[:4].isdigit()).date() for one in orders]
    except (ParserError, OverflowError):
        return None
    return interval(min(days), max(days), "day" if len(set(days)) == 1 else "vague")


def _read_holiday(words: Words, base: Base) -> Days | None:
    month, day = words["holiday"].split()
    return _read_day({**words, "month": month, "d": day}, base)


def _weekday(words: Words, base: Base) -> Days | None:
    """A weekday equal to the base's own is the base itself, but for "last" and "next"."""
    if base.day is None:
        return None
    number, which = int(words["weekday"]), words.get("which", "0")
    if which == "-1":
        day = weekday_near(number, shift_day(base.day, -1), "past")
    elif which == "1":
        day = weekday_near(number, shift_day(base.day, 1), "future")
    else:
        day = weekday_near(number, base.day, base.tense)
    return interval(day, day) if "which" in words else repeating(interval(day, day), "week")


def _read_weekday_of_week(words: Words, base: Base, today: date) -> Days:
    monday = unit_around("week", today, int(words["which"])).first_day
    day = shift_day(monday, int(words["weekday"]))
    return interval(day, day)


def _read_weekdays(words: Words, base: Base, today: date) -> Days:
    """The end is the next such day after the start; of the past, the latest pair that ended."""
    gap = (int(words["weekday2"]) - int(words["weekday"])) % 7
    day = shift_day(today, -gap) if base.tense == "past" else today
    first = weekday_near(int(words["weekday"]), day, base.tense)
    return repeating(interval(first, shift_day(first, gap)), "week")


def _read_night_to(words: Words, base: Base) -> Days | None:
    if (found := _weekday(words, base)) is None:
        return None
    return repeating(interval(shift_day(found.last_day, -1), found.last_day), "week")


def _read_night_around(words: Words, base: Base, today: date) -> Days | None:
    """ "Overnight on Saturday" may be the night to it or from it; the past ends at the base."""
    if (found := _weekday(words, base)) is None:
        return None
    last = shift_day(found.last_day, 1)
    last = min(last, today) if base.tense == "past" else last
    return repeating(interval(shift_day(found.last_day, -1), last), "week")


# Months and longer times: years and their shares, seasons, decades, centuries.


def _part(words: Words) -> str:
    return words.get("part") or words.get("third", "")


def _month(words: Words, suffix: str, base: Base) -> Days | None:
    """Without a year the nearest in the direction of the verb, the current one included."""
    number, year = int(words["month" + suffix]) - 1, words.get("y" + suffix)
    if year is not None:
        return months_from(int(year) * 12 + number)
    if base.day is None:
        return None
    current = base.day.year * 12 + base.day.month - 1
    starts = [(base.day.year + shift) * 12 + number for shift in CLOSE_YEARS]
    which = words.get("which", "0")
    if which == "1":
        return months_from(min(start for start in starts if start > current))
    if which != "0":
        return months_from(max(start for start in starts if start < current))
    if base.tense != "present":
        is_past = base.tense == "past"
        starts = [one for one in starts if (one <= current if is_past else one >= current)]
    return repeating(months_from(min(starts, key=lambda one: abs(one - current))), "year")


def _read_month(words: Words, base: Base) -> Days | None:
    found = _month(words, "", base)
    return None if found is None else part_of(found, _part(words))


def _in_year(words: Words, today: date) -> Words:
    """The words with the year that "last year", "this year" or "next year" stands for."""
    return {**words, "y": str(today.year + int(words["which"]))}


def _read_months(words: Words, base: Base) -> Days | None:
    """To the next such month after the first; a year at the end alone holds for both."""
    given = {**words, "y": words["y2"]} if "y2" in words and "y" not in words else words
    first, last = _month(given, "", base), _month(words, "2", base)
    if first is None or last is None:
        return None
    if "y2" not in words or last.first_day < first.first_day:
        gap = (int(words["month2"]) - int(words["month"])) % 12
        last = months_from(first.first_day.year * 12 + first.first_day.month - 1 + gap)
    begin = part_of(first, _part(words)).first_day
    found = interval(begin, part_of(last, words.get("third2", "")).last_day)
    return found if "y" in given else repeating(found, "year")


def _read_week_of_month(words: Words, base: Base) -> Days | None:
    """The 1st to 7th, 8th to 14th...; the last is the last seven days."""
    if (month := _month(words, "", base)) is None:
        return None
    number = int(words["nth"])
    first = (
        shift_day(month.last_day, -6)
        if number < 0
        else shift_day(month.first_day, 7 * (number - 1))
    )
    return interval(first, min(shift_day(first, 6), month.last_day), "week")


def _read_half_of_month(words: Words, base: Base) -> Days | None:
    """The 1st to the 15th, or the 16th to the end."""
    if (found := _month(words, "", base)) is None:
        return None
    middle = shift_day(found.first_day, 14)
    if int(words["nth"]) == 1:
        return replace(found, last_day=middle)
    return replace(found, first_day=shift_day(middle, 1))


def _read_year(words: Words, base: Base) -> Days:
    return part_of(months_from(int(words["y"]) * 12, 12), _part(words))


def _read_years(words: Words, base: Base) -> Days | None:
    first = int(words["y"])
    last = int(words["y2"]) if "y2" in words else first // 100 * 100 + int(words["yy"])
    return months_from(first * 12, (last - first + 1) * 12) if first < last < first + 100 else None


def _read_share_of_year(words: Words, base: Base) -> Days:
    months = 6 if words["share"] == "half" else 3
    number = (int(words["nth"]) - 1) % (12 // months)
    return months_from(int(words["y"]) * 12 + number * months, months)


def _read_decade(words: Words, base: Base) -> Days:
    digits = words["decade"].rstrip("s").lstrip("'’")
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return part_of(months_from(year * 12, 120), _part(words))


def _read_century(words: Words, base: Base) -> Days | None:
    number = int(words["ordinal"][:-2])
    return months_from(((number - 1) * 100 + 1) * 12, 1200) if 0 < number < 22 else None


def _read_season(words: Words, base: Base) -> Days | None:
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
        start = max(one for one in starts if one + 2 < current)
    elif which == "1":
        start = min(one for one in starts if one > current)
    elif base.tense == "future":
        start = min(one for one in starts if one + 2 >= current)
    elif base.tense == "past":
        start = max(one for one in starts if one <= current)
    else:
        start = min(starts, key=lambda one: abs(one + 1 - current))
    return repeating(part_of(months_from(start, 3), _part(words)), "year")


# Units counted from a day: "in recent days", "two weeks ago", "the next day", "for months".


def _unit(words: Words) -> str:
    return words.get("unit") or words.get("units") or "day"


def _is_few(words: Words) -> bool:
    """An unnamed plural: "days", "a few weeks"."""
    return "n" not in words and ("units" in words or "few" in words)


def _count(words: Words) -> int:
    """The number in the words, or the most that an unnamed plural may be."""
    return MOST[_unit(words)] if _is_few(words) else int(words.get("n", "1"))


def _deictic(words: Words, today: date) -> Days:
    first, last = (shift_day(today, int(shift)) for shift in words["deictic"].split())
    return interval(first, last)


def _calendar(words: Words, base: Base, today: date) -> Days:
    """A week (from Monday), month or year, or its part before or after today; its kind stays."""
    shift = int(words.get("which", "0"))
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


def _read_weekend(words: Words, base: Base, today: date) -> Days:
    """The latest that has begun, or the next to end where the verb looks ahead."""
    which = words.get("which", "0")
    if which == "1":
        saturday = weekday_near(SATURDAY, shift_day(today, 1), "future")
    elif which == "-1":
        saturday = weekday_near(
            SATURDAY, shift_day(today, -(today.weekday() // SATURDAY * 2)), "past"
        )
    elif base.tense == "future":
        saturday = weekday_near(SATURDAY, shift_day(today, -1), "future")
    else:
        saturday = weekday_near(SATURDAY, today, "past")
    return interval(saturday, shift_day(saturday, 1))


def _span_kind(words: Words) -> TimeKind:
    """That of the unit, whatever number of an unnamed plural is meant."""
    unit = _unit(words)
    return KINDS_OF_FEW.get(unit, "vague") if _is_few(words) else kind_of_span(unit, _count(words))


def _reach(words: Words) -> tuple[str, int]:
    """Unit and count of a stretch up to or from today: unnamed weeks are at most a month."""
    unit = _unit(words)
    return ("month", 1) if unit == "week" and _is_few(words) else (unit, _count(words))


def _recent(words: Words, today: date) -> Days:
    """Up to today. "Recent days" are six, for seven are a week; "a week or so" has two more."""
    unit, count = _reach(words)
    first = shifted(today, unit, -count, days=-2 if "so" in words else 0)
    return Days(first, today, _span_kind(words))


def _coming(words: Words, today: date) -> Days:
    return Days(today, shifted(today, *_reach(words)), _span_kind(words))


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


def _read_anniversary(words: Words, base: Base, today: date) -> Days:
    """ "Ten years ago this month": that month of its year."""
    then = shifted(today, "year", -int(words["n"]))
    return _deictic(words, then) if "deictic" in words else _calendar(words, base, then)


def counted_from(found: Interval, words: Words, sign: int) -> Days | None:
    """The words counted from a time that is itself an interval."""
    if found.first_day is None or found.last_day is None:
        return None
    low, high = away(words, found.first_day, sign), away(words, found.last_day, sign)
    return interval(low.first_day, high.last_day, max_kind(low.kind, found.kind))


def _read_later(words: Words, base: Base) -> Days | None:
    named = base.antecedent
    return None if named is None else counted_from(named, words, int(words["shift"]))


def _read_next(words: Words, base: Base) -> Days | None:
    """ "The next day", "the previous week": the unit beside the time named before."""
    named = base.antecedent
    if named is None or named.first_day is None or named.last_day is None:
        return None
    unit, shift = _unit(words), int(words.get("sequel") or words["shift"])
    if unit == "day":
        return counted_from(named, {"n": "1", "unit": "day"}, shift)
    return unit_around(unit, named.first_day, shift)


def _read_same(words: Words, base: Base) -> Interval | None:
    named, unit = base.antecedent, words.get("unit", "day")
    if named is None or named.first_day is None or named.last_day is None:
        return None
    whole = unit_around(unit, named.first_day)
    return named if unit in {"day", "hour"} or whole.last_day < named.last_day else whole


def _read_straight(words: Words, base: Base, today: date) -> Days | None:
    """ "For the third day": the base is the third."""
    unit, count = _unit(words), int(words["nth"])
    if count < 1 or unit == "hour":
        return None
    kind = None if unit == "day" else kind_of_span(unit, count)
    return interval(shifted(today, unit, 1 - count), today, kind)


READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "day": _read_day,
        "days": _read_days,
        "stretch_to": _read_stretch_to,
        "numeric": _read_numeric,
        "holiday": _read_holiday,
        "weekday": _weekday,
        "weekday_of_week": _counted(_read_weekday_of_week),
        "weekdays": _counted(_read_weekdays),
        "night_to": _read_night_to,
        "night_around": _counted(_read_night_around),
        "repeated": lambda words, base: UNKNOWN,
        "month": _read_month,
        "month_of_year": _counted(lambda words, base, day: _read_month(_in_year(words, day), base)),
        "day_of_year": _counted(lambda words, base, day: _read_day(_in_year(words, day), base)),
        "months": _read_months,
        "week_of_month": _read_week_of_month,
        "year": _read_year,
        "years": _read_years,
        "share_of_year": _read_share_of_year,
        "half_of_month": _read_half_of_month,
        "decade": _read_decade,
        "century": _read_century,
        "season": _read_season,
        "deictic": _counted(lambda words, base, day: _deictic(words, day)),
        "calendar": _counted(_calendar),
        "weekend": _counted(_read_weekend),
        "recent": _counted(lambda words, base, day: _recent(words, day)),
        "coming": _counted(lambda words, base, day: _coming(words, day)),
        "ago": _counted(lambda words, base, day: away(words, day, -1)),
        "anniversary": _counted(_read_anniversary),
        "later": _read_later,
        "next": _read_next,
        "same": _read_same,
        # Counted from another clause, which is read later.
        "after": lambda words, base: UNKNOWN,
        "straight": _counted(_read_straight),
        # How long says when only of what still goes on: "has held the port for three days".
        "duration": lambda words, base: (
            _recent(words, base.day) if base.continuing and base.day else UNKNOWN
        ),
        # "In two days" is a time to come after a verb that looks ahead, else a length.
        "within": lambda words, base: (
            _coming(words, base.day) if base.tense == "future" and base.day else UNKNOWN
        ),
        # A stage of an event that has no date in these words lies before today.
        "frame": _counted(lambda words, base, day: Interval(None, day, "vague")),
        # "Recently", "so far": some day up to today, unless the verb looks ahead.
        "bygone": _counted(
            lambda words, base, day: None if base.tense == "future" else Interval(None, day, "open")
        ),
    }
)
