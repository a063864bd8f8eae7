"""The article as a component of the page: its sentences and the map's markers answer one another.

Streamlit's own elements take no pointer and no key on a part of a text; this one does, in the page
itself, with no frame. What it shows is written by safe_html; the script beside it only listens.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from components.core.safe_html import Html
from components.panels import in_page

SCRIPT = Path(__file__).with_name("passages.js")
EMPTY = (
    "<div class='dl-reader' role='region' aria-label='The article' tabindex='0'></div>"
    "<button type='button' class='dl-add-here' hidden>Add an event told here</button>"
)


def passages(
    text: Html,
    *,
    key: str,
    selected: str | None,
    on_choice: Callable[[str], object],
    on_marked: Callable[[int], object],
) -> None:
    """Draw ``text``, whose sentences carry data-events; ``on_choice`` is told the id of an event
    that a person chose there, and ``on_marked`` at which character the words begin that they marked
    to add an event.

    The passage of the ``selected`` event is scrolled into view, unless it was chosen in the text
    itself.
    """
    in_page.write(
        SCRIPT,
        empty=EMPTY,
        data={"html": str(text), "selected": selected or ""},
        key=key,
        told={"chosen": on_choice, "marked": on_marked},
    )
