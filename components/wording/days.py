"""Days of the calendar: moved within it, and in words."""

from __future__ import annotations

import calendar
from datetime import date

from components.wording.locale import day_form


def day_in_words(day: date, year: int | None) -> str:
    """ "10 September", with the year where it is not ``year``; or the day in the reader's form."""
    if form := day_form(day):
        return form
    words = f"{day.day} {calendar.month_name[day.month]}"
    return words if day.year == year else f"{words} {day.year}"
