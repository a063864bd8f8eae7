"""The article with everything marked, beside the map."""

from __future__ import annotations

import streamlit as st

from components.cards.text import key, marked_text
from components.panels import adding, session
from components.panels.notices import say
from components.panels.passages import passages
from components.panels.reading import Reading
from components.view.search import SearchHits
from components.view.selection import View

HINT = (
    "Point at a sentence, or go there with the Tab key: its markers stand out on the map. Enter or a "
    "click chooses its event. "
    "Select words to add an event that was missed."
)


def article_panel(found: Reading, view: View, *, hits: SearchHits) -> None:
    """Draw it; a sentence that is chosen chooses its event, and marked words open the form for one
    that was missed."""
    say(HINT)
    st.html(key(found.analysis, selected=view.selected))
    passages(
        marked_text(found.analysis, selected=view.selected, found=hits.spans),
        key="passages",
        selected=view.selected,
        on_choice=session.choose_and_go,
        on_marked=adding.begin_at,
    )
