"""The language of names, the unit of lengths and the form of days on the page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.panels import view_state
from components.panels.elements import say
from components.panels.reading import Reading, knowledge
from components.view.locale import LOCALE, names_in, reader_for
from components.view.selection import View
from components.wording.locale import ReaderLocale
from components.wording.phrases import listed

NAMES = {
    "article": "As the article spells them",
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
}
UNITS = {"article": "As the article", "km": "Kilometres", "mi": "Miles"}
DATES = {"words": "10 September 2022", "iso": "2022-09-10", "reader": "As your browser"}
HINT = (
    "Quoted sentences and the names of the base map stay as they are. A place without a name in a "
    "language keeps the "
    "article's spelling."
)
MOST_MISSING = 8


def reader_of(reading: Reading, view: View) -> ReaderLocale:
    """The reader's locale from the person's choice and the browser's locale."""
    return reader_for(
        reading.analysis, view, gazetteer=knowledge().gazetteer, locale=st.context.locale or LOCALE
    )


def display_settings_panel(reading: Reading, view: View) -> None:
    """The choices, and the names that are missing in the language."""
    _choice("Names of places", NAMES, "names")
    if view.names != "article":
        names = names_in(view.names, reading.analysis, knowledge().gazetteer)
        places = {
            one.place.id: one.toponym.text for one in reading.analysis.resolutions if one.place
        }
        missing = dict.fromkeys(places[place_id] for place_id, name in names.items() if not name)
        if missing:
            say(f"Not known in this language: {listed([*missing], most=MOST_MISSING)}.")
    _choice("Measured lengths", UNITS, "units")
    _choice("Dates", DATES, "dates")
    say(HINT)


def _choice(head: str, names: Mapping[str, str], field: str) -> None:
    view_state.set_widget(field, getattr(view_state.view(), field))
    st.radio(
        head,
        list(names),
        key=field,
        format_func=names.__getitem__,
        on_change=view_state.on_widget(field, field),
    )
