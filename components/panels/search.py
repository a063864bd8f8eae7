"""One search box over places, actors, sentences and speakers; what it finds stands out on map, list
and text."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.core.safe_html import element
from components.panels.reading import Reading, knowledge
from components.panels.words import counted
from components.view.search import NOTHING, Found, find

HELP = (
    "A place in any spelling or script (Изюм finds Izyum), a person, a speaker, or words of "
    "the text."
)


def hits(found: Reading, query: str) -> Found:
    """What the query finds in the whole article; NOTHING for an empty one."""
    return find(query, found.analysis, knowledge().gazetteer.names) if query else NOTHING


def search_panel(events: pd.DataFrame, query: str, found: Found) -> None:
    """The box, and what came of the query. ``events`` are those in view."""
    st.text_input(
        "Find",
        key="find",
        placeholder="Find a place, person, speaker or word",
        help=HELP,
        label_visibility="collapsed",
    )
    if query:
        st.html(element("p", outcome(events, query, found), role="status", class_="dl-hint"))


def outcome(events: pd.DataFrame, query: str, found: Found) -> str:
    """ "“Изюм”: 2 of 9 events in view, on a bright disc on the map"."""
    if not found:
        return f"Nothing in this article matches “{query}”."
    seen = int(events.loc[events["event_id"].isin(found.event_ids), "event_id"].nunique())
    hidden = len(found.event_ids) - seen
    told = (
        f"“{query}”: {seen} of {counted(int(events['event_id'].nunique()), 'event')} in view, "
        "on a bright disc on the map"
    )
    return told + (f"; {hidden} more outside the days or the filter" if hidden else "")
