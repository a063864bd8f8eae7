"""Days moved within the calendar, which ends on both sides."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date


def shift_day(day: date, days: int = 0, *, months: int = 0) -> date:
    """Moved by months, then days; negative is earlier.

    Too short a month gives its last day; beyond the calendar its end, ``date.min`` or ``date.max``.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    last = calendar.monthrange(year, month + 1)[1]
    ordinal = date(year, month + 1, min(day.day, last)).toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
