"""A reference on a day, under all that the article says: thin, hatched, never filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from components.control.references.records import CONTESTED, UNKNOWN, Reference
from components.map.marks import Geometry, Mark, mark_of, rounded
from components.map.style import UNKNOWN as UNKNOWN_COLOUR
from components.map.style import Outline, Symbol
from components.wording.phrases import row_dicts, value

LAYER = "references"
TOLERANCE_DEGREES = 0.004
"""Outlines are thinned by as much: half a pixel at the zoom where a region fills the screen."""
POINT_PX = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReference:
    """A reference on one of its days; ``day`` is empty before its first."""

    reference: Reference
    day: str

    def in_words(self) -> str:
        """The line that stays with what is drawn: name, day, licence, and what it is made from."""
        one = self.reference
        origin = f"; made from {', '.join(one.derived_from)}" if one.derived_from else ""
        return f"{one.name}, {self.day or 'no day up to the one shown'}, {one.licence}{origin}"


def shown_on(references: Iterable[Reference], day: str) -> tuple[ShownReference, ...]:
    """Each reference on its latest day up to ``day`` (YYYY-MM-DD)."""
    return tuple(
        ShownReference(reference=one, day=max((own for own in one.days if own <= day), default=""))
        for one in references
    )


def reference_marks(
    shown: Sequence[ShownReference], places: pd.DataFrame, *, colours: Mapping[str, str]
) -> Iterator[Mark]:
    """An outline an area, a small ring a place of ``places`` (place_id, latitude, longitude)."""
    for one in shown:
        areas = one.reference.areas
        for _, side, geometry in areas[areas["day"] == one.day][
            ["day", "side", "geometry"]
        ].itertuples(index=False):
            if outline := _outline(geometry):
                yield _area(one, str(side), geometry, outline, colours)
    for one in shown:
        points = one.reference.points[one.reference.points["day"] == one.day]
        for row in row_dicts(
            points.merge(places.dropna().drop_duplicates("place_id"), on="place_id")
        ):
            side = value(row, "side")
            look = Symbol(
                shape="square", fill="hollow", colour=_colour(side, colours), radius=POINT_PX
            )
            yield mark_of(
                {**row, "place_id": f"{one.reference.name}>{row['place_id']}"},
                layer=LAYER,
                look=look,
                meaning=_meaning(one, side),
            )


def _outline(geometry: BaseGeometry) -> Geometry | None:
    """The geometry for the screen; None for what has no extent there."""
    thinned = shapely.simplify(geometry, TOLERANCE_DEGREES)
    if thinned.is_empty or thinned.geom_type not in {"Polygon", "MultiPolygon"}:
        return None
    written = shapely.geometry.mapping(thinned)
    return {"type": written["type"], "coordinates": rounded(written["coordinates"])}


def _area(
    one: ShownReference,
    side: str,
    geometry: BaseGeometry,
    outline: Geometry,
    colours: Mapping[str, str],
) -> Mark:
    point = geometry.representative_point()
    colour = _colour(side, colours)
    return Mark(
        layer=LAYER,
        place_id=f"{one.reference.name}>{side}",
        latitude=point.y,
        longitude=point.x,
        geometry=outline,
        look=Outline(
            colour=colour, hatch=(colour,), thin=True, dashed=side in {CONTESTED, UNKNOWN}
        ),
        meaning=_meaning(one, side),
    )


def _meaning(one: ShownReference, side: str) -> str:
    return f"Reference {one.reference.name}: {side}"


def _colour(side: str, colours: Mapping[str, str]) -> str:
    return colours.get(side, UNKNOWN_COLOUR)
