"""Days on the timeline are calendar days, the chart reaches what is shown, and steps halt where
something happens."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from components.control.timeline import states_on
from components.panels.histogram import key_of_signs, scale_end, tick_places
from components.panels.playback import Window, first_length, next_window, period, stops_of
from components.panels.timeline import (
    LEAST_MARGIN_DAYS,
    MOST_BINS,
    MOST_DAYS,
    MOST_MARGIN_DAYS,
    bins_of,
    bounds,
    control_in_words,
    days_of,
    hint,
    in_words,
    outside,
    with_margin,
)
from components.tables.rows import claims_table, events_table
from components.view.bars import DayBar, TimeSpan, bars, stretches
from components.view.control_snapshot import control_snapshot
from components.view.selection import View
from tests.sample import analysis

EVENTS, CLAIMS = events_table(analysis()), claims_table(analysis())
NEWS = (date(2022, 9, 1), date(2022, 10, 31))
ALL = (None, None)
DAYS = [
    date.fromisoformat(day)
    for name in ("first_day", "last_day")
    for day in EVENTS[name].dropna().unique()
]


def test_bounds_hold_future_days_and_a_margin() -> None:
    assert bounds(DAYS, news=NEWS, shown=ALL) == (date(2022, 8, 26), date(2022, 11, 6))


def test_one_day_has_few_days_beside_it() -> None:
    margin = timedelta(days=LEAST_MARGIN_DAYS)
    assert with_margin(NEWS[0], NEWS[0]) == (NEWS[0] - margin, NEWS[0] + margin)


def test_a_long_time_that_the_words_leave_open_does_not_stretch_the_chart() -> None:
    first, last = date(2022, 1, 1), NEWS[0]
    vague = TimeSpan(group="control", first=first, last=last, is_vague=True, count=1, words="")
    said, short = replace(vague, is_vague=False), replace(vague, first=date(2022, 8, 20))
    assert [*days_of([vague])] == []
    assert [*days_of([said])] == [first, last]
    assert [*days_of([short])] == [date(2022, 8, 20), NEWS[0]]


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2031, 1, 1)])
def test_bounds_reach_what_is_chosen(day: date) -> None:
    first, last = bounds(DAYS, news=NEWS, shown=(day, None))
    assert first <= day <= last
    assert bounds(DAYS, news=NEWS, shown=(None, day)) == (first, last)


def test_few_days_far_from_the_news_do_not_stretch_the_chart_and_are_counted() -> None:
    news = (date(2022, 9, 1), date(2022, 9, 12))
    near, far = date(2022, 9, 25), date(2022, 3, 1)
    ends = bounds([near, far], news=news, shown=ALL)
    assert ends == with_margin(news[0], near)
    one = DayBar(group="control", day=near, count=1)
    spring = TimeSpan(
        group="control", first=far, last=date(2022, 3, 31), is_vague=False, count=2, words=""
    )
    open_ended = replace(spring, first=date(2023, 1, 1), last=None, count=1)
    since = replace(spring, last=None)
    assert outside([one], [], ends) == outside([one], [since], ends) == ""
    assert outside([one, replace(one, day=far)], [spring], ends) == "3 earlier"
    assert outside([one], [spring, open_ended], ends) == "2 earlier and 1 later"
    spread = [date(2022, month, 1) for month in (1, 2, 4, 6)]
    assert bounds(spread, news=news, shown=ALL) == with_margin(spread[0], news[1])


def test_history_does_not_stretch_the_chart() -> None:
    first, _ = bounds([*DAYS, date(1991, 8, 24)], news=NEWS, shown=ALL)
    assert (NEWS[0] - first).days <= MOST_DAYS + MOST_MARGIN_DAYS


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


def test_the_lines_of_the_chart_are_explained_where_there_are_any() -> None:
    lines = stretches(EVENTS)
    assert {one.is_vague for one in lines} == {True, False}
    dashed = [one for one in lines if one.is_vague]
    for drawn, told in ((lines, ["within", "about"]), (dashed, ["about"]), ((), [])):
        key = key_of_signs({"control"}, drawn)
        assert [word for word in ("within", "about") if f"{word} these days" in key] == told
        assert "control" in key


def test_who_holds_what_is_told_of_the_last_day_shown() -> None:
    shown = control_snapshot(EVENTS, CLAIMS, View(last_day=date(2022, 9, 11)))
    assert control_in_words(shown, "A paper").startswith(
        "As of 11 September 2022, as told by A paper"
    )
    assert shown.states.equals(states_on(shown.timeline, date(2022, 9, 11)))
    none = control_snapshot(EVENTS, CLAIMS.iloc[:0], View())
    assert control_in_words(none, "A paper") == "No claim about who holds a place."


STOPS = tuple((day, day) for day in (date(2022, 9, 1), date(2022, 9, 9), date(2022, 10, 31)))


@pytest.mark.parametrize(
    ("shown", "on", "back"),
    [
        (NEWS, STOPS[0], STOPS[2]),
        (STOPS[1], STOPS[2], STOPS[0]),
        (STOPS[2], None, STOPS[1]),
        ((date(2022, 9, 4), date(2022, 9, 4)), STOPS[1], STOPS[0]),
        ((date(2030, 1, 1), date(2030, 2, 1)), None, STOPS[2]),
    ],
)
def test_steps_halt_where_something_happens(shown: Window, on: Window, back: Window) -> None:
    assert next_window(shown, STOPS) == on
    assert next_window(shown, STOPS, back=True) == back


@pytest.mark.parametrize(
    ("name", "day", "first", "last"),
    [
        ("Day", date(2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29)),
        ("Week", date(2022, 9, 11), date(2022, 9, 5), date(2022, 9, 11)),
        ("Month", date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        ("Month", date(2022, 12, 31), date(2022, 12, 1), date(2022, 12, 31)),
        ("Year", date(2024, 1, 1), date(2024, 1, 1), date(2024, 12, 31)),
        ("Week", date.min, date.min, date(1, 1, 7)),
        ("Month", date.max, date(9999, 12, 1), date.max),
    ],
)
def test_a_step_is_a_whole_period_of_the_calendar(
    name: str, day: date, first: date, last: date
) -> None:
    assert period(name, day) == (first, last)


def test_steps_from_a_window_go_to_the_period_in_which_it_lies() -> None:
    days = [date(2022, 1, 1) + timedelta(days=number) for number in range(0, 900, 3)]
    assert first_length(days) == "Month"
    assert first_length(days[:60]) == "Day"
    stops = stops_of(days, "Month")
    assert len(stops) == 30
    september = (date(2022, 9, 1), date(2022, 9, 30))
    assert next_window((date(2022, 9, 5), date(2022, 9, 9)), stops) == september
    assert next_window(september, stops) == (date(2022, 10, 1), date(2022, 10, 31))


def test_a_day_of_many_events_is_told_by_its_kinds() -> None:
    day = date(2022, 9, 9)
    own = [DayBar(group="control", day=day, count=3), DayBar(group="protest", day=day, count=1)]
    told = next(one for one in bins_of(own, (day, day)))
    assert told.words == "9 September 2022: 4 events (control 3, protest 1)"
    assert in_words(own, ()) == "Events by day, 9 September 2022. control: 3; protest: 1."
