"""What can be said of the documents of a store only once all are there: which have one id, and which are copies of one text.

Both look at all documents, a month or a part at a time; only parts in which something changes are written anew. Whatever the
order in which documents came, and however often a run was ended, the answer is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.corpus.folder import part_draft, parts, path_of, unit_of
from components.corpus.origins import Origins, Signature, signature_of
from components.corpus.parts import write_documents
from components.corpus.reading import same_text
from components.corpus.schema import DOC_ID, DOCUMENTS, READ, TABLES, UNKNOWN_MONTH
from components.corpus.scratch import scratch

GIVEN = "given_sha256"
Signed = list[tuple[str, Signature]]


def settle(store: Path, *, run: str) -> None:
    """Gives each id to one document and each document its origin. Raises OSError, and what ``write_documents`` raises."""
    for path, given in _superfluous(store).items():
        _take_out(store, path, given, run)
    origin_of = origins_of(store)
    for path in parts(store, DOCUMENTS):
        _set_origins(path, origin_of)


def _superfluous(store: Path) -> Mapping[Path, list[str]]:
    """By part of documents, the ``given_sha256`` of those whose id another one keeps: one that was read before one that failed,
    then the one with the smallest ``given_sha256``."""
    found: dict[Path, list[str]] = {}
    with scratch("CREATE TABLE ids (doc_id TEXT, failed INTEGER, given TEXT, part TEXT)") as rows:
        for path in parts(store, DOCUMENTS):
            table = pq.read_table(path, columns=[DOC_ID.name, "status", GIVEN], partitioning=None).to_pylist()
            rows.executemany("INSERT INTO ids VALUES (?, ?, ?, ?)",
                             ((row[DOC_ID.name], row["status"] != READ, row[GIVEN], str(path)) for row in table))
        ranked = "SELECT part, given, row_number() OVER (PARTITION BY doc_id ORDER BY failed, given) AS rank FROM ids"
        for part, given in rows.execute(f"SELECT part, given FROM ({ranked}) WHERE rank > 1 ORDER BY part, given"):
            found.setdefault(Path(part), []).append(given)
    return found


def _take_out(store: Path, path: Path, given: Collection[str], run: str) -> None:
    """Takes documents out of their part, and their rows out of the other tables; what was read of them becomes a failed row.

    The part of documents is written last, so that a run which is ended here is taken up again by the next.
    """
    table = pq.read_table(path, partitioning=None)
    read = [row for row in table.filter(pc.is_in(table[GIVEN], pa.array(given))).to_pylist() if row["status"] == READ]
    if read:
        write_documents(store, [same_text(row) for row in read], run=run)
    doc_ids = [row[DOC_ID.name] for row in read]
    for name in TABLES if read else ():
        part = path_of(store, name, unit_of(path))
        if name != DOCUMENTS and part.exists():
            _write_without(part, pq.read_table(part, partitioning=None), DOC_ID.name, doc_ids)
    _write_without(path, table, GIVEN, given)


def _write_without(path: Path, table: pa.Table, column: str, values: Collection[str]) -> None:
    kept = table.filter(pc.invert(pc.is_in(table[column], pa.array(values))))
    if not kept.num_rows:
        path.unlink()
    elif kept.num_rows < table.num_rows:
        with part_draft(path, kept):
            pass


def origins_of(store: Path) -> Mapping[str, str]:
    """The documents that are copies to the smallest id among their copies; others are left out.

    Documents of one month are held against each other and against those of the month before that the store has.
    """
    origin_of: dict[str, str] = {}

    def first(doc_id: str) -> str:
        while origin_of.get(doc_id, doc_id) != doc_id:
            doc_id = origin_of[doc_id]
        return doc_id

    before: Signed = []
    for own in _signed_by_month(store):
        found = Origins()
        for doc_id, signature in (*before, *own):
            found.add(doc_id, signature)
        for doc_id, origin in found.origins().items():
            low, high = sorted((first(doc_id), first(origin)))
            if low != high:
                origin_of[high] = low
        before = own
    return {doc_id: first(doc_id) for doc_id in origin_of}


def _signed_by_month(store: Path) -> Iterator[Signed]:
    """The signatures of each month's documents, by id."""
    by_month: dict[str, list[Path]] = {}
    for path in parts(store, DOCUMENTS):
        by_month.setdefault(unit_of(path).month, []).append(path)
    by_month.pop(UNKNOWN_MONTH, None)
    for _, paths in sorted(by_month.items()):
        yield sorted(((row[DOC_ID.name], signature_of(row["text"])) for path in paths for row in
                      pq.read_table(path, columns=[DOC_ID.name, "text"], partitioning=None).to_pylist()),
                     key=lambda signed: signed[0])


def _set_origins(path: Path, origin_of: Mapping[str, str]) -> None:
    held = pq.read_table(path, columns=[DOC_ID.name, "origin_id", "status"], partitioning=None).to_pylist()
    wanted = [origin_of.get(row[DOC_ID.name], row[DOC_ID.name]) if row["status"] == READ else None for row in held]
    if wanted != [row["origin_id"] for row in held]:
        table = pq.read_table(path, partitioning=None)
        at = table.schema.get_field_index("origin_id")
        with part_draft(path, table.set_column(at, table.schema.field(at), pa.array(wanted, type=pa.string()))):
            pass
