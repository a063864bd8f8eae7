"""Which outline belongs to which GeoNames unit: joined by where the settlements lie, not by codes
of regions.

Natural Earth's codes are old or HASC-like and its cut is sometimes finer than GeoNames' (Italian
provinces against regions) and sometimes coarser (former Kenyan provinces against counties). So each
polygon goes to the unit to which most of its settlements belong, a unit is the union of its
polygons, and it is kept only when its settlements agree (``MIN_AGREEMENT``, both ways).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from . import sources
from .features import Feature

MIN_AGREEMENT = 0.7
MIN_AGREEMENT_NAMED = 0.5
"""Share of an outline's settlements that belong to the unit, and of the unit's settlements on any
outline that lie in this one; less is asked where the package itself names the unit."""

GRID_DEGREES = 1e-5
"""About a metre: what unions snap to, so that borders of neighbours stay common."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """Longitude first. ``countries`` by alpha-2; ``units``, their ``english`` names and
    ``generics`` by GeoNames number.

    ``parts`` of a unit are indexes of the features that it is the union of.
    """

    countries: dict[str, BaseGeometry]
    units: dict[int, BaseGeometry]
    english: dict[int, str]
    generics: dict[int, str]
    parts: dict[int, tuple[int, ...]]


def read(features: list[Feature]) -> Outlines:
    """Outlines of all countries and of the units whose settlements agree with them."""
    units = {unit.number: unit for unit in sources.units()}
    parts = _join(features, units)
    joined = {
        number: _union(features[index].shape for index in held) for number, held in parts.items()
    }
    named = [
        f
        for f in features
        if f.number in joined and joined[f.number].contains(f.shape.representative_point())
    ]
    return Outlines(
        countries=_countries(features),
        units=joined,
        english={f.number: f.name_en for f in named if f.name_en},
        generics={f.number: f.generic for f in named if f.generic},
        parts=parts,
    )


def _union(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    return shapely.union_all(list(shapes), grid_size=GRID_DEGREES)


def _countries(features: Iterable[Feature]) -> dict[str, BaseGeometry]:
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in features:
        parts[feature.country].append(feature.shape)
    return {code: _union(shapes) for code, shapes in sorted(parts.items()) if code}


def _join(features: list[Feature], units: dict[int, sources.Unit]) -> dict[int, tuple[int, ...]]:
    inside = _settlements_inside(features)
    members = _members(units)
    holders: dict[int, list[int]] = defaultdict(list)
    for number, settlements in members.items():
        for settlement in settlements:
            holders[settlement].append(number)
    parts: dict[int, list[int]] = defaultdict(list)
    for index, feature in enumerate(features):
        votes = Counter(
            number for settlement in sorted(inside[index]) for number in holders[settlement]
        )
        for number in _claimants(feature, votes, units):
            parts[number].append(index)
    mapped = set().union(*inside)
    kept = {}
    for number, held in sorted(parts.items()):
        found = set().union(*(inside[index] for index in held))
        named = any(features[index].number == number for index in held)
        if _agrees(found, members.get(number, set()) & mapped, named=named):
            kept[number] = tuple(held)
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


def _claimants(feature: Feature, votes: Counter[int], units: dict[int, sources.Unit]) -> set[int]:
    """The first-level unit, and the unit below it, of the feature's country, that most of its
    settlements belong to."""
    if not votes:
        return {feature.number} & units.keys()
    found = set()
    for level in (True, False):
        held = [
            (count, number == feature.number, -number)
            for number, count in votes.items()
            if units[number].is_admin1 is level
        ]
        if held and units[-max(held)[2]].country == feature.country:
            found.add(-max(held)[2])
    return found


def _agrees(found: set[int], members: set[int], *, named: bool) -> bool:
    """Whether outline and unit hold the same settlements; a polygon without any settlement stands
    on its own number."""
    common, least = len(found & members), MIN_AGREEMENT_NAMED if named else MIN_AGREEMENT
    return not found or (common >= least * len(found) and common >= least * len(members))
