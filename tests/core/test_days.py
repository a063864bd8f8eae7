"""Days are moved within the calendar, as calendars count, and never beyond it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from components.core.days import shift_day


@given(
    day=st.dates(min_value=date(1000, 1, 1), max_value=date(3000, 1, 1)),
    days=st.integers(-90_000, 90_000),
    months=st.integers(-2_000, 2_000),
)
def test_within_the_calendar_it_counts_as_calendars_do(day: date, days: int, months: int) -> None:
    assert shift_day(day, days, months=months) == day + relativedelta(months=months) + timedelta(
        days=days
    )


@given(day=st.dates(), days=st.integers(), months=st.integers())
def test_no_count_leaves_the_calendar(day: date, days: int, months: int) -> None:
    assert date.min <= shift_day(day, days, months=months) <= date.max
    assert shift_day(day, abs(days)) >= day >= shift_day(day, -abs(days))


@pytest.mark.parametrize(
    ("day", "days", "months", "found"),
    [
        (date.min, -1, 0, date.min),
        (date.max, 1, 0, date.max),
        (date(2022, 1, 31), 0, 1, date(2022, 2, 28)),
        (date(2022, 11, 1), 0, -1200 * 21, date.min),
        (date(2022, 11, 1), 0, 1200 * 80, date.max),
    ],
)
def test_ends(day: date, days: int, months: int, found: date) -> None:
    assert shift_day(day, days, months=months) == found
