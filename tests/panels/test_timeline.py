"""Days on the timeline are calendar days, and the range control reaches what is shown."""

from datetime import date

import pandas as pd
import pytest

from components.panels.timeline import MARGIN_DAYS, MOST_DAYS, ONE_DAY, bounds, chart, in_words
from components.tables import events_table
from components.view import event_days
from tests.sample import PUBLISHED, analysis

EVENTS = events_table(analysis())
NEWS = (date(2022, 9, 1), date(2022, 10, 31))
MARGIN = MARGIN_DAYS * ONE_DAY


def test_bounds_hold_future_days_and_a_margin() -> None:
    assert bounds(EVENTS, first=NEWS, shown=NEWS) == (NEWS[0] - MARGIN, NEWS[1] + MARGIN)


@pytest.mark.parametrize("shown", [(date(1999, 1, 1), date(2022, 9, 1)), (date(2022, 9, 1), date(2031, 1, 1))])
def test_bounds_reach_what_is_typed(shown: tuple[date, date]) -> None:
    first, last = bounds(EVENTS, first=NEWS, shown=shown)
    assert first <= shown[0]
    assert last >= shown[1]


def test_history_does_not_stretch_the_control() -> None:
    rows = pd.concat([EVENTS, EVENTS.head(1).assign(first_day="1991-08-24", last_day="1991-08-24")])
    first, _ = bounds(rows, first=NEWS, shown=NEWS)
    assert (NEWS[0] - first).days <= MOST_DAYS + MARGIN_DAYS


def test_chart_gives_days_as_text_on_a_scale_without_time_zone() -> None:
    drawn = chart(event_days(EVENTS), ends=NEWS, shown=NEWS, published=PUBLISHED).to_dict()
    for layer in drawn["layer"]:
        assert layer["encoding"]["x"]["scale"]["type"] == "utc"
    days = [row["day"] for rows in drawn["datasets"].values() for row in rows]
    assert days
    assert all(date.fromisoformat(day) for day in days)


def test_chart_in_words() -> None:
    assert in_words(event_days(EVENTS)).startswith("Events per day. 2022-09-01: 1, ")
    assert in_words(event_days(EVENTS.head(0))) == "Events per day. No event has a date."
