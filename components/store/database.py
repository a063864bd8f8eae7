"""The store of a corpus, opened for queries: the only module that imports DuckDB. It never writes
to the store.

All sessions share one connection; each query has its own cursor, since two threads on one cursor
would mix up their answers.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import logging
import threading
import weakref
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache, cached_property, lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from components.core import settings
from components.core.atomic_files import draft_of, folder_at, unwritten
from components.core.errors import BadStore, InputError, TooLarge
from components.core.fold import fold
from components.store import index
from components.store.checksums import unrecorded_in_words, unrecorded_parts
from components.store.folder import OWN_READERS, require_store, store_info
from components.store.integrity import (
    READ_AGAIN,
    damaged,
    read_part,
    require_present,
    require_undamaged,
    schema_of,
)
from components.store.schema import DOCUMENTS, LANGUAGE, TABLES, WHOLE, arrow_schema
from components.store.units import parts, parts_beside, units, whole_files
from components.tables.columns import Column
from components.tables.rows import Row, frame, typed
from components.wording.phrases import sureness

Parameters = dict[str, Any]
"""Values of a query by the names after $ in it."""

INDEXED = ("documents", "events", "claims", "rejected", *WHOLE)
MEMORY_LIMIT = "1GB"
"""For the process, whatever the size of the corpus; the rest is read from the disk."""

MOST_MARKS = 16
"""Searches whose answers are cached, with a byte per event."""

MOST_TRIES = 5
"""Attempts to open a store whose parts are merged at the same time."""

UNREADABLE = (
    duckdb.IOException,
    duckdb.InvalidInputException,
    duckdb.ConversionException,
    duckdb.BinderException,
)
"""Errors of a damaged part, or of one without an expected column."""


class Store:
    """A snapshot of a store, as its parts were when it was opened, or rows of events in a
    ``database`` in memory. Thread-safe."""

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, *, database: str = ""
    ) -> None:
        self.path, self._database = path, database
        self._connection, self._lock = connection, threading.Lock()
        self.marks = lru_cache(maxsize=MOST_MARKS)(self._marks)

    @cached_property
    def read_by(self) -> str:
        """The language model that read its documents; empty for Dateline's own reader."""
        reader = store_info(self.path).reader
        return "" if reader in OWN_READERS else reader

    def ask(self, query: str, parameters: Parameters | None = None) -> pd.DataFrame:
        """The answer of the index; ``parameters`` are the values of the names after $."""
        with self._asked(query, parameters) as answer:
            return answer.df()

    def records(self, query: str, parameters: Parameters | None = None) -> list[Row]:
        """The same as plain rows, which is faster where they are few and have many columns."""
        with self._asked(query, parameters) as answer:
            names = [column[0] for column in answer.description or ()]
            return [dict(zip(names, cells, strict=True)) for cells in answer.fetchall()]

    def events(self, condition: str = "true", parameters: Parameters | None = None) -> pd.DataFrame:
        """The rows of events, as in events.csv and with the language of the article, that meet a
        condition of SQL; the latest first.

        ``place`` is short for ``place_name``; ``parameters`` are the values of the names after $.
        Raises InputError for an invalid condition.
        """
        layout = (*TABLES["events"], LANGUAGE)
        query = (
            f"SELECT {', '.join(column.name for column in layout)} FROM (SELECT *, place_name AS "
            f"place FROM rows) WHERE ({condition}\n) ORDER BY number, place_start NULLS LAST"
        )
        with self._cursor() as cursor:
            try:
                return typed(cursor.execute(query, dict(parameters or {})).df(), layout)
            except (duckdb.ProgrammingError, duckdb.DataError) as error:
                raise InputError(
                    f"This condition is invalid: {str(error).splitlines()[0]}.",
                    where=condition,
                    way_out="Names of columns: .venv/bin/python -m components columns",
                ) from error

    @contextmanager
    def _asked(
        self, query: str, parameters: Parameters | None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._cursor() as cursor:
            try:
                yield cursor.execute(query, dict(parameters or {}))
            except duckdb.Error as error:
                raise (
                    _unindexed(error) if self._database else _damaged(self.path, error)
                ) from error

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            cursor = self._connection.cursor()
        with closing(cursor):
            if self._database:
                cursor.execute(f"USE {self._database}")
            yield cursor

    def _marks(self, condition: str, parameters: tuple[tuple[str, Hashable], ...]) -> str:
        """A digit per event, in the order of their numbers: 1 where it meets the condition.

        ``marks`` caches the last answers: a search is slow, and a page asks several queries about
        its result.
        """
        query = f"SELECT number FROM events WHERE {condition}"
        found = self.ask(query, dict(parameters))["number"].to_numpy()
        marks = np.full(self._events, b"0")
        marks[found - 1] = b"1"
        return marks.tobytes().decode()

    @cached_property
    def _events(self) -> int:
        """The number of events, which are numbered from 1."""
        return int(self.ask("SELECT count(*) AS events FROM events")["events"].iloc[0])

    def rows(
        self, parts: Collection[str], doc_ids: Collection[str], layout: Sequence[Column]
    ) -> pd.DataFrame:
        """All rows of these articles in the files ``parts``, with the columns of ``layout``.

        The rows of a part that was merged since the store was opened are found in its month.
        """
        names = ", ".join(f'"{column.name}"' for column in layout)
        files = {
            one
            for path in map(Path, parts)
            for one in ((path,) if path.exists() else parts_beside(path))
        }
        for one in files:
            require_undamaged(one)
        found = (
            self.ask(
                f"SELECT {names} FROM read_parquet($parts) WHERE doc_id = ANY($doc_ids)",
                {"parts": sorted(glob.escape(str(one)) for one in files), "doc_ids": list(doc_ids)},
            )
            if files
            else frame([], layout)
        )
        return typed(found, layout)

    def close(self) -> None:
        self._connection.close()


def open_store(path: str | Path, *, home: Path | None = None) -> Store:
    """Open a store. The index of its present parts is made if missing, under ``home`` or in the
    program's own folder.

    Raises BadStore for a folder that is no store, or a store that is damaged or of another version.
    """
    path = Path(path)
    require_store(path)
    require_present(path)
    folder = folder_at((home or settings.home()) / "corpora")
    for _ in range(MOST_TRIES):
        state = state_of(path)
        try:
            return Store(path, _opened(path, folder, state))
        except duckdb.Error as error:
            if state_of(path) == state:
                raise _damaged(path, error) from error
    raise BadStore(
        "It changes while it is opened.",
        where=str(path),
        way_out="Wait until the run that writes to it has ended.",
    )


def _opened(path: Path, folder: Path, state: str) -> duckdb.DuckDBPyConnection:
    """The index of a state, made if missing; those of other states are removed."""
    own = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
    file = folder / f"{own}-{state}.duckdb"
    if not file.exists():
        files = _files(path)
        for part in (part for own in files.values() for part in own):
            require_undamaged(part)
        for part in files[DOCUMENTS]:
            if absent := {*arrow_schema(DOCUMENTS).names} - {LANGUAGE.name, *schema_of(part).names}:
                raise damaged(part, f"it has no column {min(absent)}")
        if older := len(list(unrecorded_parts(path))):
            logging.getLogger(__name__).warning("%s: %s", path, unrecorded_in_words(older))
        with draft_of(file) as draft:
            _write_index(draft, file, files)
        for old in folder.glob(f"{own}-*.duckdb"):
            if old != file:
                old.unlink(missing_ok=True)
    return duckdb.connect(str(file), read_only=True, config={"memory_limit": MEMORY_LIMIT})


def _write_index(draft: Path, file: Path, files: Mapping[str, Sequence[Path]]) -> None:
    """Raises WriteError for a full disk, which the database reports like a file that it reads."""
    log = draft.with_name(f"{draft.name}.wal")
    try:
        with _connected(draft) as connection:
            for table in INDEXED:
                if own := [glob.escape(str(one)) for one in files[table]]:
                    connection.read_parquet(
                        own,
                        hive_partitioning=True,
                        filename=True,
                        union_by_name=table == DOCUMENTS,  # older parts have no language
                    ).create_view(_given(table))
                else:
                    connection.register(_given(table), arrow_schema(table).empty_table())
            connection.execute(index.script())
            for table in INDEXED:
                if files[table]:
                    connection.execute(f"DROP VIEW {_given(table)}")
            # On a full disk, closing alone would leave half a file without an error.
            connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        if draft.name in str(error):
            raise unwritten(file, errno.ENOSPC) from error
        raise
    finally:
        log.unlink(missing_ok=True)


def index_of(events: pd.DataFrame) -> Store:
    """An index of rows of events in memory, for the queries of a store that need no whole rows.
    Indexes without a user are removed when the next is made. Raises TooLarge."""
    try:
        with _attaching:
            connection, database = _memory().cursor(), f"rows_{next(_numbers)}"
            while _unheld:
                connection.execute(f"DETACH {_unheld.pop()}")
            connection.execute(f"ATTACH ':memory:' AS {database}")
        found = Store(Path(), connection, database=database)
        weakref.finalize(found, _unheld.append, database)
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"USE {database}")
            for table in INDEXED:
                columns = [*arrow_schema(table), pa.field("filename", pa.string())]
                cursor.register(
                    _given(table), events if table == "events" else pa.schema(columns).empty_table()
                )
            cursor.execute(index.script(whole=False))
    except duckdb.Error as error:
        raise _unindexed(error) from error
    return found


