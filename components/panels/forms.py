"""In which language, unit and form the person reads names, lengths and days."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.panels.reading import Reading, knowledge
from components.phrases import listed
from components.places.languages import Language, name_in
from components.reader import ISO, WORDS, Reader
from components.safe_html import element
from components.view import View

NAMES = {"article": "As the article spells them", "en": "English", "uk": "Українська", "ru": "Русский"}
UNITS = {"article": "As the article", "km": "Kilometres", "mi": "Miles"}
DATES = {"words": "10 September 2022", "iso": "2022-09-10", "reader": "As your browser"}
HINT = ("Quoted sentences and the names of the base map stay as they are. A place without a name in a language keeps the "
        "article's spelling.")
MOST_MISSING = 8


def reader_of(found: Reading, view: View) -> Reader:
    """The person's choice, with the names of the article's places that the gazetteer has in the language."""
    names = {} if view.names == "article" else {place_id: name for place_id, name in _names(found, view.names).items() if name}
    days = {"words": WORDS, "iso": ISO}.get(view.dates) or st.context.locale or "en-GB"
    return Reader(names=names, unit="" if view.units == "article" else view.units, days=days)


def _names(found: Reading, language: Language) -> Mapping[str, str]:
    """A name for each place of the article, empty where none is known."""
    spelled = {one.place.id: (one.place, one.toponym.text) for one in found.analysis.resolutions if one.place}
    known = knowledge().gazetteer.names
    return {place_id: name_in(language, place, known(place_id), spelled=text) for place_id, (place, text) in spelled.items()}


def forms_panel(found: Reading, view: View) -> None:
    """The choices behind one button, and which names are missing."""
    with st.popover("Names, units, dates", key="forms_popover"):
        st.radio("Names of places", list(NAMES), key="names", format_func=NAMES.__getitem__, persist_state="session")
        if view.names != "article" and (missing := _missing(found, view.names)):
            st.html(element("p", f"Not known in this language: {listed(missing, most=MOST_MISSING)}.", class_="dl-hint"))
        st.radio("Measured lengths", list(UNITS), key="units", format_func=UNITS.__getitem__, persist_state="session")
        st.radio("Dates", list(DATES), key="dates", format_func=DATES.__getitem__, persist_state="session")
        st.html(element("p", HINT, class_="dl-hint"))


def _missing(found: Reading, language: Language) -> list[str]:
    names = _names(found, language)
    spelled = {one.place.id: one.toponym.text for one in found.analysis.resolutions if one.place}
    return list(dict.fromkeys(spelled[place_id] for place_id, name in names.items() if not name))
