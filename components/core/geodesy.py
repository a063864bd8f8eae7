"""Distances, bearings, areas on WGS 84 (Karney 2013, through geographiclib and PROJ)."""

from __future__ import annotations

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from components.core.records import Place

Numbers = NDArray[np.float64]
KM_PER_MILE = 1.609344
WGS84 = Geod(ellps="WGS84")
STRAIGHT_DEGREES = 0.1
"""Sides of polygons are cut to this: GeoJSON's are straight in degrees, geodesics are not."""
POINTS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split()
HEADINGS = {
    name: 45.0 * eighth
    for eighth, name in enumerate(
        "north northeast east southeast south southwest west northwest".split()
    )
}
"""Degrees clockwise from north."""


def distance_km(start: Place, end: Place) -> float:
    """Length of the geodesic between the reference points of two places."""
    line = Geodesic.WGS84.Inverse(start.latitude, start.longitude, end.latitude, end.longitude)
    return float(line["s12"]) / 1000


def distances_km(
    latitude: float, longitude: float, *, latitudes: Numbers, longitudes: Numbers
) -> Numbers:
    """Lengths of the geodesics from a position to each of several."""
    here = np.full(len(latitudes), longitude), np.full(len(latitudes), latitude)
    _, _, metres = WGS84.inv(*here, longitudes, latitudes)
    return np.asarray(metres) / 1000


def bearing_degrees(start: Place, end: Place) -> float:
    """Azimuth at ``start`` towards ``end``, clockwise from north, in [0, 360)."""
    line = Geodesic.WGS84.Inverse(start.latitude, start.longitude, end.latitude, end.longitude)
    return float(line["azi1"]) % 360


def compass_point(degrees: float) -> str:
    """The nearest of the sixteen points: 24 gives NNE."""
    return POINTS[round(degrees % 360 / 22.5) % 16]


def angle_between(first_degrees: float, second_degrees: float) -> float:
    """The smaller angle between two bearings, in [0, 180]."""
    turn = abs(first_degrees - second_degrees) % 360
    return min(turn, 360 - turn)


def area_km2(geometry: BaseGeometry) -> float:
    """Geodesic area of polygons (degrees, longitude first) without holes; 0 for other shapes."""
    oriented = shapely.orient_polygons(shapely.segmentize(geometry, STRAIGHT_DEGREES))
    area, _ = WGS84.geometry_area_perimeter(oriented)
    return float(abs(area)) / 1e6
