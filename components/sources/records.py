"""One article as its source gave it, before it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Bytes and what the source says beside them; what it says wins over what the bytes say of themselves."""

    where: str
    """For messages: "archive.zip, a/b.txt", "rows.csv, row 14"."""
    name: str
    """A file's name; its ending says how the bytes are read."""
    content: bytes
    published: date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""
    doc_id: str = ""
    """Empty where the source names none; the sha256 of the text stands for it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGiven:
    """An entry of a source that holds no article; ``error`` says what, where and the way out."""

    where: str
    error: str


Source = Callable[[], Iterator[Given | NotGiven]]
"""Opens a source anew each time; a stream, so that its size never matters."""
