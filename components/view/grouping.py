"""Groups of drawn places: the map opens at the densest one, and buttons go to the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from components.core.geodesy import WGS84
from components.core.precision import POINT_KINDS
from components.core.settings import GROUP_RADIUS_KM
from components.view.selection import drawn
from components.wording.phrases import Row, listed, row_dicts, spelled

MAP_WIDTH_PX, MAP_HEIGHT_PX = 1000, 600
WORLD = (20.0, 10.0, 2.0)
"""Latitude, longitude and zoom where nothing is drawn."""
MARGIN_PX = 70
"""Free space at each side, for the labels of the outermost pins and the controls."""
CLOSEST_ZOOM, LONE_ZOOM = 9.0, 7.0
"""A few towns are shown with their neighbours, a single place with the country around it."""
APART_PX, CITY_ZOOM = 120, 11.0
"""Places in one city are shown closer, until they are this far apart."""
ZOOM_STEP = 0.25
TILE_PX = 256
MERCATOR_LATITUDE = 85.0511
KM_PER_DEGREE = 110.5
"""Less than the shortest degree of latitude."""

USED = (
    "event_id modality place_id place_kind place_name place_start place_end char_start sentence "
    "coarsened latitude longitude"
).split()
"""The columns of the events table that a group needs; all of them take several times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Places near one another, with the view that shows them. Degrees WGS 84.

    ``east`` is above 180 where the group lies across the antimeridian. ``zoom`` fits a map of
    ``MAP_WIDTH_PX`` by ``MAP_HEIGHT_PX``.
    """

    label: str
    event_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    latitude: float
    longitude: float
    zoom: float
    south: float
    west: float
    north: float
    east: float


def groups(events: pd.DataFrame, claims: pd.DataFrame) -> tuple[Group, ...]:
    """Groups of the drawn rows of ``events``, the densest first; each place is in one group.

    The first group is around the place with the most events within settings.GROUP_RADIUS_KM
    (geodesic), the next is made from the places left, and so on. Claims on who holds a place count
    as further events: the map opens where control changes."""
    rows = row_dicts(drawn(events[USED]))
    claimed, by_place = Counter(claims["place_id"]), dict[str, list[Row]]()
    for row in rows:
        by_place.setdefault(row["place_id"], []).append(row)
    weights = np.array(
        [
            len({row["event_id"] for row in own}) + claimed[place_id]
            for place_id, own in by_place.items()
        ],
        dtype=float,
    )
    near = _within_radius([(own[0]["latitude"], own[0]["longitude"]) for own in by_place.values()])
    place_ids, left, found = (
        np.array([*by_place]),
        np.ones(len(by_place), dtype=bool),
        list[Group](),
    )
    while left.any():
        around = near @ np.where(left, weights, 0.0)
        members = near[int(np.where(left, around, -1.0).argmax())] & left
        chosen = set(place_ids[members])
        found.append(_group([row for row in rows if row["place_id"] in chosen]))
        left &= ~members
    return tuple(found)


def overview(events: pd.DataFrame) -> Group | None:
    """One group of everything that is drawn; None if nothing is."""
    rows = row_dicts(drawn(events[USED]))
    return _group(rows, label="Whole article") if rows else None


def zoom_kept(group: Group, zoom: float) -> float:
    """The zoom for going to a group: a closer one is kept, as long as the group fits."""
    corners = (group.south, group.west), (group.north, group.east)
    return max(group.zoom, zoom_to_fit(*corners, closest=zoom))


def zoom_to_fit(
    south_west: tuple[float, float],
    north_east: tuple[float, float],
    *,
    closest: float | None = None,
) -> float:
    """Leaflet's zoom level, in quarters, at which two corners (latitude, longitude) are within the
    map.

    ``closest`` is the highest level; by default the one for towns, or for a single place."""
    (south, west), (north, east) = south_west, north_east
    wide = (east - west) / 360 * TILE_PX
    high = abs(mercator(north) - mercator(south)) * TILE_PX
    extents = ((MAP_WIDTH_PX, wide), (MAP_HEIGHT_PX, high))
    levels = [math.log2((px - 2 * MARGIN_PX) / extent) for px, extent in extents if extent > 0]
    usual = LONE_ZOOM if wide == 0 and high == 0 else CLOSEST_ZOOM
    highest = usual if closest is None else closest
    return max(1.0, math.floor(min([*levels, highest]) / ZOOM_STEP) * ZOOM_STEP)


def _within_radius(positions: Sequence[tuple[float, float]]) -> NDArray[np.bool_]:
    """A square table of which positions (latitude, longitude) are within the radius of each other;
    only pairs near in latitude are measured."""
    latitudes, longitudes = np.array(positions, dtype=float).reshape(-1, 2).T
    apart = np.abs(latitudes[:, None] - latitudes[None, :])
    table: NDArray[np.bool_] = apart < GROUP_RADIUS_KM / KM_PER_DEGREE
    first, second = np.nonzero(table)
    _, _, metres = WGS84.inv(
        longitudes[first], latitudes[first], longitudes[second], latitudes[second]
    )
    table[first, second] = np.asarray(metres) <= GROUP_RADIUS_KM * 1000
    return table


def _group(rows: Sequence[Row], *, label: str = "") -> Group:
    latitudes = [row["latitude"] for row in rows]
    south, north = min(latitudes), max(latitudes)
    # The narrowest range that holds all; across the antimeridian where that is narrower.
    ordered = sorted({row["longitude"] for row in rows})
    widest = int(np.diff([*ordered, ordered[0] + 360]).argmax())
    west, east = ordered[(widest + 1) % len(ordered)], ordered[widest]
    east += 360 if east < west else 0
    middle = latitude_of((mercator(south) + mercator(north)) / 2)
    return Group(
        label=label or _label(rows),
        event_ids=tuple(dict.fromkeys(row["event_id"] for row in rows)),
        place_ids=tuple(dict.fromkeys(row["place_id"] for row in rows)),
        latitude=round(middle, 5),
        longitude=round(((west + east) / 2 + 540) % 360 - 180, 5),
        zoom=zoom_to_fit((south, west), (north, east), closest=_closest_zoom(rows)),
        south=south,
        west=west,
        north=north,
        east=east,
    )


def _closest_zoom(rows: Sequence[Row]) -> float:
    """The highest zoom for towns, for places in one city, or for a single place. Areas do not count
    as places in a city: their outline has to be in view."""
    positions = {(row["longitude"], row["latitude"]) for row in rows}
    points = {
        (row["longitude"], row["latitude"]) for row in rows if row["place_kind"] in POINT_KINDS
    }
    if len(points) < 2:
        return LONE_ZOOM if len(positions) == 1 else CLOSEST_ZOOM
    projected = [
        shapely.Point(longitude / 360, mercator(latitude)) for longitude, latitude in points
    ]
    _, apart = shapely.STRtree(projected).query_nearest(
        projected, exclusive=True, return_distance=True, all_matches=False
    )
    needed = math.log2(APART_PX / TILE_PX / float(apart.min()))
    return min(max(CLOSEST_ZOOM, math.ceil(needed / ZOOM_STEP) * ZOOM_STEP), CITY_ZOOM)


def _label(rows: Sequence[Row]) -> str:
    """ "Izyum, Kupiansk and 2 more", by number of events; with ", planned" if everything is
    planned."""
    events = dict[str, set[str]]()
    names = dict[str, str]()
    for row in rows:
        events.setdefault(row["place_id"], set()).add(row["event_id"])
        names.setdefault(row["place_id"], spelled(row))
    by_events = sorted(events, key=lambda place_id: -len(events[place_id]))
    label = listed(list(dict.fromkeys(names[place_id] for place_id in by_events)), most=2)
    modalities = {row["modality"] for row in rows}
    return f"{label}, {modalities.pop()}" if modalities in ({"planned"}, {"ordered"}) else label


def mercator(latitude: float) -> float:
    """Latitude in degrees to the vertical axis of web Mercator, from -0.5 to 0.5, north up."""
    radians = math.radians(max(-MERCATOR_LATITUDE, min(MERCATOR_LATITUDE, latitude)))
    return math.asinh(math.tan(radians)) / (2 * math.pi)


def latitude_of(axis: float) -> float:
    """The inverse of ``mercator``."""
    return math.degrees(math.atan(math.sinh(axis * 2 * math.pi)))
