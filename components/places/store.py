"""A SQLite file of places: its layout, writing it in chunks, unpacking a packed table, and look-ups
by name, key and position."""

from __future__ import annotations

import hashlib
import json
import lzma
import math
import sqlite3
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar, get_args

from components.core.atomic_files import draft_of
from components.core.data_files import checked
from components.core.errors import InstallationError, WriteError
from components.core.fold import fold
from components.core.records import PlaceKind
from components.lexicon.rows import words
from components.places.sounds import skeleton

KINDS: Final[tuple[PlaceKind, ...]] = get_args(PlaceKind)
SCALE: Final = 100_000
"""Degrees are held as whole numbers of this many parts, about a metre."""
LIST: Final = "|"
SETTLEMENT: Final = KINDS.index("settlement")
CHUNK: Final = 10_000
"""Rows held at a time while a file is filled."""
CACHE_KB: Final = 16_000
"""Pages that SQLite keeps while it sorts; the rest is in files beside it."""

_Item = TypeVar("_Item")
Row = Sequence[str]
"""Values in the order of ``COLUMNS``."""
NameRow = tuple[int, str, int]
"""Key of a place, a name of it, and whether the name is an acronym."""

_SCHEMA: Final = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
  PRAGMA cache_size = -{CACHE_KB};
CREATE TABLE place (key INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL,
  latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, country TEXT NOT NULL,
  admin1 INTEGER NOT NULL, population INTEGER NOT NULL);
CREATE TABLE spelling (place INTEGER PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE extra (slug TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE code (code TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (code, place))
  WITHOUT ROWID;
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, acronym INTEGER NOT NULL,
  PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TEMP TABLE given (folded TEXT NOT NULL, place INTEGER NOT NULL, acronym INTEGER NOT NULL);
CREATE TEMP TABLE spelled (place INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE sound (skeleton TEXT NOT NULL, folded TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (skeleton, folded, place)) WITHOUT ROWID;
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
PRAGMA temp.cache_size = -{CACHE_KB};
"""
_FINISH: Final = f"""
INSERT INTO spelling SELECT place, group_concat(name, '{LIST}')
  FROM (SELECT DISTINCT place, name FROM spelled ORDER BY place, name) GROUP BY place;
INSERT INTO name SELECT folded, place, MIN(acronym) FROM given GROUP BY folded, place
  ORDER BY folded, place;
CREATE INDEX unit_of_country ON place (country, kind) WHERE kind IN ({KINDS.index("country")},
  {KINDS.index("admin1")});
CREATE INDEX slug_of_place ON extra (place);
CREATE INDEX settlement_at ON place (latitude, longitude) WHERE kind = {SETTLEMENT};
ANALYZE;
"""


class PlaceFileWriter:
    """A new file of places to put rows into; ``finish`` sorts names and makes indices."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        try:
            self.connection.executescript(_SCHEMA)
        except sqlite3.Error:
            self.connection.close()
            raise

    def put(self, rows: Iterable[Row]) -> None:
        """Rows of any number, each key once."""
        several = self.connection.executemany
        for held in in_chunks(rows):
            several(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?)",
                ((r[0], r[2], KINDS.index(r[3]), *r[4:9]) for r in held),
            )
            several("INSERT INTO spelling VALUES (?,?)", ((r[0], r[9]) for r in held if r[9]))
            several("INSERT INTO extra VALUES (?,?)", ((r[1], r[0]) for r in held if r[1]))
            several(
                "INSERT INTO code VALUES (?,?)",
                ((code, r[0]) for r in held for code in words(r[11])),
            )
            for column, is_acronym in ((9, 0), (10, 1)):
                several(
                    "INSERT INTO given VALUES (?,?,?)",
                    ((fold(n), r[0], is_acronym) for r in held for n in words(r[column])),
                )
            several("INSERT INTO given VALUES (?,?,0)", ((fold(r[2]), r[0]) for r in held))

    def put_names(self, rows: Iterable[NameRow]) -> None:
        """Names of places that another file may hold, in any order."""
        several = self.connection.executemany
        for held in in_chunks(rows):
            several("INSERT INTO spelled VALUES (?,?)", (row[:2] for row in held))
            several(
                "INSERT INTO given VALUES (?,?,?)",
                ((fold(name), key, acronym) for key, name, acronym in held),
            )

    def put_sounds(self) -> None:
        """Index the names that were put by their sound, too."""
        names = self.connection.execute("SELECT DISTINCT folded, place FROM given")
        self.connection.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?,?,?)",
            ((skeleton(folded), folded, place) for folded, place in names.fetchall()),
        )

    def finish(self, facts: Mapping[str, str]) -> None:
        """``facts`` are what the file says of itself."""
        self.connection.executemany("INSERT INTO fact VALUES (?,?)", facts.items())
        self.connection.commit()
        self.connection.executescript(_FINISH)

    def close(self) -> None:
        self.connection.close()


