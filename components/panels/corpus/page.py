"""The page of a corpus (``streamlit run dashboard.py -- --corpus STORE``): what many articles say,
chosen, mapped and listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.core.errors import DatelineError
from components.core.safe_html import element
from components.panels import search, view_state
from components.panels.corpus import (
    article,
    card,
    files,
    filters,
    overview,
    place,
    session,
    spot_checking,
    table,
    unmapped,
)
from components.panels.corpus import map as map_panels
from components.panels.elements import error_notice, notices, say
from components.panels.filters import filter_button
from components.panels.sections import navigation
from components.panels.sharing import address_line
from components.view.locale import LOCALE
from components.view.selection import Pane, View
from components.wording.locale import ReaderLocale, reading_as

WITH_YEARS = ReaderLocale(days=LOCALE)
"""The articles may be of different years, so every day has its year."""


SECTIONS: Mapping[str, Mapping[Pane, str]] = {
    "Overview": {"events": "Overview"},
    "Data": {"table": "Events", "left_off": "Not on the map"},
    "Download": {"download": "Download"},
}
"""The parts of each section, with their names."""
FIND_HELP = (
    "A place in any spelling or script (Изюм finds Izyum), a person, a speaker, a "
    "publisher, or words of the sentences."
)
WHOLE = "Your choice is in this link. Anyone who opens it with this corpus sees the same."


def main(opening: DeltaGenerator) -> None:
    """One run of the page; ``opening`` is an empty slot, for an error."""
    try:
        if article.is_asked():
            article.main(opening)
            return
        if st.session_state.get("project_corpus"):
            st.button(
                "Back to the project",
                key="to_project",
                icon=":material/arrow_back:",
                type="tertiary",
                on_click=_leave,
            )
        store = session.opened().store
        view_state.begin()
        view = view_state.view()
        if not any(view.pane in parts for parts in SECTIONS.values()):
            view = replace(view, pane="events")
        opening.empty()
        overview.head_panel(store.path.name, spot_checking.results_of(view))
        with reading_as(WITH_YEARS):
            _draw(view)
    except DatelineError as error:
        with opening.container():
            st.html(element("h1", "Dateline", class_="dl-headline"))
            error_notice(error)
        return
    view_state.write(view.to_query())


def _leave() -> None:
    """Go to the page of one article, with the project open."""
    st.session_state.project_corpus = None
    view_state.reload()
    st.query_params.clear()


def _draw(view: View) -> None:
    """Map and days on the left, the panels on the right, as on the page of an article.

    Notices have a box of their own: the browser builds anew whatever moves when they come and go.
    Map and days are drawn first, as a person waits for them."""
    with st.container(key="above_map"):
        notices(view.notices)
    left, right = st.columns([9, 5], gap="medium")
    with left, st.container(key="map_side"):
        with st.container(horizontal=True, key="groups"):
            search.search_box(on_find=filters.find, help=FIND_HELP)
            box = filter_button(lazily=True)
            with st.popover("Signs", key="display_popover"):
                map_panels.legend()
            with st.popover("Share", key="share_popover"):
                say(WHOLE)
                address_line(view.to_query())
        map_panels.map_panel(view)
        overview.timeline_panel(view)
    with right, st.container(key="pane_side"):
        section = navigation(SECTIONS, view.pane)
        filters.choice_panel(view)
        with st.container(key=f"pane_{'read' if section == 'Overview' else 'wide'}"):
            _part(view)
    filters.facets_panel(box, view)


def _part(view: View) -> None:
    """The open part after the card of the chosen event; the table comes first, so that it does not
    move while one goes from row to row."""
    if view.pane == "table":
        table.table_panel(view)
        card.card_panel(view)
        return
    has_card = card.card_panel(view)
    if view.pane == "left_off":
        unmapped.unmapped_panel(view)
    elif view.pane == "download":
        files.files_panel(view)
    elif view.place:
        if not has_card:
            place.holding_panel(view)
        place.reports_panel(view)
    elif not has_card:
        overview.most_panel(view)
        overview.publisher_counts_panel(view)
