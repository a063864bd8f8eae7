"""The article as it was given, and places in its text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

SHORT_CHARACTERS = 12
ENGLISH = "en"
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of characters of ``Article.text``."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A stretch that is not read, with the reason (boilerplate, caption, link line...)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as given.

    ``text`` is decoded, with CRLF as LF and no byte order mark. ``published`` is None with
    ``published_reason``; ``headlines`` are spans of title and section lines."""

    id: str
    """sha256 of the text, hexadecimal, or the id that a JSONL document came with."""
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    published_reason: str = ""
    language: str = ENGLISH
    """ISO 639-1; another than English is read by a language model of the person's own alone."""
    headlines: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    source_sha256: str = ""
    """Of the bytes that it was read from, hexadecimal; empty where the text was pasted."""

    @property
    def short_id(self) -> str:
        """What ids of its events begin with, twelve characters at most."""
        if len(self.id) <= SHORT_CHARACTERS or SHA256.fullmatch(self.id):
            return self.id[:SHORT_CHARACTERS]
        return hashlib.sha256(self.id.encode()).hexdigest()[:SHORT_CHARACTERS]
