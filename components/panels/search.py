"""One search for places, actors, sentences and speakers; map, list and text highlight what it
finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from components.panels import articles, camera, session, view_state
from components.panels.elements import label, say
from components.panels.reading import Reading, knowledge
from components.panels.session_cache import session_cached
from components.view.grouping import overview
from components.view.search import SearchHits, find, suggestions
from components.view.walkthrough import steps
from components.wording.phrases import counted

HELP = (
    "A place in any spelling or script (Изюм finds Izyum), a person, a speaker, or words of "
    "the text."
)


@session_cached
def hits(reading: Reading, query: str) -> SearchHits:
    """What the query finds in the whole article; NOTHING for an empty one."""
    return find(query, reading.analysis, knowledge().gazetteer.names)


def search_box(*, on_find: Callable[[str], None], help: str) -> None:
    """The search box; ``on_find`` is called with what is typed."""
    view_state.set_widget("find", view_state.view().find)
    st.text_input(
        "Find",
        key="find",
        placeholder="Find a place or word",
        width=180,
        help=help,
        label_visibility="collapsed",
        on_change=lambda: on_find(st.session_state.find),
    )


def outcome_panel(events: pd.DataFrame, query: str, found: SearchHits) -> None:
    """The result of the search. ``events`` are those in view."""
    if query:
        say(outcome(events, query, found), role="status")
    if query and not found:
        suggested(_suggestions(articles.require_open(), query), on_choice=look_for)


@session_cached
def _suggestions(reading: Reading, query: str) -> tuple[str, ...]:
    return suggestions(query, reading.analysis, knowledge().gazetteer.names)


def suggested(names: Sequence[str], *, on_choice: Callable[[str], None]) -> None:
    """Buttons with similarly spelled names."""
    if names:
        with st.container(horizontal=True, vertical_alignment="center", key="suggested"):
            say("Did you mean", width="content")
            for number, name in enumerate(names):
                st.button(label(name), key=f"suggested_{number}", on_click=on_choice, args=(name,))


def look_for(name: str) -> None:
    """Search for words, and send walk and map to what is found."""
    view_state.change(find=name.strip())
    reading = articles.require_open()
    view = session.view(reading)
    found, events = hits(reading, view.find), reading.corpus.rows(view)
    if view.pane == "walk":
        walk = (step for step in steps(events, reading.claims) if step.event_id in found.event_ids)
        if step := next(walk, None):
            session.walk_to(step)
        return
    marked = [
        found.marks([event_id], place_id)
        for event_id, place_id in zip(events["event_id"], events["place_id"], strict=True)
    ]
    if there := overview(events.loc[marked]):
        camera.go_near(there)


def outcome(events: pd.DataFrame, query: str, found: SearchHits) -> str:
    """ "“Изюм”: in 2 of 9 events, on a bright disc on the map"."""
    if not found:
        return f"Nothing in this article matches “{query}”."
    seen = int(events.loc[events["event_id"].isin(found.event_ids), "event_id"].nunique())
    hidden = len(found.event_ids) - seen
    words = (
        f"“{query}”: in {seen} of {counted(int(events['event_id'].nunique()), 'event')}, "
        "on a bright disc on the map"
    )
    return words + (f"; {hidden} more outside the days or the filter" if hidden else "")
