"""The card of one event of a corpus, and what other articles tell of the same."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.cards.told import source, stored_card
from components.corpus import rows as stored
from components.corpus.selection import CorpusView
from components.corpus.store import Store
from components.panels.corpus import article, session
from components.panels.words import counted
from components.phrases import row_dicts, sentence_of, value
from components.safe_html import element, join

GONE = "The corpus has no event of that name; it may have been read anew."


def card_panel(view: CorpusView) -> bool:
    """Draw the card of the chosen event; whether there is one."""
    if not view.event:
        return False
    rows, claims = session.known(_told, view.doc, view.event)
    if rows.empty:
        st.html(element("p", GONE, role="status", class_="dl-note"))
        return False
    st.html(stored_card(rows, claims))
    with st.container(horizontal=True, key="card_buttons"):
        article.button(view.doc, view.event)
        st.button("Close the card", key="corpus_close", on_click=partial(session.change, doc="", event=""))
    if story := value(row_dicts(rows)[0], "story_id"):
        _also(view, story)
    return True


def _told(store: Store, doc_id: str, event_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of an event and its claims."""
    rows = stored.event(store, doc_id, event_id)
    return rows, stored.claims(store, rows)


def _also(view: CorpusView, story_id: str) -> None:
    """Who else tells it: publishers and origins, and each telling with its day and source."""
    rows = session.known(stored.tellings, story_id)
    first, *_ = row_dicts(rows)
    others = rows[(rows["doc_id"] != view.doc)].drop_duplicates(["doc_id", "event_id"])
    told = f"Told by {counted(int(first['publishers']), 'publisher')}, from {counted(int(first['origins']), 'origin')}"
    items = (element("li", source(row), f": “{sentence_of(row)}”") for row in row_dicts(others))
    st.html(join((element("p", told, class_="dl-hint"), element("ul", join(items), class_="dl-strip-words"))))
