"""The walk through the article beside the map: a step for each drawn event, with buttons, arrow
keys or swipes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components.cards.card import step_html
from components.panels import in_page, session
from components.panels.elements import say
from components.panels.page_context import PageContext
from components.panels.session_cache import session_cached
from components.view.walkthrough import WalkStep, steps

SCRIPT = Path(__file__).with_suffix(".js")
walk = session_cached(steps)


def walk_panel(page: PageContext) -> None:
    """The step of the chosen event, else the first."""
    found, selected = walk(page.events, page.reading.claims), page.view.selected
    if not found:
        say("No event of these days and this filter is on the map.")
        return
    at = next((number for number, step in enumerate(found) if step.event_id == selected), 0)
    with st.container(key="walk"):
        st.html(step_html(found[at], number=at + 1, total=len(found)))
        with st.container(horizontal=True, key="walk_buttons"):
            _button("‹ Back", "walk_back", found, at - 1)
            _button("Next ›", "walk_next", found, at + 1)
        st.button(
            "Full details", key="walk_card", on_click=session.open_card, args=(found[at].event_id,)
        )
    in_page.run(SCRIPT)


def _button(words: str, key: str, found: Sequence[WalkStep], to: int) -> None:
    is_there = 0 <= to < len(found)
    st.button(
        words,
        key=key,
        disabled=not is_there,
        width="stretch",
        on_click=session.walk_to,
        args=(found[to],) if is_there else None,
    )
