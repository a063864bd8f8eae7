"""What is taken away is what the page shows, says of whom and of which day, and stays as coarse as
the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.core.records import Signature
from components.export.about import about
from components.export.geojson import drawn_features, features_table, marks
from components.view.selection import FIRST_LAYERS
from tests import sample
from tests.export.given import AS_OF, STAMP, chosen


@pytest.mark.parametrize(
    ("view", "events"),
    [
        ({}, {"e1", "e2", "e3", "e4", "e5", "e6", "e7"}),
        ({"layers": FIRST_LAYERS - {"control"}}, {"e4", "e5", "e6", "e7"}),
        ({"layers": frozenset({"control"})}, {"e1", "e2", "e3", "e7"}),
        ({"layers": frozenset({"diplomacy"})}, {"e5", "e6", "e7"}),
        ({"first_day": date(2022, 9, 14), "show_undated": False}, {"e5", "e6"}),
        ({"filters": frozenset({("kind", "diplomacy")})}, {"e5", "e6", "e7"}),
    ],
    ids=[
        "all",
        "without control",
        "control and what takes no pin",
        "diplomacy",
        "later days",
        "filtered",
    ],
)
def test_rows_follow_dates_layers_and_filters(view: dict[str, object], events: set[str]) -> None:
    selection = chosen(**view)
    assert set(selection.events["event_id"]) == events
    assert set(selection.claims["event_id"]) <= events
    assert set(selection.checks["event_id"]) <= events
    assert {event for mark in marks(selection) for event in mark.event_ids} <= events


def test_every_row_says_day_source_stamp_and_view() -> None:
    table = features_table(chosen(first_day=date(2022, 9, 1)))
    assert set(table["as_of"]) == {AS_OF}
    assert set(table["stamp"]) == {STAMP}
    assert set(table["view"]) == {"article=x&from=2022-09-01"}


def test_only_a_signed_reading_loses_the_stamp() -> None:
    signed = replace(sample.analysis(), signed=Signature(name="A. Coder", day=date(2022, 9, 13)))
    assert about(chosen(signed)).stamp.startswith("Checked by A. Coder on 13 September 2022.")
    assert about(chosen()).stamp == STAMP


def test_what_is_chosen_is_told_in_words() -> None:
    view = {
        "first_day": date(2022, 9, 1),
        "last_day": date(2022, 9, 12),
        "layers": FIRST_LAYERS - {"measures"},
        "filters": frozenset({("side", "Russia")}),
        "show_undated": False,
    }
    assert about(chosen(**view)).shown == (
        "1 of 7 events; 1 September 2022 to 12 September 2022; who holds what as of 12 September 2022; only with a day; "
        "without measures; only: side: Russia"
    )


def test_sides_have_the_same_colours_whatever_is_chosen() -> None:
    def colours(**view: object) -> dict[str, str]:
        return {
            mark.meaning: mark.look.colour
            for mark in marks(chosen(**view))
            if mark.layer == "control"
        }

    part = colours(filters=frozenset({("side", "Russia")}))
    assert part
    assert part.items() <= colours().items()


def test_an_area_is_an_outline_and_a_town_a_point() -> None:
    kinds = {row["place_kind"]: geometry["type"] for row, geometry in drawn_features(chosen())}
    assert kinds == {"admin1": "Polygon", "settlement": "Point"}


def test_a_place_that_is_drawn_no_finer_stays_so() -> None:
    selection = chosen(sample.with_a_coarser_place(), layers=FIRST_LAYERS | {"mentions"})
    kupiansk = (sample.KUPIANSK.latitude, sample.KUPIANSK.longitude)
    everything = (
        *((row.get("latitude"), row.get("longitude")) for row, _ in drawn_features(selection)),
        *((mark.latitude, mark.longitude) for mark in marks(selection)),
        *selection.places[["latitude", "longitude"]].dropna().itertuples(index=False, name=None),
    )
    assert kupiansk not in everything
    [hidden] = selection.places[selection.places["text"] == "Kupiansk"].to_dict("records")
    assert hidden["reason"].startswith("an event there is drawn no finer")
