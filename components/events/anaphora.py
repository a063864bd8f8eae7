"""Places that the words only point at: "the city", "the island", "there", after the place was
named."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from components.core.records import PlaceLink, Resolution, Role
from components.events.borrowed import occasion_of
from components.events.context import Context
from components.events.triggers import Trigger
from components.language.english.marks import remembered
from components.language.english.syntax import (
    VERBAL,
    children,
    core,
    objects,
    prepositions,
    subjects,
)
from components.language.english.words import is_a
from components.lexicon.senses import words_of

POINTED_AT = frozenset(
    {"settlement", "district", "facility", "island", "admin1", "admin2", "region"}
)
"""Kinds of place that "there", or a noun of them, may point at."""

MAX_SENTENCES_BACK = 6
FACTOR, FAR_FACTOR = 0.75, 0.6
"""What pointing back costs in confidence: near by, and at the only place of its kind farther up."""


def kinds_named(noun: Token) -> frozenset[str]:
    """The kinds of place that a place noun may point at; none for another noun."""
    return frozenset(kind for kind in POINTED_AT if is_a(noun, f"names: {kind}"))


def pointed_at(trigger: Trigger, context: Context) -> PlaceLink | None:
    """The place named before that a definite place noun among the trigger's arguments, or "there",
    may mean."""
    carrier = _carrier(trigger.token)
    around = [*_arguments(carrier), *_sufferers(carrier)] if carrier != trigger.token else []
    for noun, preposition in _place_nouns(trigger.token) + around:
        found = _last_named(noun, context)
        if found:
            return PlaceLink(
                resolution=found,
                role=_role(trigger, preposition),
                near=preposition in words_of("nearby"),
            )
    there = next(
        (
            child
            for verb in (trigger.token, carrier)
            for child in children(verb, "advmod", "pcomp")
            if child.lower_ == "there"
        ),
        None,
    )
    meant = _there(there, context) if there is not None else None
    return PlaceLink(resolution=meant, role="at") if meant else _at_landmark(trigger.token, context)


def _at_landmark(token: Token, context: Context) -> PlaceLink | None:
    """ "outside the cathedral", where "the cathedral in X" was told of before: the event is in
    X."""
    nouns = [
        *(objects(token) if token.pos_ == "VERB" else ()),
        *(noun for _, noun in prepositions(token)),
    ]
    for noun in nouns:
        bare = not children(noun, "prep", "compound", "poss", "amod", "appos")
        if bare and _is_pointed(noun) and is_a(noun, "landmark"):
            found = _place_of_landmark(noun, context)
            if found:
                return PlaceLink(
                    resolution=_as_pointed(found, noun, FACTOR), role="at", within=True
                )
    return None


def _place_of_landmark(noun: Token, context: Context) -> Resolution | None:
    """The place in which the text, a few sentences up, puts a building of that name."""
    first = _start_back(noun, MAX_SENTENCES_BACK, context)
    same = (
        token
        for token in reversed(context.doc[first : noun.i])
        if token.lemma_.lower() == noun.lemma_.lower()
    )
    carriers = (
        one
        for token in same
        for one in (token, *([token.head] if token.dep_ in {"dobj", "nsubjpass"} else []))
    )
    phrases = (
        inner
        for one in carriers
        for words, inner in prepositions(one)
        if words in {"in", "at", "near"}
    )
    return next((found for inner in phrases if (found := context.place_at(inner))), None)


def _sufferers(verb: Token) -> list[tuple[Token, str]]:
    """ "the port city suffered heavy shelling"."""
    suffers = is_a(verb, "under attack")
    return [(noun, "") for noun in subjects(verb) if _is_definite(noun)] if suffers else []


def _carrier(token: Token) -> Token:
    """The verb that only carries a noun: "the talks were held in the city"; else the token
    itself."""
    verb = token.head
    carried = token.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.pos_ == "VERB"
    return verb if carried and is_a(verb, "holding", "happening") else token


def _place_nouns(token: Token) -> list[tuple[Token, str]]:
    """Of the trigger; of the verb around it where it has none: "fled the island after a
    barrage"."""
    occasion = occasion_of(token)
    found = _arguments(token)
    return found if found or occasion == token else [(noun, "") for noun, _ in _arguments(occasion)]


def _arguments(token: Token) -> list[tuple[Token, str]]:
    nouns = [(noun, "") for noun in objects(token)] if token.pos_ in VERBAL else []
    nouns += [
        (noun, words)
        for words, noun in prepositions(token)
        if words not in words_of("at another time")
    ]
    nouns += [(inner, words) for noun, _ in list(nouns) for words, inner in prepositions(noun)]
    nouns += [(owner, words) for noun, words in list(nouns) for owner in children(noun, "poss")]
    return [(core(noun), words) for noun, words in nouns if _is_definite(core(noun))]


