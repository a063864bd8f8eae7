"""The documents of the store and of this run, on disk, so that memory does not grow with the
corpus."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from components.core.atomic_files import writing_temporary
from components.store.integrity import read_part
from components.store.schema import DOCUMENTS, READ
from components.store.units import parts


@contextmanager
def scratch(*tables: str) -> Iterator[sqlite3.Connection]:
    """A database with these tables (CREATE TABLE statements), in one transaction; its file is
    removed at the end.

    Raises WriteError.
    """
    with (
        writing_temporary(),
        tempfile.TemporaryDirectory(prefix="dateline-") as folder,
        closing(sqlite3.connect(Path(folder) / "scratch.sqlite", isolation_level=None)) as database,
    ):
        database.executescript(
            ";".join(["PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "BEGIN", *tables])
        )
        yield database


class ProcessedKeys:
    """Keys of documents, and the ids that were given with them."""

    def __init__(self, keys: sqlite3.Connection) -> None:
        self._keys = keys

    def add(self, key: str) -> bool:
        """Add a key; whether it is new."""
        added = self._keys.execute("INSERT OR IGNORE INTO keys VALUES (?)", (bytes.fromhex(key),))
        return added.rowcount > 0

    def may_be(self, doc_id: str, key: str) -> bool:
        """Whether the id belongs to the document with this key: the first that asks for it, or that
        was read with it."""
        self._keys.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (doc_id, bytes.fromhex(key)))
        owner: tuple[bytes] = self._keys.execute(
            "SELECT key FROM ids WHERE doc_id = ?", (doc_id,)
        ).fetchone()
        return owner[0] == bytes.fromhex(key)


@contextmanager
def open_done(store: Path) -> Iterator[ProcessedKeys]:
    """The documents that the store was given; the file is removed at the end."""
    with scratch(
        "CREATE TABLE keys (key BLOB PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE ids (doc_id TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID",
    ) as keys:
        done = ProcessedKeys(keys)
        for path in parts(store, DOCUMENTS):
            for row in read_part(path, ["given_sha256", "doc_id", "status"]).to_pylist():
                done.add(row["given_sha256"])
                if row["status"] == READ:
                    done.may_be(row["doc_id"], row["given_sha256"])
        yield done
