"""The files of the base map, and rivers in them: events along a river are drawn along its line."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any

import shapely

from components.core import settings
from components.core.data_files import checked
from components.lexicon.rows import rows as data_rows
from components.map.style import CELL_DEGREES

DEGREE = 10_000
"""Units of the whole numbers in the files."""
RIVERS = "rivers.csv"
BaseMapFile = dict[str, Any]
"""A file of the base map, as described in data/README.md."""
Course = tuple[tuple[float, float], ...]
"""Longitude and latitude of the points of a line in one cell."""


@lru_cache(maxsize=16)
def sheet_of(name: str) -> BaseMapFile:
    """A file of the base map; one that does not exist is all sea."""
    path = settings.AREAS / f"{name}.json.gz"
    if not path.is_file():
        return {}
    sheet: BaseMapFile = json.loads(gzip.decompress(checked(path).read_bytes()))
    return sheet


@lru_cache(maxsize=64)
def course_of(place_id: str) -> Mapping[str, Any] | None:
    """The river's line across all cells, as GeoJSON (longitude first); None for a river without a
    known point on the base map."""
    points = [
        (float(row["longitude"]), float(row["latitude"]))
        for row in data_rows(settings.AREAS / RIVERS)
        if row["place"] == place_id
    ]
    parts = dict.fromkeys(part for point in points for part in _followed(point))
    if not parts:
        return None
    return {"type": "MultiLineString", "coordinates": [[list(at) for at in one] for one in parts]}


def _followed(point: tuple[float, float]) -> Iterator[Course]:
    """The line nearest to a point, and those that continue it in the next cells."""
    at = shapely.Point(point)
    first = min(_courses_at(point), key=lambda one: shapely.LineString(one).distance(at))
    found, waiting = {first}, [first]
    while waiting:
        course = waiting.pop()
        yield course
        for end in (course[0], course[-1]):
            if any(axis % CELL_DEGREES == 0 for axis in end):
                further = {one for one in _courses_at(end) if end in (one[0], one[-1])} - found
                found |= further
                waiting += further


def _courses_at(point: tuple[float, float]) -> Iterator[Course]:
    """The rivers of the cells with a point, also at their edge."""
    corners = [
        {math.floor(axis / CELL_DEGREES), math.ceil(axis / CELL_DEGREES) - 1} for axis in point
    ]
    for west, south in product(*corners):
        name = f"cells/{south * CELL_DEGREES}_{west * CELL_DEGREES}"
        for _, line in sheet_of(name).get("rivers", ()):
            yield tuple((line[at + 1] / DEGREE, line[at] / DEGREE) for at in range(0, len(line), 2))
