"""Days moved within the calendar, which ends on both sides."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date


def moved(day: date, days: int = 0, *, months: int = 0) -> date:
    """So many months and then days later, or earlier where they are negative.

    A month that is too short gives its last day. What lies beyond the calendar gives the end of
    it on that side, ``date.min`` or ``date.max``, so that no count in a text is an error.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    last = calendar.monthrange(year, month + 1)[1]
    ordinal = date(year, month + 1, min(day.day, last)).toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
