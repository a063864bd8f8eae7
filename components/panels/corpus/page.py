"""The page of a corpus (``streamlit run dashboard.py -- --corpus STORE``): what many articles say,
chosen, mapped and listed."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.core.errors import DatelineError
from components.core.safe_html import element
from components.panels import viewing
from components.panels.corpus import (
    article,
    card,
    files,
    filters,
    left_off,
    overview,
    place,
    session,
    table,
)
from components.panels.corpus import map as map_panels
from components.panels.notices import error_notice, notices
from components.view.locale import LOCALE
from components.view.selection import View
from components.wording.locale import Reader, reading_as

WITH_YEARS = Reader(days=LOCALE)
"""Articles of several years stand side by side, so that no day goes without its year."""


def main(opening: DeltaGenerator) -> None:
    """One run of it; ``opening`` is an empty slot, where stands what went wrong."""
    try:
        if article.is_asked():
            article.main(opening)
            return
        store = session.store()
        viewing.begin()
        view = viewing.view()
        opening.empty()
        overview.head_panel(store.path.name)
        with reading_as(WITH_YEARS):
            _draw(view)
    except DatelineError as error:
        with opening.container():
            st.html(element("h1", "Dateline", class_="dl-headline"))
            error_notice(error)
        return
    viewing.write(view.to_query())


def _draw(view: View) -> None:
    """What stands above the map comes and goes: it is in a box of its own, for the browser builds
    anew what changes its place.

    Counts, map and table are drawn first, wherever they stand: what they show is what a person
    waits for.
    """
    with st.container(key="above_map"):
        notices(view.notices)
        folded = filters.filters_panel(view)
    map_side, pane_side = st.columns([9, 5], gap="medium")
    told = st.container() if view.place else None
    with map_side, st.container(key="map_side"):
        map_panels.map_panel(view)
        overview.timeline_panel(view)
    with told or st.container():
        (place.told_panel if view.place else table.table_panel)(view)
    filters.facets_panel(folded, view)
    with pane_side, st.container(key="pane_side"):
        if card.card_panel(view):
            pass
        elif view.place:
            place.holding_panel(view)
        else:
            overview.most_panel(view)
            overview.tellers_panel(view)
    files.files_panel(view)
    left_off.left_off_panel(view)
