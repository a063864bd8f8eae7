"""The panels beside the map, and the navigation between them: read, look at data, review,
download."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from components.panels import (
    article,
    compare,
    control,
    downloads,
    event_card,
    filters,
    review,
    search,
    session,
    tables,
    view_state,
    walkthrough,
)
from components.panels.page_context import PageContext
from components.panels.reading import Reading
from components.panels.session_cache import session_cached
from components.view.selection import Pane, View

SECTIONS: Mapping[str, Mapping[Pane, str]] = {
    "Read": {"events": "List", "article": "Article", "walk": "Walk"},
    "Data": {
        "table": "Events",
        "places": "Places",
        "control": "Control",
        "measures": "Measures",
        "left_off": "Not on the map",
        "compare": "Compare",
    },
    "Review": {"review": "Review"},
    "Download": {"download": "Download"},
}
"""The parts of each section, with their names."""


def sections_panel(page: PageContext) -> None:
    """The navigation, and under it the open panel."""
    pane = page.view.pane
    section = navigation(SECTIONS, pane)
    search.outcome_panel(page.events, page.view.find, page.hits)
    filters.choice_panel(
        _counts_in_words(page.events, page.reading, page.view.layers),
        page.view,
        events_of=page.reading.corpus.count,
    )
    with st.container(key=f"pane_{'read' if section == 'Read' else 'wide'}"):
        DRAWN[pane](page)
        if section == "Data" and page.view.selected:
            event_card.card_panel(page)


@session_cached
def _counts_in_words(events: pd.DataFrame, reading: Reading, layers: frozenset[str]) -> str:
    chosen, total = View(layers=layers), reading.corpus.count()
    return filters.counts_in_words(events, reading.claims, chosen, total=total)


def navigation(sections: Mapping[str, Mapping[Pane, str]], pane: Pane) -> str:
    """The sections, and the parts of the section of ``pane``; gives its name."""
    state = st.session_state
    state.section = section = next(name for name, parts in sections.items() if pane in parts)
    st.segmented_control(
        "Section",
        list(sections),
        key="section",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _open(next(iter(sections[state.section]))),
    )
    if len(parts := sections[section]) > 1:
        key = f"part_{section}"
        state[key] = pane
        st.segmented_control(
            f"Part of {section}",
            list(parts),
            key=key,
            format_func=parts.__getitem__,
            required=True,
            label_visibility="collapsed",
            on_change=_open_part,
            args=(sections, section),
        )
    return section


def _open(pane: Pane) -> None:
    session.open_section(pane)
    session.enter_section()


def _open_part(sections: Mapping[str, Mapping[Pane, str]], section: str) -> None:
    """Open a part, unless the browser reports late from a section that the person has left."""
    if view_state.view().pane in sections[section]:
        _open(st.session_state[f"part_{section}"])


DRAWN: Mapping[Pane, Callable[[PageContext], None]] = {
    "events": event_card.card_panel,
    "article": article.article_panel,
    "walk": walkthrough.walk_panel,
    "table": tables.events_panel,
    "places": lambda page: tables.table_panel(
        tables.places_in_words(page.reading.places), nothing="The text names no place."
    ),
    "control": control.control_panel,
    "measures": lambda page: control.measures_panel(page.reading),
    "left_off": lambda page: tables.table_panel(
        tables.rejected_in_words(page.reading.rejected), nothing="Everything is on the map."
    ),
    "compare": lambda page: compare.compare_panel(page.reading),
    "review": lambda page: review.panel(page.reading),
    "download": downloads.downloads_panel,
}
"""The function that draws each part."""
