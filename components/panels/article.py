"""The article with everything marked, beside the map: its sentences and the map's markers answer
one another.

Streamlit's own elements take no pointer and no key on a part of a text; this one does, in the page
itself, with no frame. What it shows is written by safe_html; the script beside it only listens.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.cards.text import key, marked_text
from components.panels import adding, in_page, session
from components.panels.notices import say
from components.panels.reading import Reading
from components.view.search import SearchHits
from components.view.selection import View

SCRIPT = Path(__file__).with_name("passages.js")
EMPTY = (
    "<div class='dl-reader' role='region' aria-label='The article' tabindex='0'></div>"
    "<button type='button' class='dl-add-here' hidden>Add an event told here</button>"
)
HINT = (
    "Point at a sentence, or go there with the Tab key: its markers stand out on the map. Enter or a "
    "click chooses its event. "
    "Select words to add an event that was missed."
)


def article_panel(found: Reading, view: View, *, hits: SearchHits) -> None:
    """Draw it; a sentence that is chosen chooses its event, and marked words open the form for one
    that was missed. The passage of the chosen event is scrolled into view, unless it was chosen in
    the text itself."""
    say(HINT)
    st.html(key(found.analysis, selected=view.selected))
    marked = marked_text(found.analysis, selected=view.selected, found=hits.spans)
    in_page.write(
        SCRIPT,
        empty=EMPTY,
        data={"html": str(marked), "selected": view.selected or ""},
        key="passages",
        told={"chosen": session.choose_and_go, "marked": adding.begin_at},
    )
