"""The page of one article: read the View, read the article, select, draw, write the View back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from components.cards.card import head
from components.core.errors import DatelineError
from components.panels import (
    articles,
    camera,
    country_gazetteer,
    display_settings,
    embedded,
    evidence,
    fetching,
    filters,
    in_page,
    notices,
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
from components.panels.reading import Reading
from components.sources.polite import Polite
from components.store import queries
from components.view.selection import View, unpinned_last
from components.wording.locale import reading_as
from components.wording.provenance import page_title
from components.wording.sentences import summary_line

TILES = "OpenStreetMap tiles, loaded from the internet"
SKIPPING = Path(__file__).with_name("skipping.js")


def main(opening: DeltaGenerator, *, polite: Callable[[], Polite] = Polite) -> None:
    """One run of it. What goes on, and what went wrong, stands in the empty slot ``opening`` at
    first and then in the sidebar.

    ``polite`` gives who fetches what a person asks for.
    """
    fetching.begin(polite)
    welcome.begin()
    session.begin()
    if embedded.is_embedded():
        embedded.embedded_page(opening)
        return
    with st.sidebar:
        sidebar.sidebar_panel()
        below, outcome = st.empty(), st.container()
    has_reading = articles.has_open()
    found = session.reading(below if has_reading else opening)
    if articles.has_submitted():
        st.rerun()
    with outcome if has_reading else opening.container():
        sidebar.outcome()
    with st.sidebar:
        projects.projects_panel(found)
        sidebar.beside_panel()
        references.references_panel()
        project_session.save_references()
        if found is not None:
            own_model.model_panel(found)
    if found is not None:
        view = session.view(found)
        try:
            with reading_as(display_settings.reader_of(found, view)):
                draw(found, view)
        except DatelineError as error:
            notices.error_notice(error)


def draw(found: Reading, view: View) -> None:
    """The whole page beside the sidebar, for one article and one View."""
    st.set_page_config(page_title=page_title(found.article))
    rows, hits = found.corpus.rows(view), search.hits(found, view.find)
    events = evidence.cached("kept_events", (rows,), lambda: unpinned_last(rows))
    in_page.run(SKIPPING)
    welcome.welcome_panel()
    notices.notices(view.notices)
    line = evidence.cached(
        "kept_line", (found.events, found.claims), lambda: summary_line(found.events, found.claims)
    )
    st.html(head(found.analysis, line))
    standing = evidence.snapshot(found, view)
    marks = map_panels.article_marks(found, events, view, standing=standing)
    left, right = st.columns([9, 5], gap="medium")
    with left, st.container(key="map_side"):
        with st.container(horizontal=True, key="groups"):
            search.search_box(on_find=search.look_for, help=search.HELP)
            box = filters.filter_button()
            with st.popover("Signs and layers", key="display_popover"):
                map_panels.legend(found, marks, view, standing=standing)
                map_panels.layers_panel(found, events, marks)
                reference_overlay.guess_switch(found, standing)
                view_state.set_widget("tiles", view.tiles)
                st.toggle(TILES, key="tiles", on_change=view_state.on_widget("tiles", "tiles"))
                display_settings.display_settings_panel(found, view)
            map_panels.places_menu(
                evidence.cached(
                    "kept_places",
                    (found.events, found.claims, view.names),
                    lambda: camera.places_to_go(found),
                )
            )
        map_panels.map_panel(found, view, marks, hits=hits, standing=standing)
        timeline.timeline_panel(found, view, standing=standing, today=date.today())
        reference_overlay.references_lines(found, standing)
        country_gazetteer.region_panel(found)
    with right, st.container(key="pane_side"):
        sections.sections_panel(
            sections.PageContext(
                found=found, events=events, view=view, standing=standing, hits=hits
            )
        )
    _facets(box, found, view)
    view_state.write(session.query_of(view))


def _facets(box: PopoverContainer, found: Reading, view: View) -> None:
    """The filter; values are counted within the days shown, for what is searched for hides none."""
    chosen = replace(view.selection(), find="")
    dated = found.corpus.count(View(show_undated=False))
    undated = found.corpus.count() - dated
    filters.facets_panel(
        box,
        lambda: evidence.cached(
            "kept_options",
            (found.events, chosen),
            lambda: queries.options(found.corpus.index, chosen, most=filters.MOST_VALUES),
        ),
        undated=f"Also events without a date ({undated})" if undated else "",
    )
