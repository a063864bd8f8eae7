"""The card of one event of a corpus, and other reports of the same event."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.cards.stored_events import stored_card
from components.linking.decisions import Key
from components.panels import other_reports, view_state
from components.panels.corpus import article, session
from components.panels.corpus.overview import ORIGINS
from components.panels.elements import say
from components.panels.in_page import bring_into_view
from components.store import rows as stored
from components.store.database import Store
from components.view.selection import View
from components.wording.phrases import row_dicts, value

GONE = "This corpus has no such event; perhaps it was read again since."


def open_card(doc_id: str, event_id: str) -> None:
    """Open it from a list, which may be far below: the next run scrolls to the card at once."""
    state = st.session_state
    view_state.change(doc=doc_id, selected=event_id)
    state.corpus_cards, state.corpus_card_asked = state.get("corpus_cards", 0) + 1, True


def close_card() -> None:
    view_state.change(doc="", selected=None)


def card_panel(view: View) -> bool:
    """Draw the card of the chosen event; tells whether there is one."""
    if not view.selected:
        return False
    rows, claims = session.answer_of(rows_and_claims, view.doc, view.selected)
    if rows.empty:
        say(GONE, look="dl-note", role="status")
        return False
    st.html(stored_card(rows, claims))
    with st.container(horizontal=True, key="card_buttons"):
        article.button(view.doc, view.selected)
        st.button("Close the card", key="corpus_close", on_click=close_card)
    if story := value(row_dicts(rows)[0], "story_id"):
        _other_reports(view, rows, story)
    if st.session_state.pop("corpus_card_asked", False):
        bring_into_view(".dl-card", turn=st.session_state.corpus_cards)
    return True


def rows_and_claims(store: Store, doc_id: str, event_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of an event and its claims."""
    rows = stored.event(store, doc_id, event_id)
    return rows, stored.claims(store, rows)


def _reports(store: Store, story_id: str) -> dict[Key, tuple[pd.DataFrame, pd.DataFrame]]:
    """Rows and claims of each event of a story, in the order of their articles' days."""
    rows = stored.reports_of_story(store, story_id)
    claims = stored.claims(store, rows)
    return {
        (str(doc_id), str(event_id)): (own, claims[claims["doc_id"] == doc_id])
        for (doc_id, event_id), own in rows.groupby(["doc_id", "event_id"], sort=False)
    }


def _other_reports(view: View, rows: pd.DataFrame, story_id: str) -> None:
    """Other reports of the event, each with a button for its card."""
    reports = session.answer_of(_reports, story_id)
    others = [key for key in reports if key != (view.doc, view.selected)]

    def button(number: int) -> None:
        key, opens = f"open_also_{number}", partial(open_card, *others[number])
        st.button("Open its card", key=key, type="tertiary", on_click=opens)

    others_reports = [reports[key] for key in others]
    other_reports.reports_of_event(
        rows, row_dicts(rows)[0], others_reports, button=button, hint=ORIGINS
    )
