"""The day of a reference: ISO text, Unix seconds, or a file's name that holds one of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
SECONDS = re.compile(r"(?<!\d)(\d{10})(?:\d{3})?(?!\d)")
"""Unix seconds, or milliseconds."""
FIRST_YEAR, LAST_YEAR = 1900, 2100


def day_of(value: object) -> date | None:
    """The day of a property's value: ISO date or time (its own day), YYYYMMDD, or Unix seconds (the
    day in UTC); else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float):
        value = int(value) if value.is_integer() else str(value)
    text = str(value).strip()
    return next(
        (
            day
            for pattern in (ISO, COMPACT, SECONDS)
            if (match := pattern.match(text)) and (day := _day(match))
        ),
        None,
    )


def day_in_name(name: str) -> date | None:
    """The day that a file's name holds, ISO first, then YYYYMMDD, then Unix seconds."""
    found = (_day(match) for pattern in (ISO, COMPACT, SECONDS) for match in pattern.finditer(name))
    return next((day for day in found if day), None)


def without_day(name: str) -> str:
    """The name with its day taken out: "areas-2022-09-12" gives "areas"."""
    for pattern in (ISO, COMPACT, SECONDS):
        if (match := pattern.search(name)) and _day(match):
            return (name[: match.start()] + name[match.end() :]).strip(" -_.")
    return name


def _day(match: re.Match[str]) -> date | None:
    parts = [int(part) for part in match.groups()]
    try:
        day = date(*parts) if len(parts) == 3 else datetime.fromtimestamp(parts[0], tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
