"""Outlines and areas as shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyproj import Geod
from shapely.geometry import Point, shape

from components.core.errors import InstallationError
from components.places.areas import OutlineAreas, open_areas
from components.places.gazetteer import SqliteGazetteer

GEOD = Geod(ellps="WGS84")

AREAS = (
    # place, name, km² as published, tolerated share
    ("geonames:706482", "Kharkiv Oblast", 31_400, 0.01),
    ("geonames:703883", "Autonomous Republic of Crimea", 26_100, 0.02),
    ("geonames:705811", "Kirovohrad Oblast", 24_600, 0.01),
    ("geonames:690791", "Ukraine with Crimea", 603_500, 0.01),
    ("geonames:281132", "Gaza Strip", 365, 0.10),
    ("geonames:4736286", "Texas", 695_700, 0.02),
    ("geonames:2523119", "Sicily", 25_700, 0.01),
    ("extra:donbas", "Donbas", 53_200, 0.01),
    ("extra:golan-heights", "Golan Heights, the part held by Israel", 1_150, 0.05),
)

INSIDE = (
    # place, latitude, longitude, whether inside
    ("geonames:706482", 49.46, 36.84, True),  # Balakliya
    ("geonames:706482", 49.61, 33.75, False),  # the namesake in Poltava Oblast
    ("geonames:690791", 44.95, 34.10, True),  # Simferopol
    ("geonames:2017370", 44.95, 34.10, False),
    ("geonames:163843", 33.00, 35.75, True),  # the Golan in Syria
    ("geonames:294640", 33.00, 35.75, False),
    ("geonames:831053", 42.66, 21.17, True),  # Pristina
)


@pytest.fixture(scope="module")
def areas() -> OutlineAreas:
    return open_areas()


@pytest.mark.parametrize(("place_id", "name", "published_km2", "tolerance"), AREAS)
def test_areas_are_the_published_ones(
    areas: OutlineAreas, place_id: str, name: str, published_km2: float, tolerance: float
) -> None:
    assert areas.area_km2(place_id) == pytest.approx(published_km2, rel=tolerance), name


@pytest.mark.parametrize("place_id", [row[0] for row in AREAS])
def test_outlines_have_the_area_that_is_said(areas: OutlineAreas, place_id: str) -> None:
    drawn_km2 = abs(GEOD.geometry_area_perimeter(shape(areas.outline(place_id)))[0]) / 1e6
    assert drawn_km2 == pytest.approx(areas.area_km2(place_id), rel=0.015)


@pytest.mark.parametrize(("place_id", "latitude", "longitude", "inside"), INSIDE)
def test_what_lies_inside(
    areas: OutlineAreas, place_id: str, latitude: float, longitude: float, inside: bool
) -> None:
    assert shape(areas.outline(place_id)).contains(Point(longitude, latitude)) is inside


def test_every_unit_of_ukraine_has_an_outline(
    areas: OutlineAreas, gazetteer: SqliteGazetteer
) -> None:
    units = gazetteer.admin1_units("UKR")
    assert {unit.id for unit in units} <= set(areas)
    for unit in units:
        assert shape(areas.outline(unit.id)).contains(Point(unit.longitude, unit.latitude)), (
            unit.name
        )


def test_unknown_places(areas: OutlineAreas) -> None:
    assert areas.outline("geonames:1") is None
    assert areas.area_km2("geonames:1") is None


def test_a_missing_file_says_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"data/build\.py"):
        OutlineAreas(tmp_path / "outlines.zip")
