"""Polygons that share their borders, simplified so that they still do, and taken apart into lines
between two neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

SCALE = 10_000
"""Degrees are drawn and held in whole numbers of this many parts, about 11 m."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Arc:
    """A line of (longitude, latitude) in whole ten-thousandths, with the polygons that it bounds,
    by index: one on a coast, two on a border; more, or the same one twice, where rounding laid
    lines upon each other."""

    points: tuple[Pair, ...]
    sides: tuple[int, ...]


def simplified(shapes: Iterable[BaseGeometry], tolerance_degrees: float) -> list[BaseGeometry]:
    """Simplify all together (Visvalingam and Whyatt): corners whose triangle is smaller than the
    tolerance squared go."""
    return list(shapely.coverage_simplify(list(shapes), tolerance_degrees))


def arcs(shapes: Iterable[BaseGeometry]) -> list[Arc]:
    """All lines of a coverage, each once, sorted."""
    sides: dict[tuple[Pair, Pair], list[int]] = defaultdict(list)
    for index, shape in enumerate(shapes):
        for segment in _segments(shape):
            sides[segment].append(index)
    grouped: dict[tuple[int, ...], list[tuple[Pair, Pair]]] = defaultdict(list)
    for segment, held in sides.items():
        grouped[tuple(sorted(held))].append(segment)
    return [
        Arc(points, held)
        for held, segments in sorted(grouped.items())
        for points in merged(segments)
    ]


def merged(lines: Iterable[tuple[Pair, ...]]) -> list[tuple[Pair, ...]]:
    """Lines joined where exactly two meet, sorted."""
    joined = shapely.line_merge(MultiLineString([list(line) for line in sorted(lines)]))
    return sorted(tuple((int(x), int(y)) for x, y in line.coords) for line in parts(joined))


def parts(shape: BaseGeometry) -> list[BaseGeometry]:
    """The single geometries of one that may be many."""
    return [part for part in getattr(shape, "geoms", [shape]) if not part.is_empty]


def line(points: Iterable[Pair]) -> LineString:
    """The line in degrees, longitude first."""
    return LineString([(x / SCALE, y / SCALE) for x, y in points])


def _segments(shape: BaseGeometry) -> Iterator[tuple[Pair, Pair]]:
    for polygon in parts(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = [(round(x * SCALE), round(y * SCALE)) for x, y in ring.coords]
            for start, end in pairwise(corners):
                if start != end:
                    yield (start, end) if start < end else (end, start)
