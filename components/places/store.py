"""The layout of a SQLite file of places, filled in chunks, in constant memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar, get_args

from components.core.fold import fold
from components.core.records import PlaceKind
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
"""Values in the order of ``unpack.COLUMNS``."""
NameRow = tuple[int, str, int]
"""Key of a place, a name of it, and whether the name is an acronym."""

_SCHEMA: Final = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
  PRAGMA cache_size = -{CACHE_KB};
CREATE TABLE place (key INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL,
  latitude INTEGER NOT NULL,
                    longitude INTEGER NOT NULL, country TEXT NOT NULL, admin1 INTEGER NOT NULL,
                    population INTEGER NOT NULL);
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
                ((code, r[0]) for r in held for code in _list(r[11])),
            )
            several(
                "INSERT INTO given VALUES (?,?,?)", (given for row in held for given in _given(row))
            )

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
        """Hold the names that were put by how they sound, too."""
        names = self.connection.execute("SELECT DISTINCT folded, place FROM given")
        self.connection.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?,?,?)",
            ((skeleton(folded), folded, place) for folded, place in names.fetchall()),
        )

    def state(self, facts: Mapping[str, str]) -> None:
        """What the file says of itself."""
        with self.connection as connection:
            connection.executemany("INSERT INTO fact VALUES (?,?)", facts.items())

    def finish(self) -> None:
        """Sort the names and make the indices."""
        self.connection.commit()
        self.connection.executescript(_FINISH)

    def close(self) -> None:
        self.connection.close()


def in_chunks(rows: Iterable[_Item]) -> Iterator[list[_Item]]:
    left = iter(rows)
    while held := list(islice(left, CHUNK)):
        yield held


def _given(row: Row) -> Iterator[tuple[str, str, int]]:
    """Folded names, the key of their place, and whether they are acronyms."""
    yield fold(row[2]), row[0], 0
    for spelled in _list(row[9]):
        yield fold(spelled), row[0], 0
    for spelled in _list(row[10]):
        yield fold(spelled), row[0], 1


def _list(cell: str) -> list[str]:
    return cell.split(LIST) if cell else []
