"""How much of what generated documents tell is in a store: the place, the kind and the day of each
one's event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from components.store.units import parts
from tests.generated import Generated, Truth

COLUMNS = ["doc_id", "kind", "first_day", "last_day", "country", "place_start", "place_end"]
Row = Mapping[str, Any]


@dataclass(slots=True)
class Recall:
    """Documents, and in how many of them one row of events has the place, the kind, the day, or all
    three right."""

    documents: int = 0
    place: int = 0
    kind: int = 0
    day: int = 0
    event: int = 0

    def __str__(self) -> str:
        found = (
            f"{name} {getattr(self, name) / self.documents:.3f}"
            for name in ("place", "kind", "day", "event")
        )
        return f"recall of {self.documents:,} generated documents: {', '.join(found)}"


def recall(store: Path, told: Mapping[str, Generated]) -> Recall:
    """Of the documents ``told``, by doc_id, that the store holds."""
    total = Recall()
    for doc_id, rows in _by_document(store):
        if doc_id in told:
            _count(total, rows, told[doc_id])
    total.documents = len(told)
    return total


def _by_document(store: Path) -> Iterator[tuple[str, list[Row]]]:
    """A document's events are all in one part."""
    for path in parts(store, "events"):
        found: dict[str, list[Row]] = {}
        for row in pq.read_table(path, columns=COLUMNS, partitioning=None).to_pylist():
            found.setdefault(row["doc_id"], []).append(row)
        yield from found.items()


def _count(total: Recall, rows: list[Row], told: Generated) -> None:
    marks = [
        (_is_place(row, told), row["kind"] == told.truth.kind, _is_day(row, told.truth))
        for row in rows
    ]
    place, kind, day = (any(column) for column in zip(*marks, strict=True))
    total.place += place
    total.kind += kind
    total.day += day
    total.event += any(all(mark) for mark in marks)


def _is_place(row: Row, told: Generated) -> bool:
    return (
        row["country"] == told.truth.country
        and told.text[row["place_start"] : row["place_end"]] == told.truth.place
    )


def _is_day(row: Row, truth: Truth) -> bool:
    return bool(row["first_day"] == row["last_day"] == truth.day.isoformat())
