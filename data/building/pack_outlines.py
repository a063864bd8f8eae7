"""Writes the outlines of countries and units: lines held once, and for each place the lines that
bound it.

One zip file: a member for each country, ``{"lines": [[latitude, longitude, step, step, …], …],
"places": {id: [line, …]}}`` in whole ten-thousandths of a degree, and ``index.json``, ``{id:
[member, area in km²]}``.
"""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from pyproj import Geod

from . import coverage, features, sources
from .basemap import CELL_TOLERANCE_DEGREES
from .coverage import Arc, Pair
from .features import Feature
from .outlines import Outlines

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Outlined:
    """A place, the member it is held in, and the indexes of the features that it is the union
    of."""

    place: str
    member: str
    held: frozenset[int]


@dataclass(slots=True)
class _Member:
    lines: list[tuple[int, ...]] = field(default_factory=list)
    number_of: dict[tuple[Pair, ...], int] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)

    def number(self, points: tuple[Pair, ...]) -> int:
        if points not in self.number_of:
            self.number_of[points] = len(self.lines)
            self.lines.append(_steps(points))
        return self.number_of[points]


def write(units: list[Feature], outlines: Outlines, path: Path) -> None:
    """Write all outlines; their lines are those of the base map's cells, their areas those of the
    unsimplified shapes."""
    arcs = coverage.arcs(
        coverage.simplified((unit.shape for unit in units), CELL_TOLERANCE_DEGREES)
    )
    touching: dict[int, list[Arc]] = defaultdict(list)
    for arc in arcs:
        for side in arc.sides:
            touching[side].append(arc)
    members: dict[str, _Member] = defaultdict(_Member)
    index: dict[str, tuple[str, int]] = {}
    for place in outlined(units, outlines):
        bounding = (
            arc for side in sorted(place.held) for arc in touching[side] if _bounds(arc, place.held)
        )
        member = members[place.member]
        member.places[place.place] = sorted({member.number(arc.points) for arc in bounding})
        index[place.place] = (place.member, _area_km2(units, place.held))
    _save(path, index, members)


def outlined(units: list[Feature], outlines: Outlines) -> list[Outlined]:
    """Countries, units and hand-kept regions, by id."""
    alpha3 = {str(country["iso"]): str(country["iso3"]) for country in sources.countries()}
    country_of = {
        unit.number: alpha3[unit.country] for unit in sources.units() if unit.country in alpha3
    }
    found = [
        Outlined(f"geonames:{number}", country_of[number], frozenset(held))
        for number, held in outlines.parts.items()
    ]
    for country in sources.countries():
        held = frozenset(
            index for index, unit in enumerate(units) if unit.country == country["iso"]
        )
        if held:
            found.append(Outlined(f"geonames:{country['geonameid']}", country["iso3"], held))
    return sorted([*found, *_regions(units, outlines)], key=lambda place: place.place)


def _regions(units: list[Feature], outlines: Outlines) -> Iterable[Outlined]:
    number_of = {unit.code: unit.number for unit in sources.units()}
    for row in features.table("regions.csv"):
        held: set[int] = set()
        for member in row["members"].split("|"):
            known = outlines.parts.get(number_of.get(member, 0), ())
            held |= set(known) or {index for index, unit in enumerate(units) if member in unit.tags}
        if not held:
            raise SystemExit(f"regions.csv: {row['place']} has no outline among {row['members']}.")
        yield Outlined(row["place"], "regions", frozenset(held))


def _bounds(arc: Arc, held: frozenset[int]) -> bool:
    """Whether the inside of a union of polygons lies on one side of a line only."""
    return sum(side in held for side in arc.sides) % 2 == 1


def _area_km2(units: list[Feature], held: frozenset[int]) -> int:
    whole = shapely.union_all([units[index].shape for index in sorted(held)])
    return round(abs(_GEOD.geometry_area_perimeter(whole)[0]) / 1e6)


def _steps(points: tuple[Pair, ...]) -> tuple[int, ...]:
    """Latitude and longitude of the first point, then the steps to each next."""
    flat: list[int] = []
    before = (0, 0)
    for x, y in points:
        flat += (y - before[0], x - before[1])
        before = (y, x)
    return tuple(flat)


def _save(path: Path, index: dict[str, tuple[str, int]], members: dict[str, _Member]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "index.json", index)
        for name, member in sorted(members.items()):
            _add(archive, f"{name}.json", {"lines": member.lines, "places": member.places})


def _add(archive: zipfile.ZipFile, name: str, content: object) -> None:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.compress_type = zipfile.ZIP_LZMA
    archive.writestr(info, json.dumps(content, separators=(",", ":")))
