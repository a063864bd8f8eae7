"""The tabs under the map, a row each; only the open one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.panels import article, compare, control, review, session, tables, take_away
from components.panels import map as map_panels
from components.panels.reading import Reading
from components.view.asof import Standing
from components.view.search import Found
from components.view.selection import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page has worked out in this run. ``events`` are the rows in view, ``standing`` who
    holds what of the open article, ``hits`` what was searched for and found."""

    found: Reading
    events: pd.DataFrame
    view: View
    standing: Standing
    hits: Found


Draw = Callable[[Shown], None]
"""Draws what is in a tab."""

SECTIONS: Mapping[str, Draw] = {
    session.ARTICLE: lambda page: article.article_tab(page.found, page.view, hits=page.hits),
    "Events": lambda page: tables.events_panel(
        page.events, selected=page.view.selected, of=page.found.events
    ),
    "Places": lambda page: tables.table_panel(
        tables.places_shown(page.found.places), nothing="The text names no place."
    ),
    "Control": lambda page: control.control_panel(page.found, page.view, standing=page.standing),
    map_panels.LEFT_OFF: lambda page: tables.table_panel(
        tables.rejected_shown(page.found.rejected), nothing="Nothing was left off."
    ),
    "Measures": lambda page: control.measures_panel(page.found),
    session.COMPARE: lambda page: compare.compare_panel(page.found),
    "Review": lambda page: review.panel(page.found),
    "Download": lambda page: take_away.take_away_panel(page.found, page.view, page.standing),
}
"""Name of the tab to what draws it, in order."""


def sections_panel(page: Shown) -> None:
    """All tabs, and what is in the open one."""
    for tab, draw in zip(
        st.tabs(list(SECTIONS), key="tab", on_change="rerun"), SECTIONS.values(), strict=True
    ):
        with tab:
            if tab.open:
                draw(page)
