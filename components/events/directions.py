"""Small questions to the prepositions between a place and what happened there: a goal, the point of
a measure, an address."""

from __future__ import annotations

from spacy.tokens import Token

from components.language.english.words import is_a
from components.lexicon.senses import words_of


def is_onward(words: str, carrier: Token) -> bool:
    """Whether a goal hangs on the start: "from the city towards X", "fled the city for X"."""
    if carrier.dep_ == "dobj":
        return words in {*words_of("onward"), "for"} and is_a(carrier.head, "leaving")
    return (
        words in words_of("onward")
        and carrier.dep_ == "pobj"
        and carrier.head.lower_ in {"from", "of"}
    )


def is_opposite(prep: Token) -> bool:
    """ "in X, across the river from Y" only says where X lies."""
    doc = prep.doc
    if prep.lower_ == "across":
        after = prep.right_edge.i + 1
        return (
            prep.i > 0
            and doc[prep.i - 1].text == ","
            and after < len(doc)
            and doc[after].lower_ == "from"
        )
    return prep.lower_ == "from" and any(
        is_opposite(one) for one in prep.head.children if one.lower_ == "across"
    )


def verb_above(noun: Token) -> Token:
    """The word on which the phrase of a start hangs: "fled" over "from the city"."""
    prep = noun.head
    if noun.dep_ == "dobj":
        return prep
    return (
        prep.head.head.head if prep.lower_ == "of" and prep.head.head.dep_ == "prep" else prep.head
    )


def has_length(token: Token) -> bool:
    """ "30 miles" before a direction or "from"; "not far from"; "a stone's throw from"."""
    if token.lower_ == "from" and token.i and token.nbor(-1).lower_ in {"far", "away", "throw"}:
        return True
    return any(
        child.dep_ in {"npadvmod", "nummod", "quantmod"}
        and any(one.like_num for one in child.subtree)
        for child in token.children
    )
