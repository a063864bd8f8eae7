"""Days on the timeline are calendar days, the chart reaches what is shown, and steps halt where
something happens."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest

from components.control.timeline import states_on
from components.panels.histogram import scale_end, tick_places
from components.panels.playing import next_window
from components.panels.timeline import (
    MARGIN_DAYS,
    MOST_BINS,
    MOST_DAYS,
    bins_of,
    bounds,
    held_in_words,
    hint,
    in_words,
)
from components.tables.rows import claims_table, events_table
from components.view.asof import standing_of
from components.view.bars import bars, stretches
from components.view.selection import View
from tests.sample import analysis

EVENTS, CLAIMS = events_table(analysis()), claims_table(analysis())
NEWS = (date(2022, 9, 1), date(2022, 10, 31))
ALL = (None, None)
MARGIN = timedelta(days=MARGIN_DAYS)


def test_bounds_hold_future_days_and_a_margin() -> None:
    assert bounds(EVENTS, news=NEWS, shown=ALL) == (NEWS[0] - MARGIN, NEWS[1] + MARGIN)


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2031, 1, 1)])
def test_bounds_reach_what_is_chosen(day: date) -> None:
    first, last = bounds(EVENTS, news=NEWS, shown=(day, None))
    assert first <= day <= last
    assert bounds(EVENTS, news=NEWS, shown=(None, day)) == (first, last)


def test_history_does_not_stretch_the_chart() -> None:
    rows = pd.concat([EVENTS, EVENTS.head(1).assign(first_day="1991-08-24", last_day="1991-08-24")])
    first, _ = bounds(rows, news=NEWS, shown=ALL)
    assert (NEWS[0] - first).days <= MOST_DAYS + MARGIN_DAYS


@pytest.mark.parametrize(
    ("ends", "length"),
    [(NEWS, 1), ((date(2019, 1, 1), NEWS[1]), 7), ((date(1991, 8, 24), NEWS[1]), 364)],
)
def test_every_day_of_the_chart_is_in_one_bin(ends: tuple[date, date], length: int) -> None:
    bins = bins_of(bars(EVENTS), ends)
    assert len(bins) <= MOST_BINS
    assert bins[0].first == ends[0]
    assert bins[-1].last >= ends[1]
    assert {(one.last - one.first).days + 1 for one in bins} == {length}
    assert all(two.first - one.last == timedelta(days=1) for one, two in pairwise(bins))
    assert sum(sum(one.groups.values()) for one in bins) == sum(one.count for one in bars(EVENTS))


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2022, 9, 13), "1 day"),
        (date(2022, 12, 13), "3 months"),
        (date(2023, 9, 13), "1 year"),
        (date(2026, 9, 13), "4 years"),
    ],
)
def test_the_age_of_the_article_is_told(today: date, age: str) -> None:
    assert hint(date(2022, 9, 12), today).endswith(f"This article is {age} old.")
    assert "old" not in hint(today, today) + hint(None, today)


@pytest.mark.parametrize(("most", "end"), [(1, 1), (3, 5), (10, 10), (11, 20), (2001, 5000)])
def test_the_scale_ends_on_a_round_number(most: int, end: int) -> None:
    assert scale_end(most) == end


def test_names_of_days_are_few_and_of_months_stand_at_their_first_day() -> None:
    days = [date(2022, 1, 1) + timedelta(days=number) for number in range(400)]
    assert len(tick_places(days[:60])) <= 6
    assert [days[at].day for at in tick_places(days)] == [1] * len(tick_places(days))


def test_chart_in_words() -> None:
    assert in_words(bars(EVENTS), stretches(EVENTS)).startswith(
        "Events by day. fighting and strikes: 1 event, 9 September: Shelling or missile attack. "
    )
    assert in_words((), ()) == "Events by day. No event has a date."


def test_who_holds_what_is_told_of_the_last_day_shown() -> None:
    shown = standing_of(EVENTS, CLAIMS, View(last_day=date(2022, 9, 11)))
    assert held_in_words(shown, "A paper").startswith("As of 11 September 2022, as told by A paper")
    assert shown.states.equals(states_on(shown.timeline, date(2022, 9, 11)))
    none = standing_of(EVENTS, CLAIMS.iloc[:0], View())
    assert held_in_words(none, "A paper") == "No claim about who holds a place."


STOPS = (date(2022, 9, 1), date(2022, 9, 9), date(2022, 10, 31))


@pytest.mark.parametrize(
    ("shown", "on", "back"),
    [
        (NEWS, date(2022, 9, 1), date(2022, 10, 31)),
        ((STOPS[1], STOPS[1]), STOPS[2], STOPS[0]),
        ((STOPS[2], STOPS[2]), None, STOPS[1]),
        ((date(2022, 9, 4), date(2022, 9, 4)), STOPS[1], STOPS[0]),
        ((date(2030, 1, 1), date(2030, 2, 1)), None, STOPS[2]),
    ],
)
def test_steps_halt_where_something_happens(
    shown: tuple[date, date], on: date | None, back: date | None
) -> None:
    assert next_window(shown, STOPS) == (on and (on, on))
    assert next_window(shown, STOPS, back=True) == (back and (back, back))
