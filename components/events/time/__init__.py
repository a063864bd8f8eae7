"""Dates: what the words give, which happening each dates, and the day on which it was said."""

from components.events.time.events import find_times, is_report, report_day, time_of
from components.events.time.expressions import TimeExpression

__all__ = ["TimeExpression", "find_times", "is_report", "report_day", "time_of"]
