"""Tables of one run on disk, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from components.core.drafts import writing_temporary


@contextmanager
def scratch(*tables: str) -> Iterator[sqlite3.Connection]:
    """A database with these tables, as CREATE TABLE statements, in one transaction; its file is
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
