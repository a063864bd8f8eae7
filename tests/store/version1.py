"""A store as version 1 wrote it: whose copy a document is stood in its row, and nothing by which to
tell that."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from components.store.schema import DOCUMENTS
from components.store.units import parts

TEXT, NUMBER = pa.string(), pa.int64()
DOCUMENT_COLUMNS = {
    "doc_id": TEXT,
    "title": TEXT,
    "publisher": TEXT,
    "url": TEXT,
    "published": TEXT,
    "published_how": TEXT,
    "where": TEXT,
    "chars": NUMBER,
    "text": TEXT,
    "origin_id": TEXT,
    "status": TEXT,
    "error": TEXT,
    "given_sha256": TEXT,
}


def make_version_1(store: Path) -> None:
    """Turns a store of this version into what version 1 would have written of the same
    documents."""
    for path in parts(store, DOCUMENTS):
        rows = [
            row | {"origin_id": row["doc_id"] if row["status"] == "read" else None}
            for row in pq.read_table(path, partitioning=None).to_pylist()
        ]
        cells = {name: [row[name] for row in rows] for name in DOCUMENT_COLUMNS}
        pq.write_table(
            pa.table(cells, schema=pa.schema(list(DOCUMENT_COLUMNS.items()))),
            path,
            compression="zstd",
        )
    for path in store.rglob(".*.sha256"):
        path.unlink()
    known = {"documents", "events", "places", "claims", "checks", "rejected", "stories"}
    for path in store.iterdir():
        if path.is_dir() and path.name not in known:
            shutil.rmtree(path)
    (store / "store.json").write_text(
        json.dumps({"schema": 1, "run": "0123456789abcdef"}) + "\n", encoding="utf-8"
    )