def _unindexed(error: duckdb.Error) -> TooLarge:
    return TooLarge(
        f"The index of the open articles, in memory, does not answer: {str(error).splitlines()[0]}",
        way_out="Open fewer articles at once, or read them into a store: "
        ".venv/bin/python -m components corpus FOLDER --out STORE",
    )


_numbers, _attaching = count(), threading.Lock()
_unheld: list[str] = []


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """The connection of all indexes in memory: one connection each would take five times as much.
    None of them is written to the disk."""
    return _connected(":memory:", temp_directory="")


def _connected(file: Path | str, **config: str) -> duckdb.DuckDBPyConnection:
    """A new database, with the functions that the index uses."""
    connection = duckdb.connect(str(file), config={"memory_limit": MEMORY_LIMIT, **config})
    connection.create_function("fold", fold, [str], str)
    connection.create_function("sureness", sureness, [float], str)
    return connection


def state_of(path: Path) -> str:
    """A hash (16 hexadecimal digits) that changes when a part is added, replaced or removed."""
    whole = sorted((unit.month, unit.key) for unit in units(path))
    made = [
        (table, one.name, one.stat().st_mtime_ns)
        for table in WHOLE
        for one in whole_files(path, table)
    ]
    return hashlib.sha256(repr((index.VERSION, whole, made)).encode()).hexdigest()[:16]


def _files(path: Path) -> dict[str, list[Path]]:
    """By table, the files in force, and those that are made from all of them."""
    found = {
        table: whole_files(path, table) if table in WHOLE else list(parts(path, table))
        for table in INDEXED
    }
    if not found[DOCUMENTS]:
        raise damaged(path / DOCUMENTS, "none of its parts is there")
    return found


def _given(table: str) -> str:
    return f"given_{table}"


def _damaged(path: Path, error: duckdb.Error) -> Exception:
    """The error with the name of the damaged file, which DuckDB's own often lacks: reads all."""
    for table, own in _files(path).items():
        for part in own:
            read_part(part, arrow_schema(table).names)
    # An error in the footer of a Parquet file has no class of its own.
    if not isinstance(error, UNREADABLE) and type(error) is not duckdb.Error:
        return error
    reason = str(error).split("\n")[0]
    return BadStore(f"A part of it cannot be read ({reason}).", where=str(path), way_out=READ_AGAIN)
