"""What is drawn: a mark per place and symbol with the ids of its events, for map and legend."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from components.core.protocols import Areas
from components.core.records import WITHIN
from components.map.ground import course_of
from components.map.style import Outline, Symbol
from components.wording.phrases import Row, value

AREA_KINDS = frozenset({"admin1", "admin2", "region", "island", "water", "river", "district"})
DIGITS = 3
"""Of a degree: 100 metres, less than a pixel at the closest zoom."""

Geometry = Mapping[str, Any]
"""A GeoJSON geometry, longitude first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A symbol at a place, or an outline. Degrees WGS 84; plain text of article or records."""

    layer: str
    place_id: str
    latitude: float
    longitude: float
    look: Symbol | Outline
    meaning: str
    """The legend's words for its look."""
    label: str = ""
    notes: tuple[str, ...] = ()
    """Lines under the label, where there is space."""
    tips: tuple[str, ...] = ()
    """One per event, in the order of ``event_ids``."""
    event_ids: tuple[str, ...] = ()
    geometry: Geometry | None = None
    """None for a point."""
    weight: int = 0
    """Labels of more weight are placed first; 0 is set in a lighter face."""

    @property
    def geojson(self) -> Geometry:
        """Its geometry, or its point."""
        point = {"type": "Point", "coordinates": [self.longitude, self.latitude]}
        return self.geometry or point

    @property
    def key(self) -> tuple[object, ...]:
        """Marks with the same key are merged: the same look at the same place in the same layer."""
        return self.layer, self.place_id, self.look, self.geometry is None


def mark_of(row: Row, **more: Any) -> Mark:  # noqa: ANN401 - fields of Mark
    """A mark at the place of a drawn row."""
    return Mark(
        place_id=value(row, "place_id"),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        **more,
    )


def outline_of(row: Row, areas: Areas) -> Geometry | None:
    """The simplified outline of an area, or a river's line; None for a point."""
    place_id, kind = value(row, "place_id"), value(row, "place_kind")
    if kind not in AREA_KINDS and not place_id.startswith(WITHIN):
        return None
    return _outline(areas, place_id, is_river=kind == "river")


@lru_cache(maxsize=512)
def _outline(areas: Areas, place_id: str, *, is_river: bool) -> Geometry | None:
    """Cached, since an article names the same few areas repeatedly."""
    geometry = course_of(place_id) if is_river else areas.outline(place_id)
    if geometry is None or geometry["type"] == "Point":
        return None
    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}


def marks_on(marks: Iterable[Mark], layers: Collection[str]) -> list[Mark]:
    return [mark for mark in marks if mark.layer in layers]


def rounded(coordinates: Any) -> Any:  # noqa: ANN401 - nested as deep as the geometry has it
    """Coordinates as lists, rounded to DIGITS, without repeated neighbours."""
    if isinstance(coordinates[0], int | float):
        return [round(coordinates[0], DIGITS), round(coordinates[1], DIGITS)]
    parts = [rounded(part) for part in coordinates]
    if isinstance(parts[0][0], list):
        return parts
    return [
        point for number, point in enumerate(parts) if number == 0 or point != parts[number - 1]
    ]


def merged(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with the same key merged into one, with the events of all."""
    found: dict[tuple[object, ...], Mark] = {}
    for mark in marks:
        if first := found.get(mark.key):
            ids = tuple(dict.fromkeys([*first.event_ids, *mark.event_ids]))
            tips = tuple(dict.fromkeys([*first.tips, *mark.tips]))
            notes = with_count(first.notes, len(ids) - 1)
            mark = replace(first, event_ids=ids, tips=tips, notes=notes)
        found[mark.key] = mark
    return tuple(found.values())


def with_count(notes: Sequence[str], more: int) -> tuple[str, ...]:
    """The lines under a label, with the number of further events at the end."""
    plain = [note for note in notes if not note.startswith("+ ")]
    return (*plain, f"+ {more} more") if more else tuple(notes)
