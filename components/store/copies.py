"""Which documents of a store are copies of one text: those of a month are compared with each other
and with those of the month before.

The result of a month is kept in the store, so that only months in which documents were added or
removed, and the month after each, are searched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from components.core.unions import Unions
from components.store.folder import require_run
from components.store.integrity import read_part
from components.store.link_state import StoreChanges
from components.store.origins import MinHashSignature, copies_among, read_signature
from components.store.parallel import ParallelMap, Report, each
from components.store.schema import (
    COPIES_TABLE,
    DOC_ID,
    DOCUMENTS,
    SETTLED,
    UNKNOWN_MONTH,
    arrow_schema,
)
from components.store.units import part_draft, parts, unit_of

Signed = list[tuple[str, MinHashSignature]]
ByMonth = Mapping[str, list[Path]]


def find_copies(
    store: Path, news: StoreChanges, *, run: str, share: ParallelMap, report: Report
) -> None:
    """Write the table of copies, completely or not at all. Raises RunError where another run has
    begun, and OSError."""
    by_month: dict[str, list[Path]] = {}
    for path in parts(store, DOCUMENTS):
        by_month.setdefault(unit_of(path).month, []).append(path)
    months = (
        by_month
        if news.is_all
        else {one for month in news.months - {UNKNOWN_MONTH} for one in (month, moved(month, 1))}
    )
    each(
        share,
        partial(_find_in, store=store, run=run, by_month=by_month),
        sorted({*months} - {UNKNOWN_MONTH}),
        report=report,
    )
    paths = sorted(_folder(store).glob("*.parquet"))
    found = [_read(path) for path in paths if path.stem in by_month]
    with part_draft(store / COPIES_TABLE / "copies.parquet", _table(joined(found))):
        require_run(store, run)


def _find_in(month: str, *, store: Path, run: str, by_month: ByMonth) -> None:
    """Write which documents of a month and of the month before are copies of one another; none
    where the month has no documents."""
    path = _folder(store) / f"{month}.parquet"
    own = by_month.get(month, [])
    found = copies_among(signed(by_month.get(moved(month, -1), [])) + signed(own)) if own else {}
    with part_draft(path, _table(found)):
        require_run(store, run)


def _folder(store: Path) -> Path:
    return store / SETTLED / "copies"


def _table(origin_of: Mapping[str, str]) -> pa.Table:
    ids = sorted(origin_of)
    return pa.table(
        {"doc_id": ids, "origin_id": [origin_of[doc_id] for doc_id in ids]},
        schema=arrow_schema(COPIES_TABLE),
    )


def _read(path: Path) -> Mapping[str, str]:
    rows = read_part(path, arrow_schema(COPIES_TABLE).names)
    return dict(zip(*(column.to_pylist() for column in rows.columns), strict=True))


def joined(found: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """The copies of several months together: each document with the smallest id among all its
    copies, also indirect ones."""
    unions, doc_ids = Unions[str](), set[str]()
    for own in found:
        doc_ids.update(own)
        for doc_id, origin in own.items():
            unions.join(doc_id, origin)
    return {doc_id: unions.first(doc_id) for doc_id in sorted(doc_ids)}


def moved(month: str, months: int) -> str:
    """ "2021-12" for "2022-01" and -1."""
    return str(pd.Period(month, freq="M") + months)


def signed(paths: Iterable[Path]) -> Signed:
    """The signatures of the documents that were read, by id."""
    tables = [read_part(path, [DOC_ID.name, "signature"]) for path in paths]
    if not tables:
        return []
    rows = pa.concat_tables(tables).filter(pc.field("signature").is_valid()).sort_by(DOC_ID.name)
    return [
        (doc_id, read_signature(written))
        for doc_id, written in zip(*(column.to_pylist() for column in rows.columns), strict=True)
    ]
