"""Which outline belongs to which GeoNames unit: joined by where the settlements lie, not by codes of regions.

Natural Earth's codes are old or HASC-like and its cut is sometimes finer than GeoNames' (Italian provinces against regions) and
sometimes coarser (former Kenyan provinces against counties). So each polygon goes to the unit to which most of its settlements
belong, a unit is the union of its polygons, and it is kept only when its settlements agree (``MIN_AGREEMENT``, both ways).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from . import sources

MIN_AGREEMENT = 0.7
MIN_AGREEMENT_NAMED = 0.5
"""Share of an outline's settlements that belong to the unit, and of the unit's settlements on any outline that lie in this one;
less is asked where the package itself names the unit."""

GRID_DEGREES = 1e-5
"""About a metre: what unions snap to, so that borders of neighbours stay common."""

COUNTRY_OF_FEATURE = {"UA.11": "UA", "UA.20": "UA"}
"""First-level units whose country is stated here, whatever the package says: the peninsula of Crimea belongs to Ukraine."""

COUNTRY_OF_TERRITORY = {"Somaliland": "SO", "Northern Cyprus": "CY", "Akrotiri Sovereign Base Area": "CY", "Dhekelia Sovereign Base Area": "CY",
                        "Cyprus No Mans Area": "CY", "Kosovo": "XK", "Western Sahara": "EH"}
"""Territories that the package leaves without a country, by its own name for them; those not named here belong to no country."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One polygon of Natural Earth. ``number`` is the GeoNames unit that it names itself, 0 for none."""

    shape: BaseGeometry
    country: str
    number: int
    name: str
    name_en: str
    generic: str


@dataclass(frozen=True, slots=True)
class Outlines:
    """Longitude first. ``countries`` by alpha-2; ``units``, their ``english`` names and ``generics`` by GeoNames number."""

    countries: dict[str, BaseGeometry]
    units: dict[int, BaseGeometry]
    english: dict[int, str]
    generics: dict[int, str]


def read(cache: Path) -> Outlines:
    """Outlines of all countries and of the units whose settlements agree with them."""
    features = [_feature(raw) for raw in sources.admin1_features(cache)]
    units = {unit.number: unit for unit in sources.units()}
    joined = _join(features, units)
    named = [f for f in features if f.number in joined and joined[f.number].contains(f.shape.representative_point())]
    english = {f.number: f.name_en for f in named if f.name_en}
    generics = {f.number: f.generic for f in named if f.generic}
    return Outlines(_countries(features), joined, english, generics)


def _feature(raw: dict[str, Any]) -> Feature:
    held = raw["properties"]
    country = COUNTRY_OF_FEATURE.get(held["gn_a1_code"]) or COUNTRY_OF_TERRITORY.get(held["admin"]) or held["iso_a2"]
    return Feature(
        shape=shapely.make_valid(shape(raw["geometry"])), country=country, number=int(held["gn_id"] or 0),
        name=held["name"] or "", name_en=held["name_en"] or "", generic=held["type_en"] or "",
    )


def _countries(features: Iterable[Feature]) -> dict[str, BaseGeometry]:
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in features:
        parts[feature.country].append(feature.shape)
    return {code: shapely.union_all(shapes, grid_size=GRID_DEGREES) for code, shapes in sorted(parts.items()) if code.isalpha()}


def _join(features: list[Feature], units: dict[int, sources.Unit]) -> dict[int, BaseGeometry]:
    inside = _settlements_inside(features)
    members = _members(units)
    holder_of: dict[int, list[int]] = defaultdict(list)
    for number, settlements in members.items():
        for settlement in settlements:
            holder_of[settlement].append(number)
    parts: dict[int, set[int]] = defaultdict(set)
    for index in range(len(features)):
        for number in _claimants(index, inside[index], holder_of=holder_of, units=units, features=features):
            parts[number].add(index)
    mapped = set().union(*inside)
    kept = {}
    for number, held in sorted(parts.items()):
        named = any(features[index].number == number for index in held)
        found = set().union(*(inside[index] for index in held))
        if _agrees(found, members.get(number, set()) & mapped, least=MIN_AGREEMENT_NAMED if named else MIN_AGREEMENT):
            kept[number] = shapely.union_all([features[index].shape for index in sorted(held)], grid_size=GRID_DEGREES)
    return kept


def _settlements_inside(features: list[Feature]) -> list[set[int]]:
    rows = sources.settlements()
    points = shapely.points([(row["longitude"], row["latitude"]) for row in rows])
    tree = shapely.STRtree(points)
    inside: list[set[int]] = [set() for _ in features]
    for feature, point in tree.query([f.shape for f in features], predicate="contains").T:
        inside[feature].add(int(rows[point]["geonameid"]))
    return inside


def _members(units: dict[int, sources.Unit]) -> dict[int, set[int]]:
    number_of = {unit.code: unit.number for unit in units.values()}
    members: dict[int, set[int]] = defaultdict(set)
    for row in sources.settlements():
        number = number_of.get(f"{row['countrycode']}.{row['admin1code']}")
        if number:
            members[number].add(int(row["geonameid"]))
    for number, settlements in sources.admin2_of_settlements().items():
        if number in units and not units[number].is_admin1:
            members[number].update(settlements)
    return members


def _claimants(index: int, settlements: set[int], *, holder_of: dict[int, list[int]], units: dict[int, sources.Unit],
               features: list[Feature]) -> set[int]:
    """The first-level unit, and the unit below it, that most of the settlements of a polygon belong to."""
    votes = Counter(number for settlement in sorted(settlements) for number in holder_of[settlement])
    named = features[index].number
    found = {named} if named in units and not votes else set()
    for level in (True, False):
        held = [(count, number == named, -number) for number, count in votes.items() if units[number].is_admin1 is level]
        if held:
            found.add(-max(held)[2])
    return found


def _agrees(found: set[int], members: set[int], *, least: float) -> bool:
    """Whether outline and unit hold the same settlements; a polygon without any settlement stands on its own number."""
    common = len(found & members)
    return not found or (common >= least * len(found) and common >= least * len(members))
