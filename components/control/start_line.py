"""A line of contact that a person gives, and how far a place lies from it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from components.control.references.geojson import BadShape, read_features, shape_of
from components.core.errors import BadReference
from components.core.geodesy import WGS84

STEP_DEGREES = 0.005
"""The line is cut into steps of some 500 m: distances are good to 100 m from 1 km on."""


def read_line(path: Path) -> BaseGeometry:
    """The lines of a GeoJSON file as one; raises OSError, and BadReference where it holds none."""
    file, lines = read_features(path), list[BaseGeometry]()
    for number, feature in enumerate(file.features, start=1):
        try:
            shape = shape_of(feature.get("geometry") or {})
        except BadShape as error:
            raise BadReference(
                error.what, where=f"{path}, feature {number}", way_out=error.way_out
            ) from error
        lines += [
            part
            for part in shapely.get_parts(shape)
            if part.geom_type in {"LineString", "LinearRing"}
        ]
    if not lines:
        raise BadReference(
            "It holds no line.",
            where=str(path),
            way_out="Draw the line of contact as a LineString.",
        )
    return shapely.union_all(lines)


def from_line_km(line: BaseGeometry, latitude: float, longitude: float) -> float:
    """Geodesic distance of a position, in degrees, from the line."""
    points = _steps(line)
    _, _, metres = WGS84.inv(
        [longitude] * len(points), [latitude] * len(points), points[:, 0], points[:, 1]
    )
    return float(metres.min()) / 1000


@lru_cache(maxsize=4)
def _steps(line: BaseGeometry) -> NDArray[np.float64]:
    """Ends of the steps, longitude first; kept, for each claim of depth asks for them."""
    found: NDArray[np.float64] = shapely.get_coordinates(shapely.segmentize(line, STEP_DEGREES))
    return found
