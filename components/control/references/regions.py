"""A reference's areas by side in a region on a day, and their changes. Geodesic, in km²."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from components.control.columns import AREAS
from components.control.references.geojson import polygons
from components.control.references.records import CONTESTED, UNKNOWN, Reference
from components.core.geodesy import area_km2
from components.core.protocols import Areas, Gazetteer
from components.tables.rows import frame

CHANGE_COLUMNS = ("side", "gained_km2", "lost_km2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region with its outline; longitude first, degrees WGS 84."""

    place_id: str
    name: str
    shape: BaseGeometry
    area_km2: float


def region_of(place_id: str, areas: Areas, gazetteer: Gazetteer) -> Region | None:
    """None where it has no outline."""
    place, outline = gazetteer.place(place_id), areas.outline(place_id)
    if place is None or outline is None:
        return None
    found = shape(dict(outline))
    return Region(place_id=place_id, name=place.name, shape=found, area_km2=area_km2(found))


def regions_of(place_ids: Iterable[str], areas: Areas, gazetteer: Gazetteer) -> tuple[Region, ...]:
    """Regions among the places, and first-level units of the others, each once, by name."""
    found: dict[str, Region] = {}
    for place_id in dict.fromkeys(place_ids):
        place = gazetteer.place(place_id)
        is_region = place is None or place.kind in {"admin1", "region", "country"}
        own = place_id if place is None or is_region else place.admin1_id
        if own and own not in found and (region := region_of(own, areas, gazetteer)) is not None:
            found[own] = region
    return tuple(sorted(found.values(), key=lambda region: region.name))


def inside(geometry: BaseGeometry, region: Region) -> BaseGeometry:
    """The part of an area in a region; its frame is cut first, which is quick."""
    framed = shapely.clip_by_rect(geometry, *region.shape.bounds)
    if framed.is_empty:
        return framed
    if not framed.is_valid:
        framed = shapely.make_valid(framed, method="structure", keep_collapsed=False)
    return shapely.intersection(framed, region.shape)


def held_in(
    reference: Reference, region: Region, days: Sequence[str] | None = None
) -> pd.DataFrame:
    """day, side, area_km2, share of each side in the region; ``days`` None for all.

    The rest of the region is the side's outside of all areas, where one is said."""
    rows = []
    for day in reference.days if days is None else days:
        found = {
            side: area_km2(inside(geometry, region))
            for side, geometry in _by_side(reference, day).items()
        }
        if reference.outside and found:
            rest = max(0.0, region.area_km2 - sum(found.values()))
            found[reference.outside] = found.get(reference.outside, 0.0) + rest
        rows += [
            (day, side, size, min(1.0, size / region.area_km2))
            for side, size in sorted(found.items())
            if size > 0
        ]
    return pd.DataFrame(rows, columns=["day", "side", "area_km2", "share"])


def areas_table(references: Iterable[Reference], regions: Sequence[Region]) -> pd.DataFrame:
    rows = [
        {
            "region": region.name,
            "day": day,
            "source": reference.name,
            "holder": "" if side in {CONTESTED, UNKNOWN} else side,
            "area_km2": round(size, 1),
            "share": round(share, 4),
        }
        for reference in references
        for region in regions
        for day, side, size, share in held_in(reference, region).itertuples(index=False, name=None)
    ]
    return frame(rows, AREAS)


def changed(reference: Reference, region: Region | None, days: tuple[str, str]) -> pd.DataFrame:
    """CHANGE_COLUMNS: what each side gained and lost between two days of the reference, in a region
    or anywhere. The side outside of all areas gained what the others lost."""
    first, last = (_by_side(reference, day) for day in days)
    if reference.outside:
        before, after = (
            shapely.union_all([area for side, area in layers.items() if side != reference.outside])
            for layers in (first, last)
        )
        first, last = {**first, reference.outside: after}, {**last, reference.outside: before}
    nothing = shapely.MultiPolygon()
    rows = []
    for side in sorted({*first, *last}):
        before, after = first.get(side, nothing), last.get(side, nothing)
        gained, lost = shapely.difference(after, before), shapely.difference(before, after)
        rows.append((side, _size(gained, region), _size(lost, region)))
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))


def _by_side(reference: Reference, day: str) -> dict[str, BaseGeometry]:
    layers = reference.areas[reference.areas["day"] == day]
    return dict(zip(layers["side"], layers["geometry"], strict=True))


def _size(geometry: BaseGeometry, region: Region | None) -> float:
    part = geometry if region is None else inside(geometry, region)
    return sum(area_km2(polygon) for polygon in polygons(part))
