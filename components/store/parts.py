"""Writes the documents of a batch into the store: drafts of all parts, which are then renamed, that
of documents last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from components.store.folder import require_run
from components.store.reading import DocumentRows
from components.store.schema import ARROW, DOCUMENTS, TABLES
from components.store.units import Unit, key_of, part_draft, path_of
from components.store.windows import EVENTS_TABLE, with_windows
from components.tables.rows import Row


def write_documents(store: Path, documents: Iterable[DocumentRows], *, run: str) -> None:
    """Write a unit for each month, completely or not at all.

    Raises OSError, BadStore, and RunError where another run has begun to write to the store.
    """
    for month, own in by_month(documents).items():
        unit = Unit(month=month, key=key_of(document.row["given_sha256"] for document in own))
        with ExitStack() as moved_in_reverse:
            for table, rows in rows_by_table(own).items():
                if rows:
                    moved_in_reverse.enter_context(
                        part_draft(path_of(store, table, unit), arrow_table(table, rows))
                    )
            require_run(store, run)


def by_month(documents: Iterable[DocumentRows]) -> Mapping[str, Sequence[DocumentRows]]:
    """The documents by month, in their order."""
    found: dict[str, list[DocumentRows]] = {}
    for document in documents:
        found.setdefault(document.month, []).append(document)
    return found


def rows_by_table(documents: Iterable[DocumentRows]) -> Mapping[str, Sequence[Row]]:
    """The rows of several documents by table, documents first."""
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    for document in documents:
        found[DOCUMENTS].append(document.row)
        for table, rows in document.rows.items():
            found[table] += rows
    return found


def arrow_table(table: str, rows: Sequence[Row]) -> pa.Table:
    """Rows with exactly the columns of the table; empty text becomes missing, as in
    ``components.tables.rows.frame``."""
    made = {}
    for column in TABLES[table]:
        cells = [row.get(column.name) for row in rows]
        if column.dtype == "string":
            cells = [cell or None for cell in cells]
        made[column.name] = pa.array(cells, type=ARROW[column.dtype])
    return with_windows(pa.table(made)) if table == EVENTS_TABLE else pa.table(made)
