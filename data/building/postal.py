"""American places that have a post office or a delivery of their own and fewer people than
GeoNames' file of settlements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean

from components.core.fold import fold
from components.places.geometry import Position, is_near

from . import sources

COUNTRY = "US"
ELSEWHERE = frozenset({"Wake Island"})
"""Places that the postal service counts to a state that they are no part of."""
SAME_KM = 30.0
"""A settlement of that name in the same state within this is the place itself: positions are those
of areas of delivery."""

PARTED = re.compile(r"\bMc (?=[A-Z])")
"""The postal service writes "Mc Donald"."""

Place = tuple[str, str, Position]
"""Name, GeoNames code of the state, mean position of its postal codes."""


def missing(held: Iterable[tuple[str, str, Position]], cache: Path) -> list[Place]:
    """Places of the postal file that no settlement ``held`` (any of its names, state's code,
    position) stands for, by code."""
    known: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for name, state, spot in held:
        known[_joined(name), state].append(spot)
    return [place for place in _places(cache) if not _is_known(place, known)]


def _is_known(place: Place, known: dict[tuple[str, str], list[Position]]) -> bool:
    name, state, spot = place
    return any(is_near(spot, other, SAME_KM) for other in known.get((_joined(name), state), ()))


def _joined(name: str) -> str:
    """As one word, in which the postal service and GeoNames spell alike: "Mc Donald", "Saint
    Paul"."""
    return "".join(
        "st" if word == "saint" else "mt" if word == "mount" else word
        for word in fold(name).split()
    )


def _places(cache: Path) -> Iterator[Place]:
    """One a name and state."""
    found: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for row in sources.postal_rows(cache):
        name, state, latitude, longitude = PARTED.sub("Mc", row[2]), row[4], row[9], row[10]
        if state and latitude and name not in ELSEWHERE:
            found[name, f"{COUNTRY}.{state}"].append(
                Position(latitude=float(latitude), longitude=float(longitude))
            )
    for (name, state), spots in sorted(found.items()):
        middle = Position(
            latitude=fmean(spot.latitude for spot in spots),
            longitude=fmean(spot.longitude for spot in spots),
        )
        yield name, state, middle
