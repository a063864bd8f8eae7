"""Writes the gazetteer as one SQLite file and packs it; the same rows give the same bytes."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from components.places.fold import fold
from components.places.gazetteer import KINDS, SCALE

from .gazetteer import Row

SCHEMA = """
PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8';
CREATE TABLE place (key INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, latitude INTEGER NOT NULL,
                    longitude INTEGER NOT NULL, country TEXT NOT NULL, admin1 INTEGER NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, spelled TEXT, acronym INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE extra (slug TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE code (code TEXT NOT NULL, country TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (code, country, place)) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
"""``spelled`` is NULL where it is the title case of ``folded``; indexes are added when the file is unpacked."""


def write(rows: Iterable[Row], path: Path) -> None:
    """Write the rows, which come by key, to a new file."""
    path.unlink(missing_ok=True)
    held = list(rows)
    named = sorted((line for row in held for line in _names(row)), key=lambda line: line[:2])
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", (_place(row) for row in held))
    connection.executemany("INSERT INTO name VALUES (?,?,?,?)", named)
    connection.executemany("INSERT INTO extra VALUES (?,?)", sorted((row.slug, row.key) for row in held if row.slug))
    connection.executemany("INSERT INTO code VALUES (?,?,?)", sorted((c, r.country, r.key) for r in held for c in r.codes))
    words = max(line[0].count(" ") + 1 for line in named)
    connection.execute("INSERT INTO fact VALUES ('longest_name_words', ?)", (words,))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def pack(path: Path, packed: Path) -> None:
    """Compress with xz, without any time or name in the header."""
    packed.write_bytes(lzma.compress(path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))


def _place(row: Row) -> tuple[int, str, int, int, int, str, int, int]:
    latitude, longitude = round(row.latitude * SCALE), round(row.longitude * SCALE)
    return row.key, row.name, KINDS.index(row.kind), latitude, longitude, row.country, row.admin1, row.population


def _names(row: Row) -> Iterator[tuple[str, int, str | None, int | None]]:
    """One line for each folded name; of several spellings the main name wins, then the first."""
    spelled: dict[str, str] = {}
    for name in (row.name, *sorted(row.spellings), *sorted(row.acronyms)):
        spelled.setdefault(fold(name), name)
    plain = {fold(name) for name in (row.name, *row.spellings)}
    for folded, name in spelled.items():
        yield folded, row.key, None if folded.title() == name else name, None if folded in plain else 1
