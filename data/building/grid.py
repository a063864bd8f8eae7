"""Writes which country and first-level unit lies where, by quarters of a degree: from it the map
knows which names belong into what is in view.

One JSON object, packed with gzip; data/README.md has its keys.
"""

from __future__ import annotations

import gzip
import json
from itertools import groupby
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape

from components.places.areas import OutlineAreas
from components.places.gazetteer import SqliteGazetteer

STEPS_A_DEGREE = 4


def write(areas: OutlineAreas, gazetteer: SqliteGazetteer, path: Path) -> None:
    """Of each point in the middle of a square its unit, else its country, else nothing."""
    places = sorted(
        (place for place_id in areas if (place := gazetteer.place(place_id))),
        key=lambda place: place.id,
    )
    countries = [place for place in places if place.kind == "country"]
    units = [place for place in places if place.kind == "admin1"]
    number_of = {place.country: number for number, place in enumerate(countries)}
    grid = np.zeros((180 * STEPS_A_DEGREE, 360 * STEPS_A_DEGREE), dtype=np.int32)
    for number, place in enumerate([*countries, *units], start=1):
        area = shape(dict(areas.outline(place.id) or {}))
        west, south, east, north = area.bounds
        rows, columns = (
            slice(int((low + half) * STEPS_A_DEGREE), int((high + half) * STEPS_A_DEGREE) + 1)
            for low, high, half in ((south, north, 90), (west, east, 180))
        )
        part = grid[rows, columns]
        y, x = np.indices(part.shape)
        longitudes = (x + columns.start + 0.5) / STEPS_A_DEGREE - 180
        latitudes = (y + rows.start + 0.5) / STEPS_A_DEGREE - 90
        part[shapely.contains_xy(area, longitudes, latitudes)] = number
    content = {
        "countries": [place.name for place in countries],
        "units": [[place.name, number_of.get(place.country, -1)] for place in units],
        "rows": [
            [cell for value, run in groupby(row) for cell in (len([*run]), int(value))]
            for row in grid
        ],
    }
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(packed, mtime=0))
