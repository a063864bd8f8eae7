"""Days on the timeline are calendar days, the chart reaches what is shown, and steps halt where
something happens."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pytest

from components.panels.playing import next_window
from components.panels.timeline import MARGIN_DAYS, MOST_DAYS, bounds, hint, in_words
from components.panels.timeline_chart import chart, lanes_of
from components.tables.rows import events_table
from components.view.lanes import bars, stretches
from tests.sample import PUBLISHED, analysis

EVENTS = events_table(analysis())
NEWS = (date(2022, 9, 1), date(2022, 10, 31))
MARGIN = timedelta(days=MARGIN_DAYS)


def test_bounds_hold_future_days_and_a_margin() -> None:
    assert bounds(EVENTS, first=NEWS, shown=NEWS) == (NEWS[0] - MARGIN, NEWS[1] + MARGIN)


@pytest.mark.parametrize(
    "shown", [(date(1999, 1, 1), date(2022, 9, 1)), (date(2022, 9, 1), date(2031, 1, 1))]
)
def test_bounds_reach_what_is_typed(shown: tuple[date, date]) -> None:
    first, last = bounds(EVENTS, first=NEWS, shown=shown)
    assert first <= shown[0]
    assert last >= shown[1]


def test_history_does_not_stretch_the_chart() -> None:
    rows = pd.concat([EVENTS, EVENTS.head(1).assign(first_day="1991-08-24", last_day="1991-08-24")])
    first, _ = bounds(rows, first=NEWS, shown=NEWS)
    assert (NEWS[0] - first).days <= MOST_DAYS + MARGIN_DAYS


def drawn(*, today: date = PUBLISHED) -> dict[str, Any]:
    days, intervals = bars(EVENTS), stretches(EVENTS)
    return chart(
        days,
        intervals,
        lanes=lanes_of(days, intervals),
        ends=NEWS,
        shown=NEWS,
        published=PUBLISHED,
        today=today,
    )


def rows_of(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for layer in made["layer"] for row in layer["data"]["values"]]


def test_chart_is_vega_lites() -> None:
    """Altair holds it against the grammar."""
    assert set(alt.Chart.from_dict(drawn()).to_dict()) > {"layer", "params"}


def test_chart_gives_days_as_text_on_a_scale_without_time_zone() -> None:
    made = drawn()
    for layer in made["layer"]:
        assert layer["encoding"]["x"]["scale"]["type"] == "utc"
    days = [row["day"] for row in rows_of(made)]
    assert days
    assert all(date.fromisoformat(day) for day in days)


def test_vague_stretches_are_dashed_open_ones_fade_and_stated_ones_do_neither() -> None:
    marks = [layer["mark"] for layer in drawn()["layer"] if layer["mark"]["type"] == "rect"]
    looks = [
        "dashed"
        if "strokeDash" in mark
        else "fades"
        if isinstance(mark["color" if "color" in mark else "fill"], dict)
        else "stated"
        for mark in marks
    ]
    assert sorted(looks) == ["dashed", "fades", "stated", "stated"]


@pytest.mark.parametrize(
    ("today", "words"), [(PUBLISHED, {"published", "today"}), (date(2026, 1, 1), {"published"})]
)
def test_publication_and_today_are_marked(today: date, words: set[str]) -> None:
    assert {row["words"] for row in rows_of(drawn(today=today)) if "full" in row} == words


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


def test_lanes_stand_one_below_the_other() -> None:
    lanes = lanes_of(bars(EVENTS), stretches(EVENTS))
    assert [lane.name for lane in lanes] == ["control", "fighting and strikes", "diplomacy"]
    assert all(one.end <= other.top for one, other in pairwise(lanes))


def test_chart_in_words() -> None:
    assert in_words(bars(EVENTS), stretches(EVENTS)).startswith(
        "Events per day and kind. fighting and strikes: 1 event, 9 September: Shelling or missile attack. "
    )
    assert in_words((), ()) == "Events per day and kind. No event has a date."


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
