"""From a request to a reading: an article, its analysis and its tables; all are kept and none is
read twice."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Literal, TypedDict

import pandas as pd
import streamlit as st

from components.core import settings
from components.core.errors import InstallationError
from components.core.records import ENGLISH, Analysis, Article, Span
from components.corrections.applying import NotApplied, corrected
from components.corrections.records import Corrections
from components.llm.reader import model_reader
from components.llm.server import Server
from components.places.adding import state_of_added
from components.reading.analysis import analyse
from components.reading.analysis import sentences as sentences_read
from components.reading.knowledge import Knowledge, load_knowledge
from components.reading.pool import ReadingPool
from components.sources.article.read import parse_day, read_bytes, read_text
from components.sources.opening import open_file
from components.sources.records import article_of
from components.store.in_memory import SmallCorpus
from components.tables import rows

MOST_READINGS = 32
"""Readings kept in memory for all users; a long one takes a few megabytes."""
CARRIED = frozenset({"example", "stored"})
"""Kinds of requests whose whole article the address names."""
HELD = CARRIED | {"kept"}
"""Kinds of requests that need not be stored: their names are enough to read them again."""
OnStep = Callable[[str], object]
_one_at_a_time = Lock()
"""All sessions share the parser of this process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRequest:
    """An article as a person gave it: a bundled example, a pasted text, a file, an address, an
    entry of a feed, an article stored in a corpus (``name`` is its doc_id) or kept in a project."""

    kind: Literal["example", "stored", "kept", "text", "file", "address", "entry"]
    name: str = ""
    text: str = ""
    data: bytes = b""
    published: str = ""
    """As typed; empty if the article itself says it."""
    title: str = ""
    publisher: str = ""
    url: str = ""
    charset: str = ""
    """The character set, if known, of the bytes of a file or page."""


class ArticleMetadata(TypedDict):
    """What a person states about an article."""

    published: date | None
    title: str
    publisher: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One article read, with its tables."""

    name: str
    """The name in an address: the example's, else the start of the article's id."""
    analysis: Analysis
    """With the person's corrections."""
    as_read: Analysis
    """As the program read it."""
    events: pd.DataFrame
    places: pd.DataFrame
    claims: pd.DataFrame
    checks: pd.DataFrame
    rejected: pd.DataFrame
    not_applied: tuple[NotApplied, ...] = ()

    @property
    def article(self) -> Article:
        return self.analysis.article

    def rows_of(self, event_id: str) -> pd.DataFrame:
        """The rows of an event, one for each of its places."""
        return self.events[self.events["event_id"] == event_id]

    @cached_property
    def corpus(self) -> SmallCorpus:
        """Its events, for selections."""
        return SmallCorpus(events=self.events)


def examples() -> dict[str, str]:
    """Names and titles of the bundled articles, by day."""
    about = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(settings.ARTICLES.glob("*.json"))
    }
    return {
        name: about[name]["title"]
        for name in sorted(about, key=lambda name: about[name]["published"])
    }


def article_of_request(request: ArticleRequest, step: OnStep) -> Article:
    """The requested article, in any language, from this machine; raises DatelineError. ``step`` is
    called with what is being done."""
    step("Reading the text")
    if request.kind == "example":
        if request.name not in examples():
            raise InstallationError(
                f"There is no bundled article {request.name!r}.",
                where=str(settings.ARTICLES),
                way_out="Choose one from the list.",
            )
        return article_of(open_file(settings.ARTICLES / f"{request.name}.txt"))
    given = metadata_of(request)
    if request.kind == "stored":
        return read_text(
            request.text, **given, url=request.url, doc_id=request.name, any_language=True
        )
    if request.kind == "text":
        return read_text(request.text, **given, any_language=True, may_be_html=True)
    return read_bytes(
        request.data,
        name=request.name,
        url=request.url,
        charset=request.charset,
        any_language=True,
        **given,
    )


def metadata_of(request: ArticleRequest) -> ArticleMetadata:
    """What the person states; raises BadDate."""
    return ArticleMetadata(
        published=parse_day(request.published) if request.published.strip() else None,
        title=request.title.strip(),
        publisher=request.publisher.strip(),
    )


def knowledge() -> Knowledge:
    """Language model, gazetteer, lexicons and areas, once for all users; loaded again when places
    were added."""
    return _knowledge(state_of_added(settings.home()))


@st.cache_resource(max_entries=1, show_spinner=False)
def _knowledge(added: object) -> Knowledge:
    """It is never freed, so the garbage collector skips it."""
    found = load_knowledge()
    gc.collect()
    gc.freeze()
    return found


def pool() -> ReadingPool:
    """The reading processes, once for all users; started again when places were added."""
    return _pool(state_of_added(settings.home()))


@st.cache_resource(max_entries=1, show_spinner=False, on_release=ReadingPool.close)
def _pool(added: object) -> ReadingPool:
    return ReadingPool(settings.reading_processes(), seconds=settings.read_seconds())


def read(
    request: ArticleRequest, article: Article, step: OnStep, *, model: Server | None = None
) -> Reading:
    """The reading of an article, from memory the second time. ``model`` reads an article that is
    not in English. Raises ModelError."""
    step("Loading the language model and the gazetteer (once after a start, some seconds)")
    pool()
    knowledge()
    step("Finding places, dates, events and who says so")
    found = (
        _reading_of(read_by(model, article, step))
        if model and article.language != ENGLISH
        else _read(_key(article), article)
    )
    step("Drawing the map")
    return replace(found, name=request.name if request.kind in CARRIED else article.short_id)


def read_by(model: Server, article: Article, step: OnStep) -> Analysis:
    """The analysis by the person's language model; known answers are not asked for again. Raises
    ModelError."""

    def tell(line: str) -> None:
        step(f"Asking {model.model}: {line}")

    with _one_at_a_time:
        return analyse(article, replace(knowledge(), model=model_reader(model, report=tell)))


def with_corrections(reading: Reading, corrections: Corrections) -> Reading:
    """The reading with these corrections instead of any that it has."""
    done = corrected(reading.as_read, corrections, knowledge())
    return replace(
        _reading_of(done.analysis),
        name=reading.name,
        as_read=reading.as_read,
        not_applied=done.not_applied,
    )


def sentences(article: Article) -> tuple[Span, ...]:
    """The sentences that are read, in the order of the text."""
    return _sentences(_key(article), article)


@st.cache_data(max_entries=MOST_READINGS, show_spinner=False)
def _sentences(key: str, _article: Article) -> tuple[Span, ...]:
    return pool().ask(sentences_read, _article)


def _key(article: Article) -> str:
    added = state_of_added(settings.home())
    known = (article.id, article.published, article.title, article.publisher, article.url)
    given = (*known, article.source_sha256, added)
    return hashlib.sha256(repr(given).encode()).hexdigest()


@st.cache_resource(max_entries=MOST_READINGS, show_spinner=False)
def _read(key: str, _article: Article) -> Reading:
    return _reading_of(pool().ask(analyse, _article))


def _reading_of(analysis: Analysis) -> Reading:
    return Reading(
        name=analysis.article.short_id,
        analysis=analysis,
        as_read=analysis,
        events=rows.events_table(analysis),
        places=rows.places_table(analysis),
        claims=rows.claims_table(analysis),
        checks=rows.checks_table(analysis),
        rejected=rows.rejected_table(analysis),
    )
