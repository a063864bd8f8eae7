"""Groups of drawn places, for a map that opens where the article happens and for the buttons that
go to the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from components.core.geodesy import WGS84
from components.core.precision import POINT_KINDS
from components.core.settings import GROUP_RADIUS_KM
from components.view.selection import drawn
from components.wording.phrases import listed, row_dicts, spelled

MAP_WIDTH_PX, MAP_HEIGHT_PX = 1000, 600
WORLD = (20.0, 10.0, 2.0)
"""Latitude, longitude and zoom where nothing is drawn."""
MARGIN_PX = 70
"""Kept free at each side, for the labels of the outermost pins and for the controls."""
CLOSEST_ZOOM, LONE_ZOOM = 9.0, 7.0
"""A few towns are read best among their neighbours; a place alone needs its country around it."""
APART_PX, CITY_ZOOM = 120, 11.0
"""Places of one city are shown from closer by, as far as they need to stand so far apart."""
ZOOM_STEP = 0.25
TILE_PX = 256
MERCATOR_LATITUDE = 85.0511
KM_PER_DEGREE = 110.5
"""Less than the shortest degree of latitude."""

USED = (
    "event_id modality place_id place_kind place_name place_start place_end char_start sentence "
    "coarsened latitude longitude"
).split()
"""Columns of the events table that a group is made of: to go through all of them takes several
times as long."""

Degrees = NDArray[np.float64]


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
    """Groups of the drawn rows of ``events``, the densest first; each place stands in one group.

    The place with most around it draws all within settings.GROUP_RADIUS_KM of it (geodesic), then
    the densest of the rest, and so on. Events count, and claims on who holds a place once more:
    where control changes, the map opens.
    """
    rows = drawn(events[USED])
    places = rows.groupby("place_id", sort=False).agg(
        latitude=("latitude", "first"),
        longitude=("longitude", "first"),
        weight=("event_id", "nunique"),
    )
    latitudes, longitudes, weights = (places[name].to_numpy(dtype=float) for name in places.columns)
    weights = weights + claims["place_id"].value_counts().reindex(
        places.index, fill_value=0
    ).to_numpy(dtype=float)
    near, left, found = _within_radius(latitudes, longitudes), np.ones(len(places), dtype=bool), []
    while left.any():
        around = near @ np.where(left, weights, 0.0)
        members = near[int(np.where(left, around, -1.0).argmax())] & left
        found.append(_group(rows[rows["place_id"].isin(places.index[members])]))
        left &= ~members
    return tuple(found)


def overview(events: pd.DataFrame) -> Group | None:
    """One group of all that is drawn, or None where nothing is."""
    rows = drawn(events[USED])
    return None if rows.empty else _group(rows, label="Whole article")


def zoom_kept(group: Group, zoom: float) -> float:
    """The zoom to go to a group with: that of a person who stands closer is kept, as far as the
    group fits."""
    corners = (group.south, group.west), (group.north, group.east)
    return max(group.zoom, zoom_to_fit(*corners, closest=zoom))


def zoom_to_fit(
    south_west: tuple[float, float],
    north_east: tuple[float, float],
    *,
    closest: float | None = None,
) -> float:
    """Leaflet's zoom level at which two corners (latitude, longitude) stand within the map, in
    quarters.

    ``closest`` bounds it; without one, the bound that suits towns or a place alone.
    """
    (south, west), (north, east) = south_west, north_east
    wide = (east - west) / 360 * TILE_PX
    high = abs(mercator(north) - mercator(south)) * TILE_PX
    extents = ((MAP_WIDTH_PX, wide), (MAP_HEIGHT_PX, high))
    levels = [math.log2((px - 2 * MARGIN_PX) / extent) for px, extent in extents if extent > 0]
    usual = LONE_ZOOM if wide == 0 and high == 0 else CLOSEST_ZOOM
    highest = usual if closest is None else closest
    return max(1.0, math.floor(min([*levels, highest]) / ZOOM_STEP) * ZOOM_STEP)


def _within_radius(latitudes: Degrees, longitudes: Degrees) -> NDArray[np.bool_]:
    """Which places lie within the radius of which, as a square table; pairs far apart in latitude
    are not measured."""
    table = np.abs(latitudes[:, None] - latitudes[None, :]) < GROUP_RADIUS_KM / KM_PER_DEGREE
    first, second = np.nonzero(table)
    _, _, metres = WGS84.inv(
        longitudes[first], latitudes[first], longitudes[second], latitudes[second]
    )
    table[first, second] = np.asarray(metres) <= GROUP_RADIUS_KM * 1000
    return table


def _group(rows: pd.DataFrame, *, label: str = "") -> Group:
    south, north = float(rows["latitude"].min()), float(rows["latitude"].max())
    # The narrowest range that holds all; across the antimeridian where that is narrower.
    ordered = np.unique(rows["longitude"].to_numpy(dtype=float))
    widest = int(np.diff(np.append(ordered, ordered[0] + 360)).argmax())
    west, east = float(ordered[(widest + 1) % len(ordered)]), float(ordered[widest])
    east += 360 if east < west else 0
    middle = latitude_of((mercator(south) + mercator(north)) / 2)
    return Group(
        label=label or _label(rows),
        event_ids=tuple(rows["event_id"].unique()),
        place_ids=tuple(rows["place_id"].unique()),
        latitude=round(middle, 5),
        longitude=round(((west + east) / 2 + 540) % 360 - 180, 5),
        zoom=zoom_to_fit((south, west), (north, east), closest=_closest_zoom(rows)),
        south=south,
        west=west,
        north=north,
        east=east,
    )


def _closest_zoom(rows: pd.DataFrame) -> float:
    """The zoom that suits towns, places of one city, or a place alone. Areas need their outline in
    view, and do not count as places of a city."""
    position = ["longitude", "latitude"]
    points = rows[rows["place_kind"].isin(POINT_KINDS)].drop_duplicates(position)
    if len(points) < 2:
        return LONE_ZOOM if len(rows.drop_duplicates(position)) == 1 else CLOSEST_ZOOM
    positions = [
        shapely.Point(longitude / 360, mercator(latitude))
        for longitude, latitude in points[position].itertuples(index=False)
    ]
    _, apart = shapely.STRtree(positions).query_nearest(
        positions, exclusive=True, return_distance=True, all_matches=False
    )
    needed = math.log2(APART_PX / TILE_PX / float(apart.min()))
    return min(max(CLOSEST_ZOOM, math.ceil(needed / ZOOM_STEP) * ZOOM_STEP), CITY_ZOOM)


def _label(rows: pd.DataFrame) -> str:
    """ "Izyum, Kupiansk and 2 more", by number of events; ", planned" where all of it is."""
    by_events = (
        rows.groupby("place_id", sort=False)["event_id"]
        .nunique()
        .sort_values(ascending=False, kind="stable")
    )
    first_rows = (
        rows.drop_duplicates("place_id").set_index("place_id", drop=False).loc[by_events.index]
    )
    names = listed(list(dict.fromkeys(spelled(row) for row in row_dicts(first_rows))), most=2)
    modalities = set(rows["modality"])
    return f"{names}, {modalities.pop()}" if modalities in ({"planned"}, {"ordered"}) else names


def mercator(latitude: float) -> float:
    """Latitude to the web map's axis, whose whole length is 1, north up."""
    radians = math.radians(max(-MERCATOR_LATITUDE, min(MERCATOR_LATITUDE, latitude)))
    return math.asinh(math.tan(radians)) / (2 * math.pi)


def latitude_of(axis: float) -> float:
    """The other way."""
    return math.degrees(math.atan(math.sinh(axis * 2 * math.pi)))
