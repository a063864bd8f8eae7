"""The reader's locale from a View: names of the article's places, lengths and days."""

from __future__ import annotations

from collections.abc import Mapping

from components.core.protocols import Gazetteer
from components.core.records import Analysis
from components.places.languages import Language, name_in
from components.view.selection import View
from components.wording.locale import ISO, WORDS, ReaderLocale

LOCALE = "en-GB"
"""Used if nothing says how the reader writes days."""


def reader_for(
    analysis: Analysis, view: View, *, gazetteer: Gazetteer, locale: str = LOCALE
) -> ReaderLocale:
    """The reader's locale that a View chooses, with the names that the gazetteer has in its
    language."""
    known = {} if view.names == "article" else names_in(view.names, analysis, gazetteer)
    return ReaderLocale(
        names={place_id: name for place_id, name in known.items() if name},
        spellings={
            one.place.id: one.toponym.text
            for one in reversed(analysis.resolutions)
            if one.place and one.toponym.use == "literal"
        },
        unit="" if view.units == "article" else view.units,
        days={"words": WORDS, "iso": ISO}.get(view.dates, locale),
    )


def names_in(language: Language, analysis: Analysis, gazetteer: Gazetteer) -> Mapping[str, str]:
    """A name for each place of the article, empty if none is known."""
    spelled = {
        one.place.id: (one.place, one.toponym.text) for one in analysis.resolutions if one.place
    }
    return {
        place_id: name_in(language, place, gazetteer.names(place_id), spelled=text)
        for place_id, (place, text) in spelled.items()
    }