def in_chunks(rows: Iterable[_Item]) -> Iterator[list[_Item]]:
    left = iter(rows)
    while held := list(islice(left, CHUNK)):
        yield held


COLUMNS: Final = tuple(
    "key slug name kind latitude longitude country admin1 population".split()
    + "spellings acronyms codes".split()
)
"""``key``: GeoNames number, negative for hand-kept places, which alone have a ``slug``; positions
in parts of a degree; the last three are lists. Acronyms count only in capitals."""

_LAYOUT: Final = 3
"""Raised when the tables of the store change, so that files of an older program are left alone."""


Notify = Callable[[str], object]
"""Called with a line that says what takes a moment."""


def no_progress(line: str) -> None:
    """Shows nothing."""


def unpacked(
    packed: Path,
    home: Path,
    *,
    part: str = "gazetteer",
    has_sounds: bool = False,
    doing: str = "",
    notify: Notify = no_progress,
) -> Path:
    """The database of this version of ``packed`` in ``home``; made when missing (some seconds).

    Its name has the packed file's sha256. It is written beside its place and moved there, so that
    no other process finds half of it. ``notify`` is called with ``doing`` before. ``part`` is what
    data/build.py calls it; ``has_sounds`` adds look-ups by sound. Raises InstallationError when the
    packed file is missing or damaged."""
    try:
        sha256 = hashlib.sha256(checked(packed).read_bytes()).hexdigest()
        path = home / f"{packed.name.partition('.')[0]}-{_LAYOUT}-{sha256[:16]}.sqlite"
        if not path.exists():
            notify(doing)
            with draft_of(path) as draft, closing(PlaceFileWriter(draft)) as filling:
                filling.put(rows_of(packed))
                if has_sounds:
                    filling.put_sounds()
                filling.finish({})
    except (FileNotFoundError, EOFError, lzma.LZMAError, UnicodeDecodeError, ValueError) as error:
        way_out = f"Fetch the file again, or run: python data/build.py {part}"
        raise InstallationError(
            f"the places cannot be read ({error})", where=str(packed), way_out=way_out
        ) from error
    return path


