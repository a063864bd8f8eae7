"""One SQLite file of places, asked by name, key and position (in boxes of degrees)."""

from __future__ import annotations

import math
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.core.errors import InstallationError
from components.core.geodesy import WGS84
from components.core.records import PlaceKind
from components.places.store import KINDS, LIST, SCALE, SETTLEMENT

HALF_DEGREES: Final = (0.25, 1.0, 4.0, 16.0, 60.0)
"""Half-heights of the boxes to try; the last takes all longitudes and ends the search."""

Degrees = NDArray[np.float64]

_WHOLE: Final = ((-180.0, 180.0),)
_EARTH_KM: Final = 6371.0
_KM_PER_DEGREE: Final = 110.5
"""Least length of a degree of latitude on the ellipsoid."""

_SLACK: Final = 1.01
"""What is nearest on the ellipsoid is within this factor of the nearest on the sphere."""


def longitudes_around(
    latitude: float, longitude: float, half_degrees: float
) -> tuple[tuple[float, float], ...]:
    """West and east of a box, wider near the poles; two pieces across the antimeridian."""
    farthest = abs(latitude) + half_degrees
    if farthest >= 85.0:
        return _WHOLE
    half = half_degrees / math.cos(math.radians(farthest))
    west, east = longitude - half, longitude + half
    if half >= 180.0:
        return _WHOLE
    if west < -180.0:
        return (-180.0, east), (west + 360.0, 180.0)
    return ((west, 180.0), (-180.0, east - 360.0)) if east > 180.0 else ((west, east),)


def edge_km(latitude: float, half_degrees: float) -> float:
    """Within this distance of its middle a box holds everything; no bound for the last."""
    return math.inf if half_degrees == HALF_DEGREES[-1] else half_degrees * _KM_PER_DEGREE


def nearest_first(
    latitude: float, longitude: float, *, positions: Sequence[tuple[float, float]], limit: int
) -> list[tuple[float, int]]:
    """(km, index) of at least ``limit`` nearest positions, geodesic."""
    if not positions:
        return []
    latitudes, longitudes = np.array(positions, dtype=float).T
    rough = _haversine_km(latitude, longitude, latitudes, longitudes)
    reach = np.sort(rough)[min(limit, len(rough)) - 1] * _SLACK + 1e-6
    [near] = np.nonzero(rough <= reach)
    here = np.full(len(near), longitude), np.full(len(near), latitude)
    _, _, metres = WGS84.inv(*here, longitudes[near], latitudes[near])
    return sorted(zip((np.asarray(metres) / 1000).tolist(), near.tolist(), strict=True))


def _haversine_km(
    latitude: float, longitude: float, latitudes: Degrees, longitudes: Degrees
) -> NDArray[np.float64]:
    south, north = math.radians(latitude), np.radians(latitudes)
    half = np.sin((north - south) / 2) ** 2
    half += math.cos(south) * np.cos(north) * np.sin(np.radians(longitudes - longitude) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)))


_COLUMNS: Final = (
    "p.key, p.name, p.kind, p.latitude, p.longitude, p.country, p.admin1, p.population"
)
_BY_NAME: Final = (
    f"SELECT {_COLUMNS}, n.acronym FROM name n JOIN place p ON p.key = n.place WHERE n.folded = ?"
)
_KEYS: Final = "SELECT place, acronym FROM name WHERE folded = ?"
_IN_BOX: Final = (
    f"SELECT {_COLUMNS} FROM place p WHERE p.kind = {SETTLEMENT} AND p.latitude "
    "BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?"
)

_ASKED_TOGETHER: Final = 500

Line = Sequence[Any]
"""Values as in ``_COLUMNS``; behind them perhaps whether it is an acronym, and the source."""


