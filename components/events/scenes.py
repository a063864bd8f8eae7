"""Places that an event has from the clauses around it: "it occurred in X, when", "X was the scene
of", "police in X said"."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from components.core.records import Resolution
from components.events.context import Context
from components.events.paths import named_by
from components.events.triggers import Trigger, governor
from components.language.english.syntax import (
    NOUNS,
    SUBJECTS,
    VERBAL,
    children,
    clause,
    prepositions,
)
from components.language.english.time.clauses import is_cleft, opens_with
from components.language.english.words import is_a
from components.lexicon.senses import words_of

TOWNS = frozenset({"settlement", "district"})


def around(trigger: Trigger, triggers: Set[int], context: Context) -> Resolution | None:
    """The place where, by the words around it, the event was: what it was part of, was told beside
    or made a place known for."""
    found = _meanwhile(trigger.token, context) or _scene(trigger.token, triggers, context)
    return (
        found
        or _setting(trigger, context)
        or _come_for(trigger, context)
        or _alongside(trigger, context)
    )


def _scene(verb: Token, triggers: Set[int], context: Context) -> Resolution | None:
    """ "was hurt in X when a man attacked", "happened in X when", "it was in X that a gunman
    killed": X, where nothing nearer is named."""
    above = verb.head
    if (
        verb.pos_ != "VERB"
        or verb.dep_ not in {"advcl", "ccomp", "relcl", "acl"}
        or above.i in triggers
    ):
        return None
    cleft = above.lemma_ == "be" and is_cleft(above)
    hurt = (
        is_a(above, "harmed", "occurring")
        and verb.dep_ == "advcl"
        and opens_with(verb, words_of("while"))
    )
    return within(above, context) if (cleft or hurt) and not within(verb, context) else None


def _meanwhile(verb: Token, context: Context) -> Resolution | None:
    """ "was killed while fighting in X", "while supporting operations in X": it happened where that
    went on."""
    beside = [
        one
        for one in children(verb, "advcl")
        if one.tag_ == "VBG" and opens_with(one, words_of("while"))
    ]
    if not beside or verb.pos_ != "VERB" or within(verb, context):
        return None
    return next((found for one in beside if (found := within(one, context))), None)


def _setting(trigger: Trigger, context: Context) -> Resolution | None:
    """ "X was the scene of an attack", "X, the site of a massacre", "a market in X was the target
    of a bombing"."""
    if trigger.token.pos_ not in NOUNS:
        return None
    setting = governor(trigger.token)
    if not is_a(setting, "setting") or setting.dep_ not in {"attr", "appos", "pobj"}:
        return None
    bearers = (
        children(setting.head, "nsubj")
        if setting.dep_ == "attr"
        else [setting.head]
        if setting.dep_ == "appos"
        else []
    )
    named = (
        context.place_at(noun) or named_by(noun, context) or within(noun, context)
        for noun in bearers
    )
    return next((one for one in named if one), None)


def _come_for(trigger: Trigger, context: Context) -> Resolution | None:
    """ "The envoy, in X for talks, called": where somebody has come for them."""
    prep = trigger.token.head
    if trigger.token.dep_ != "pobj" or prep.lower_ != "for" or trigger.kind.family != "meeting":
        return None
    return context.place_at(prep.head) or (
        within(prep.head, context) if prep.head.pos_ in NOUNS else None
    )


def _alongside(trigger: Trigger, context: Context) -> Resolution | None:
    """ "The hospital in X was flooded and sixty children were evacuated": the clause before places
    what goes on from it."""
    verb = clause(trigger.token)
    first = verb.head
    told = is_a(first, "elsewhere") or first.pos_ not in VERBAL
    if (
        verb.dep_ != "conj"
        or told
        or not (trigger.kind.has("on the spot") or trigger.kind.family == "displacement")
        or _names_a_place(verb, context)
    ):
        return None
    return within(first, context) or next(
        (one for noun in children(first, *SUBJECTS) if (one := within(noun, context))), None
    )


def _names_a_place(verb: Token, context: Context) -> bool:
    return any(token.i in context.places for token in verb.subtree)


def told_by_locals(trigger: Trigger, context: Context) -> Resolution | None:
    """ "Police in X said gunmen killed a doctor", "X police say": the town whose police tell it,
    where nothing else is named."""
    told = clause(trigger.token)
    if (
        not trigger.kind.has("on the spot")
        or told.dep_ not in {"ccomp", "parataxis"}
        or not is_a(told.head, "reported")
    ):
        return None
    if _names_a_place(told, context):
        return None
    voices = [noun for noun in children(told.head, "nsubj") if is_a(noun, "local voice")]
    before = (context.places.get(one.i) for noun in voices for one in children(noun, "compound"))
    named = (*(within(noun, context) or named_by(noun, context) for noun in voices), *before)
    return next((one for one in named if one and one.kind in TOWNS), None)


def within(verb: Token, context: Context) -> Resolution | None:
    """The first place in which a phrase on the verb, on its objects or on the nouns of its phrases
    puts something."""
    direct = list(prepositions(verb))
    nouns = [*children(verb, "dobj"), *(noun for _, noun in direct)]
    phrases = (
        noun
        for words, noun in (*direct, *(one for noun in nouns for one in prepositions(noun)))
        if words in words_of("within")
    )
    return next(
        (one for noun in phrases if (one := context.place_at(noun) or named_by(noun, context))),
        None,
    )
