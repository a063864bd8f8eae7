"""Clauses that share a time with what they hang on: "on Monday, when they met", "a raid in which
ten died", "it was then"."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Span, Token

from components.language.english.time.syntax import tense_of
from components.lexicon.time import TimeLexicon


def is_clause_of(verb: Token, time: Span) -> bool:
    """ "On Monday, when they discussed it": the clause that hangs on the time itself.

    "Said on 3 May that gunmen killed two" is none, though the parse may hang what was said on the
    day.
    """
    hangs_on = verb.dep_ in {"relcl", "acl"} and time.start <= verb.head.i < time.end
    return (hangs_on and not _tells_behind(verb, time)) or _opens_behind(verb, time)


def _tells_behind(verb: Token, time: Span) -> bool:
    """Whether "that" right behind a named day opens a sentence with its own subject, and not "the
    day that he left"."""
    that = verb.left_edge
    return (
        that.lower_ == "that"
        and that.i == time.end
        and that.dep_ == "mark"
        and verb.head.pos_ == "PROPN"
    )


def _opens_behind(verb: Token, time: Span) -> bool:
    """Whether the verb's clause follows on "when" right behind the time, whatever the parse hangs
    it on."""
    start = time.end + int(verb.doc[time.end : time.end + 1].text == ",")
    return verb.doc[start : start + 1].text == "when" and verb.left_edge.i in {start, start + 1}


def is_in_which(preposition: Token, lexicon: TimeLexicon) -> bool:
    """ "A raid in which ten people died"."""
    if preposition.dep_ != "prep" or not lexicon.has(preposition.lower_, "same_time_preposition"):
        return False
    return any(child.lower_ == "which" for child in preposition.children)


def is_simultaneous(verb: Token, lexicon: TimeLexicon) -> bool:
    """ "When they discussed it"; "as" and "while" only between two verbs of the past, for else they
    give a reason."""
    if opens_with(verb, {"when"}):
        return True
    return opens_with(verb, {"as", "while"}) and {
        tense_of(verb, lexicon),
        tense_of(verb.head, lexicon),
    } == {"past"}


def opens_with(verb: Token, words: Set[str]) -> bool:
    """Whether one of ``words`` joins the verb's clause to the one above: "when they discussed
    it"."""
    return any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in words for child in verb.children
    )


def is_marked(verb: Token) -> bool:
    return any(child.dep_ in {"mark", "prep"} and child.i < verb.i for child in verb.children)


def is_cleft(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "expl"} and child.lower_ == "it" for child in verb.children)
