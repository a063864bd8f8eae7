"""RSS and Atom through feedparser: which articles a publisher lists, with their days."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

import feedparser

from components.core.errors import BadDate, InputError
from components.sources.fields import published_day

MOST_ENTRIES: Final = 10_000
TYPES: Final = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml".split()
)
"""Media types of feeds; some servers call them web pages."""
ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|html)\b", re.IGNORECASE)
ROOT_WITHIN_BYTES: Final = 4096
MOST_HEAD_BYTES: Final = 200_000
FEED_LINKS: Final = frozenset({"application/rss+xml", "application/atom+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedArticle:
    url: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    title: str
    articles: tuple[FeedArticle, ...]
    """In the order of the feed, each address once."""


def is_feed(data: bytes) -> bool:
    """Whether the first element in ``data`` is that of RSS or Atom."""
    found = ROOT.search(data[:ROOT_WITHIN_BYTES])
    return found is not None and found[1].lower() != b"html"


def linked_feed(data: bytes, *, url: str) -> str:
    """The address of the feed that the head of a web page names first; empty for none."""
    page = _Links()
    page.feed(data[:MOST_HEAD_BYTES].decode("utf-8", "replace"))
    for link in page.feeds:
        with suppress(ValueError):
            return urljoin(url, link)
    return ""


class _Links(HTMLParser):
    """``<link rel="alternate" type="application/rss+xml" href="…">`` of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.feeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").strip() for name, value in attrs}
        is_link = tag == "link" and "alternate" in said.get("rel", "").lower().split()
        if is_link and said.get("type", "").lower() in FEED_LINKS and said.get("href"):
            self.feeds.append(said["href"])


def read_feed(data: bytes, *, url: str = "", content_type: str = "", file: str = "") -> Feed:
    """What a feed lists; ``url`` is its own, for relative links. Raises InputError."""
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    found, why = feedparser.FeedParserDict(), ""
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except (LookupError, AttributeError, TypeError, ValueError) as error:
        why = f" ({type(error).__name__}: {error})"  # the library's own, over broken markup
    if not found.get("version"):
        raise InputError(
            f"This is no RSS or Atom feed{why}.",
            where=url or file,
            way_out="Look for the page's link to its feed.",
        )
    named = [_named(entry, url) for entry in found.entries[:MOST_ENTRIES] if entry.get("link")]
    return Feed(
        title=_line(found.feed.get("title")),
        articles=tuple({one.url: one for one in reversed(named)}.values())[::-1],
    )


def _named(entry: Mapping[str, str], base: str) -> FeedArticle:
    published = None
    with suppress(BadDate):
        published = published_day(entry.get("published", ""))
    return FeedArticle(
        url=urljoin(base, entry["link"].strip()),
        title=_line(entry.get("title")),
        published=published,
    )


def _line(words: object) -> str:
    return " ".join(str(words or "").split())
