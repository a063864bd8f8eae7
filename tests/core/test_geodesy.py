"""Lengths and areas on the ellipsoid against figures that others have published or computed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, MultiPolygon, Point, box, shape
from shapely.geometry.base import BaseGeometry

from components.core.geodesy import (
    HEADINGS,
    POINTS,
    WGS84,
    angle_between,
    area_km2,
    bearing_degrees,
    compass_point,
    distance_km,
    distances_km,
)
from components.places.areas import open_areas
from tests.sample import IZYUM, KUPIANSK

FLATTENING = 1 / 298.257223563
HALF_MINOR_KM = 6378.137 * (1 - FLATTENING)
ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
KHARKIV_OBLAST = "geonames:706482"


def zone_km2(latitude: float) -> float:
    """Area of the ellipsoid between the equator and a parallel, for a degree of longitude (Snyder
    1987, 3-12)."""
    sine = ECCENTRICITY * math.sin(math.radians(latitude))
    q = math.sin(math.radians(latitude)) / (1 - sine**2) + math.atanh(sine) / ECCENTRICITY
    return math.pi / 180 * HALF_MINOR_KM**2 / 2 * q


@pytest.mark.parametrize("south", [0, 60, -35])
def test_a_degree_cell(south: int) -> None:
    exact = zone_km2(south + 1) - zone_km2(south)
    assert area_km2(box(30, south, 31, south + 1)) == pytest.approx(exact, rel=1e-5)


def test_kharkiv_oblast() -> None:
    outline = open_areas().outline(KHARKIV_OBLAST)
    assert outline is not None
    assert area_km2(shape(dict(outline))) == pytest.approx(31_400, rel=0.01)


def test_kupiansk_from_izium_to_the_metre() -> None:
    """geographiclib and PROJ, two programs, agree."""
    line = Geodesic.WGS84.Inverse(
        IZYUM.latitude, IZYUM.longitude, KUPIANSK.latitude, KUPIANSK.longitude
    )
    azimuth, _, metres = WGS84.inv(
        IZYUM.longitude, IZYUM.latitude, KUPIANSK.longitude, KUPIANSK.latitude
    )
    assert [distance_km(IZYUM, KUPIANSK) * 1000] * 2 == pytest.approx([line["s12"], metres], abs=1)
    assert [bearing_degrees(IZYUM, KUPIANSK)] * 2 == pytest.approx([line["azi1"], azimuth])


def test_a_bearing_to_the_west_lies_between_180_and_360() -> None:
    there, back = bearing_degrees(IZYUM, KUPIANSK), bearing_degrees(KUPIANSK, IZYUM)
    assert 0 < there < 90
    assert back == pytest.approx(there + 180, abs=1)


def test_lengths_to_several_are_those_to_each() -> None:
    ends = (KUPIANSK, IZYUM)
    found = distances_km(
        IZYUM.latitude,
        IZYUM.longitude,
        latitudes=np.array([end.latitude for end in ends]),
        longitudes=np.array([end.longitude for end in ends]),
    )
    assert list(found) == pytest.approx([distance_km(IZYUM, end) for end in ends], abs=1e-6)


@pytest.mark.parametrize(("number", "point"), [*enumerate(POINTS)])
def test_compass_points_reach_halfway_to_the_next(number: int, point: str) -> None:
    middle = 22.5 * number
    for degrees in (middle, middle - 11.2, middle + 11.2, middle + 360):
        assert compass_point(degrees) == point


def test_headings_are_every_second_compass_point() -> None:
    assert [compass_point(degrees) for degrees in HEADINGS.values()] == POINTS[::2]
    assert list(HEADINGS.values()) == [0, 45, 90, 135, 180, 225, 270, 315]


@pytest.mark.parametrize(
    ("first", "second", "angle"),
    [
        (10, 350, 20),
        (350, 10, 20),
        (0, 180, 180),
        (90, 45, 45),
        (0, 0, 0),
        (300, 30, 90),
        (0, 730, 10),
    ],
)
def test_angles_between_bearings(first: float, second: float, angle: float) -> None:
    assert angle_between(first, second) == angle


@pytest.mark.parametrize("nothing", [Point(30, 50), MultiPolygon(), GeometryCollection()])
def test_no_area(nothing: BaseGeometry) -> None:
    assert area_km2(nothing) == 0


@given(st.floats(-170, 160), st.floats(-80, 70), st.floats(0.5, 9))
def test_holes_and_parts_add_up(west: float, south: float, width: float) -> None:
    whole, part = (
        box(west, south, west + width, south + width),
        box(west + 0.1, south + 0.1, west + 0.4, south + 0.4),
    )
    assert area_km2(whole.difference(part)) + area_km2(part) == pytest.approx(
        area_km2(whole), rel=1e-6
    )