def _is_definite(noun: Token) -> bool:
    """ "the city" and no more: "the city of Kherson" names its place itself, and "the towns" are
    several."""
    named = [
        child for child in children(noun, "compound", "poss", "appos") if child.pos_ == "PROPN"
    ]
    parts = [prep for prep in children(noun, "prep") if prep.lower_ in {"of", "in"}]
    bare = (
        not named
        and not parts
        and not children(noun, "poss", "appos", "conj")
        and noun.dep_ != "conj"
    )
    return bool(kinds_named(noun)) and bare and _is_pointed(noun)


def _is_pointed(noun: Token) -> bool:
    """One thing, with "the", "this" or "that" before it."""
    return noun.tag_ == "NN" and any(is_a(child, "pointing") for child in children(noun, "det"))


def _last_named(noun: Token, context: Context) -> Resolution | None:
    """In the same sentence the nearest; else the place that the sentences before name most often,
    of several the last; else the only one of its kind in the text so far. A place that only
    measures a distance is none of them."""
    near = _named(noun, context, back=MAX_SENTENCES_BACK)
    here = [one for index, one in near if index >= noun.sent.start]
    if here:
        return _as_pointed(here[0], noun, FACTOR)
    times = Counter(one.place.id for _, one in near if one.place)
    if near:
        return _as_pointed(
            max((one for _, one in near), key=lambda one: times[one.place.id] if one.place else 0),
            noun,
            FACTOR,
        )
    far = [one for _, one in _named(noun, context, back=None)]
    return (
        _as_pointed(far[0], noun, FAR_FACTOR)
        if len({one.place.id for one in far if one.place}) == 1
        else None
    )


def _named(noun: Token, context: Context, *, back: int | None) -> list[tuple[int, Resolution]]:
    """Index of a token and the place there that the noun may mean, the last first."""
    kinds, state = kinds_named(noun), _state_of(noun, context)
    found = _before(noun, context, back=back)
    fitting = [(index, one) for index, one in found if one.kind in kinds]
    if noun.lemma_.lower() != "capital":
        return fitting
    capitals = [
        (index, one)
        for index, one in fitting
        if (side := _capital_of(one, context)) and (not state or side == state)
    ]
    return capitals


def _before(noun: Token, context: Context, *, back: int | None) -> list[tuple[int, Resolution]]:
    first = _start_back(noun, back, context) if back else 0
    indices: Sequence[int] = sorted(
        (index for index in context.places if first <= index < noun.i), reverse=True
    )
    return [
        (index, one)
        for index in indices
        if (one := context.place_at(context.doc[index])) and not _only_measures(context.doc[index])
    ]


def _start_back(token: Token, sentences: int, context: Context) -> int:
    """Where so many sentences up to the token's own begin; 0 where the text holds fewer up to
    there."""
    doc = context.doc
    starts = remembered(
        doc, "sentence starts", lexicon=context.actors, make=lambda: _sentence_starts(doc)
    )
    past = bisect_right(starts, token.i)
    return starts[past - sentences] if past >= sentences else 0


def _sentence_starts(doc: Doc) -> tuple[int, ...]:
    """Of all sentences that hold words, in text order."""
    return tuple(sentence.start for sentence in doc.sents if sentence.text.strip())


def _only_measures(token: Token) -> bool:
    """The point of "10 miles north of X", "a few kilometers from X", "not far from X"."""
    prep = token.head
    if token.dep_ != "pobj" or prep.dep_ not in {"prep", "advmod", "pobj"}:
        return False
    around = [prep.head, *prep.children, *([prep.nbor(-1)] if prep.i else [])]
    measured = any(is_a(word, "measure", "far") for word in around)
    return measured or prep.lower_ == "near"


def _state_of(noun: Token, context: Context) -> str:
    """ "the Lithuanian capital" is that of Lithuania."""
    names = (
        context.actors.names.get(child.text) for child in children(noun, "amod", "nmod", "compound")
    )
    return next((name.side for name in names if name and name.kind in {"demonym", "country"}), "")


def _capital_of(found: Resolution, context: Context) -> str:
    name = context.actors.names.get(found.toponym.text)
    return name.side if name and name.kind == "capital" else ""


def _there(adverb: Token, context: Context) -> Resolution | None:
    """The last place named in the sentence, else in the one before."""
    found = [one for _, one in _before(adverb, context, back=2) if one.kind in POINTED_AT]
    return _as_pointed(found[0], adverb, FACTOR) if found else None


def _as_pointed(found: Resolution, noun: Token, factor: float) -> Resolution:
    words = noun.text if noun.pos_ == "ADV" else f"the {noun.text}"
    return replace(
        found,
        method="refers back",
        confidence=found.confidence * factor,
        reason=f'"{words}" refers back to {found.toponym.text}; {found.reason}',
    )


def _role(trigger: Trigger, preposition: str) -> Role:
    if preposition in {"from", "out of"} or (
        trigger.kind.name == "withdrawal" and preposition not in {"to", "into", "towards"}
    ):
        return "from"
    return "to" if preposition in {"to", "into", "towards", "toward"} else "at"
