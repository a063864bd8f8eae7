"""What the store and this run hold already, on disk, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from components.corpus.folder import parts
from components.corpus.schema import DOCUMENTS


class Done:
    """A set of keys in a file of its own."""

    def __init__(self, keys: sqlite3.Connection) -> None:
        self._keys = keys

    def add(self, key: str) -> bool:
        """Whether the key is new; it is no longer after that."""
        return self._keys.execute("INSERT OR IGNORE INTO keys VALUES (?)", (bytes.fromhex(key),)).rowcount > 0

    def update(self, keys: Iterable[str]) -> None:
        """Add many."""
        self._keys.executemany("INSERT OR IGNORE INTO keys VALUES (?)", ((bytes.fromhex(key),) for key in keys))


@contextmanager
def open_done(store: Path) -> Iterator[Done]:
    """What of the store was given to it; the file is removed at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="dateline-") as folder,
        closing(sqlite3.connect(Path(folder) / "done.sqlite", isolation_level=None)) as keys,
    ):
        keys.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
                           "CREATE TABLE keys (key BLOB PRIMARY KEY) WITHOUT ROWID;")
        done = Done(keys)
        for path in parts(store, DOCUMENTS):
            done.update(pq.read_table(path, columns=["given_sha256"]).column(0).to_pylist())
        yield done
