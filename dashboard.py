"""The page: read the View, read the article, select, draw, write the View back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from components.panels import article, event_card, notices, session, sidebar, summary, tables, timeline
from components.panels import map as map_panels
from components.panels.reading import Reading
from components.view import View, select, shown_of_all
from components.wording import summary_line

STYLE = Path(article.__file__).with_name("page.css")
TABS = ("Article", "Events", "Places", map_panels.LEFT_OFF, "Measures")


def main() -> None:
    """One run of the page."""
    st.set_page_config(page_title="Dateline", page_icon=str(STYLE.with_name("icon.svg")), layout="wide")
    st.html(STYLE)
    session.begin()
    opening = st.container()
    with st.sidebar:
        sidebar.sidebar_panel()
        below = st.container()
    place = below if session.has_reading() else opening
    found = session.reading(place.empty())
    with place:
        sidebar.outcome()
    if found is not None:
        draw(found, session.view(found))


def draw(found: Reading, view: View) -> None:
    """The whole page below its title, for one article and one View."""
    events = select(found.events, view)
    notices.notices(st.session_state.notices)
    summary.summary_panel(found.article, summary_line(found.events, found.claims))
    left, right = st.columns([9, 5], gap="medium")
    with left:
        map_panels.group_buttons(st.session_state.places)
        map_panels.map_panel(found, events, view)
        map_panels.below_the_map(found, events, view)
    with right:
        event_card.card_panel(found, events, selected=view.selected)
    timeline.timeline_panel(
        found.events, first=session.news_days(found), published=found.article.published,
        shown_of_all=shown_of_all(found.events, view),
    )
    sections(found, events, view)
    session.finish(found, view)


def sections(found: Reading, events: pd.DataFrame, view: View) -> None:
    """The article and the tables; only the open one is drawn."""
    article_tab, events_tab, places_tab, left_off_tab, measures_tab = st.tabs(TABS, key="tab", on_change="rerun")
    with article_tab:
        if article_tab.open:
            article.article_panel(found.analysis, selected=view.selected, jump=session.take_jump())
    with events_tab:
        if events_tab.open:
            tables.events_panel(events, selected=view.selected)
    with places_tab:
        if places_tab.open:
            tables.table_panel(tables.places_shown(found.places), nothing="The text names no place.")
    with left_off_tab:
        if left_off_tab.open:
            tables.table_panel(tables.rejected_shown(found.rejected), nothing="Nothing was left off.")
    with measures_tab:
        if measures_tab.open:
            tables.table_panel(tables.checks_shown(found.checks), nothing="The text states nothing that can be measured.")


main()
