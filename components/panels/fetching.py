"""What a person gives by its address: fetched only when asked for, and once; a feed is told from an
article."""

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
"""Of the person's home, for the last polls of feeds whose addresses were given on the page."""
FETCHED: Final = frozenset({"address", "entry"})
"""Kinds of article that are fetched."""
WANTED: Final = replace(ARTICLE, types=(ARTICLE.types or frozenset()) | TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """A feed whose entries a person may choose from."""

    url: str
    feed: Feed
    opens: bool = False
    """Whether the first that is chosen takes the place of the open article."""


@dataclass(slots=True, kw_only=True)
class FetchState:
    """What a session fetches with, and the feed that is listed."""

    polite_of: Callable[[], Polite]
    polite: Polite | None = None
    """One for all entries of a feed, so that the pauses between requests hold."""
    listing: ListedFeed | None = None
    listings: int = 0
    """How many feeds were listed so far."""


def begin(polite: Callable[[], Polite]) -> None:
    """Who fetches, in each run."""
    st.session_state.setdefault("fetching", FetchState(polite_of=polite)).polite_of = polite


def state() -> FetchState:
    """That of this session."""
    found: FetchState = st.session_state.fetching
    return found


def list_feed(listing: ListedFeed, *, opens: bool) -> None:
    """Have the entries listed, with choices of their own."""
    state().listing, state().listings = replace(listing, opens=opens), state().listings + 1


def article_or_feed(
    request: ArticleRequest, step: OnStep
) -> tuple[ArticleRequest, Article] | ListedFeed:
    """The article asked for, in any language, with what is to be asked again for it, or the feed
    that its address is of. Raises DatelineError."""
    if request.kind not in FETCHED:
        return request, article_of_request(request, step)
    came = _fetched(request, step)
    if isinstance(came, ListedFeed):
        return came
    step("Reading the page")
    return came, _article(came)


def _fetched(request: ArticleRequest, step: OnStep) -> ArticleRequest | ListedFeed:
    """What stands at the address of a request, with its bytes, or the feed that it is of; fetched
    before, it is as it was.

    An entry of a feed is fetched as the ``feed`` command does, after the site's rules. Raises
    FetchError and InputError.
    """
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
    """The article in a page that was fetched. Raises InputError, which names the feed that a page
    without an article links."""
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
    # The day that a feed gives wins; its title and publisher hold where the page has none.
    return (
        as_named(article, title=request.title, publisher=request.publisher) if is_entry else article
    )


def _with(request: ArticleRequest, came: Fetched) -> ArticleRequest:
    return replace(request, data=came.data, url=came.url, charset=came.charset)


def _polite(*, anew: bool = False) -> Polite:
    """The one of this session; ``anew`` with each address that is given."""
    own = state()
    if anew or own.polite is None:
        own.polite = own.polite_of()
    return own.polite
