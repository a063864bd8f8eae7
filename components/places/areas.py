"""Outlines of countries, first-level units and some regions, from data/areas."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import MultiLineString, MultiPoint, Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from components.core import settings
from components.core.data_files import checked
from components.core.errors import InstallationError
from components.core.geodesy import area_km2
from components.core.records import PART, WITHIN
from components.places.gazetteer import open_gazetteer

PACKED: Final = "outlines.zip"
INDEX: Final = "index.json"
SCALE: Final = 10_000
"""Coordinates of lines are whole numbers of this many parts of a degree."""
_MEMBERS_KEPT: Final = 16
_OUTLINES_KEPT: Final = 64


class OutlineAreas:
    """Implements ``protocols.Areas``. Lines are right to about 500 m; areas are those of the full
    outlines."""

    def __init__(self, path: Path) -> None:
        """Read the index alone. Raises InstallationError when the file is missing or damaged."""
        self._path = path
        self._index: dict[str, tuple[str, int]] = self._read(INDEX)
        self._member = lru_cache(maxsize=_MEMBERS_KEPT)(self._read)
        self._built = lru_cache(maxsize=_OUTLINES_KEPT)(self._build)
        self._of_units = lru_cache(maxsize=_OUTLINES_KEPT)(self._unite)

    def outline(self, place_id: str) -> Mapping[str, Any] | None:
        """GeoJSON geometry, longitude first, or None; a computed place has that of its units."""
        if place_id.startswith((PART, WITHIN)):
            return self._of_units(place_id)
        return self._built(place_id) if place_id in self._index else None

    def area_km2(self, place_id: str) -> float | None:
        """Geodesic area (WGS 84) with inland waters; None for a place computed within an area."""
        if place_id.startswith(PART) and (outline := self.outline(place_id)):
            return round(area_km2(shape(dict(outline))))
        return float(self._index[place_id][1]) if place_id in self._index else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def _build(self, place_id: str) -> Mapping[str, Any]:
        member = self._member(f"{self._index[place_id][0]}.json")
        lines = MultiLineString(
            [_points(member["lines"][number]) for number in member["places"][place_id]]
        )
        geometry: Mapping[str, Any] = mapping(shapely.build_area(shapely.node(lines)))
        return geometry

    def _unite(self, place_id: str) -> Mapping[str, Any] | None:
        """The outline of a computed place, some units of which may have none (``_lacking``)."""
        place = open_gazetteer().place(place_id)
        if place is None:
            return None
        held = {unit: self._shape(unit) for unit in place.units if unit in self._index}
        if len(held) < len(place.units):
            held |= self._lacking(place.country)
        geometry: Mapping[str, Any] = mapping(
            shapely.union_all([held[unit] for unit in place.units if unit in held])
        )
        return geometry

    def _lacking(self, iso3: str) -> Mapping[str, BaseGeometry]:
        """Shapes for the units without an outline: of the ground of their country that no other
        unit covers, the part nearest to the unit's point (Voronoi cells)."""
        gazetteer = open_gazetteer()
        country, units = gazetteer.country(iso3), gazetteer.admin1_units(iso3)
        if country is None or country.id not in self._index:
            return {}
        held = [self._shape(unit.id) for unit in units if unit.id in self._index]
        rest = self._shape(country.id).difference(shapely.union_all(held))
        points = {
            unit.id: Point(unit.longitude, unit.latitude)
            for unit in units
            if unit.id not in self._index
        }
        cells = shapely.voronoi_polygons(MultiPoint(list(points.values())), extend_to=rest).geoms
        return {
            unit: rest.intersection(next((cell for cell in cells if cell.covers(point)), rest))
            for unit, point in points.items()
        }

    def _shape(self, place_id: str) -> BaseGeometry:
        found: BaseGeometry = shape(dict(self._built(place_id)))
        return found

    def _read(self, name: str) -> dict[str, Any]:
        try:
            with zipfile.ZipFile(checked(self._path)) as archive:
                content: dict[str, Any] = json.loads(archive.read(name))
                return content
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            way_out = "Fetch the file again, or run: python data/build.py outlines"
            raise InstallationError(
                f"the outlines cannot be read ({error})", where=str(self._path), way_out=way_out
            ) from error


def open_areas() -> OutlineAreas:
    """Open the shipped outlines. Raises InstallationError when the file is missing or damaged."""
    return OutlineAreas(settings.AREAS / PACKED)


def _points(steps: list[int]) -> list[tuple[float, float]]:
    """(longitude, latitude) in degrees, from the first point and the steps, latitude first."""
    latitudes, longitudes = accumulate(steps[0::2]), accumulate(steps[1::2])
    return [
        (longitude / SCALE, latitude / SCALE)
        for latitude, longitude in zip(latitudes, longitudes, strict=True)
    ]
