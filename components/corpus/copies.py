"""Which documents of a store are copies of one text: those of one month are held against each other and against those of the
month before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.corpus.folder import part_draft, parts, unit_of
from components.corpus.origins import Origins, Signature, read_signature
from components.corpus.schema import COPIES_TABLE, DOC_ID, DOCUMENTS, UNKNOWN_MONTH, arrow_schema

Signed = list[tuple[str, Signature]]


def find_copies(store: Path, *, tell: Callable[[int, int], object] = lambda done, of: None) -> None:
    """Makes the table of copies, whole or not at all; ``tell`` hears how many months are done, of how many. Raises OSError."""
    origin_of = origins_of(store, tell)
    ids = sorted(origin_of)
    rows = pa.table({"doc_id": ids, "origin_id": [origin_of[doc_id] for doc_id in ids]}, schema=arrow_schema(COPIES_TABLE))
    with part_draft(store / COPIES_TABLE / "copies.parquet", rows):
        pass


def origins_of(store: Path, tell: Callable[[int, int], object]) -> Mapping[str, str]:
    """The documents that have copies, the first too, to the smallest id among them."""
    origin_of: dict[str, str] = {}

    def first(doc_id: str) -> str:
        while origin_of.get(doc_id, doc_id) != doc_id:
            doc_id = origin_of[doc_id]
        return doc_id

    for own in _alike(store, tell):
        for doc_id, origin in own.items():
            low, high = sorted((first(doc_id), first(origin)))
            origin_of[high] = origin_of[low] = low
    return {doc_id: first(doc_id) for doc_id in origin_of}


def _alike(store: Path, tell: Callable[[int, int], object]) -> Iterator[Mapping[str, str]]:
    """Of each month that has documents, those that have copies in it or the month before to the first of them."""
    by_month: dict[str, list[Path]] = {}
    for path in parts(store, DOCUMENTS):
        by_month.setdefault(unit_of(path).month, []).append(path)
    by_month.pop(UNKNOWN_MONTH, None)
    held: tuple[str, Signed] = ("", [])
    for done, (month, paths) in enumerate(sorted(by_month.items())):
        tell(done, len(by_month))
        before, held = held if held[0] == month_before(month) else ("", []), (month, signed(paths))
        yield copies_among(before[1] + held[1])


def copies_among(documents: Signed) -> Mapping[str, str]:
    """Those of the documents, given in a fixed order, that have copies to the smallest id among these."""
    found = Origins()
    for doc_id, signature in documents:
        found.add(doc_id, signature)
    origin_of = found.origins()
    copied = {origin for doc_id, origin in origin_of.items() if doc_id != origin}
    return {doc_id: origin for doc_id, origin in origin_of.items() if origin in copied}


def month_before(month: str) -> str:
    """"2021-12" of "2022-01"."""
    return str(pd.Period(month, freq="M") - 1)


def signed(paths: list[Path]) -> Signed:
    """The signatures of the documents that were read, by id."""
    tables = [pq.read_table(path, columns=[DOC_ID.name, "signature"], partitioning=None) for path in paths]
    held = pa.concat_tables(tables).filter(pc.field("signature").is_valid()).sort_by(DOC_ID.name)
    return [(doc_id, read_signature(written)) for doc_id, written in
            zip(*(column.to_pylist() for column in held.columns), strict=True)]
