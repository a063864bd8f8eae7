"""RSS and Atom feeds, through feedparser: which articles a publisher names, and when it says they were published."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urljoin

import feedparser

from components.errors import BadDate, InputError
from components.sources.published import published_day

MOST_ENTRIES: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An article that a feed names."""

    url: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    title: str
    articles: tuple[Named, ...]
    """In the order of the feed, each address once."""


def read_feed(data: bytes, *, url: str = "", content_type: str = "") -> Feed:
    """What a feed names. ``url`` is its own address, for links that are relative. Raises InputError where it is no feed."""
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not found.get("version"):
        raise InputError("This is no RSS or Atom feed.", where=url, way_out="Look for the page's link to its feed.")
    named = [_named(entry, url) for entry in found.entries[:MOST_ENTRIES] if entry.get("link")]
    return Feed(title=_line(found.feed.get("title")), articles=tuple({one.url: one for one in reversed(named)}.values())[::-1])


def _named(entry: Mapping[str, str], base: str) -> Named:
    published = None
    with suppress(BadDate):
        published = published_day(entry.get("published", ""))
    return Named(url=urljoin(base, entry["link"].strip()), title=_line(entry.get("title")), published=published)


def _line(words: object) -> str:
    return " ".join(str(words or "").split())
