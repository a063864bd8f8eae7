"""The tabs under the map, a row each; only the open one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from components.panels import adding, article, compare, control, review, tables, take_away
from components.panels import map as map_panels
from components.panels.reading import Reading
from components.view import View

Draw = Callable[[Reading, pd.DataFrame, View], None]
"""Draws what is in a tab: the open article, the rows of its events in view, and the View."""

SECTIONS: Mapping[str, Draw] = {
    "Article": lambda found, events, view: _article(found, view),
    "Events": lambda found, events, view: tables.events_panel(events, selected=view.selected),
    "Places": lambda found, events, view: tables.table_panel(
        tables.places_shown(found.places), nothing="The text names no place."),
    "Control": lambda found, events, view: control.control_panel(found, view),
    map_panels.LEFT_OFF: lambda found, events, view: tables.table_panel(
        tables.rejected_shown(found.rejected), nothing="Nothing was left off."),
    "Measures": lambda found, events, view: control.measures_panel(found),
    "Compare": lambda found, events, view: compare.compare_panel(found),
    "Review": lambda found, events, view: review.panel(found),
    "Take it away": lambda found, events, view: take_away.take_away_panel(found, view),
}
"""Name of the tab to what draws it, in order."""


def _article(found: Reading, view: View) -> None:
    adding.panel(found)
    article.article_tab(found, view)


def sections_panel(found: Reading, events: pd.DataFrame, view: View) -> None:
    """All tabs, and what is in the open one."""
    for tab, draw in zip(st.tabs(list(SECTIONS), key="tab", on_change="rerun"), SECTIONS.values(), strict=True):
        with tab:
            if tab.open:
                draw(found, events, view)
