"""Documents for a corpus, and what a store holds whatever parts it is in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from components.sources.records import RawArticle
from components.store.schema import TABLES, WHOLE
from components.store.units import parts
from tests.generated import Generated, generated

Contents = dict[str, list[tuple[object, ...]]]


def given(one: Generated) -> RawArticle:
    return RawArticle(
        where=one.doc_id,
        name="record.txt",
        content=one.text.encode(),
        published=one.published,
        title=one.title,
        publisher=one.publisher,
        url=f"https://example.org/{one.doc_id}",
        doc_id=one.doc_id,
    )


def documents(count: int, *, seed: int = 0) -> Iterator[RawArticle]:
    return map(given, generated(count, seed=seed))


def contents(store: Path) -> Contents:
    """The rows of each table, sorted."""
    files = {
        table: [*parts(store, table), *(store / table).glob("*.parquet")]
        for table in (*TABLES, *WHOLE)
    }
    return {
        table: sorted((row for path in paths for row in _rows(path)), key=repr)
        for table, paths in files.items()
    }


def _rows(path: Path) -> Iterator[tuple[object, ...]]:
    table = pq.read_table(path, partitioning=None)
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
