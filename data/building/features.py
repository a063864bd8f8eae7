"""Natural Earth's first-level units, with the country of each stated where the package leaves it
open or is not followed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, split

from . import sources

HERE = Path(__file__).resolve().parent.parent / "areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One unit of Natural Earth. ``number`` is the GeoNames unit that it names itself, 0 for none;
    ``country`` alpha-2 or empty.

    ``holder`` is Natural Earth's own word for the country or territory; ``shape`` is longitude
    first.
    """

    shape: BaseGeometry
    country: str
    holder: str
    code: str
    number: int
    name: str
    name_en: str
    generic: str

    @property
    def tags(self) -> frozenset[str]:
        """What a row of disputed.csv may call it: country, GeoNames code, Natural Earth's holder or
        name."""
        return frozenset({self.country, self.code, self.holder, self.name} - {""})


def read(cache: Path) -> list[Feature]:
    """All units, in the package's order; those cut by cuts.csv come in two parts."""
    stated = {row["territory"]: row["country"] for row in table("territories.csv")}
    cuts = {row["feature"]: row for row in table("cuts.csv")}
    found: list[Feature] = []
    for raw in sources.admin1_features(cache):
        feature = _feature(raw, stated)
        found += _cut(feature, cuts[feature.code]) if feature.code in cuts else [feature]
    return found


def table(name: str) -> list[dict[str, str]]:
    """Rows of a hand-kept table of data/areas."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _feature(raw: dict[str, Any], stated: dict[str, str]) -> Feature:
    held = raw["properties"]
    code, holder, country = held["gn_a1_code"] or "", held["admin"] or "", held["iso_a2"] or ""
    own = country if country.isalpha() else ""
    return Feature(
        shape=shapely.make_valid(shape(raw["geometry"])),
        country=stated.get(code) or stated.get(holder) or own,
        holder=holder,
        code=code,
        number=int(held["gn_id"] or 0),
        name=held["name"] or "",
        name_en=held["name_en"] or "",
        generic=held["type_en"] or "",
    )


def _cut(feature: Feature, row: dict[str, str]) -> Iterator[Feature]:
    """Split along a line of ``latitude longitude`` pairs; the part that holds the row's point goes
    to its country."""
    pairs = [tuple(map(float, pair.split())) for pair in row["line"].split("|")]
    inner = [(longitude, latitude) for latitude, longitude in pairs]
    line = LineString(
        [_corner(feature.shape, inner[0]), *inner[1:-1], _corner(feature.shape, inner[-1])]
    )
    point = Point(float(row["longitude"]), float(row["latitude"]))
    parts = list(split(feature.shape, line).geoms)
    given = [part for part in parts if part.contains(point)]
    kept = shapely.union_all([part for part in parts if not part.contains(point)])
    yield replace(feature, shape=kept)
    yield replace(
        feature,
        shape=given[0],
        country=row["country"],
        code="",
        number=0,
        holder=row["name"],
        name=row["name"],
    )


def _corner(shape: BaseGeometry, position: tuple[float, float]) -> tuple[float, float]:
    """The nearest corner of a shape, so that the neighbours' borders need no new corner."""
    point = nearest_points(shapely.multipoints(shapely.get_coordinates(shape)), Point(position))[0]
    return point.x, point.y
