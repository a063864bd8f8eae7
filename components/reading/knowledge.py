"""Everything that is read once: parser, gazetteer, outlines, lexicons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language

from components.core import settings
from components.core.protocols import Areas, Gazetteer
from components.language.event_words import EventWords
from components.language.parse import load_language_model
from components.lexicon.events import EventLexicon, load_event_lexicon
from components.lexicon.measures import MeasurePattern, load_measures
from components.lexicon.names import NameLexicon, load_names
from components.llm.reader import ModelReader
from components.places.adding import state_of_added
from components.places.areas import open_areas
from components.places.gazetteer import open_gazetteer
from components.places.packs import Packs, open_packs
from components.places.store import Notify, no_progress
from components.reading.harm import HarmRule, load_harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Read-only; one for all articles and sessions of a process."""

    nlp: Language
    gazetteer: Gazetteer
    packs: Packs
    """Villages of the countries that an article is about."""
    areas: Areas
    names: NameLexicon
    events: EventLexicon
    harm: tuple[HarmRule, ...]
    measures: tuple[MeasurePattern, ...]
    event_words: EventWords | None = None
    """What was learned of the words that tell events; None where the rules alone read."""
    model: ModelReader | None = None
    """A language model of the person's own that tells the events in place of both."""


def load_knowledge(*, rules_alone: bool = False, tell: Notify = no_progress) -> Knowledge:
    """Loads all (two seconds), the encoder with the first article; ``tell`` hears what takes a
    moment.

    Raises InstallationError naming the missing part."""
    folder = settings.LEXICON
    events = load_event_lexicon(folder)
    return Knowledge(
        nlp=load_language_model(),
        gazetteer=open_gazetteer(),
        packs=open_packs(notify=tell),
        areas=open_areas(),
        names=load_names(folder),
        events=events,
        harm=load_harm(folder / "harm.csv", events.kinds),
        measures=load_measures(folder / "measures.csv"),
        event_words=None if rules_alone else EventWords(settings.MODEL),
    )


def shared_knowledge(*, rules_alone: bool = False) -> Knowledge:
    """The same, loaded once for each process, and anew when places were added."""
    return _loaded(rules_alone, state_of_added(settings.home_path()))


@lru_cache(maxsize=2)
def _loaded(rules_alone: bool, added: object) -> Knowledge:
    return load_knowledge(rules_alone=rules_alone)
