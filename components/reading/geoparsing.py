"""Places alone: articles to toponyms and what they mean, without events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from components.core import settings
from components.core.protocols import Areas, Gazetteer
from components.core.records import Article, Resolution
from components.language.parse import load_language_model, parse_all
from components.lexicon.measures import MeasurePattern, load_measures
from components.lexicon.names import NameLexicon, load_names
from components.places.areas import open_areas
from components.places.described import from_words
from components.places.finding import find_places
from components.places.gazetteer import open_gazetteer
from components.places.packs import Packs, open_packs


@dataclass(frozen=True, slots=True, kw_only=True)
class Geoparser:
    """What of ``Knowledge`` places need."""

    nlp: Language
    gazetteer: Gazetteer
    names: NameLexicon
    packs: Packs
    areas: Areas
    measures: tuple[MeasurePattern, ...]

    def read(self, articles: Sequence[Article]) -> Iterator[tuple[Resolution, ...]]:
        """The resolutions of each article, as ``analyse`` finds them."""
        for article, doc in zip(articles, parse_all(articles, self.nlp), strict=True):
            found = find_places(
                doc, article=article, gazetteer=self.gazetteer, names=self.names, packs=self.packs
            )
            yield from_words(
                found, doc=doc, areas=self.areas, names=self.names, measures=self.measures
            ).resolutions


def load_geoparser() -> Geoparser:
    """Raises InstallationError naming the missing part."""
    return Geoparser(
        nlp=load_language_model(),
        gazetteer=open_gazetteer(),
        names=load_names(),
        packs=open_packs(),
        areas=open_areas(),
        measures=load_measures(settings.LEXICON / "measures.csv"),
    )
