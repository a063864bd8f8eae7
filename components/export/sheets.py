"""The base map for a file that stands alone: the coarse sheet of the world and, as room allows,
fine ones where events are."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable

from components.core import settings
from components.core.data_files import checked
from components.map.assets import cells
from components.map.marks import Mark

MAX_BYTES = 1_500_000
"""Of the fine sheets; the world has 630,000. A file of some 3 MB still goes through mail."""
AROUND_DEGREES = 3.0
"""A map of 1000 pixels at the closest zoom that it opens with is some 3 degrees wide."""
CELL_DEGREES = 10


def sheets(marks: Iterable[Mark]) -> dict[str, str]:
    """Files of data/areas by name, in base64, those with most events first."""
    wanted = Counter(
        cell for mark in marks for cell in sorted(_cells_around(mark.latitude, mark.longitude))
    )
    known, room, found = frozenset(cells()), MAX_BYTES, ["world.json.gz", "names.json.gz"]
    for cell, _ in wanted.most_common():
        size = (settings.AREAS / "cells" / f"{cell}.json.gz").stat().st_size if cell in known else 0
        if 0 < size <= room:
            found.append(f"cells/{cell}.json.gz")
            room -= size
    return {
        name: base64.b64encode(checked(settings.AREAS / name).read_bytes()).decode()
        for name in found
    }


def _cells_around(latitude: float, longitude: float) -> set[str]:
    corners = (
        (latitude + up, longitude + across)
        for up in (-AROUND_DEGREES, AROUND_DEGREES)
        for across in (-AROUND_DEGREES, AROUND_DEGREES)
    )
    return {
        f"{int(north // CELL_DEGREES) * CELL_DEGREES}_{int((east + 180) % 360 // CELL_DEGREES) * CELL_DEGREES - 180}"
        for north, east in corners
    }
