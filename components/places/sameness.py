"""Which places of an added file are hand-kept ones of the built-in gazetteer, which have no
GeoNames number to tell by."""

from __future__ import annotations

from typing import Final

from components.core.fold import fold
from components.core.records import PlaceKind
from components.places.lying import Spot, rough_km
from components.places.store import KINDS, SCALE
from components.places.stored import Line, Stored

REACH_KM: Final[dict[PlaceKind, float]] = {
    "settlement": 15.0, "district": 15.0, "facility": 15.0, "island": 60.0, "admin2": 60.0,
    "region": 400.0, "water": 400.0, "river": 600.0,
}  # fmt: skip
"""How far the two points of one place may lie apart: GeoNames puts a river at its mouth."""
ALIKE: Final = ({"settlement", "district"}, {"river", "water"}, {"region", "water"})


def same_places(base: Stored, added: Stored) -> dict[int, int]:
    """Key of the hand-kept place by key of the added one: of one name, alike in kind, the nearest
    within reach."""
    found: dict[int, int] = {}
    for kept in base.hand_kept():
        near = [
            (_km(kept, line), line[0])
            for line in _of_its_names(kept, base, added)
            if _is_alike(kept, line)
        ]
        reach_km, key = min(near, default=(0.0, 0))
        if key and reach_km <= REACH_KM[KINDS[kept[2]]] and base.by_key(key) is None:
            found[key] = kept[0]
    return found


def _of_its_names(kept: Line, base: Stored, added: Stored) -> list[Line]:
    return [
        line for name in (kept[1], *base.spellings(kept[0])) for line in added.by_name(fold(name))
    ]


def _is_alike(kept: Line, line: Line) -> bool:
    kinds = {KINDS[kept[2]], KINDS[line[2]]}
    return len(kinds) == 1 or any(kinds == alike for alike in ALIKE)


def _km(line: Line, other: Line) -> float:
    return rough_km(
        *(Spot(latitude=one[3] / SCALE, longitude=one[4] / SCALE) for one in (line, other))
    )
