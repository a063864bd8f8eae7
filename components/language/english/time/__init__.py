"""Dates: what the words give, which happening each dates, and the day on which it was said."""

from components.language.english.time.events import (
    AHEAD,
    PAST,
    report_day,
    time_continued,
    time_named,
    time_of,
)
from components.language.english.time.expressions import TimeExpression, find_times
from components.language.english.time.matches import is_saying

__all__ = [
    "AHEAD", "PAST", "TimeExpression", "find_times", "is_saying", "report_day", "time_continued",
    "time_named", "time_of",
]  # fmt: skip
