"""A reference on a day, drawn below everything from the article: thin, hatched, never filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from components.control.references.records import CONTESTED, UNKNOWN, Reference
from components.map.marks import Mark, mark_of, rounded
from components.map.style import UNKNOWN as UNKNOWN_COLOUR
from components.map.style import Outline, Symbol
from components.wording.phrases import row_dicts, value

LAYER = "references"
TOLERANCE_DEGREES = 0.004
"""Outlines are simplified to this tolerance: half a pixel when a region fills the screen."""
POINT_PX = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReference:
    """A reference on one of its days; ``day`` is empty before the first."""

    reference: Reference
    day: str

    def in_words(self) -> str:
        """The line that is shown with it: name, day, licence, and what it is made from."""
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
    """An outline per area, a small ring per place of ``places`` (place_id, latitude, longitude)."""
    for one in shown:
        areas = one.reference.areas[one.reference.areas["day"] == one.day]
        for side, geometry in zip(areas["side"].map(str), areas["geometry"], strict=True):
            thinned = shapely.simplify(geometry, TOLERANCE_DEGREES)
            if thinned.is_empty or thinned.geom_type not in {"Polygon", "MultiPolygon"}:
                continue  # too small to be visible
            written = shapely.geometry.mapping(thinned)
            outline = {"type": written["type"], "coordinates": rounded(written["coordinates"])}
            colour, is_vague = colours.get(side, UNKNOWN_COLOUR), side in {CONTESTED, UNKNOWN}
            point = geometry.representative_point()
            yield Mark(
                layer=LAYER,
                place_id=f"{one.reference.name}>{side}",
                latitude=point.y,
                longitude=point.x,
                geometry=outline,
                look=Outline(colour=colour, hatch=(colour,), thin=True, dashed=is_vague),
                meaning=f"Reference {one.reference.name}: {side}",
            )
    known = places.dropna().drop_duplicates("place_id")
    for one in shown:
        points = one.reference.points[one.reference.points["day"] == one.day]
        for row in row_dicts(points.merge(known, on="place_id")):
            side = value(row, "side")
            colour = colours.get(side, UNKNOWN_COLOUR)
            yield mark_of(
                {**row, "place_id": f"{one.reference.name}>{row['place_id']}"},
                layer=LAYER,
                look=Symbol(shape="square", fill="hollow", colour=colour, radius=POINT_PX),
                meaning=f"Reference {one.reference.name}: {side}",
            )
