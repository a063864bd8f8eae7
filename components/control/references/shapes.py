"""Geometries of GeoJSON as areas in two dimensions, repaired where a ring crosses itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

NO_DEGREES = "Its coordinates are no degrees of longitude and latitude."
TO_DEGREES = "Convert it to WGS 84 (EPSG:4326), as GeoJSON asks."


class BadShape(ValueError):
    """A geometry that cannot be read: what is wrong with it, and the way out."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(f"{what} {way_out}")
        self.what, self.way_out = what, way_out


def shape_of(geometry: Mapping[str, Any]) -> BaseGeometry:
    """Any geometry, two-dimensional, longitude first. Raises BadShape for what is none, or stands
    outside of the globe."""
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.GEOSException, TypeError, ValueError) as error:
        raise BadShape(
            f"Its geometry cannot be read ({_short(error)}).", "Write it anew as GeoJSON."
        ) from error
    west, south, east, north = shape.bounds if not shape.is_empty else (0.0, 0.0, 0.0, 0.0)
    if not (-180.001 <= west <= east <= 180.001 and -90.001 <= south <= north <= 90.001):
        raise BadShape(NO_DEGREES, TO_DEGREES)
    return shape


def area_of(shape: BaseGeometry) -> tuple[BaseGeometry, str]:
    """(the polygons of a geometry as one valid area, what was repaired); the area is empty where it
    has none."""
    parts = list(polygons(shape))
    broken = [part for part in parts if not part.is_valid]
    if not broken:
        return _joined(parts), ""
    repaired = [
        piece
        for part in parts
        for piece in polygons(shapely.make_valid(part, method="structure", keep_collapsed=False))
    ]
    return _joined(
        repaired
    ), f"{shapely.is_valid_reason(broken[0]).split('[')[0].strip()}: repaired"


def polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    """Every polygon in a geometry, those in collections of collections too."""
    if isinstance(shape, Polygon):
        if not shape.is_empty:
            yield shape
    elif hasattr(shape, "geoms"):
        for part in shape.geoms:
            yield from polygons(part)


def _joined(parts: list[Polygon]) -> BaseGeometry:
    found = MultiPolygon(parts)
    return found if len(parts) < 2 or found.is_valid else shapely.union_all(parts)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
