"""The tables of a store and their columns, in the form of ``components/tables/columns.py``.

A store is a folder: ``store.json``, and of each table ``TABLE/month=YYYY-MM/part-KEY.parquet``, the
month being that of the publication; ``month=unknown`` holds the documents that failed. ``stories``
and ``copies`` are made of all of it after each run.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from components.linking.columns import STORIES
from components.tables import columns
from components.tables.columns import IDENTITY, REVIEW, STAMP, Column, layout_of

SCHEMA = 2
"""Raised with every change that a reader of older stores would stumble over. Version 1 had
``origin_id`` in the documents and no ``signature``; ``components/store/ingest.py`` makes it
version 2."""
DOCUMENTS = "documents"
READ, FAILED = "read", "failed"
UNKNOWN_MONTH = "unknown"

DOCUMENT_COLUMNS = layout_of(f"""
doc_id | s | | | 017524153775aaa45d2b | id of the document: the given one, else the sha256 of its
 text; of what holds no text,
  the sha256 of its bytes or of where it stands
title | s | | | Kharkiv front collapses | its title
publisher | s | | | Dateline example digest | who published it
url | s | | | https://example.org/article | where it stands
published | s | day | | 2022-09-12 | day of publication; empty only where it failed
published_how | s | | | given | whether the day was given or stated by the document, and where in
 it; or why there is none
where | s | | | rows.jsonl, line 14 | file, and place in it, that it was read from
chars | i | characters | | 1834 | length of its text; empty where none could be read
text | s | | | Russian troops left Izyum on Sunday. | its text; empty where none could be read
signature | s | | | bwAAAB8kQw== | by which copies are found: the number of its different word
 triples in four bytes, then
  128 hashes of eight bits, in base64 (components/store/origins.py); empty where it failed
status | s | | {READ}, {FAILED} | {READ} | whether it was read
error | s | | | No day of publication is known. | why it was not read, and the way out; empty where
 it was
given_sha256 | s | | | 5f1c0a93e2d7 | sha256 of its bytes and of what its source says beside them;
 it is not read a second time
language | s | | | en | language of its text, ISO 639-1; empty where an older Dateline wrote it
""")
COPY_COLUMNS = layout_of("""
doc_id | s | | | 017524153775aaa45d2b | id of a document that is nearly the same as others, the
 first of them too
origin_id | s | | | 00f5c2a1b9d7e3a4c1f2 | the smallest of their ids, by which they count as one
 origin; others are each their own
""")
DOC_ID = next(column for column in DOCUMENT_COLUMNS if column.name == "doc_id")
LANGUAGE = DOCUMENT_COLUMNS[-1]
"""Parts that an older Dateline wrote lack it."""


def _with_document(layout: tuple[Column, ...]) -> tuple[Column, ...]:
    own = tuple(column for column in layout if column not in (*REVIEW, *STAMP, *IDENTITY))
    return own if DOC_ID.name in {column.name for column in own} else (DOC_ID, *own)


TABLES: Mapping[str, tuple[Column, ...]] = {
    DOCUMENTS: DOCUMENT_COLUMNS,
    **{
        name.removesuffix(".csv"): _with_document(layout)
        for name, (_, layout) in columns.TABLES.items()
    },
}
"""Table to its columns; those of a reading are its files' own, each with the document's id. The
stamp, and what a person says, come with a file."""
STORIES_TABLE, COPIES_TABLE = "stories", "copies"
SETTLED = "settled"
"""Folder of what is known of copies and stories: without it, they are made anew of all."""
WHOLE: Mapping[str, tuple[Column, ...]] = {STORIES_TABLE: STORIES, COPIES_TABLE: COPY_COLUMNS}
"""Tables that are made of all documents, and their columns."""
IN_WORDS: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "documents of a store": (
        "a row per document, read or failed; the store's other tables have the columns above, each "
        "with doc_id",
        DOCUMENT_COLUMNS,
    ),
    "copies of a store": ("a row per document of which there are copies", COPY_COLUMNS),
}
"""What a store alone has, for the dictionary of columns."""
ARROW: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "Int64": pa.int64(),
    "Float64": pa.float64(),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The columns of a table as Parquet holds them."""
    layout = WHOLE[table] if table in WHOLE else TABLES[table]
    return pa.schema([pa.field(column.name, ARROW[column.dtype]) for column in layout])
