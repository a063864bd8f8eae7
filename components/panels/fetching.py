"""Fetches what a person gives by address, once and only on request; recognises feeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from components.core import settings
from components.core.errors import AddressRefused, NotAnArticle
from components.core.records import Article
from components.panels.reading import ArticleRequest, OnStep, article_of_request, metadata_of
from components.sources.article.fetch import ARTICLE, PASTE, Fetched
from components.sources.article.read import read_bytes
from components.sources.feeds import TYPES, Feed, is_feed, linked_feed
from components.sources.polite import Polite
from components.sources.polls import as_named, ask, is_known, keep

FOLDER: Final = "feeds"
"""The folder, in the person's home, of the last polls of feeds given on the page."""
FETCHED: Final = frozenset({"address", "entry"})
"""Kinds of requests that are fetched."""
WANTED: Final = replace(ARTICLE, types=(ARTICLE.types or frozenset()) | TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """A feed whose entries can be chosen."""

    url: str
    feed: Feed
    opens: bool = False
    """Whether the first chosen entry replaces the open article."""


@dataclass(slots=True, kw_only=True)
class FetchState:
    """The HTTP client of a session, and the feed that is listed."""

    polite_of: Callable[[], Polite]
    polite: Polite | None = None
    """One client for all entries of a feed, so that it keeps the pauses between requests."""
    listing: ListedFeed | None = None
    listings: int = 0
    """How many feeds were listed in this session."""


def begin(polite: Callable[[], Polite]) -> None:
    """Set what makes the HTTP client, in each run."""
    st.session_state.setdefault("fetching", FetchState(polite_of=polite)).polite_of = polite


def state() -> FetchState:
    """The state of this session."""
    found: FetchState = st.session_state.fetching
    return found


def list_feed(listing: ListedFeed, *, opens: bool) -> None:
    """List the entries of a feed, with choices of their own."""
    state().listing, state().listings = replace(listing, opens=opens), state().listings + 1


def article_or_feed(
    request: ArticleRequest, step: OnStep
) -> tuple[ArticleRequest, Article] | ListedFeed:
    """The requested article, in any language, with a request that reads the same again without
    fetching; or the feed at its address. Raises DatelineError."""
    if request.kind not in FETCHED:
        return request, article_of_request(request, step)
    came = _fetched(request, step)
    if isinstance(came, ListedFeed):
        return came
    step("Reading the page")
    return came, _article(came)


def _fetched(request: ArticleRequest, step: OnStep) -> ArticleRequest | ListedFeed:
    """The request with the bytes at its address, or the feed there; what was fetched before is used
    again.

    An entry of a feed is fetched as by the ``feed`` command, by the site's rules. Raises FetchError
    and InputError."""
    if request.data:
        return request
    if settings.is_public():
        raise AddressRefused("This server fetches no pages.", where=request.name, way_out=PASTE)
    step("Fetching the page")
    if request.kind == "entry":
        return _with(request, _polite().fetch(request.name))
    address, polls, polite = request.name.strip(), settings.home() / FOLDER, _polite(anew=True)
    if is_known(address, polls):
        return ListedFeed(url=address, feed=ask(address, polls, polite))
    came = polite.fetch_named(address, WANTED)
    return (
        ListedFeed(url=address, feed=keep(address, came, polls))
        if is_feed(came.data)
        else _with(request, came)
    )


def _article(request: ArticleRequest) -> Article:
    """The article in a fetched page. Raises InputError, which names a feed that a page without an
    article links to."""
    given = metadata_of(request)
    is_entry = request.kind == "entry"
    try:
        article = read_bytes(
            request.data,
            url=request.url,
            charset=request.charset,
            any_language=True,
            published=given["published"],
            title="" if is_entry else given["title"],
            publisher="" if is_entry else given["publisher"],
        )
    except NotAnArticle as error:
        if feed := linked_feed(request.data, url=request.url):
            way_out = f"Give the address of an article, or of the feed that the page links: {feed}"
            raise NotAnArticle(error.what, where=request.url, way_out=way_out) from error
        raise
    # The day of the feed wins; its title and publisher count if the page has none.
    return (
        as_named(article, title=request.title, publisher=request.publisher) if is_entry else article
    )


def _with(request: ArticleRequest, came: Fetched) -> ArticleRequest:
    return replace(request, data=came.data, url=came.url, charset=came.charset)


def _polite(*, anew: bool = False) -> Polite:
    """The client of this session; ``anew`` for each new address."""
    own = state()
    if anew or own.polite is None:
        own.polite = own.polite_of()
    return own.polite