def unpacked_somewhere(make: Callable[[Path], Path], home: Path) -> Path:
    """What ``make`` unpacks into ``home``, or, where ``home`` cannot be written to, into a folder
    that is removed when the program ends. Raises InstallationError where neither can be."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        return make(home)
    except (OSError, WriteError, sqlite3.OperationalError):
        try:
            return make(Path(_temporary_folder().name))
        except (OSError, WriteError, sqlite3.OperationalError) as error:
            way_out = "Let DATELINE_HOME name a folder that can be written to and has 100 MB free."
            raise InstallationError(
                f"the places cannot be unpacked ({error})", where=str(home), way_out=way_out
            ) from error


@cache
def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """One for each process."""
    return tempfile.TemporaryDirectory(prefix="dateline-")


def rows_of(packed: Path) -> Iterator[Row]:
    with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as table:
        next(table)
        for line in table:
            yield line.rstrip("\n").split("\t")


HALF_DEGREES: Final = (0.25, 1.0, 4.0, 16.0, 60.0)
"""Half-heights of the boxes to try; the last takes all longitudes and ends the search."""

KM_PER_DEGREE: Final = 110.5
"""Least length of a degree of latitude on the ellipsoid."""


def longitudes_around(
    latitude: float, longitude: float, half_degrees: float
) -> tuple[tuple[float, float], ...]:
    """West and east of a box, wider near the poles; two pieces across the antimeridian."""
    farthest = abs(latitude) + half_degrees
    half = half_degrees / math.cos(math.radians(farthest)) if farthest < 85.0 else 180.0
    west, east = longitude - half, longitude + half
    if half >= 180.0:
        return ((-180.0, 180.0),)
    if west < -180.0:
        return (-180.0, east), (west + 360.0, 180.0)
    return ((west, 180.0), (-180.0, east - 360.0)) if east > 180.0 else ((west, east),)


_COLUMNS: Final = (
    "p.key, p.name, p.kind, p.latitude, p.longitude, p.country, p.admin1, p.population"
)
Line = Sequence[Any]
"""Values as in ``_COLUMNS``, and in some queries whether it is an acronym, and the source."""


class PlaceFile:
    """Safe to share between threads: a lock, for threads would share prepared statements.

    ``mapped_bytes`` of the file are read without a copy."""

    def __init__(self, path: Path, *, mapped_bytes: int) -> None:
        """Raises InstallationError when the file is not such a file."""
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
        query = f"SELECT {_COLUMNS}, n.acronym FROM name n JOIN place p ON p.key = n.place"
        return self._all(f"{query} WHERE n.folded = ?", folded)

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
        """Keys of a name with whether it is an acronym; the places may be in another file."""
        return self._all("SELECT place, acronym FROM name WHERE folded = ?", folded)

    def by_key(self, key: int) -> Line | None:
        return next(iter(self._all(f"SELECT {_COLUMNS} FROM place p WHERE p.key = ?", key)), None)

    def held(self, keys: Sequence[int]) -> set[int]:
        """Those of the keys that the file has a place of."""
        query = "SELECT key FROM place WHERE key IN (SELECT value FROM json_each(?))"
        return {key for (key,) in self._all(query, json.dumps(keys))}

    def spellings(self, key: int) -> list[str]:
        return [
            name
            for (names,) in self._all("SELECT names FROM spelling WHERE place = ?", key)
            for name in names.split(LIST)
        ]

    def by_code(self, code: str) -> list[Line]:
        query = f"SELECT {_COLUMNS} FROM code c JOIN place p ON p.key = c.place"
        return self._all(f"{query} WHERE c.code = ? ORDER BY p.key", code)

    def of_country(self, iso3: str, kind: PlaceKind) -> list[Line]:
        """Repeats the index's condition, or SQLite does not use the partial index."""
        query = f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.kind = ?"
        query += f" AND p.kind IN ({KINDS.index('country')}, {KINDS.index('admin1')})"
        return self._all(f"{query} ORDER BY p.name, p.key", iso3, KINDS.index(kind))

    def settlements_in(
        self, latitude: float, longitude: float, half_degrees: float
    ) -> Iterator[Line]:
        south, north = (latitude - half_degrees) * SCALE, (latitude + half_degrees) * SCALE
        query = f"SELECT {_COLUMNS} FROM place p WHERE p.kind = {SETTLEMENT}"
        query += " AND p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?"
        for west, east in longitudes_around(latitude, longitude, half_degrees):
            yield from self._all(query, south, north, west * SCALE, east * SCALE)

    def key_of_slug(self, slug: str) -> int:
        """The key of a hand-kept place; 0, which no place has, for an unknown one."""
        found = self._all("SELECT place FROM extra WHERE slug = ?", slug)
        return int(found[0][0]) if found else 0

    def slug_of(self, key: int) -> str:
        return str(self._all("SELECT slug FROM extra WHERE place = ?", key)[0][0])

    def hand_kept(self) -> list[Line]:
        return self._all(f"SELECT {_COLUMNS} FROM extra e JOIN place p ON p.key = e.place")

    def facts(self) -> dict[str, str]:
        """What the file says of itself: name, source, day, sums; empty for the built-in one."""
        held = self._all("SELECT name FROM sqlite_master WHERE name = 'fact'")
        return dict(self._all("SELECT key, value FROM fact")) if held else {}
