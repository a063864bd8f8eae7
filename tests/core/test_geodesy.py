"""Lengths and areas on the ellipsoid against figures that others have published or computed."""

from __future__ import annotations

import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, MultiPolygon, Point, box, shape
from shapely.geometry.base import BaseGeometry

from components.core.geodesy import WGS84, area_km2, bearing_degrees, distance_km
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
