"""Events on the axis of time: a day is a bar, an interval a stretch with its open and vague ends,
and none hides another."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.tables import rows
from components.view.bars import MOST_LEVELS, bars, stops, stretches
from tests import sample

EVENTS = rows.events_table(sample.analysis())
DAYS = st.dates(date(2022, 1, 1), date(2022, 3, 1))


def with_days(*days: tuple[str | None, str | None]) -> pd.DataFrame:
    row = EVENTS.head(1)
    return pd.concat(
        [
            row.assign(event_id=f"e{number}", first_day=first, last_day=last)
            for number, (first, last) in enumerate(days)
        ],
        ignore_index=True,
    )


def test_a_day_is_a_bar_and_counts_its_events_once() -> None:
    assert [(one.group, one.day, one.count) for one in bars(EVENTS)] == [
        ("fighting and strikes", date(2022, 9, 9), 1),
        ("diplomacy", date(2022, 9, 12), 1),
    ]
    assert bars(pd.concat([EVENTS, EVENTS]))[0].count == 1


def test_an_interval_is_a_stretch_with_its_ends() -> None:
    told = {(one.group, one.first, one.last): one.is_vague for one in stretches(EVENTS)}
    assert told == {
        ("control", None, date(2022, 9, 10)): True,
        ("control", date(2022, 9, 1), date(2022, 9, 11)): True,
        ("control", date(2022, 9, 6), date(2022, 9, 12)): False,
        ("diplomacy", date(2022, 9, 15), date(2022, 9, 16)): False,
        ("diplomacy", date(2022, 10, 1), date(2022, 10, 31)): False,
    }


def test_equal_intervals_are_one_stretch_and_undated_events_none() -> None:
    (one,) = stretches(
        with_days(("2022-09-01", "2022-09-03"), ("2022-09-01", "2022-09-03"), (None, None))
    )
    assert (one.count, one.words) == (2, "control: 2 events, between 1 and 3 September: Retaken")


@given(st.lists(st.tuples(DAYS, st.integers(1, 20)), max_size=12))
def test_no_stretch_hides_another(spans: list[tuple[date, int]]) -> None:
    days = {(first, first + timedelta(days=more)) for first, more in spans}
    found = (
        stretches(
            with_days(*((first.isoformat(), last.isoformat()) for first, last in sorted(days)))
        )
        if days
        else ()
    )
    assert len(found) == len(days)
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if one.level == other.level < MOST_LEVELS - 1:
                assert one.last
                assert other.first
                assert one.last < other.first


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (
            [("2022-09-03", "2022-09-03"), ("2022-09-01", "2022-09-09")],
            ["2022-09-01", "2022-09-03"],
        ),
        ([(None, "2022-09-05"), ("2022-09-07", None)], ["2022-09-05", "2022-09-07"]),
        ([(None, None)], []),
    ],
)
def test_stops(days: list[tuple[str | None, str | None]], expected: list[str]) -> None:
    assert [day.isoformat() for day in stops(with_days(*days))] == expected
