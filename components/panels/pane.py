"""What stands beside the map: the search, and under it the events with the card of the chosen one,
the article, or the walk through it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.core.safe_html import element
from components.panels import adding, article, event_card, search, session, walking, welcome
from components.panels.reading import Reading
from components.view.search import Found
from components.view.selection import View
from components.wording.sentences import in_words

PANES = {"events": "Events", "article": "Article", "walk": "Walk through"}


def pane_panel(found: Reading, events: pd.DataFrame, view: View, *, hits: Found) -> None:
    """Draw it. ``events`` are those in view."""
    search.search_panel(events, view.find, hits)
    st.segmented_control(
        "Beside the map",
        list(PANES),
        key="pane",
        format_func=PANES.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=session.enter_pane,
    )
    _wanted(found, events, view, hits)
    welcome.welcome_panel("after the pane")


def _wanted(found: Reading, events: pd.DataFrame, view: View, hits: Found) -> None:
    if view.pane == "walk":
        walking.walk_panel(found, events, selected=view.selected)
        return
    if view.pane == "events":
        event_card.card_panel(found, events, selected=view.selected, hits=hits)
        return
    with st.container(key="reading_pane"):
        if view.selected:
            _chosen(found, view.selected)
        article.article_panel(found, view, hits=hits)
        adding.panel(found)


def _chosen(found: Reading, event_id: str) -> None:
    """The chosen event in words, and the way to its card."""
    rows = found.events[found.events["event_id"] == event_id]
    st.html(element("p", in_words(rows, found.claims), class_="dl-lede", role="status"))
    with st.container(horizontal=True, key="card_buttons"):
        st.button("Open its card", key="to_card", on_click=session.open_pane, args=("events",))
        st.button("Let go", key="close_card", on_click=session.choose, args=(None,))
