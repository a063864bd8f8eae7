"""Places that a later sentence only points at: "the city", "the island", after the place was named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from components.events.context import Context
from components.events.syntax import children, core, objects, prepositions
from components.events.triggers import Trigger
from components.model import PlaceLink, Resolution, Role

KINDS = {
    "city": {"settlement"}, "town": {"settlement"}, "village": {"settlement"}, "settlement": {"settlement"},
    "capital": {"settlement"}, "port": {"settlement", "facility"}, "island": {"island"}, "islet": {"island"},
    "region": {"admin1", "region"}, "province": {"admin1"}, "oblast": {"admin1"}, "state": {"admin1"},
    "crossing": {"facility"}, "township": {"admin2", "settlement"}, "district": {"admin2", "district"},
}
"""Place noun to the kinds of place that it may point at."""

MAX_SENTENCES_BACK = 6
FACTOR = 0.75
"""What pointing back costs in confidence."""


def pointed_at(trigger: Trigger, context: Context) -> PlaceLink | None:
    """The nearest place named before that a definite place noun among the trigger's arguments may mean."""
    for noun, preposition in _place_nouns(trigger.token):
        found = _last_named(noun, context)
        if found:
            return PlaceLink(resolution=_as_pointed(found, noun), role=_role(trigger, preposition),
                             near=preposition in {"near", "outside", "around"})
    return None


def _place_nouns(token: Token) -> list[tuple[Token, str]]:
    nouns = [(noun, "") for noun in objects(token)] if token.pos_ in {"VERB", "AUX"} else []
    nouns += [(noun, words) for words, noun in prepositions(token)]
    nouns += [(inner, words) for noun, _ in list(nouns) for words, inner in prepositions(noun)]
    return [(core(noun), words) for noun, words in nouns if _is_definite(core(noun))]


def _is_definite(noun: Token) -> bool:
    """"the city" and no more: "the city of Kherson" names its place itself."""
    bare = not children(noun, "prep", "appos", "compound", "poss")
    return noun.lemma_.lower() in KINDS and bare and any(child.lower_ in {"the", "this"} for child in children(noun, "det"))


def _last_named(noun: Token, context: Context) -> Resolution | None:
    """The place that the sentences before name most often; of several the last."""
    kinds = KINDS[noun.lemma_.lower()]
    sentences = [sentence.start for sentence in context.doc.sents if sentence.start <= noun.i]
    first = sentences[-MAX_SENTENCES_BACK] if len(sentences) >= MAX_SENTENCES_BACK else 0
    before: Sequence[int] = sorted((index for index in context.places if first <= index < noun.i), reverse=True)
    named = [one for index in before if (one := context.place_at(context.doc[index])) and one.place and one.place.kind in kinds]
    times = Counter(one.place.id for one in named if one.place)
    return max(named, key=lambda one: times[one.place.id] if one.place else 0, default=None)


def _as_pointed(found: Resolution, noun: Token) -> Resolution:
    name = found.toponym.text
    return replace(found, method="refers back", confidence=found.confidence * FACTOR,
                   reason=f"\"the {noun.text}\" refers back to {name}; {found.reason}")


def _role(trigger: Trigger, preposition: str) -> Role:
    if trigger.kind.name == "withdrawal" or preposition in {"from", "out of"}:
        return "from"
    return "to" if preposition in {"to", "into", "towards", "toward"} else "at"
