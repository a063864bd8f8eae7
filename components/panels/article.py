"""The article with its marks beside the map: its sentences and the markers highlight each other.

Streamlit's own elements do not react to a pointer or a key on a part of a text; this one does, in
the page itself, without a frame. safe_html writes what it shows, its script only listens."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from components.cards.text import key, marked_text
from components.panels import adding, in_page, session
from components.panels.elements import say
from components.panels.page_context import PageContext
from components.wording.sentences import event_in_words

SCRIPT = Path(__file__).with_name("passages.js")
EMPTY = (
    "<div class='dl-reader' role='region' aria-label='The article' tabindex='0'></div>"
    "<button type='button' class='dl-add-here' hidden>Add an event here</button>"
)
HINT = (
    "Point at a sentence, or go there with the Tab key, to highlight its markers on the map. Enter "
    "or a click chooses its event. Select words to add an event that was missed."
)


def article_panel(page: PageContext) -> None:
    """The chosen event in words, the text, and the form to add an event that was missed.

    A click on a sentence chooses its event; selected words open the form. The passage of the chosen
    event is scrolled into view, unless it was chosen in the text itself."""
    reading, selected = page.reading, page.view.selected
    with st.container(key="reading_pane"):
        if selected:
            rows = reading.rows_of(selected)
            say(event_in_words(rows, reading.claims), look="dl-lede", role="status")
            with st.container(horizontal=True, key="card_buttons"):
                to_card = partial(session.open_section, "events")
                st.button("Open its card", key="to_card", on_click=to_card)
                st.button("Close", key="close_card", on_click=session.choose, args=(None,))
        say(HINT)
        st.html(key(reading.analysis, selected=selected))
        marked = marked_text(reading.analysis, selected=selected, found=page.hits.spans)
        in_page.write(
            SCRIPT,
            empty=EMPTY,
            data={"html": str(marked), "selected": selected or ""},
            key="passages",
            callbacks={"chosen": session.choose_and_go, "marked": adding.begin_at},
        )
        adding.panel(reading)
