"""A stream of documents into batches of one month each, as far as their days are known, so that a part holds many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from components.corpus.reading import Item, month_of
from components.sources.records import Given

Batch = tuple[Item, ...]
MOST_DOCUMENTS = 200
"""In a batch: some ten seconds of work, which is what is lost with a process that ends."""
MOST_BYTES = 1_000_000
"""In a batch, unless one document has more, so that memory does not grow with the documents' length."""
MOST_WAITING_DOCUMENTS = 4_000
MOST_WAITING_BYTES = 32_000_000
"""In all batches that are being filled; the fullest goes first where they hold more."""


@dataclass(slots=True)
class _Filling:
    items: list[Item] = field(default_factory=list)
    bytes: int = 0


def batches(items: Iterable[Item], *, most_documents: int = MOST_DOCUMENTS) -> Iterator[Batch]:
    """All items, each once; a bounded number of them is held at any time."""
    waiting: dict[str, _Filling] = {}
    for item in items:
        month, size = _month(item), _bytes(item)
        own = waiting.setdefault(month, _Filling())
        if own.items and own.bytes + size > MOST_BYTES:
            yield _taken(waiting, month)
            own = waiting.setdefault(month, _Filling())
        own.items.append(item)
        own.bytes += size
        if len(own.items) >= most_documents:
            yield _taken(waiting, month)
        elif _is_full(waiting):
            yield _taken(waiting, max(waiting, key=lambda name: len(waiting[name].items)))
    for month in sorted(waiting):
        yield _taken(waiting, month)


def _month(item: Item) -> str:
    return month_of(item.published if isinstance(item, Given) else None)


def _bytes(item: Item) -> int:
    return len(item.content) if isinstance(item, Given) else 0


def _taken(waiting: dict[str, _Filling], month: str) -> Batch:
    return tuple(waiting.pop(month).items)


def _is_full(waiting: dict[str, _Filling]) -> bool:
    held = waiting.values()
    return sum(len(one.items) for one in held) > MOST_WAITING_DOCUMENTS or sum(one.bytes for one in held) > MOST_WAITING_BYTES
