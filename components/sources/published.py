"""A day of publication as tables, records and feeds write it; what may be read in two ways is
refused, not guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from components.core.errors import BadDate
from components.sources.fields import DayOrder

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:.*)?", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.*)?", re.ASCII)
LEFT_OUT = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+|(?<=\d)(?:st|nd|rd|th|\.)(?=\s)|(?<=[a-z]{3})\.|(?<=sep)t(?=\.?\s)",
    re.IGNORECASE,
)
"""The day of the week, and what hangs on numbers and on months that are cut short."""
FORMS: Final = ("%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
"""Unlike 12/09/2022, read in one way everywhere; commas are left out before."""
ORDERED: Final = {"day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+\d{1,2}:.*)?", re.ASCII)


def published_day(words: str, *, order: DayOrder = "", where: str = "") -> date | None:
    """The day in ``words``, as written there whatever its time zone; None for no words.

    ISO 8601 days and instants, the days of mails and feeds (RFC 5322), "12 September 2022"; with
    ``order`` also 12/09/2022. Raises BadDate.
    """
    told = words.strip()
    if not told:
        return None
    if numbers := NUMBERS.fullmatch(told):
        return _ordered("/".join(numbers.groups()), order, where)
    if match := ISO.fullmatch(told) or COMPACT.fullmatch(told):
        return _iso(match[1], match[2], match[3], where=where)
    plain = LEFT_OUT.sub("", " ".join(told.replace(",", " ").split()))
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(plain, form).date()
    try:
        return parsedate_to_datetime(told).date()
    except (ValueError, TypeError, OverflowError, IndexError) as error:
        raise _no_day(told, where, "Write it as 2022-09-12.") from error


def _iso(year: str, month: str, day: str, *, where: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise _no_day(f"{year}-{month}-{day}", where, "Write it as 2022-09-12.") from error


def _ordered(told: str, order: DayOrder, where: str) -> date:
    if not order:
        raise BadDate(
            f"{told!r} may be read in two ways.",
            value=told,
            where=where,
            way_out="Say which order it is: day-first or month-first (--days).",
        )
    try:
        return datetime.strptime(told, ORDERED[order]).date()
    except ValueError as error:
        raise _no_day(told, where, f"It was read {order}.") from error


def _no_day(told: str, where: str, way_out: str) -> BadDate:
    return BadDate(
        f"{told[:80]!r} is no day of the calendar.", value=told, where=where, way_out=way_out
    )
