"""The page of one article: it reads the View and the article, draws, and writes the View back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.cards.card import head
from components.core.errors import DatelineError
from components.panels import (
    articles,
    camera,
    country_gazetteer,
    display_settings,
    embedded,
    fetching,
    filters,
    in_page,
    own_model,
    project_session,
    projects,
    reference_overlay,
    references,
    search,
    sections,
    session,
    sidebar,
    timeline,
    view_state,
    welcome,
)
from components.panels import map as map_panels
from components.panels.elements import error_notice, notices
from components.panels.page_context import page_of
from components.panels.reading import Reading
from components.panels.session_cache import session_cached
from components.sources.polite import Polite
from components.store import queries
from components.store.in_memory import SmallCorpus
from components.view.selection import View
from components.wording.locale import reading_as
from components.wording.provenance import page_title
from components.wording.sentences import summary_line

TILES = "OpenStreetMap tiles, loaded from the internet"
SKIPPING = Path(__file__).with_name("skipping.js")


def main(opening: DeltaGenerator, *, polite: Callable[[], Polite] = Polite) -> None:
    """One run of the page. Progress and errors are shown in the empty slot ``opening`` at first,
    later in the sidebar.

    ``polite`` makes the client that fetches pages."""
    fetching.begin(polite)
    welcome.begin()
    session.begin()
    if st.context.is_embedded:
        embedded.embedded_page(opening)
        return
    with st.sidebar:
        sidebar.sidebar_panel()
        below, outcome = st.empty(), st.container()
    has_reading = articles.current() is not None
    found = session.reading(below if has_reading else opening)
    if articles.session_articles().taken:
        st.rerun()
    with outcome if has_reading else opening.container():
        sidebar.outcome()
    with st.sidebar:
        projects.projects_panel(found)
        sidebar.beside_panel()
        references.references_panel()
        project_session.save_references()
        if found is not None:
            own_model.panel(found)
    if found is not None:
        view = session.view(found)
        try:
            with reading_as(display_settings.reader_of(found, view)):
                draw(found, view)
        except DatelineError as error:
            error_notice(error)


def draw(reading: Reading, view: View) -> None:
    """The whole page beside the sidebar, for one article and one View."""
    st.set_page_config(page_title=page_title(reading.article))
    page = page_of(reading, view)
    in_page.run(SKIPPING)
    welcome.welcome_panel()
    notices(view.notices)
    st.html(head(reading.analysis, _summary(reading.events, reading.claims)))
    left, right = st.columns([9, 5], gap="medium")
    with left, st.container(key="map_side"):
        with st.container(horizontal=True, key="groups"):
            search.search_box(on_find=search.look_for, help=search.HELP)
            box = filters.filter_button()
            with st.popover("Signs and layers", key="display_popover"):
                map_panels.legend(page)
                map_panels.layers_panel(page)
                reference_overlay.guess_switch(page)
                view_state.set_widget("tiles", view.tiles)
                st.toggle(TILES, key="tiles", on_change=view_state.on_widget("tiles", "tiles"))
                display_settings.display_settings_panel(reading, view)
            map_panels.places_menu(camera.places_to_go(reading))
        map_panels.map_panel(page)
        timeline.timeline_panel(page, today=date.today())
        reference_overlay.references_lines(page)
        country_gazetteer.region_panel(reading)
    with right, st.container(key="pane_side"):
        sections.sections_panel(page)
    # Values are counted within the days shown; a search hides none.
    undated = reading.corpus.count() - reading.corpus.count(View(show_undated=False))
    filters.facets_panel(
        box,
        lambda: _options(reading.corpus, replace(view.selection(), find="")),
        undated=f"Also events without a date ({undated})" if undated else "",
    )
    view_state.write(session.query_of(view))


_summary = session_cached(summary_line)


@session_cached
def _options(corpus: SmallCorpus, chosen: View) -> Mapping[str, Mapping[str, int]]:
    return queries.options(corpus.index, chosen, most=filters.MOST_VALUES)
