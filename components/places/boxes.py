"""Boxes of degrees around a position, for finding what lies near without looking at everything."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components.core.geodesy import WGS84

HALF_DEGREES: Final = (0.25, 1.0, 4.0, 16.0, 60.0)
"""Half-heights of the boxes to try in turn; the last one takes all longitudes, and the search ends
with it."""

Degrees = NDArray[np.float64]

_WHOLE: Final = ((-180.0, 180.0),)
_EARTH_KM: Final = 6371.0
_KM_PER_DEGREE: Final = 110.5
"""Least length of a degree of latitude on the ellipsoid."""

_SLACK: Final = 1.01
"""The sphere is wrong by at most 0.6 %: what is nearest on the ellipsoid is within this factor of
the nearest on the sphere."""


def longitudes(
    latitude: float, longitude: float, half_degrees: float
) -> tuple[tuple[float, float], ...]:
    """West and east bounds of a box, wider towards the poles, in two pieces where it crosses the
    antimeridian."""
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
    """Within this distance of its middle a box surely holds everything; no bound for the last
    box."""
    return math.inf if half_degrees == HALF_DEGREES[-1] else half_degrees * _KM_PER_DEGREE


def nearest_first(
    latitude: float, longitude: float, *, positions: Sequence[tuple[float, float]], limit: int
) -> list[tuple[float, int]]:
    """Geodesic distance in km and index of at least ``limit`` nearest positions, where there are as
    many."""
    if not positions:
        return []
    latitudes, longitudes = np.array(positions, dtype=float).T
    rough = _haversine_km(latitude, longitude, latitudes, longitudes)
    reach = np.sort(rough)[min(limit, len(rough)) - 1] * _SLACK + 1e-6
    [near] = np.nonzero(rough <= reach)
    here = np.full(len(near), longitude), np.full(len(near), latitude)
    _, _, metres = WGS84.inv(*here, longitudes[near], latitudes[near])
    return sorted(zip((np.asarray(metres) / 1000).tolist(), near.tolist(), strict=True))


def _haversine_km(
    latitude: float, longitude: float, latitudes: Degrees, longitudes: Degrees
) -> NDArray[np.float64]:
    south, north = math.radians(latitude), np.radians(latitudes)
    half = np.sin((north - south) / 2) ** 2
    half += math.cos(south) * np.cos(north) * np.sin(np.radians(longitudes - longitude) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)))
