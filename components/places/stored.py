"""One SQLite file of places, asked by name, key and position. It knows nothing of other files; ``gazetteer`` joins them."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from components.errors import InstallationError
from components.model import PlaceKind
from components.places import boxes
from components.places.store import KINDS, LIST, SCALE, SETTLEMENT

_COLUMNS: Final = "p.key, p.name, p.kind, p.latitude, p.longitude, p.country, p.admin1, p.population"
_BY_NAME: Final = f"SELECT {_COLUMNS}, n.acronym FROM name n JOIN place p ON p.key = n.place WHERE n.folded = ?"
_KEYS: Final = "SELECT place, acronym FROM name WHERE folded = ?"
_IN_BOX: Final = (
    f"SELECT {_COLUMNS} FROM place p WHERE p.kind = {SETTLEMENT} AND p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?"
)

_ASKED_TOGETHER: Final = 500

Line = Sequence[Any]
"""Values in the order of ``_COLUMNS``; behind them, where it matters, whether the name is an acronym, and the file's name."""


class Stored:
    """Safe to share between threads: it only reads. ``mapped_bytes`` of the file are read without a copy."""

    def __init__(self, path: Path, *, mapped_bytes: int) -> None:
        """Raises InstallationError when the file is no such file."""
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        try:
            self._connection.execute(f"PRAGMA mmap_size = {mapped_bytes}")
            self._connection.execute("SELECT 1 FROM place LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            way_out = "Remove the file; what was added has to be added again (python -m components gazetteer list)."
            raise InstallationError(f"the places cannot be read ({error})", where=str(path), way_out=way_out) from error

    def by_name(self, folded: str) -> list[Line]:
        """The file's own places of a name."""
        return self._connection.execute(_BY_NAME, (folded,)).fetchall()

    def keys(self, folded: str) -> list[tuple[int, int]]:
        """Keys of a name with whether it is an acronym; the places may stand in another file."""
        return self._connection.execute(_KEYS, (folded,)).fetchall()

    def by_key(self, key: int) -> Line | None:
        line: Line | None = self._connection.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.key = ?", (key,)).fetchone()
        return line

    def held(self, keys: Sequence[int]) -> set[int]:
        """Those of the keys that the file has a place of."""
        found: set[int] = set()
        for start in range(0, len(keys), _ASKED_TOGETHER):
            asked = keys[start : start + _ASKED_TOGETHER]
            marks = ",".join("?" * len(asked))
            found.update(key for (key,) in self._connection.execute(f"SELECT key FROM place WHERE key IN ({marks})", asked))
        return found

    def spellings(self, key: int) -> list[str]:
        line = self._connection.execute("SELECT names FROM spelling WHERE place = ?", (key,)).fetchone()
        return line[0].split(LIST) if line else []

    def by_code(self, code: str) -> list[Line]:
        query = f"SELECT {_COLUMNS} FROM code c JOIN place p ON p.key = c.place WHERE c.code = ? ORDER BY p.key"
        return self._connection.execute(query, (code,)).fetchall()

    def of_country(self, iso3: str, kind: PlaceKind) -> list[Line]:
        """The index's own condition stands in the query, or SQLite does not see that the partial index serves it."""
        served = f"p.kind IN ({KINDS.index('country')}, {KINDS.index('admin1')})"
        query = f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.kind = {KINDS.index(kind)} AND {served}"
        return self._connection.execute(f"{query} ORDER BY p.name, p.key", (iso3,)).fetchall()

    def settlements_in(self, latitude: float, longitude: float, half_degrees: float) -> Iterator[Line]:
        south, north = (latitude - half_degrees) * SCALE, (latitude + half_degrees) * SCALE
        for west, east in boxes.longitudes(latitude, longitude, half_degrees):
            yield from self._connection.execute(_IN_BOX, (south, north, west * SCALE, east * SCALE))

    def key_of_slug(self, slug: str) -> int:
        """The key of a hand-kept place; 0, which no place has, for one that is not held."""
        line = self._connection.execute("SELECT place FROM extra WHERE slug = ?", (slug,)).fetchone()
        return int(line[0]) if line else 0

    def slug_of(self, key: int) -> str:
        return str(self._connection.execute("SELECT slug FROM extra WHERE place = ?", (key,)).fetchone()[0])

    def hand_kept(self) -> list[Line]:
        return self._connection.execute(f"SELECT {_COLUMNS} FROM extra e JOIN place p ON p.key = e.place").fetchall()

    def facts(self) -> dict[str, str]:
        """What the file says of itself: name, source, day, sums; empty for the built-in one."""
        held = self._connection.execute("SELECT name FROM sqlite_master WHERE name = 'fact'").fetchone()
        return dict(self._connection.execute("SELECT key, value FROM fact")) if held else {}
