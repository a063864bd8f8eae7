"""The tables of a store and their columns (data/lexicon/columns.csv).

A store is a folder: ``store.json``, and for each table ``TABLE/month=YYYY-MM/part-KEY.parquet``,
with the month of publication; ``month=unknown`` holds documents that failed. ``stories`` and
``copies`` are made from all documents after each run.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from components.linking.columns import STORIES
from components.tables.columns import Column, columns_of

SCHEMA = 2
"""Raised with every change that breaks readers of older stores. Version 1 had ``origin_id`` in the
documents and no ``signature``; ``components/store/ingest.py`` migrates it to version 2."""
DOCUMENTS = "documents"
READ, FAILED = "read", "failed"
UNKNOWN_MONTH = "unknown"

DOCUMENT_COLUMNS = columns_of("documents")
COPY_COLUMNS = columns_of("copies")
DOC_ID = next(column for column in DOCUMENT_COLUMNS if column.name == "doc_id")
LANGUAGE = DOCUMENT_COLUMNS[-1]
"""Missing in parts of an older Dateline."""


def _with_document(own: tuple[Column, ...]) -> tuple[Column, ...]:
    return own if "doc_id" in {column.name for column in own} else (DOC_ID, *own)


TABLES: Mapping[str, tuple[Column, ...]] = {
    DOCUMENTS: DOCUMENT_COLUMNS,
    **{
        table: _with_document(columns_of(table))
        for table in ("events", "places", "claims", "checks", "rejected")
    },
}
"""Table to its columns; those of a reading are the columns of its files, with the document's id.
The stamp and a person's changes exist in files only."""
STORIES_TABLE, COPIES_TABLE = "stories", "copies"
SETTLED = "settled"
"""Folder of the state of linking: without it, copies and stories are made again."""
WHOLE: Mapping[str, tuple[Column, ...]] = {STORIES_TABLE: STORIES, COPIES_TABLE: COPY_COLUMNS}
"""Tables that are made from all documents, and their columns."""
ARROW: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "Int64": pa.int64(),
    "Float64": pa.float64(),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The columns of a table as in Parquet."""
    layout = WHOLE[table] if table in WHOLE else TABLES[table]
    return pa.schema([pa.field(column.name, ARROW[column.dtype]) for column in layout])
