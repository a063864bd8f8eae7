"""The built-in gazetteer and the files that a person added, as one.

SQLite finds a name among a million in microseconds, loads nothing at opening, and shares its pages
between programs. A place in several files is returned once, as the first file has it.

Hand-kept places have no GeoNames number; added files know them by name and position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import numpy as np

from components.core import settings
from components.core.fold import fold
from components.core.geodesy import distances_km
from components.core.records import COMPUTED, Place, PlaceKind
from components.places.adding import paths_of_added
from components.places.computed import computed
from components.places.geometry import Position, rough_km
from components.places.sounds import skeleton as skeleton_of
from components.places.store import (
    HALF_DEGREES,
    KINDS,
    KM_PER_DEGREE,
    SCALE,
    Line,
    PlaceFile,
    unpacked,
    unpacked_somewhere,
)

PACKED: Final = "gazetteer.tsv.xz"
GEONAMES: Final = "geonames:"
EXTRA: Final = "extra:"
COUNTRY_CODE: Final = "iso:"
"""Prefix of a country's two-letter code among the codes."""
ALPHA2_LETTERS: Final = 2

_MAPPED_BYTES: Final = 256_000_000
_MAPPED_BYTES_ADDED: Final = 64_000_000
"""Of each added file, which may be gigabytes: mapped pages count as this program's memory."""
_CACHED_NAMES: Final = 20_000
"""Answers kept: an article asks for the same few names again and again."""


class SqliteGazetteer:
    """Implements ``protocols.Gazetteer``. Safe to share between threads: it only reads."""

    def __init__(self, path: Path, *, added: Sequence[Path] = ()) -> None:
        """Raises InstallationError when a file is damaged."""
        self._base = PlaceFile(path, mapped_bytes=_MAPPED_BYTES)
        self._added = tuple(PlaceFile(one, mapped_bytes=_MAPPED_BYTES_ADDED) for one in added)
        self._stores = (self._base, *self._added)
        self._sources = ("", *(one.stem for one in added))
        self._same = {
            key: kept for one in self._added for key, kept in same_places(self._base, one).items()
        }
        self._other = {kept: key for key, kept in self._same.items()}
        self._cached = lru_cache(maxsize=_CACHED_NAMES)(self._lookup)
        self._sounds = lru_cache(maxsize=None)(self._sounds_of)
        self._unit_name = lru_cache(maxsize=None)(self._name_of)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Places with a name, most people first; "US" is a name only in capitals."""
        return self._cached(name)

    def _lookup(self, name: str) -> tuple[Place, ...]:
        folded = fold(name)
        found = self._base.by_name(folded)
        seen = {line[0] for line in found}
        for store in self._added:
            # Their names may be of places in another file.
            for given, acronym in store.keys(folded):
                key = self._same.get(given, given)
                line = None if key in seen else self._line(key)
                seen.add(key)
                if line is not None:
                    found.append((*line[:8], acronym, *line[9:]))
        if len(found) > 1:
            found.sort(key=lambda line: (-line[7], line[0]))
        return tuple(self._place(line) for line in found if not line[8] or name.isupper())

    def place(self, place_id: str) -> Place | None:
        if place_id.startswith(COMPUTED):
            return computed(place_id, self)
        line = self._line(self._key(place_id))
        return self._place(line) if line else None

    def names(self, place_id: str) -> tuple[str, ...]:
        found = self.place(place_id)
        if found is None:
            return ()
        key, spelled = self._key(place_id), [found.name]
        keys = (key, self._other[key]) if key in self._other else (key,)
        for store in self._stores:
            for one in keys:
                if store is not self._base and (line := store.by_key(one)):
                    spelled.append(line[1])
                spelled += store.spellings(one)
        return tuple(dict.fromkeys(spelled))

    def nearest(self, latitude: float, longitude: float, *, limit: int = 1) -> tuple[Place, ...]:
        """Settlements by geodesic distance. Boxes grow until the hits are nearer than the edge."""
        for half_degrees in HALF_DEGREES:
            held = self._once(
                store.settlements_in(latitude, longitude, half_degrees) for store in self._stores
            )
            positions = np.array([line[3:5] for line in held], dtype=float).reshape(-1, 2) / SCALE
            latitudes, longitudes = positions.T
            apart_km = distances_km(latitude, longitude, latitudes=latitudes, longitudes=longitudes)
            order = np.argsort(apart_km, kind="stable")[:limit]
            if len(order) == limit and apart_km[order[-1]] < half_degrees * KM_PER_DEGREE:
                break
        return tuple(self._place(held[at]) for at in order)

    def country(self, iso3: str) -> Place | None:
        """The country of an ISO 3166-1 code of three or two letters."""
        if len(iso3) == ALPHA2_LETTERS:
            return next(iter(self.by_code(COUNTRY_CODE + iso3)), None)
        return next(map(self._place, self._base.of_country(iso3, "country")), None)

    def admin1_units(self, iso3: str) -> tuple[Place, ...]:
        found = self._once(store.of_country(iso3, "admin1") for store in self._stores)
        return tuple(map(self._place, found))

    def by_code(self, code: str) -> tuple[Place, ...]:
        """Units by an abbreviation after a comma: "TX", "Tex."; not among the names: "IN"."""
        return tuple(map(self._place, self._base.by_code(code.replace(" ", ""))))

    def of_skeleton(self, skeleton: str, iso3: str) -> tuple[tuple[str, Place], ...]:
        """Of the built-in file alone. A country's names are read when it is first asked for."""
        found = ((name, self._line(key)) for name, key in self._sounds(iso3).get(skeleton, ()))
        return tuple((name, self._place(line)) for name, line in found if line is not None)

    def _sounds_of(self, iso3: str) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        for key, name in self._base.named_in(iso3):
            if (folded := fold(name)).isascii():
                found.setdefault(skeleton_of(folded), []).append((name, key))
        return found

    def _once(self, held: Iterable[Iterable[Line]]) -> list[Line]:
        """The lines of each file without the places that an earlier file holds."""
        found: list[Line] = []
        for number, lines in enumerate(held):
            own = [line for line in lines if line[0] not in self._same]
            keys = [line[0] for line in own]
            seen = {key for one in self._stores[:number] for key in one.held(keys)}
            found += ((*line, 0, self._sources[number]) for line in own if line[0] not in seen)
        return found

    def _line(self, key: int) -> Line | None:
        """With the name of the first file that holds it."""
        for store, source in zip(self._stores, self._sources, strict=True):
            if line := store.by_key(key):
                return (*line, 0, source)
        return None

    def _key(self, place_id: str) -> int:
        """The key of an id; 0, which no place has, for one that is not held."""
        number = place_id.removeprefix(GEONAMES)
        if number.isascii() and number.isdecimal() and number != place_id:
            return self._same.get(int(number), int(number))
        return (
            self._base.key_of_slug(place_id.removeprefix(EXTRA))
            if place_id.startswith(EXTRA)
            else 0
        )

    def _name_of(self, key: int) -> str:
        line = self._line(key)
        return str(line[1]) if line else ""

    def _place(self, line: Line) -> Place:
        key, unit = line[0], line[6]
        return place_of(
            line,
            place_id=f"{GEONAMES}{key}" if key > 0 else EXTRA + self._base.slug_of(key),
            unit_name=self._unit_name(unit) if unit else "",
            source=line[9] if len(line) > 9 else "",
        )


