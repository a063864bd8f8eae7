"""The base map's drawing data: one file of the world for small scales, and cells of ten by ten
degrees for large ones."""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from components.map.style import CELL_DEGREES, STYLE

from . import coverage, features, sources
from .coverage import SCALE, Arc, parts
from .features import Feature
from .gazetteer import Row
from .lakes import all_lakes
from .outlines import Outlines
from .rivers import River, rivers

CELL_TOLERANCE_DEGREES = 0.01
"""Side of the smallest triangle that stays, about 1 km: lines stray by some 300 to 500 m."""
WORLD_TOLERANCE_DEGREES = 0.07
LINE_TOLERANCE_DEGREES = {"cell": 0.004, "world": 0.05}
"""Greatest straying of rivers and lake shores."""
LEAST_KM2 = {"cell": 1.0, "world": 300.0}
"""Smaller islands and lakes are left out."""
LEAST_UNIT_KM2 = {"cell": 300.0, "world": 10_000.0}
"""Lines between first-level units are drawn where both are at least this large."""
LABEL_LEAST_PEOPLE = 500
PART_DEGREES: float = STYLE["names"]["parts"]["degrees"]
PART_NAMES, PART_WEIGHT = 4, 10
"""GeoNames does not say which settlements are parts of a city: one that lies nearer to another than
``PART_DEGREES`` times the root of the larger one's people (13 km for a million) and has at most a
quarter as many names is taken for a part, and its label weighs a tenth of its people, so that the
city's comes first."""
WORLD_LABELS, WORLD_LABEL_GAP_DEGREES = 600, 1.2

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything at one level of detail, longitude first, degrees."""

    land: list[Polygon]
    lakes: list[Polygon]
    rivers: list[River]
    lines: dict[str, list[BaseGeometry]]


def write(units: list[Feature], outlines: Outlines, *, rows: list[Row], folder: Path) -> None:
    """Write world.json.gz and the cells, and remove cells that are no longer there."""
    courses = rivers()
    number_of = {index: number for number, held in outlines.parts.items() for index in held}
    drawn = {
        level: draw(units, number_of, courses=courses, level=level, tolerance_degrees=tolerance)
        for level, tolerance in (
            ("world", WORLD_TOLERANCE_DEGREES),
            ("cell", CELL_TOLERANCE_DEGREES),
        )
    }
    _save(folder / "world.json.gz", _world(drawn["world"], rows, outlines))
    cells = folder / "cells"
    cells.mkdir(parents=True, exist_ok=True)
    for old in cells.glob("*.json.gz"):
        old.unlink()
    for south, west, content in _cells(drawn["cell"], weights(rows)):
        _save(cells / f"{south}_{west}.json.gz", content)


def draw(
    units: list[Feature],
    number_of: dict[int, int],
    *,
    courses: list[River],
    level: str,
    tolerance_degrees: float,
) -> Drawing:
    """Land, lakes, rivers and lines of one level of detail."""
    shapes = coverage.simplified((unit.shape for unit in units), tolerance_degrees)
    land = [
        part
        for part in parts(shapely.coverage_union_all(shapes))
        if _area_km2(part) >= LEAST_KM2[level]
    ]
    stray = LINE_TOLERANCE_DEGREES[level]
    return Drawing(
        land=land,
        lakes=_lakes(land, least_km2=LEAST_KM2[level], stray_degrees=stray),
        rivers=[
            River(river.rank, river.line.simplify(stray))
            for river in courses
            if level == "cell" or river.rank == 1
        ],
        lines=lines(
            units, coverage.arcs(shapes), number_of=number_of, least_km2=LEAST_UNIT_KM2[level]
        ),
    )


def lines(
    units: list[Feature], arcs: Iterable[Arc], *, number_of: dict[int, int], least_km2: float
) -> dict[str, list[BaseGeometry]]:
    """``borders``, ``disputed`` and ``admin1``; lines inside one GeoNames unit, and coasts, are
    none of them."""
    contested = [(row["a"], row["b"]) for row in features.table("disputed.csv")]
    large = [_area_km2(unit.shape) >= least_km2 for unit in units]
    found: dict[str, list[tuple[coverage.Pair, ...]]] = {
        "borders": [],
        "disputed": [],
        "admin1": [],
    }
    for arc in arcs:
        if len(arc.sides) == 2 == len(set(arc.sides)):
            first, second = (units[side] for side in arc.sides)
            same_unit = number_of.get(arc.sides[0], -1) == number_of.get(arc.sides[1], -2)
            kind = _kind(first, second, contested)
            if kind != "admin1" or (not same_unit and all(large[side] for side in arc.sides)):
                found[kind].append(arc.points)
    return {
        kind: [coverage.line(points) for points in coverage.merged(held)]
        for kind, held in found.items()
    }


def _kind(first: Feature, second: Feature, contested: list[tuple[str, str]]) -> str:
    if any(
        (a in first.tags and b in second.tags) or (a in second.tags and b in first.tags)
        for a, b in contested
    ):
        return "disputed"
    return "borders" if first.country != second.country else "admin1"


def _area_km2(shape: BaseGeometry) -> float:
    return float(abs(_GEOD.geometry_area_perimeter(shape)[0])) / 1e6


def _lakes(land: list[Polygon], *, least_km2: float, stray_degrees: float) -> list[Polygon]:
    """Lakes that lie on the land for the most part; the others (the Caspian) are sea here
    already."""
    tree = shapely.STRtree(land)
    found = []
    for lake in sorted(all_lakes(least_km2), key=lambda lake: lake.bounds):
        on_land = sum(land[index].intersection(lake).area for index in tree.query(lake))
        if on_land >= lake.area / 2:
            found += [
                part for part in parts(lake.simplify(stray_degrees)) if part.geom_type == "Polygon"
            ]
    return found


def _world(drawing: Drawing, rows: list[Row], outlines: Outlines) -> dict[str, Any]:
    return {
        **_shapes(drawing, box(-180, -90, 180, 90)),
        "labels": [_label(weight, row) for weight, row in _spread(weights(rows))],
        "countries": _country_labels(rows, outlines),
    }


def _spread(labels: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The weightiest labels, none nearer to a weightier one than the gap."""
    kept: list[tuple[int, Row]] = []
    for weight, row in labels:
        if all(
            max(abs(row.latitude - k.latitude), abs(row.longitude - k.longitude))
            >= WORLD_LABEL_GAP_DEGREES
            for _, k in kept
        ):
            kept.append((weight, row))
        if len(kept) == WORLD_LABELS:
            break
    return kept


