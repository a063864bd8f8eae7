"""The page for a frame in another page (``?embed=true``): map, legend and days, with day, source
and stamp."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.core.safe_html import Html, element, join
from components.export.about import CREDITS
from components.panels import (
    articles,
    display_settings,
    session,
    sharing,
    timeline,
    view_state,
)
from components.panels import map as map_panels
from components.panels.elements import say
from components.panels.page_context import page_of
from components.wording.locale import reading_as
from components.wording.provenance import as_of, headline, page_title, stamp_of


def embedded_page(opening: DeltaGenerator) -> None:
    """One run of the page; ``opening`` is an empty slot for the progress line."""
    found = session.reading(opening)
    if found is None:
        return
    st.set_page_config(page_title=page_title(found.article))
    view = session.view(found)
    with reading_as(display_settings.reader_of(found, view)):
        article, signed = found.article, found.analysis.signed
        look = "dl-stamp dl-checked" if signed else "dl-stamp"
        st.html(
            join(
                (
                    element("h1", headline(article), class_="dl-headline"),
                    element("p", as_of(article), class_="dl-byline"),
                    element("p", stamp_of(found.analysis), class_=look),
                )
            )
        )
        page = page_of(found, replace(view, find=""))
        with st.container(key="embedded"):
            map_panels.map_panel(page)
        map_panels.legend(page)
        timeline.timeline_panel(page, today=date.today())
        whole: Html | str = ""
        if articles.is_example(found.name):  # the address names it
            whole = element(
                "a",
                "Open with the article and its sentences",
                href=sharing.address_of(session.query_of(view)),
                target="_blank",
                rel="noopener",
            )
        say(CREDITS, " ", whole)
        view_state.write(session.query_of(view))