def place_of(line: Line, *, place_id: str, unit_name: str, source: str) -> Place:
    """The record of a file's line."""
    _, name, kind, latitude, longitude, country, unit, population = line[:8]
    return Place(
        id=place_id, name=name, kind=KINDS[kind],
        latitude=latitude / SCALE, longitude=longitude / SCALE, country=country,
        admin1=unit_name, admin1_id=f"{GEONAMES}{unit}" if unit else "",
        population=population, source=source,
    )  # fmt: skip


def open_gazetteer() -> SqliteGazetteer:
    """Open the shipped gazetteer with all additions; its database is made at the first use.

    Raises InstallationError when a file is missing or damaged."""
    home = settings.home_path()
    path = unpacked_somewhere(partial(unpacked, settings.GAZETTEER / PACKED), home)
    return SqliteGazetteer(path, added=paths_of_added(home))


REACH_KM: Final[dict[PlaceKind, float]] = {
    "settlement": 15.0, "district": 15.0, "facility": 15.0, "island": 60.0, "admin2": 60.0,
    "region": 400.0, "water": 400.0, "river": 600.0,
}  # fmt: skip
"""How far the two points of one place may lie apart: GeoNames puts a river at its mouth."""
ALIKE: Final = ({"settlement", "district"}, {"river", "water"}, {"region", "water"})


def same_places(base: PlaceFile, added: PlaceFile) -> dict[int, int]:
    """Hand-kept keys by added keys: the nearest of one name and like kind within reach."""

    def position(line: Line) -> Position:
        return Position(latitude=line[3] / SCALE, longitude=line[4] / SCALE)

    found: dict[int, int] = {}
    for kept in base.hand_kept():
        names = (kept[1], *base.spellings(kept[0]))
        near = [
            (rough_km(position(kept), position(line)), line[0])
            for name in names
            for line in added.by_name(fold(name))
            if kept[2] == line[2] or {KINDS[kept[2]], KINDS[line[2]]} in ALIKE
        ]
        reach_km, key = min(near, default=(0.0, 0))
        if key and reach_km <= REACH_KM[KINDS[kept[2]]] and base.by_key(key) is None:
            found[key] = kept[0]
    return found
