"""Rivers of the story are drawn where the base map has their lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import Point, shape

from components.core import settings
from components.lexicon.rows import rows as data_rows
from components.map.ground import RIVERS, course_of
from components.map.marks import outline_of
from components.map.style import Outline
from components.places.gazetteer import open_gazetteer
from tests import sample
from tests.map.given import AREAS, marks_of, with_event

ROWS = data_rows(settings.AREAS / RIVERS)
KM_PER_DEGREE = 111.2
ON_LINE_KM, NEAR_KM = 2.0, 110.0


def test_each_point_of_the_table_is_on_a_line_of_its_river_in_the_gazetteer() -> None:
    gazetteer = open_gazetteer()
    wrong = []
    for row in ROWS:
        place, point = (
            gazetteer.place(row["place"]),
            Point(float(row["longitude"]), float(row["latitude"])),
        )
        course = shape(dict(course_of(row["place"]) or {}))
        assert place is not None
        assert place.kind == "river"
        away = course.distance(point), course.distance(Point(place.longitude, place.latitude))
        if away[0] * KM_PER_DEGREE > ON_LINE_KM or away[1] * KM_PER_DEGREE > NEAR_KM:
            wrong.append((row, away))
    assert wrong == []


@pytest.mark.parametrize(
    ("river", "passes"),
    [
        ("danube", ((48.21, 16.41), (44.82, 20.46), (45.18, 28.80))),
        ("oskil-river", ((49.71, 37.62), (49.10, 37.42))),
        ("nile", ((30.06, 31.22), (24.09, 32.90), (17.70, 33.97))),
        ("tigris", ((36.34, 43.14), (33.31, 44.38), (32.51, 45.82))),
    ],
)
def test_a_course_goes_on_from_cell_to_cell_past_its_towns(
    river: str, passes: tuple[tuple[float, float], ...]
) -> None:
    course = shape(dict(course_of(f"extra:{river}") or {}))
    for latitude, longitude in passes:
        assert course.distance(Point(longitude, latitude)) * KM_PER_DEGREE < 8


def test_a_river_without_a_line_is_a_point() -> None:
    row = {"place_kind": "river", "place_id": "extra:dnipro-river"}
    assert outline_of(row, AREAS) is None
    assert course_of("extra:dnipro-river") is None


def test_what_happens_along_a_river_is_a_line_in_the_hue_of_its_group() -> None:
    oskil = open_gazetteer().place("extra:oskil-river")
    first = sample.analysis()
    [link] = [one for event in first.events if event.id == "e4" for one in event.links]
    there = replace(link, resolution=replace(link.resolution, place=oskil))
    drawn = marks_of(with_event(first, 3, links=(there,)))
    [mark] = [one for one in drawn if one.event_ids == ("e4",)]
    assert mark.look == Outline(colour="#D8323A", is_line=True)
    assert mark.geometry is not None
    assert mark.geometry["type"] == "MultiLineString"
    assert mark.meaning == "Fighting and strikes: somewhere along this river"
