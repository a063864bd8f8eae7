"""Boxes of degrees around a position, for finding what lies near without looking at everything."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from geopy.distance import geodesic

HALF_DEGREES: Final = (0.25, 1.0, 4.0, 16.0, 60.0)
"""Half-heights of the boxes to try in turn; the last one takes all longitudes, and the search ends with it."""

_WHOLE: Final = ((-180.0, 180.0),)
_EARTH_KM: Final = 6371.0
_KM_PER_DEGREE: Final = 110.5
"""Least length of a degree of latitude on the ellipsoid."""

_SLACK: Final = 1.01
"""The sphere is wrong by at most 0.6 %: what is nearest on the ellipsoid is within this factor of the nearest on the sphere."""


def longitudes(latitude: float, longitude: float, half_degrees: float) -> tuple[tuple[float, float], ...]:
    """West and east bounds of a box, wider towards the poles, in two pieces where it crosses the antimeridian."""
    farthest = abs(latitude) + half_degrees
    if farthest >= 85.0:
        return _WHOLE
    half = half_degrees / math.cos(math.radians(farthest))
    west, east = longitude - half, longitude + half
    if half >= 180.0:
        return _WHOLE
    if west < -180.0:
        return (-180.0, east), (west + 360.0, 180.0)
    return ((west, 180.0), (-180.0, east - 360.0)) if east > 180.0 else ((west, east),)


def edge_km(latitude: float, half_degrees: float) -> float:
    """Within this distance of its middle a box surely holds everything; no bound for the last box."""
    return math.inf if half_degrees == HALF_DEGREES[-1] else half_degrees * _KM_PER_DEGREE


def nearest_first(
    latitude: float, longitude: float, *, positions: Sequence[tuple[float, float]], limit: int
) -> list[tuple[float, int]]:
    """Geodesic distance in km and index of at least ``limit`` nearest positions, where there are as many."""
    rough = sorted((_haversine_km(latitude, longitude, *position), index) for index, position in enumerate(positions))
    if not rough:
        return []
    reach = rough[min(limit, len(rough)) - 1][0] * _SLACK + 1e-6
    exact = ((geodesic((latitude, longitude), positions[index]).km, index) for distance, index in rough if distance <= reach)
    return sorted(exact)


def _haversine_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    south, north = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))
