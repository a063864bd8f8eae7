"""One article of a corpus on the page of an article, from the text in the store."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.panels import article_page, articles, project_session, view_state
from components.panels.corpus import session
from components.panels.in_page import bring_into_view
from components.panels.reading import ArticleRequest
from components.store import rows
from components.store.database import Store
from components.view.selection import FIRST, View
from components.wording.phrases import row_dicts, value

PARAMETER = "article"
"""The parameter of the address that names the open article."""
FIELDS = ("text", "published", "title", "publisher", "url")


def is_asked() -> bool:
    return bool(st.query_params.get(PARAMETER))


def main(opening: DeltaGenerator) -> None:
    """One run of its page; a name that is not in the store is an example or the person's
    article."""
    name = st.query_params[PARAMETER]
    if not articles.is_known(name) and (
        found := row_dicts(rows.document(session.opened().store, name))
    ):
        given: dict[str, Any] = {field: value(found[0], field) for field in FIELDS}
        if given["text"]:
            articles.register(ArticleRequest(kind="stored", name=name, **given))
    st.button(
        "Back to the corpus",
        key="to_corpus",
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=_back,
    )
    if st.session_state.pop("corpus_article_asked", False):
        bring_into_view(".st-key-to_corpus", turn=1)
    article_page.main(opening)


def button(doc_id: str, event_id: str, *, key: str = "corpus_open") -> None:
    """A button that opens the whole article at the event, if the store has its text."""
    st.button(
        "Open the whole article",
        key=key,
        disabled=not session.answer_of(_has_text, doc_id),
        on_click=partial(_open, doc_id, event_id),
    )


def _has_text(store: Store, doc_id: str) -> bool:
    return any(value(row, "text") for row in row_dicts(rows.document(store, doc_id)))


def _open(doc_id: str, event_id: str) -> None:
    """Go to the head of its page."""
    state = st.session_state
    state.corpus_left, state.corpus_article_asked = view_state.view(), True
    view_state.reload()
    kept = project_session.name_of(doc_id)
    name = kept if articles.is_known(kept) else doc_id
    st.query_params.from_dict({PARAMETER: name, "event": event_id})


def _back() -> None:
    left: View = st.session_state.get("corpus_left", FIRST)
    view_state.reload()
    st.query_params.from_dict(left.to_query())
