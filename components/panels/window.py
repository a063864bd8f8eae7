"""The days of an article: those of its news, all that it tells of, and those that a person
chose."""

from __future__ import annotations

from datetime import date

from components.panels.reading import Reading
from components.view.selection import first_window

Window = tuple[date, date]
"""First and last day, both included."""


def news_days(found: Reading) -> Window:
    """Around which the chart stands; of an article that dates nothing the day of its
    publication."""
    published = found.article.published or date.min
    return first_window(found.events, published) or (published, published)


def days_between(first: date | None, last: date | None, found: Reading) -> Window | None:
    """The days that a person chose; an end that was not chosen lies beyond all events. None where
    neither was."""
    if first is None and last is None:
        return None
    low, high = all_days(found)
    return first or min(low, last or low), last or max(high, first or high)


def all_days(found: Reading) -> Window:
    """The first and the last day of any event and of the news."""
    known = {
        day for name in ("first_day", "last_day") for day in found.events[name].dropna().unique()
    }
    days = [*map(date.fromisoformat, known), *news_days(found)]
    return min(days), max(days)
