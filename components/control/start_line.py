"""A line of contact that a person gives, and the distance of a place from it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from components.control.references.geojson import read_features, shape_of
from components.core.errors import BadReference
from components.core.geodesy import distances_km

STEP_DEGREES = 0.005
"""The line is cut into steps of some 500 m: from 1 km on, distances are right to 100 m."""


def read_line(path: Path) -> BaseGeometry:
    """The lines of a GeoJSON file as one; raises OSError, and BadReference where it holds none."""
    file, lines = read_features(path), list[BaseGeometry]()
    for number, feature in enumerate(file.features, start=1):
        parts = shapely.get_parts(shape_of(feature, where=f"{path}, feature {number}"))
        lines += [part for part in parts if part.geom_type in {"LineString", "LinearRing"}]
    if not lines:
        raise BadReference(
            "It holds no line.",
            where=str(path),
            way_out="Draw the line of contact as a LineString.",
        )
    return shapely.union_all(lines)


def from_line_km(line: BaseGeometry, latitude: float, longitude: float) -> float:
    """Geodesic distance of a position, in degrees, from the line."""
    longitudes, latitudes = _steps(line).T
    return float(
        distances_km(latitude, longitude, latitudes=latitudes, longitudes=longitudes).min()
    )


@lru_cache(maxsize=4)
def _steps(line: BaseGeometry) -> NDArray[np.float64]:
    """Ends of the steps, longitude first; cached, for each claim of depth needs them."""
    found: NDArray[np.float64] = shapely.get_coordinates(shapely.segmentize(line, STEP_DEGREES))
    return found
