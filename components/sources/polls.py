"""Polls a feed into a folder: new articles go to ``articles.jsonl``.

``.polls`` keeps each feed's last body and validators (ETag, Last-Modified), and the addresses
without an article, so that neither is fetched again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from components.core.atomic_files import folder_at, replace_file, writing
from components.core.errors import DatelineError, FetchError, InputError, ReadingFailed
from components.core.faults import reading_of
from components.core.records import Article
from components.sources.article.fetch import ARTICLE, Fetched, FetchRequest
from components.sources.article.read import read_bytes
from components.sources.feeds import Feed, FeedArticle, read_feed
from components.sources.lines import record_of
from components.sources.polite import Polite
from components.sources.records import line_of

ARTICLES: Final = "articles.jsonl"
KEPT: Final = ".polls"
NO_ARTICLES: Final = "no_articles.json"
NOT_MODIFIED: Final = 304
GONE: Final = frozenset({404, 410})
"""Of an article that was there before."""
FEED_TYPES: Final = "application/rss+xml, application/atom+xml, application/xml, text/xml"
VALIDATORS: Final = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}

OnError = Callable[[DatelineError], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """The result for one feed, in numbers of articles."""

    added: int = 0
    known: int = 0
    failed: int = 0
    left: int = 0
    """New ones that are left for the next poll."""


def poll(
    source: str,
    folder: Path,
    *,
    known: set[str],
    polite: Polite,
    most: int,
    on_error: OnError,
    step: Callable[[int, int, int], object] = lambda done, failed, of: None,
    any_language: bool = False,
) -> Poll:
    """Polls a feed, by its address or from a file, and adds at most ``most`` articles.

    ``on_error`` is called with each failure, ``step`` with how many are done, how many of these
    failed, and how many are to be fetched. ``known`` is from ``known_in`` and grows; read it again
    after an OSError. ``any_language``: not only English is read. Raises FetchError, InputError and
    OSError for the feed itself."""
    folder_at(folder / KEPT)
    feed = (
        ask(source, folder / KEPT, polite)
        if "://" in source
        else read_feed(Path(source).read_bytes(), file=source)
    )
    path = folder / KEPT / NO_ARTICLES
    empty = _facts(path) if path.exists() else {}
    new = [named for named in feed.articles if named.url not in known and named.url not in empty]
    fetched, failed = new[:most], 0
    for number, named in enumerate(fetched):
        step(number, failed, len(fetched))
        try:
            with reading_of(named.url):
                came = polite.fetch(named.url)
                article = _article(came, named, publisher=feed.title, any_language=any_language)
                _append(folder, article, link=named.url)
            known.add(named.url)
        except (FetchError, InputError, ReadingFailed) as error:
            failed += 1
            on_error(error)
            if isinstance(error, InputError):
                empty[named.url] = str(error)
                _write(folder / KEPT / NO_ARTICLES, empty)
    return Poll(
        added=len(fetched) - failed,
        failed=failed,
        known=len(feed.articles) - len(new),
        left=len(new) - len(fetched),
    )


def ask(url: str, kept: Path, polite: Polite) -> Feed:
    """The feed now, or its ``kept`` body if unchanged. Raises FetchError, InputError, OSError."""
    body, about = _files(url, kept)
    last = _facts(about) if is_known(url, kept) else {}
    conditions = {
        asks: last[validator] for validator, asks in VALIDATORS.items() if last.get(validator)
    }
    wanted = FetchRequest(
        types=None,
        statuses=frozenset({200, NOT_MODIFIED}),
        headers={"Accept": FEED_TYPES, **conditions},
    )
    came = polite.fetch(url, wanted=wanted)
    if came.status == NOT_MODIFIED:
        return read_feed(
            body.read_bytes(), url=last.get("url", url), content_type=last.get("Content-Type", "")
        )
    return keep(url, came, kept)


def is_known(url: str, kept: Path) -> bool:
    return all(path.exists() for path in _files(url, kept))


def keep(url: str, came: Fetched, kept: Path) -> Feed:
    """The feed; body and validators are kept for the next poll. Raises InputError, OSError."""
    body, about = _files(url, kept)
    feed = read_feed(came.data, url=came.url, content_type=came.headers.get("Content-Type", ""))
    folder_at(kept)
    replace_file(body, came.data)
    headers = {name: came.headers.get(name, "") for name in (*VALIDATORS, "Content-Type")}
    _write(about, {"url": came.url, **headers})
    return feed


def _files(url: str, kept: Path) -> tuple[Path, Path]:
    """Files of the last poll: the body, and its address and headers."""
    name = hashlib.sha256(url.encode()).hexdigest()[:16]
    return kept / f"{name}.feed", kept / f"{name}.json"


def ask_again(
    folder: Path,
    *,
    since: date,
    gone: Collection[str],
    polite: Polite,
    on_error: OnError,
    any_language: bool = False,
) -> frozenset[str]:
    """Fetches articles since ``since`` again and adds changed ones; returns the ``url`` of those
    that are no longer there. Those in ``gone`` are not fetched."""
    path = folder / ARTICLES
    lines = path.read_bytes().splitlines() if path.exists() else []
    latest = {
        record["link"]: record for record in (record_of(one, where=str(path)) for one in lines)
    }
    wanted = replace(ARTICLE, statuses=ARTICLE.statuses | GONE)
    missing: set[str] = set()
    for link, record in latest.items():
        if record["url"] in gone or str(record["published"] or "") < since.isoformat():
            continue
        try:
            with reading_of(link):
                came = polite.fetch(link, wanted=wanted)
                if came.status in GONE:
                    missing.add(str(record["url"]))
                    continue
                day = date.fromisoformat(record["published"])
                named = FeedArticle(url=link, title=record["title"], published=day)
                publisher = record["publisher"]
                article = _article(came, named, publisher=publisher, any_language=any_language)
                if article.text != record["text"]:
                    _append(folder, article, link=link)
        except (FetchError, InputError, ReadingFailed) as error:
            on_error(error)
    return frozenset(missing)


def _article(came: Fetched, named: FeedArticle, *, publisher: str, any_language: bool) -> Article:
    found = read_bytes(
        came.data,
        url=came.url,
        charset=came.charset,
        published=named.published,
        any_language=any_language,
    )
    return as_named(found, title=named.title, publisher=publisher)


def _append(folder: Path, article: Article, *, link: str) -> None:
    """``link`` is the address as the feed has it, ``url`` where it led."""
    record = {"url": article.url or link, "link": link}
    line = json.dumps(record | line_of(article) | record, ensure_ascii=False)
    path = folder / ARTICLES
    with writing(path), path.open("a", encoding="utf-8", newline="") as lines:
        lines.write(f"{line}\n")


def as_named(article: Article, *, title: str, publisher: str) -> Article:
    """With the feed's title where it has none, and the feed's name where the page names only its
    host as publisher."""
    named = (
        publisher
        if publisher and (urlsplit(article.url).hostname or "").endswith(article.publisher)
        else article.publisher
    )
    return replace(article, title=article.title or title, publisher=named)


def known_in(folder: Path) -> set[str]:
    """Addresses of the articles there; an incomplete last line is removed. Raises BadRecord."""
    path, found, whole = folder / ARTICLES, set[str](), 0
    if not path.exists():
        return found
    with path.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                whole += len(line)
                found.add(str(record_of(line, where=str(path)).get("link", "")))
    if whole < path.stat().st_size:
        with path.open("r+b") as lines:
            lines.truncate(whole)
    return found


def _facts(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _write(path: Path, facts: dict[str, str]) -> None:
    replace_file(path, json.dumps(facts, ensure_ascii=False, indent=1))
