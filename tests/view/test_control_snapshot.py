"""The day of which the map says who holds what."""

from __future__ import annotations

from datetime import date

import pytest

from components.tables.rows import claims_table, events_table
from components.view.control_snapshot import control_snapshot
from components.view.selection import View
from tests import sample

EVENTS, CLAIMS = events_table(sample.analysis()), claims_table(sample.analysis())
FIRST, LAST = date(2022, 9, 10), date(2022, 9, 12)


@pytest.mark.parametrize(
    ("view", "day", "places"),
    [
        (View(), LAST, 4),
        (View(first_day=date(2022, 9, 1), last_day=date(2022, 10, 31)), LAST, 4),
        (View(last_day=date(2022, 9, 11)), date(2022, 9, 11), 4),
        (View(first_day=LAST, last_day=LAST), LAST, 4),
        (View(last_day=FIRST), FIRST, 4),
        (View(last_day=date(2022, 9, 1)), date(2022, 9, 1), 0),
        (View(first_day=date(2022, 9, 15), last_day=date(2022, 9, 16)), date(2022, 9, 15), 0),
    ],
    ids=[
        "all",
        "beyond",
        "last shown",
        "claims before the days shown",
        "first with a claim",
        "before all",
        "after all",
    ],
)
def test_the_day_is_the_last_shown_of_which_anything_is_said(
    view: View, day: date, places: int
) -> None:
    found = control_snapshot(EVENTS, CLAIMS, view)
    assert (found.day, len(found.states)) == (day, places)


def test_claims_count_by_the_filters_of_their_events() -> None:
    russian = EVENTS[EVENTS["side1"].eq("Russia") | EVENTS["side2"].eq("Russia")]
    found = control_snapshot(russian, CLAIMS, View())
    assert set(found.states["place_name"]) == {"Balakliya", "Izyum"}


def test_without_a_claim_there_is_no_day() -> None:
    found = control_snapshot(EVENTS, CLAIMS.iloc[:0], View())
    assert (found.day, found.states.empty) == (None, True)