def _country_labels(rows: list[Row], outlines: Outlines) -> list[list[Any]]:
    alpha3 = {country["iso3"]: country["iso"] for country in sources.countries()}
    held = [
        (outlines.countries.get(alpha3[row.country]), row) for row in rows if row.kind == "country"
    ]
    found = [
        [row.name, round(row.latitude, 3), round(row.longitude, 3), round(_area_km2(shape))]
        for shape, row in held
        if shape
    ]
    return sorted(found, key=lambda label: (-label[3], label[0]))


def _cells(
    drawing: Drawing, labels: list[tuple[int, Row]]
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    held: dict[tuple[int, int], list[list[Any]]] = defaultdict(list)
    for weight, row in labels:
        held[_corner(row.latitude), _corner(row.longitude)].append(_label(weight, row))
    for south in range(-90, 90, CELL_DEGREES):
        for west in range(-180, 180, CELL_DEGREES):
            content = _shapes(drawing, box(west, south, west + CELL_DEGREES, south + CELL_DEGREES))
            if content["land"] or held[south, west]:
                yield south, west, {**content, "labels": held[south, west]}


def weights(rows: list[Row]) -> list[tuple[int, Row]]:
    """Settlements that get a label, the weightiest first: a weight is people, of a part of a city a
    tenth of them."""
    held = [
        row for row in rows if row.kind == "settlement" and row.population >= LABEL_LEAST_PEOPLE
    ]
    stretch = [math.cos(math.radians(row.latitude)) for row in held]
    points = shapely.points(
        [(row.longitude * wide, row.latitude) for row, wide in zip(held, stretch, strict=True)]
    )
    reach = [PART_DEGREES * math.sqrt(row.population) for row in held]
    cities, near = shapely.STRtree(points).query(points, predicate="dwithin", distance=reach)
    pairs = [pair for a, b in zip(cities, near, strict=True) for pair in ((a, b), (b, a))]
    inside = {
        b
        for a, b in pairs
        if PART_NAMES * (len(held[b].spellings) + 1) <= len(held[a].spellings) + 1
    }
    found = [
        (row.population // PART_WEIGHT if index in inside else row.population, row)
        for index, row in enumerate(held)
    ]
    return sorted(found, key=lambda pair: (-pair[0], pair[1].key))


def _corner(degrees: float) -> int:
    return int(degrees // CELL_DEGREES) * CELL_DEGREES


def _label(weight: int, row: Row) -> list[Any]:
    return [row.name, round(row.latitude, 3), round(row.longitude, 3), weight]


def _shapes(drawing: Drawing, frame: Polygon) -> dict[str, Any]:
    return {
        "land": [_rings(part) for part in _clipped(drawing.land, frame, "Polygon")],
        "lakes": [_rings(part) for part in _clipped(drawing.lakes, frame, "Polygon")],
        "rivers": [
            [r.rank, _flat(part.coords)]
            for r in drawing.rivers
            for part in _clipped([r.line], frame, "LineString")
        ],
        **{
            kind: [_flat(part.coords) for part in _clipped(held, frame, "LineString")]
            for kind, held in drawing.lines.items()
        },
    }


def _clipped(shapes: Iterable[BaseGeometry], frame: Polygon, kind: str) -> Iterator[BaseGeometry]:
    for shape in shapes:
        if shape.intersects(frame):
            yield from (
                part
                for part in parts(shapely.clip_by_rect(shape, *frame.bounds))
                if part.geom_type == kind
            )


def _rings(polygon: Polygon) -> list[list[int]]:
    return [_flat(list(ring.coords)[:-1]) for ring in (polygon.exterior, *polygon.interiors)]


def _flat(points: Iterable[tuple[float, ...]]) -> list[int]:
    """Latitude, longitude, latitude, longitude, in whole ten-thousandths, without points that
    repeat the one before."""
    flat: list[int] = []
    for x, y, *_ in points:
        pair = [round(y * SCALE), round(x * SCALE)]
        if flat[-2:] != pair:
            flat += pair
    return flat


def _save(path: Path, content: dict[str, Any]) -> None:
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(raw, compresslevel=9, mtime=0))
