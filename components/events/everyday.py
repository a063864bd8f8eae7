"""Articles about everyday life: an arrest, a visit or a blast in local news is no event of conflict
or diplomacy."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from components.core.records import UNMAPPED, Event
from components.events.quantities import HARM
from components.lexicon.events import EventLexicon
from components.lexicon.senses import words_of

LEAST_SENTENCES = 4
"""A shorter text does not say what it is about."""

MANY = 5
"""So many people killed and hurt make an attack no private matter."""

OUTWEIGHING = 3
"""So many words of everyday life to each sign of public affairs, each counted once."""
SCENES = 2
"""So many scenes that war has too ("school", "hospital") weigh as a word of everyday life."""


def is_everyday(doc: Doc, events: Iterable[Event]) -> bool:
    """Whether words of everyday life ("sheriff", "school") outweigh those of public affairs
    ("troops", "embassy") and the sides that take part in the events."""
    if not is_article(doc):
        return False
    lemmas = {token.lemma_.lower() for token in doc}
    sides = {
        actor.side for event in events for actor in (*event.actors, *event.targets) if actor.side
    }
    public, life, scenes = (
        len(lemmas & words_of(name))
        for name in ("public affairs", "everyday life", "everyday scene")
    )
    everyday = life + scenes // SCENES
    return everyday >= max(1, OUTWEIGHING * (public + len(sides)))


def is_article(doc: Doc) -> bool:
    """Whether the text is long enough to be judged as a whole."""
    return sum(not sentence.text.isspace() for sentence in doc.sents) >= LEAST_SENTENCES


def is_of_public_order(event: Event, doc: Doc, lexicon: EventLexicon) -> bool:
    """What counts in an article about everyday life too: what is told in words of war, an attack
    that hits many, the police against protesters, and who fled or was taken out of the way of a
    disaster."""
    told = doc.char_span(event.sentence.start, event.sentence.end, alignment_mode="expand") or ()
    kind = lexicon.kinds[event.kind]
    if kind.has("of war") or _has_one(told, words_of("warfare")):
        return True
    if event.kind == "attack":
        victims = sum(one.value or 0 for one in event.quantities if one.kind in HARM)
        return victims >= MANY and _has_one(told, words_of("assault"))
    if kind.has("over protest"):
        return _has_one(told, words_of("marcher"))
    return kind.family == "displacement" and _has_one(doc, words_of("disaster"))


def _has_one(words: Iterable[Token], lemmas: Set[str]) -> bool:
    return any(word.lemma_.lower() in lemmas for word in words)


def is_private(event: Event, told: Iterable[Event], *, doc: Doc) -> bool:
    """A journey of nobody known to the public, who goes to meet nobody in office either."""
    if event.kind != "visit" or event.actors or event.targets:
        return False
    met = (one for one in told if one.sentence == event.sentence and one.kind == "meeting")
    spans = (actor.span for one in met for actor in one.targets if actor.span)
    names = (doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans)
    return not any(_has_one(words or (), words_of("office")) for words in names)


def as_unmapped(events: Iterable[Event], lexicon: EventLexicon) -> list[Event]:
    """What such an article says happened at a place, as events that fit no kind; what has no place
    is left out."""
    kind = lexicon.kinds[UNMAPPED]
    placed = (event for event in events if any(link.is_pin for link in event.links))
    return [replace(event, kind=kind.name, label=kind.label, codes=kind.codes) for event in placed]
