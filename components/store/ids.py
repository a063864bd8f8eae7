"""Documents with the same id: one of them keeps it, whatever their order; the others become failed
rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from components.store.checksums import remove_part
from components.store.integrity import read_part
from components.store.link_state import StoreChanges, drop_missing, record_removed
from components.store.parts import write_documents
from components.store.processed_keys import scratch
from components.store.reading import same_text
from components.store.schema import DOC_ID, DOCUMENTS, READ, TABLES, arrow_schema
from components.store.units import part_draft, parts, path_of, unit_of
from components.store.windows import EVENTS_TABLE, windows_of_documents

GIVEN = "given_sha256"
SHORT = [DOC_ID.name, "status", GIVEN]


def resolve_ids(store: Path, news: StoreChanges, *, run: str) -> None:
    """Give each id to one document. Raises OSError, and what ``write_documents`` raises."""
    found = _superfluous(store, news)
    for path, given in found.items():
        _remove_documents(store, path, given, run)
    if found:
        drop_missing(store)


def _superfluous(store: Path, news: StoreChanges) -> Mapping[Path, list[str]]:
    """For each part of documents, the ``given_sha256`` of those whose id another document keeps:
    one that was read before one that failed, then the smallest ``given_sha256``. Ids of unchanged
    documents only are unique already."""
    found: dict[Path, list[str]] = {}
    with scratch("CREATE TABLE ids (doc_id TEXT, failed INTEGER, given TEXT, part TEXT)") as rows:
        for path, table in _candidates(parts(store, DOCUMENTS), news):
            rows.executemany(
                "INSERT INTO ids VALUES (?, ?, ?, ?)",
                (
                    (row[DOC_ID.name], row["status"] != READ, row[GIVEN], str(path))
                    for row in table.to_pylist()
                ),
            )
        ranked = (
            "SELECT part, given, row_number() OVER (PARTITION BY doc_id ORDER BY failed, "
            "given) AS rank FROM ids"
        )
        for part, given in rows.execute(
            f"SELECT part, given FROM ({ranked}) WHERE rank > 1 ORDER BY part, given"
        ):
            found.setdefault(Path(part), []).append(given)
    return found


def _candidates(paths: Sequence[Path], news: StoreChanges) -> Iterator[tuple[Path, pa.Table]]:
    """The documents that were added, then those of the others that share an id with them."""
    came = [path for path in paths if unit_of(path) in news.units]
    others = [path for path in paths if unit_of(path) not in news.units]
    ids: list[pa.ChunkedArray] = []
    for path in came:
        table = read_part(path, SHORT)
        ids += [table[DOC_ID.name]] if others else []
        yield path, table
    known = pa.chunked_array([chunk for column in ids for chunk in column.chunks], type=pa.string())
    for path in others:
        table = read_part(path, SHORT)
        yield path, table.filter(pc.is_in(table[DOC_ID.name], known))


def _remove_documents(store: Path, path: Path, given: Collection[str], run: str) -> None:
    """Remove documents from their part, and their rows from the other tables; those that were read
    become failed rows.

    The part of documents is written last, so that the next run continues an interrupted one.
    """
    table = read_part(path, arrow_schema(DOCUMENTS).names)
    read = [
        row
        for row in table.filter(pc.is_in(table[GIVEN], pa.array(given))).to_pylist()
        if row["status"] == READ
    ]
    doc_ids = [row[DOC_ID.name] for row in read]
    if read:
        windows = windows_of_documents(path_of(store, EVENTS_TABLE, unit_of(path)), doc_ids)
        record_removed(store, doc_ids=doc_ids, month=unit_of(path).month, windows=windows)
        write_documents(store, [same_text(row) for row in read], run=run)
    for name in TABLES if read else ():
        part = path_of(store, name, unit_of(path))
        if name != DOCUMENTS and part.exists():
            _write_without(part, read_part(part, arrow_schema(name).names), DOC_ID.name, doc_ids)
    _write_without(path, table, GIVEN, given)


def _write_without(path: Path, table: pa.Table, column: str, values: Collection[str]) -> None:
    kept = table.filter(pc.invert(pc.is_in(table[column], pa.array(values))))
    if not kept.num_rows:
        remove_part(path)
    elif kept.num_rows < table.num_rows:
        with part_draft(path, kept):
            pass
