"""Degrees to pixels of a picture: the web map's projection (spherical Mercator), as on the page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from components.view.grouping import MERCATOR_LATITUDE, TILE_PX, latitude_of, mercator

EARTH_KM = 40_075.0
"""Around the equator."""
Pixels = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A window on the map in pixels, from its upper left corner; its centre in degrees WGS 84."""

    left: float
    top: float
    width: float
    height: float
    latitude: float
    longitude: float
    zoom: float

    @property
    def world_px(self) -> float:
        return float(TILE_PX * 2**self.zoom)

    def km_px(self, latitude: float) -> float:
        """Length of a kilometre at a latitude."""
        return self.world_px / (EARTH_KM * math.cos(math.radians(latitude)))

    def at(self, latitude: float, longitude: float) -> Pixels:
        """The position of a place, on the copy of the world nearest to the centre."""
        turns = round((self.longitude - longitude) / 360)
        x, y = self._project(np.array([[longitude + 360 * turns, latitude]]))[0]
        return float(x), float(y)

    def holds(self, point: Pixels, *, margin: float = 0.0) -> bool:
        x, y = point
        return (
            self.left + margin <= x <= self.left + self.width - margin
            and self.top + margin <= y <= self.top + self.height - margin
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """South, west, north, east in degrees; longitudes continue past 180."""
        half_wide, half_high = self.width / 2 / self.world_px, self.height / 2 / self.world_px
        middle = mercator(self.latitude)
        south, north = latitude_of(middle - half_high), latitude_of(middle + half_high)
        return south, self.longitude - 360 * half_wide, north, self.longitude + 360 * half_wide

    def shape(self, geometry: BaseGeometry, *, turns: int = 0) -> BaseGeometry:
        """A geometry (longitude first) in pixels, clipped to the window, after ``turns`` around the
        world."""
        moved = shapely.transform(
            geometry, lambda points: self._project(points + np.array([360.0 * turns, 0.0]))
        )
        return shapely.clip_by_rect(
            moved, self.left, self.top, self.left + self.width, self.top + self.height
        )

    def _project(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        latitudes = np.radians(np.clip(points[:, 1], -MERCATOR_LATITUDE, MERCATOR_LATITUDE))
        x = (points[:, 0] - self.longitude) / 360 * self.world_px + self.left + self.width / 2
        y = (
            mercator(self.latitude) - np.arcsinh(np.tan(latitudes)) / (2 * math.pi)
        ) * self.world_px
        return np.column_stack([x, y + self.top + self.height / 2])
