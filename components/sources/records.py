"""An article as its source has it, before it is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from components.core import settings
from components.core.errors import TooLarge
from components.core.records import Article
from components.sources.article.read import read_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """Bytes, and what the source says, which goes before what the bytes say."""

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
    """Empty where the source names none; then it is the sha256 of the text."""
    charset: str = ""
    """The encoding that a server declared."""
    taken_bytes: int = field(default=0, compare=False)
    """Bytes of its source on the disk that were read for it (``meter``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedEntry:
    """An entry of a source that holds no article; ``error`` says what, where and the way out."""

    where: str
    error: str
    taken_bytes: int = field(default=0, compare=False)


def too_large(where: str, *, way_out: str) -> TooLarge:
    """The error of an entry with more bytes than an article may have."""
    return TooLarge(
        f"It has more than {settings.MAX_UPLOAD_BYTES / 1e6:,.0f} MB.", where=where, way_out=way_out
    )


def article_of(given: RawArticle, *, any_language: bool = False) -> Article:
    """The article. Raises InputError, without ``any_language`` also for other languages."""
    article = read_bytes(
        given.content,
        name=given.name,
        published=given.published,
        title=given.title,
        publisher=given.publisher,
        url=given.url,
        doc_id=given.doc_id,
        charset=given.charset,
        any_language=any_language,
    )
    return replace(article, source_sha256=hashlib.sha256(given.content).hexdigest())


def line_of(article: Article) -> dict[str, str | None]:
    """The article as a record of JSON lines, which ``corpus`` and the page read again."""
    return {
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
    }
