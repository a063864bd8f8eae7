"""Where places lie to each other, fast enough for all pairs; exact measures are geodesy's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from components.core.records import PART, Place

KM_PER_DEGREE = 111.2
REGION_KM = 120.0
"""A region has no outline; within this distance of its point a place may lie in it."""
COUNTY_KM = 80.0
"""The same of a unit below admin1."""


class Positioned(Protocol):
    """Degrees WGS 84."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    latitude: float
    longitude: float


def lies_in(place: Place, outer: Place) -> bool:
    """Whether the country or admin1 unit is ``outer``, or it is near what has no outline."""
    if place.id == outer.id:
        return False
    if outer.kind == "country":
        return place.country == outer.country
    if outer.kind == "admin1":
        return place.admin1_id == outer.id
    if outer.id.startswith(PART):
        return place.admin1_id in outer.units
    if outer.kind == "region":
        is_part = outer.country != "" and place.country == outer.country
        return is_part and place.kind != "country" and is_near(place, outer, REGION_KM)
    return outer.kind == "admin2" and place.kind != "admin1" and is_near(place, outer, COUNTY_KM)


def is_near(place: Positioned, other: Positioned, limit_km: float) -> bool:
    return rough_km(place, other) < limit_km


def rough_km(place: Positioned, other: Positioned) -> float:
    """Equirectangular distance on a sphere: right to a few percent below 1,000 km."""
    turn = abs(place.longitude - other.longitude)
    east = min(turn, 360 - turn) * math.cos(math.radians((place.latitude + other.latitude) / 2))
    return KM_PER_DEGREE * math.hypot(place.latitude - other.latitude, east)
