"""The base map's files: format, ranges, size, and what must be on them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, Point, Polygon

from components.core import settings

SCALE = 10_000
CELLS = sorted((settings.AREAS / "cells").glob("*.json.gz"))
LINES = ("borders", "disputed", "admin1")
TOTAL_BYTES = 38_500_000


@cache
def load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return content


def corner(path: Path) -> tuple[int, int]:
    south, west = path.name.removesuffix(".json.gz").split("_")
    return int(south), int(west)


def flats(content: dict[str, Any]) -> Iterator[list[int]]:
    yield from (ring for kind in ("land", "lakes") for polygon in content[kind] for ring in polygon)
    yield from (line for _, line in content["rivers"])
    yield from (line for kind in LINES for line in content[kind])


def pairs(flat: list[int]) -> list[tuple[float, float]]:
    """Longitude and latitude in degrees."""
    return [(flat[at + 1] / SCALE, flat[at] / SCALE) for at in range(0, len(flat), 2)]


def test_there_are_cells_for_all_land() -> None:
    assert 400 <= len(CELLS) <= 500
    for path in CELLS:
        south, west = corner(path)
        assert south % 10 == west % 10 == 0
        assert -90 <= south <= 80
        assert -180 <= west <= 170


@pytest.mark.parametrize("name", ["40_30", "30_30", "-40_-70", "50_-10", "80_-40"])
def test_a_cell_stays_inside_its_bounds(name: str) -> None:
    path = settings.AREAS / "cells" / f"{name}.json.gz"
    south, west = corner(path)
    for flat in flats(load(path)):
        assert len(flat) % 2 == 0
        assert all(isinstance(number, int) for number in flat)
        assert all(south * SCALE <= number <= (south + 10) * SCALE for number in flat[0::2])
        assert all(west * SCALE <= number <= (west + 10) * SCALE for number in flat[1::2])
    for _, latitude, longitude, _ in load(path)["labels"]:
        assert south <= latitude <= south + 10
        assert west <= longitude <= west + 10


@pytest.mark.parametrize(
    "path", [settings.AREAS / "world.json.gz", settings.AREAS / "cells" / "40_30.json.gz"], ids=str
)
def test_labels_come_weightiest_first(path: Path) -> None:
    weights = [weight for *_, weight in load(path)["labels"]]
    assert len(weights) >= 600
    assert weights == sorted(weights, reverse=True)


def test_rings_are_not_closed_by_repetition() -> None:
    for polygon in load(settings.AREAS / "cells" / "40_30.json.gz")["land"]:
        for ring in polygon:
            assert ring[:2] != ring[-2:]
            assert all(first != second for first, second in pairwise(pairs(ring)))


RIVERS = (
    ("Siverskyi Donets", 49.46, 36.85, 0.06, 1),  # Balakliya
    ("Siverskyi Donets", 49.21, 37.26, 0.04, 1),  # Izyum
    ("Oskil", 49.71, 37.60, 0.04, 2),  # Kupyansk
)


@pytest.mark.parametrize(("name", "latitude", "longitude", "within_degrees", "rank"), RIVERS)
def test_rivers_run_past_their_towns(
    name: str, latitude: float, longitude: float, within_degrees: float, rank: int
) -> None:
    rivers = load(settings.AREAS / "cells" / "40_30.json.gz")["rivers"]
    near = [
        held
        for held, line in rivers
        if LineString(pairs(line)).distance(Point(longitude, latitude)) < within_degrees
    ]
    assert rank in near, name


WATERS = (
    ("Kakhovka reservoir", "40_30", 47.45, 34.30),
    ("Dnipro at Kherson", "40_30", 46.64, 32.66),
    ("Sea of Galilee", "30_30", 32.82, 35.59),
)


@pytest.mark.parametrize(("name", "cell", "latitude", "longitude"), WATERS)
def test_wide_water_is_drawn(name: str, cell: str, latitude: float, longitude: float) -> None:
    lakes = load(settings.AREAS / "cells" / f"{cell}.json.gz")["lakes"]
    point = Point(longitude, latitude)
    assert any(Polygon(pairs(rings[0])).buffer(0.02).contains(point) for rings in lakes), name


DASHED = (
    ("Crimea", "40_30", 46.1, 34.0, 0.3),
    ("Kosovo", "40_20", 42.9, 21.3, 0.3),
    ("Western Sahara", "20_-20", 27.67, -11.0, 0.3),
    ("Golan Heights, west", "30_30", 33.05, 35.63, 0.1),
    ("Kashmir", "30_70", 34.0, 74.0, 0.4),
)


@pytest.mark.parametrize(("name", "cell", "latitude", "longitude", "within_degrees"), DASHED)
def test_disputed_lines_are_marked(
    name: str, cell: str, latitude: float, longitude: float, within_degrees: float
) -> None:
    content = load(settings.AREAS / "cells" / f"{cell}.json.gz")
    point = Point(longitude, latitude)
    assert any(
        LineString(pairs(line)).distance(point) < within_degrees for line in content["disputed"]
    ), name


def test_no_border_of_countries_runs_through_crimea() -> None:
    crimea = Polygon([(32.4, 44.3), (36.5, 44.3), (36.5, 46.2), (32.4, 46.2)])
    borders = load(settings.AREAS / "cells" / "40_30.json.gz")["borders"]
    assert not any(LineString(pairs(line)).intersects(crimea) for line in borders)


def test_the_world_is_small_and_whole() -> None:
    path = settings.AREAS / "world.json.gz"
    world = load(path)
    assert path.stat().st_size < 1_000_000
    assert 150 <= len(world["countries"]) <= 252
    areas = [area for *_, area in world["countries"]]
    assert areas == sorted(areas, reverse=True)


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "unit"),
    [
        (49.9, 36.4, "Ukraine", "Kharkiv Oblast"),
        (45.1, 34.1, "Ukraine", "Crimea"),
        (50.6, 36.6, "Russia", "Belgorod Oblast"),
        (-29.6, 28.2, "Lesotho", ""),
        (0.1, -30.1, "", ""),
    ],
)
def test_the_grid_says_what_lies_where(
    latitude: float, longitude: float, country: str, unit: str
) -> None:
    grid = load(settings.AREAS / "names.json.gz")
    countries, units, rows = grid["countries"], grid["units"], grid["rows"]
    assert {sum(row[::2]) for row in rows} == {2 * len(rows)}
    row, at = rows[int((latitude + 90) * len(rows) / 180)], (longitude + 180) * len(rows) / 180
    ends = accumulate(row[::2])
    number = next(what for end, what in zip(ends, row[1::2], strict=True) if at < end)
    found_unit, of = (
        units[number - len(countries) - 1] if number > len(countries) else ("", number - 1)
    )
    assert (countries[of] if number else "") == country
    assert unit in found_unit


def test_all_data_together_stay_small() -> None:
    files = [
        path
        for folder in (settings.GAZETTEER, settings.AREAS)
        for path in folder.rglob("*")
        if path.is_file()
    ]
    assert sum(path.stat().st_size for path in files) < TOTAL_BYTES
