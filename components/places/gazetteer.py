"""The gazetteer: a read-only SQLite file, made once in ``settings.home()`` from the packed table in data/gazetteer.

SQLite rather than Arrow or Parquet: one B-tree descent finds a name among a million in a few microseconds, nothing is loaded
when it opens, and several programs share the pages that one of them has read.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from components import settings
from components.model import Place, PlaceKind
from components.places import boxes
from components.places.fold import fold
from components.places.spellings import MOST_WORDS
from components.places.store import KINDS, LIST, SCALE, SETTLEMENT
from components.places.unpack import unpacked

PACKED: Final = "gazetteer.tsv.xz"
GEONAMES: Final = "geonames:"
EXTRA: Final = "extra:"
COUNTRY_CODE: Final = "iso:"
"""What a two-letter code of a country is held under among the codes."""
ALPHA2_LETTERS: Final = 2

_COLUMNS: Final = "p.key, p.name, p.kind, p.latitude, p.longitude, p.country, p.admin1, p.population"
_BY_NAME: Final = f"SELECT {_COLUMNS}, n.acronym FROM name n JOIN place p ON p.key = n.place WHERE n.folded = ?"
_IN_BOX: Final = (
    f"SELECT {_COLUMNS} FROM place p WHERE p.kind = {SETTLEMENT} AND p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?"
)
_MAPPED_BYTES: Final = 256_000_000
_CACHED_NAMES: Final = 20_000
"""Answers kept: an article asks for the same few names again and again."""

_Line = Sequence[Any]
"""Values in the order of ``_COLUMNS``."""


class SqliteGazetteer:
    """Implements ``model.Gazetteer``. Safe to share between threads: it only reads."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        weakref.finalize(self, self._connection.close)
        self._cached = lru_cache(maxsize=_CACHED_NAMES)(self._found)
        self._unit_name = lru_cache(maxsize=None)(self._name_of)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Places that go by a name, most people first; "US" is a name only in capitals."""
        return self._cached(name)

    def _found(self, name: str) -> tuple[Place, ...]:
        found = self._connection.execute(_BY_NAME, (fold(name),)).fetchall()
        if len(found) > 1:
            found.sort(key=_most_people_first)
        return tuple(self._place(line) for line in found if not line[8] or name.isupper())

    def is_main_name(self, place_id: str, name: str) -> bool:
        found = self.place(place_id)
        return found is not None and fold(found.name) == fold(name)

    def place(self, place_id: str) -> Place | None:
        line = self._connection.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.key = ?", (self._key(place_id),)).fetchone()
        return self._place(line) if line else None

    def names(self, place_id: str) -> tuple[str, ...]:
        found = self.place(place_id)
        if found is None:
            return ()
        line = self._connection.execute("SELECT names FROM spelling WHERE place = ?", (self._key(place_id),)).fetchone()
        return (found.name, *(line[0].split(LIST) if line else ()))

    def nearest(self, latitude: float, longitude: float, *, limit: int = 1) -> tuple[Place, ...]:
        """Settlements by geodesic distance, nearest first. Boxes grow until what is found is nearer than the box's edge."""
        for half_degrees in boxes.HALF_DEGREES:
            held = self._settlements_in(latitude, longitude, half_degrees)
            positions = [(line[3] / SCALE, line[4] / SCALE) for line in held]
            ranked = boxes.nearest_first(latitude, longitude, positions=positions, limit=limit)
            if len(ranked) >= limit and ranked[limit - 1][0] < boxes.edge_km(latitude, half_degrees):
                break
        return tuple(self._place(held[index]) for _, index in ranked[:limit])

    def country(self, iso3: str) -> Place | None:
        """The country of an ISO 3166-1 code of three or two letters."""
        if len(iso3) == ALPHA2_LETTERS:
            return next(iter(self.by_code(COUNTRY_CODE + iso3)), None)
        return next(iter(self._of_country(iso3, "country")), None)

    def admin1_units(self, iso3: str) -> tuple[Place, ...]:
        return self._of_country(iso3, "admin1")

    def by_code(self, code: str) -> tuple[Place, ...]:
        """Units that go by a postal or press abbreviation after a comma: "TX", "Tex.". Not among the names: "IN" is a word."""
        query = f"SELECT {_COLUMNS} FROM code c JOIN place p ON p.key = c.place WHERE c.code = ? ORDER BY p.key"
        lines = self._connection.execute(query, (code.replace(" ", ""),))
        return tuple(self._place(line) for line in lines)

    def longest_name_words(self) -> int:
        return MOST_WORDS

    def _of_country(self, iso3: str, kind: PlaceKind) -> tuple[Place, ...]:
        """The index's own condition stands in the query, or SQLite does not see that the partial index serves it."""
        served = f"p.kind IN ({KINDS.index('country')}, {KINDS.index('admin1')})"
        lines = self._connection.execute(
            f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.kind = {KINDS.index(kind)} AND {served}"
            " ORDER BY p.name, p.key",
            (iso3,),
        )
        return tuple(self._place(line) for line in lines)

    def _settlements_in(self, latitude: float, longitude: float, half_degrees: float) -> list[_Line]:
        south, north = (latitude - half_degrees) * SCALE, (latitude + half_degrees) * SCALE
        found: list[_Line] = []
        for west, east in boxes.longitudes(latitude, longitude, half_degrees):
            found += self._connection.execute(_IN_BOX, (south, north, west * SCALE, east * SCALE))
        return found

    def _key(self, place_id: str) -> int:
        """The key of an id; 0, which no place has, for one that is not held."""
        number = place_id.removeprefix(GEONAMES)
        if number.isascii() and number.isdecimal() and number != place_id:
            return int(number)
        line = self._connection.execute("SELECT place FROM extra WHERE slug = ?", (place_id.removeprefix(EXTRA),)).fetchone()
        return int(line[0]) if line and place_id.startswith(EXTRA) else 0

    def _extra_id(self, key: int) -> str:
        return EXTRA + str(self._connection.execute("SELECT slug FROM extra WHERE place = ?", (key,)).fetchone()[0])

    def _name_of(self, key: int) -> str:
        line = self._connection.execute("SELECT name FROM place WHERE key = ?", (key,)).fetchone()
        return str(line[0]) if line else ""

    def _place(self, line: _Line) -> Place:
        key, name, kind, latitude, longitude, country, unit, population = line[:8]
        return Place(
            id=f"{GEONAMES}{key}" if key > 0 else self._extra_id(key),
            name=name,
            kind=KINDS[kind],
            latitude=latitude / SCALE,
            longitude=longitude / SCALE,
            country=country,
            admin1=self._unit_name(unit) if unit else "",
            admin1_id=f"{GEONAMES}{unit}" if unit else "",
            population=population,
        )


def _most_people_first(line: _Line) -> tuple[int, int]:
    return -line[7], line[0]


def open_gazetteer() -> SqliteGazetteer:
    """Open the shipped gazetteer, making its database first where this version has none.

    Raises InstallationError when the packed file is missing or damaged.
    """
    return SqliteGazetteer(unpacked(settings.GAZETTEER / PACKED, settings.home()))
