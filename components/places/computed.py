"""Computes places from their ids: a part of a country, and a name relative to a known place.

The box around a country's first-level units leaves out a twentieth of them at each edge. "Eastern"
is its eastern two fifths and beyond, "north-eastern" the half on both axes, "central" the middle
half on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, quantiles
from typing import Final

from components.core.geodesy import HEADINGS
from components.core.protocols import Gazetteer
from components.core.records import PART, WITHIN, Place, point_of_ring
from components.places.geometry import Position, rough_km

CENTRAL: Final = "central"
FEWEST_UNITS: Final = 5
"""A country with fewer units is not divided into parts."""
TRIMMED: Final = 20
"""One unit in this many is left out at each edge of the box."""


def computed(place_id: str, gazetteer: Gazetteer) -> Place | None:
    """The place of an id of ``COMPUTED``; None for others, or where its base is not known."""
    head, _, name = place_id.partition("/")
    if head.startswith(PART):
        iso3, _, heading = head.removeprefix(PART).partition(":")
        return _part_of(iso3, heading, gazetteer)
    if head.startswith(WITHIN) and name:
        # Only its area is known; the point is the area's.
        area = gazetteer.place(head.removeprefix(WITHIN))
        if area is None or not (area.kind == "admin1" or area.units):
            return None
        units = area.units or (area.id,)
        return replace(
            area, id=place_id, name=name, kind="settlement", units=units, population=0, source=""
        )
    if not (at := point_of_ring(place_id)):
        return None
    # In the country of the nearest settlement; its first-level unit is not known.
    near = gazetteer.nearest(*at)
    return Place(
        id=place_id,
        name=name,
        kind="settlement",
        latitude=at[0],
        longitude=at[1],
        country=near[0].country if near else "",
    )


def _part_of(iso3: str, heading: str, gazetteer: Gazetteer) -> Place | None:
    """The part of a country in a direction ("northeast", "central"), with the point of its middle
    unit; None where no unit lies there."""
    country, units = gazetteer.country(iso3), gazetteer.admin1_units(iso3)
    if country is None or country.country != iso3 or len(units) < FEWEST_UNITS:
        return None
    east = _shares([(unit.longitude - country.longitude + 180) % 360 for unit in units])
    north = _shares([unit.latitude for unit in units])
    inside = [
        unit
        for unit, *where in zip(units, east, north, strict=True)
        if _lies_towards(heading, *where)
    ]
    if not inside:
        return None
    middle = Position(
        latitude=fmean(unit.latitude for unit in inside),
        longitude=fmean(unit.longitude for unit in inside),
    )
    inner = min(inside, key=lambda unit: rough_km(unit, middle))
    return Place(
        id=f"{PART}{iso3}:{heading}",
        name=f"{heading}{'ern' * (heading in HEADINGS)} {country.name}",
        kind="region",
        latitude=inner.latitude,
        longitude=inner.longitude,
        country=iso3,
        units=tuple(unit.id for unit in inside),
    )


def _shares(degrees: Sequence[float]) -> list[float]:
    """Position of each between the edges of the box: 0 at the first, 1 at the last."""
    first, *_, last = quantiles(degrees, n=TRIMMED, method="inclusive")
    return [(one - first) / ((last - first) or 1.0) for one in degrees]


def _lies_towards(heading: str, east: float, north: float) -> bool:
    if heading == CENTRAL:
        return all(1 / 4 <= share <= 3 / 4 for share in (east, north))
    least = 3 / 5 if heading in ("north", "east", "south", "west") else 1 / 2
    sides = {"north": north, "south": 1 - north, "east": east, "west": 1 - east}
    return heading in HEADINGS and all(
        share >= least for side, share in sides.items() if side in heading
    )
