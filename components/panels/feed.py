"""A feed on the page: its entries are listed, and only chosen ones are fetched."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.core.errors import InputError
from components.core.safe_html import element
from components.panels import articles, fetching
from components.panels.articles import MOST_ARTICLES
from components.panels.elements import label
from components.panels.fetching import ListedFeed
from components.panels.reading import ArticleRequest
from components.sources.feeds import FeedArticle
from components.wording.phrases import counted
from components.wording.provenance import full_day

MOST_LISTED: Final = 60
"""Most entries of a list; a feed of news has 10 to 50."""
LIST_PX: Final = 320
MOST_TITLE: Final = 160


def feed_panel() -> None:
    """The list, if a given address was that of a feed."""
    listing = fetching.state().listing
    if listing is None:
        return
    known, here = articles.session_articles().known, articles.readings()
    there = {one.article.url for one in here}
    there |= {known[one.name].name for one in here if one.name in known}
    # The article that is opened replaces the open one.
    room = min(MOST_ARTICLES, articles.room() + listing.opens)
    count, shown = len(listing.feed.articles), len(_entries(listing))
    first = f", of which the first {shown} are listed" if shown < count else ""
    head = element("strong", f"{listing.feed.title[:MOST_TITLE] or listing.url} is a feed. ")
    words = (
        f"It names {counted(count, 'article')}{first}. Choose up to {room}. Nothing is fetched "
        "before you press the button; then one after the other, two seconds apart, as the site's "
        "robots.txt allows."
    )
    st.html(element("div", head, words, role="status", class_="dl-note"))
    with st.form("feed", border=False):
        with st.container(height=LIST_PX):
            for number, named in enumerate(_entries(listing)):
                st.checkbox(
                    _label(named, is_there=named.url in there),
                    key=_key(number),
                    disabled=named.url in there,
                )
        st.form_submit_button(
            "Fetch the chosen articles",
            type="primary",
            on_click=_fetch,
            args=(listing, room),
            width="stretch",
        )
    st.button("Close the list", key="close_feed", on_click=_close)


def _entries(listing: ListedFeed) -> tuple[FeedArticle, ...]:
    return listing.feed.articles[:MOST_LISTED]


def _label(named: FeedArticle, *, is_there: bool) -> str:
    day = full_day(named.published) if named.published else "no day given"
    title = named.title if len(named.title) <= MOST_TITLE else f"{named.title[:MOST_TITLE]}…"
    return f"{label(title or named.url)} · {day}{' · on the page' if is_there else ''}"


def _key(number: int) -> str:
    return f"feed_{fetching.state().listings}_{number}"


def _fetch(listing: ListedFeed, room: int) -> None:
    state = st.session_state
    chosen = [
        ArticleRequest(
            kind="entry",
            name=named.url,
            published=named.published.isoformat() if named.published else "",
            title=named.title,
            publisher=listing.feed.title,
        )
        for number, named in enumerate(_entries(listing))
        if state.get(_key(number))
    ]
    if not 0 < len(chosen) <= room:
        articles.session_articles().errors = [
            InputError(
                f"{len(chosen)} are chosen, and the page has room for {room}.",
                where=listing.feed.title,
                way_out="Choose fewer, or remove an article." if chosen else "Choose at least one.",
            )
        ]
        return
    _close()
    if listing.opens:
        articles.ask(chosen.pop(0))
    articles.add(chosen)


def _close() -> None:
    fetching.state().listing = None
