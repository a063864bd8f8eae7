"""From the packed table of places to the SQLite file that is asked: done once for each version of the gazetteer.

The table is text and its names are folded here, so that what is shipped is half the size of a packed database and is the
same whatever version of SQLite made or reads it.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from components.errors import InstallationError
from components.model import PlaceKind
from components.places.fold import fold

COLUMNS: Final = (
    "key", "slug", "name", "kind", "latitude", "longitude", "country", "admin1", "population", "spellings", "acronyms", "codes"
)  # fmt: skip
"""``key`` is the GeoNames number, negative for hand-kept places, which alone have a ``slug``; ``admin1`` a key or 0; positions in
whole parts of a degree; the last three are lists. An acronym is a name only in capitals, a code only after a comma."""

KINDS: Final[tuple[PlaceKind, ...]] = get_args(PlaceKind)
SCALE: Final = 100_000
"""Degrees are held as whole numbers of this many parts, about a metre."""
MOST_WORDS: Final = 8
"""Longer names, which are ceremonial, are never written out in news: they are not among the spellings."""

LIST: Final = "|"
SETTLEMENT: Final = KINDS.index("settlement")

_LAYOUT: Final = 1
"""Raised when the tables below change, so that files of an older program are left alone."""

_SCHEMA: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
CREATE TABLE place (key INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, latitude INTEGER NOT NULL,
                    longitude INTEGER NOT NULL, country TEXT NOT NULL, admin1 INTEGER NOT NULL, population INTEGER NOT NULL);
CREATE TABLE spelling (place INTEGER PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE extra (slug TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE code (code TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (code, place)) WITHOUT ROWID;
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, acronym INTEGER NOT NULL,
                   PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TEMP TABLE given (folded TEXT NOT NULL, place INTEGER NOT NULL, acronym INTEGER NOT NULL);
"""
_FINISH: Final = f"""
INSERT INTO name SELECT folded, place, MIN(acronym) FROM given GROUP BY folded, place ORDER BY folded, place;
CREATE INDEX unit_of_country ON place (country, kind) WHERE kind IN ({KINDS.index("country")}, {KINDS.index("admin1")});
CREATE INDEX settlement_at ON place (latitude, longitude) WHERE kind = {SETTLEMENT};
ANALYZE;
"""


def unpacked(packed: Path, home: Path) -> Path:
    """The database of this version of ``packed`` in ``home``, made where it is not there yet (a few seconds).

    Its name carries the packed file's sha256; it is made beside its place and moved there, so it is never half there.
    Raises InstallationError when the packed file is missing or damaged.
    """
    try:
        compressed = packed.read_bytes()
        path = home / f"gazetteer-{_LAYOUT}-{hashlib.sha256(compressed).hexdigest()[:16]}.sqlite"
        if not path.exists():
            _make(lzma.decompress(compressed).decode(), path)
    except (FileNotFoundError, lzma.LZMAError, UnicodeDecodeError, ValueError) as error:
        way_out = "Fetch the file again, or run: python data/build.py gazetteer"
        raise InstallationError(f"the gazetteer cannot be read ({error})", where=str(packed), way_out=way_out) from error
    return path


def _make(table: str, path: Path) -> None:
    handle, draft = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        _fill(sqlite3.connect(draft), table)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, table: str) -> None:
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", ((r[0], r[2], KINDS.index(r[3]), *r[4:9]) for r in rows))
    connection.executemany("INSERT INTO spelling VALUES (?,?)", ((r[0], r[9]) for r in rows if r[9]))
    connection.executemany("INSERT INTO extra VALUES (?,?)", ((r[1], r[0]) for r in rows if r[1]))
    connection.executemany("INSERT INTO code VALUES (?,?)", ((code, r[0]) for r in rows for code in _list(r[11])))
    connection.executemany("INSERT INTO given VALUES (?,?,?)", _given(rows))
    connection.commit()
    connection.executescript(_FINISH)
    connection.close()


def _given(rows: list[list[str]]) -> Iterator[tuple[str, str, int]]:
    for row in rows:
        yield fold(row[2]), row[0], 0
        for spelled in _list(row[9]):
            yield fold(spelled), row[0], 0
        for spelled in _list(row[10]):
            yield fold(spelled), row[0], 1


def _list(cell: str) -> list[str]:
    return cell.split(LIST) if cell else []