class PlaceFile:
    """Safe to share between threads: a lock, for threads would share prepared statements.

    ``mapped_bytes`` of the file are read without a copy."""

    def __init__(self, path: Path, *, mapped_bytes: int) -> None:
        """Raises InstallationError when the file is no such file."""
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        weakref.finalize(self, self._connection.close)
        self._one_at_a_time = Lock()
        try:
            self._connection.execute(f"PRAGMA mmap_size = {mapped_bytes}")
            self._connection.execute("SELECT 1 FROM place LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            way_out = (
                "Remove the file; what was added has to be added again "
                "(.venv/bin/python -m components gazetteer list)."
            )
            raise InstallationError(
                f"the places cannot be read ({error})", where=str(path), way_out=way_out
            ) from error

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._one_at_a_time:
            return self._connection.execute(query, values).fetchall()

    def by_name(self, folded: str) -> list[Line]:
        """The file's own places of a name."""
        return self._all(_BY_NAME, folded)

    def by_sound(self, skeleton: str) -> list[Line]:
        """Places with a name of this skeleton, and that name, folded; none without sounds."""
        query = f"SELECT {_COLUMNS}, s.folded FROM sound s JOIN place p ON p.key = s.place"
        return self._all(f"{query} WHERE s.skeleton = ? ORDER BY s.folded, s.place", skeleton)

    def named_in(self, iso3: str) -> list[tuple[int, str]]:
        """Keys and names, main and other, of all places of a country."""
        main = self._all("SELECT key, name FROM place WHERE country = ?", iso3)
        query = "SELECT s.place, s.names FROM place p JOIN spelling s ON s.place = p.key"
        other = self._all(f"{query} WHERE p.country = ?", iso3)
        return main + [(key, name) for key, names in other for name in names.split(LIST)]

    def keys(self, folded: str) -> list[tuple[int, int]]:
        """Keys of a name with whether it is an acronym; the places may stand in another file."""
        return self._all(_KEYS, folded)

    def by_key(self, key: int) -> Line | None:
        return next(iter(self._all(f"SELECT {_COLUMNS} FROM place p WHERE p.key = ?", key)), None)

    def held(self, keys: Sequence[int]) -> set[int]:
        """Those of the keys that the file has a place of."""
        found: set[int] = set()
        for start in range(0, len(keys), _ASKED_TOGETHER):
            asked = keys[start : start + _ASKED_TOGETHER]
            marks = ",".join("?" * len(asked))
            found.update(
                key for (key,) in self._all(f"SELECT key FROM place WHERE key IN ({marks})", *asked)
            )
        return found

    def spellings(self, key: int) -> list[str]:
        return [
            name
            for (names,) in self._all("SELECT names FROM spelling WHERE place = ?", key)
            for name in names.split(LIST)
        ]

    def by_code(self, code: str) -> list[Line]:
        query = (
            f"SELECT {_COLUMNS} FROM code c JOIN place p ON p.key = c.place WHERE c.code = ? "
            "ORDER BY p.key"
        )
        return self._all(query, code)

    def of_country(self, iso3: str, kind: PlaceKind) -> list[Line]:
        """Repeats the index's condition, or SQLite does not use the partial index."""
        served = f"p.kind IN ({KINDS.index('country')}, {KINDS.index('admin1')})"
        query = (
            f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.kind = "
            f"{KINDS.index(kind)} AND {served}"
        )
        return self._all(f"{query} ORDER BY p.name, p.key", iso3)

    def settlements_in(
        self, latitude: float, longitude: float, half_degrees: float
    ) -> Iterator[Line]:
        south, north = (latitude - half_degrees) * SCALE, (latitude + half_degrees) * SCALE
        for west, east in longitudes_around(latitude, longitude, half_degrees):
            yield from self._all(_IN_BOX, south, north, west * SCALE, east * SCALE)

    def key_of_slug(self, slug: str) -> int:
        """The key of a hand-kept place; 0, which no place has, for one that is not held."""
        return next(
            (int(key) for (key,) in self._all("SELECT place FROM extra WHERE slug = ?", slug)), 0
        )

    def slug_of(self, key: int) -> str:
        return str(self._all("SELECT slug FROM extra WHERE place = ?", key)[0][0])

    def hand_kept(self) -> list[Line]:
        return self._all(f"SELECT {_COLUMNS} FROM extra e JOIN place p ON p.key = e.place")

    def facts(self) -> dict[str, str]:
        """What the file says of itself: name, source, day, sums; empty for the built-in one."""
        held = self._all("SELECT name FROM sqlite_master WHERE name = 'fact'")
        return dict(self._all("SELECT key, value FROM fact")) if held else {}
