"""The table of a corpus, a page at a time."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.panels import view_state
from components.panels.corpus import session
from components.panels.corpus.card import close_card, open_card
from components.panels.elements import say
from components.panels.tables import at_places, in_words, rows_panel
from components.store import queries
from components.store import rows as stored
from components.view.selection import View
from components.wording.phrases import Row, publishers_in_words, row_dicts, value

PAGE_SIZE = 50
KEY = "corpus_table"


def table_panel(view: View) -> None:
    """The selected events on this page, the latest first, and buttons for the other pages."""
    rows = session.answer_of(stored.page, view, size=PAGE_SIZE, number=view.page)
    total = session.answer_of(queries.counts, view).events
    if rows.empty:
        words = (
            f"There is no event on page {view.page:,}."
            if total
            else "No event matches what is chosen."
        )
        say(words, look="")
        if total:
            st.button("First page", key="corpus_first", on_click=partial(view_state.change, page=1))
        return
    at = at_places(rows)
    rows_panel(
        table_in_words(at),
        list(zip(at["doc_id"], at["event_id"], strict=True)),
        key=f"{KEY}_{view.page}",
        selected=(view.doc, view.selected) if view.selected else None,
        on_choice=lambda name: open_card(*name) if name else close_card(),
    )
    pages(view)


def table_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in words as in the table of an article, with publisher, day and number of
    reports."""
    dicts = row_dicts(rows)
    shown = in_words(dicts)
    shown.insert(4, "Published", [published_in_words(row) for row in dicts])
    shown.insert(
        5,
        "Reported by",
        [publishers_in_words(row) if value(row, "story_id") else "" for row in dicts],
    )
    return shown


def published_in_words(row: Row) -> str:
    """ "Example Times, 2022-09-12"."""
    return ", ".join(
        filter(None, (value(row, "publisher") or "publisher not stated", value(row, "published")))
    )


def pages(view: View) -> None:
    """Buttons for the other pages of the table, or of the list of a place."""
    total = session.answer_of(queries.counts, view).events
    last = -(-total // PAGE_SIZE)
    first_row = (view.page - 1) * PAGE_SIZE + 1
    with st.container(horizontal=True, vertical_alignment="center", key="corpus_pages"):
        st.button(
            "Earlier page",
            key="corpus_before",
            disabled=view.page == 1,
            on_click=partial(view_state.change, page=view.page - 1),
        )
        words = (
            f"{first_row:,} to {min(first_row + PAGE_SIZE - 1, total):,} of {total:,} events, "
            f"page {view.page:,} of {last:,}"
        )
        say(words, role="status", width="content")
        st.button(
            "Next page",
            key="corpus_after",
            disabled=view.page >= last,
            on_click=partial(view_state.change, page=view.page + 1),
        )
