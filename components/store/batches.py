"""A stream of documents into batches of one month each, as far as their days are known, so that a
part holds many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from components.sources.records import Given
from components.store.reading import Item, month_of

Batch = tuple[Item, ...]
MOST_DOCUMENTS = 200
"""In a batch: some ten seconds of work, which is what is lost with a process that ends."""
MOST_BYTES = 1_000_000
"""In a batch, unless one document has more, so that memory does not grow with the documents'
length."""
MOST_WAITING_DOCUMENTS = 4_000
MOST_WAITING_BYTES = 32_000_000
"""In all batches that are being filled; the fullest goes first where they hold more."""


@dataclass(slots=True)
class _Filling:
    items: list[Item] = field(default_factory=list)
    bytes: int = 0


@dataclass(slots=True)
class _Waiting:
    """Batches that are being filled, by month, and what all of them hold."""

    months: dict[str, _Filling] = field(default_factory=dict)
    documents: int = 0
    bytes: int = 0

    def add(self, month: str, item: Item) -> _Filling:
        own, size = self.months.setdefault(month, _Filling()), _bytes(item)
        own.items.append(item)
        own.bytes += size
        self.documents += 1
        self.bytes += size
        return own

    def take(self, month: str) -> Batch:
        own = self.months.pop(month)
        self.documents -= len(own.items)
        self.bytes -= own.bytes
        return tuple(own.items)

    def is_full(self) -> bool:
        return self.documents > MOST_WAITING_DOCUMENTS or self.bytes > MOST_WAITING_BYTES

    def fullest(self) -> str:
        return max(self.months, key=lambda name: len(self.months[name].items))


def batches(items: Iterable[Item], *, most_documents: int = MOST_DOCUMENTS) -> Iterator[Batch]:
    """All items, each once; a bounded number of them is held at any time."""
    waiting = _Waiting()
    for item in items:
        month = month_of(item.published if isinstance(item, Given) else None)
        if month in waiting.months and waiting.months[month].bytes + _bytes(item) > MOST_BYTES:
            yield waiting.take(month)
        if len(waiting.add(month, item).items) >= most_documents:
            yield waiting.take(month)
        elif waiting.is_full():
            yield waiting.take(waiting.fullest())
    for month in sorted(waiting.months):
        yield waiting.take(month)


def _bytes(item: Item) -> int:
    return len(item.content) if isinstance(item, Given) else 0
