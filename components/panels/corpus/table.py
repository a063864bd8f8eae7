"""The table of a corpus, a page at a time."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.core.safe_html import element
from components.panels import viewing
from components.panels.corpus import session
from components.panels.corpus.card import open_card
from components.panels.tables import at_places, in_words
from components.panels.words import told_by_in_words
from components.store import queries
from components.store import rows as stored
from components.view.selection import View
from components.wording.phrases import Row, row_dicts, value

PAGE_SIZE = 50
KEY = "corpus_table"
HINT = "A click on a row opens its card; so do the arrow keys, from row to row."


def table_panel(view: View) -> None:
    """The events of the selection on this page, the last day first, and the ways to the other
    pages."""
    rows = session.kept(stored.page, view, size=PAGE_SIZE, number=view.page)
    st.html(element("h2", "Events", class_="dl-part"))
    total = session.kept(queries.counts, view).events
    if rows.empty:
        st.html(
            element(
                "p",
                f"No event stands on page {view.page:,}."
                if total
                else "No event matches what is chosen.",
            )
        )
        if total:
            st.button("First page", key="corpus_first", on_click=partial(viewing.change, page=1))
        return
    shown = at_places(rows)
    keys = list(zip(shown["doc_id"], shown["event_id"], strict=True))
    st.html(element("p", HINT, class_="dl-hint"))
    st.dataframe(
        corpus_shown(shown),
        key=f"{KEY}_{view.page}",
        on_select=partial(_choose, f"{KEY}_{view.page}", keys),
        selection_mode=["single-row", "single-cell"],
        hide_index=True,
        placeholder="",
        alt=f"Events chosen. {HINT}",
    )
    pages(view)


def corpus_shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in words, as the table of an article has them, each with who published it, and when,
    and how many tell it."""
    told = row_dicts(rows)
    shown = in_words(told)
    shown.insert(4, "Published", [published_in_words(row) for row in told])
    shown.insert(
        5, "Reported by", [told_by_in_words(row) if value(row, "story_id") else "" for row in told]
    )
    return shown


def published_in_words(row: Row) -> str:
    """ "Example Times, 2022-09-12"."""
    return ", ".join(
        filter(None, (value(row, "publisher") or "publisher not stated", value(row, "published")))
    )


def _choose(key: str, keys: list[tuple[str, str]]) -> None:
    """Open the card of the row that was marked, or of the cell that was clicked or reached with the
    arrow keys; close it where none is any more."""
    selection = st.session_state[key].get("selection", {})
    rows = [*selection.get("rows", []), *(cell[0] for cell in selection.get("cells", []))]
    if rows and rows[0] < len(keys):
        open_card(*keys[rows[0]])
    else:
        viewing.change(doc="", selected=None)


def pages(view: View) -> None:
    """The ways to the other pages; a place's own page has them under its list, where the table
    stands apart."""
    total = session.kept(queries.counts, view).events
    last = -(-total // PAGE_SIZE)
    first_row = (view.page - 1) * PAGE_SIZE + 1
    with st.container(horizontal=True, vertical_alignment="center", key="corpus_pages"):
        st.button(
            "Earlier page",
            key="corpus_before",
            disabled=view.page == 1,
            on_click=partial(viewing.change, page=view.page - 1),
        )
        told = (
            f"{first_row:,} to {min(first_row + PAGE_SIZE - 1, total):,} of {total:,} events, "
            f"page {view.page:,} of {last:,}"
        )
        st.html(element("p", told, class_="dl-hint", role="status"), width="content")
        st.button(
            "Next page",
            key="corpus_after",
            disabled=view.page >= last,
            on_click=partial(viewing.change, page=view.page + 1),
        )
