"""The map opens where most happens; every drawn place stands in one group."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.core.geodesy import WGS84
from components.core.settings import GROUP_RADIUS_KM
from components.tables import rows
from components.view.grouping import groups, overview, zoom_kept, zoom_to_fit
from tests import sample

ANALYSIS = sample.analysis()
EVENTS, CLAIMS = rows.events_table(ANALYSIS), rows.claims_table(ANALYSIS)
POSITIONS = st.tuples(st.floats(-80, 80), st.floats(-179.9, 179.9))


def test_the_example_opens_on_its_front_and_lists_the_rest() -> None:
    found = groups(EVENTS, CLAIMS)
    assert [group.label for group in found] == [
        "Kharkiv Oblast, Kupiansk and 2 more",
        "Dnipro",
        "Samarkand, planned",
        "Beijing, planned",
    ]
    assert found[0].event_ids == ("e1", "e2", "e3")
    assert 8 <= found[0].zoom <= 9


def test_the_whole_article_fits() -> None:
    whole = overview(EVENTS)
    assert whole is not None
    assert (whole.label, whole.west < 36, whole.east > 116, whole.zoom < 5) == (
        "Whole article",
        True,
        True,
        True,
    )


def at(*positions: tuple[float, float]) -> pd.DataFrame:
    first = EVENTS[EVENTS["latitude"].notna()].iloc[[0] * len(positions)].reset_index(drop=True)
    return first.assign(
        event_id=[f"e{number}" for number in range(len(positions))],
        place_id=[f"p{number}" for number in range(len(positions))],
        latitude=[position[0] for position in positions],
        longitude=[position[1] for position in positions],
    )


def km_between(one: Any, other: Any) -> float:  # noqa: ANN401 - rows of a table
    return float(WGS84.inv(one.longitude, one.latitude, other.longitude, other.latitude)[2]) / 1000


@settings(deadline=None, max_examples=25)
@given(st.lists(POSITIONS, min_size=1, max_size=12, unique=True))
def test_every_place_stands_in_one_group_and_within_its_reach(
    positions: list[tuple[float, float]],
) -> None:
    events = at(*positions)
    found = groups(events, CLAIMS)
    assert sorted(place for group in found for place in group.place_ids) == sorted(
        events["place_id"]
    )
    for group in found:
        own = events[events["place_id"].isin(group.place_ids)]
        reach = [
            max(km_between(row, other) for other in own.itertuples()) for row in own.itertuples()
        ]
        assert min(reach) <= GROUP_RADIUS_KM


def test_the_densest_group_comes_first() -> None:
    events = at((10.0, 10.0), (50.0, 50.0), (50.5, 50.5), (50.2, 49.8))
    assert groups(events, CLAIMS)[0].place_ids == ("p1", "p2", "p3")


def test_a_group_across_the_antimeridian_is_narrow() -> None:
    whole = overview(at((-17.0, 179.5), (-17.5, -179.5)))
    assert whole is not None
    assert (whole.west, whole.east, abs(whole.longitude)) == (179.5, 180.5, 180.0)


@pytest.mark.parametrize(
    ("south_west", "north_east", "zoom"),
    [
        ((49.2, 36.2), (50.0, 37.6), 9.0),
        ((39.6, 66.9), (39.6, 66.9), 7.0),
        ((-60.0, -180.0), (75.0, 180.0), 1.5),
    ],
)
def test_zoom_that_fits(
    south_west: tuple[float, float], north_east: tuple[float, float], zoom: float
) -> None:
    assert zoom_to_fit(south_west, north_east) == zoom


@pytest.mark.parametrize(
    ("event", "stands", "zoom"),
    [
        ("e4", 4.0, 7.0),
        ("e4", 10.5, 10.5),
        ("e3", 12.0, 10.5),
        ("e3", 3.0, 9.0),
    ],
)
def test_a_closer_zoom_is_kept_as_far_as_the_group_fits(
    event: str, stands: float, zoom: float
) -> None:
    events = rows.events_table(sample.analysis())
    there = overview(events[events["event_id"] == event])
    assert there is not None
    assert zoom_kept(there, stands) == zoom


@pytest.mark.parametrize(
    ("positions", "kinds", "zoom"),
    [
        (((22.37, 114.11), (22.28, 114.17)), ("district", "settlement"), 10.75),
        (((31.29, 34.25), (31.35, 34.30), (31.42, 34.35)), ("settlement",) * 3, 11.0),
        (((49.5, 36.8), (49.7, 37.1)), ("settlement", "settlement"), 9.0),
        (((49.5, 36.8), (49.5, 36.95)), ("settlement", "settlement"), 10.25),
        (((22.3, 114.1), (22.3001, 114.1)), ("settlement", "facility"), 11.0),
        (((49.99, 36.23), (49.9, 36.3)), ("settlement", "admin1"), 9.0),
        (((49.99, 36.23), (49.99, 36.23)), ("settlement", "facility"), 7.0),
        (((22.37, 114.11), (22.28, 114.17), (23.1, 113.3)), ("settlement",) * 3, 9.5),
    ],
    ids=[
        "a city",
        "a strip",
        "a front",
        "near towns",
        "one spot",
        "a city in its unit",
        "alone",
        "beside",
    ],
)
def test_places_of_a_city_stand_apart(
    positions: tuple[tuple[float, float], ...], kinds: tuple[str, ...], zoom: float
) -> None:
    whole = overview(at(*positions).assign(place_kind=kinds))
    assert whole is not None
    assert whole.zoom == zoom


def test_nothing_drawn_is_no_group() -> None:
    assert groups(EVENTS.iloc[:0], CLAIMS) == ()
    assert overview(EVENTS.iloc[:0]) is None
