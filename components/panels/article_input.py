"""The fields for an article: pasted, as a file, by address, or a bundled example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from components.core import settings
from components.core.errors import EmptyInput
from components.panels import article_files
from components.panels.reading import ArticleRequest, examples
from components.sources.article.formats import ENDINGS
from components.sources.article.read import parse_published

SOURCES: Mapping[str, str] = {
    "text": "Paste",
    "file": "File",
    "address": "Address",
    "example": "Example",
}
FIELDS = ("text", "address", "day", "title", "publisher")
ADDRESS_HELP = (
    "Of an article, or of a feed (RSS, Atom) to choose from. Fetched only when you "
    "press the button."
)
HOST_FIRST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)")
"""An address without https, as people write it."""
DAY_HELP = (
    "YYYY-MM-DD. Words like “on Monday” are worked out from it. For a web page you can leave it "
    "empty: the page often says it."
)


def source_choice(prefix: str, kinds: Iterable[str]) -> str:
    """The source of the article, one of ``kinds``; no address on a public server. ``prefix``
    separates the fields of two forms."""
    offered = [kind for kind in kinds if kind != "address" or not settings.is_public()]
    return st.segmented_control(
        "Where the article is",
        offered,
        key=f"{prefix}_source",
        format_func=SOURCES.__getitem__,
        default=offered[0],
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )


def fields(prefix: str, kind: str, *, many: bool = False) -> None:
    """The fields for one source; ``many`` allows more than one file."""
    if kind == "example":
        titles = examples()
        st.selectbox(
            "Example",
            list(titles),
            key=f"{prefix}_example",
            format_func=lambda name: titles[name],
            index=None,
            placeholder="Choose an example",
        )
        return
    if kind == "text":
        st.text_area(
            "Text",
            key=f"{prefix}_text",
            height=120,
            placeholder="Paste the article's text",
            persist_state="session",
        )
    elif kind == "file":
        st.file_uploader(
            "Articles" if many else "Article",
            key=f"{prefix}_file",
            type=[*ENDINGS, *article_files.ENDINGS],
            accept_multiple_files=many,
            help=article_files.HELP,
        )
    else:
        st.text_input(
            "Address",
            key=f"{prefix}_address",
            placeholder="https://",
            persist_state="session",
            help=ADDRESS_HELP,
        )
    st.text_input(
        "Day of publication",
        key=f"{prefix}_day",
        placeholder="YYYY-MM-DD",
        help=DAY_HELP,
        persist_state="session",
    )
    left, right = st.columns(2, gap="small")
    left.text_input("Title", key=f"{prefix}_title", placeholder="Optional", persist_state="session")
    right.text_input(
        "Publisher", key=f"{prefix}_publisher", placeholder="Optional", persist_state="session"
    )


def clear(prefix: str) -> None:
    """Empty the fields before they are drawn, so that the next article does not get them."""
    st.session_state.update({f"{prefix}_{name}": "" for name in FIELDS})


def submitted(prefix: str) -> tuple[ArticleRequest, ...]:
    """The articles in the fields: one, or one for each file. Raises EmptyInput if nothing is given,
    BadDate for a day that is wrong or in the future."""
    state = st.session_state
    kind = state[f"{prefix}_source"]
    if kind == "example":
        name = state.get(f"{prefix}_example") or ""
        _require(name, "No example is chosen.", "Choose one.")
        return (ArticleRequest(kind="example", name=name),)
    about = {
        name: state.get(f"{prefix}_{key}", "")
        for name, key in (("published", "day"), ("title", "title"), ("publisher", "publisher"))
    }
    if about["published"].strip():
        parse_published(about["published"], today=date.today())
    if kind == "file":
        chosen = state.get(f"{prefix}_file") or []
        _require(chosen, "No file is chosen.", "Choose one, or paste the article’s text.")
        files = chosen if isinstance(chosen, list) else [chosen]
        return tuple(
            ArticleRequest(kind="file", name=file.name, data=file.getvalue(), **about)
            for file in files
        )
    if kind == "address":
        address = str(state.get(f"{prefix}_address", "")).strip()
        _require(
            address, "No address is given.", "Give that of an article or a feed, or paste the text."
        )
        return (
            ArticleRequest(
                kind="address",
                name=f"https://{address}" if HOST_FIRST.match(address) else address,
                **about,
            ),
        )
    return (ArticleRequest(kind="text", text=state.get(f"{prefix}_text", ""), **about),)


def _require(given: object, what: str, way_out: str) -> None:
    if not given:
        raise EmptyInput(what, way_out=way_out)
