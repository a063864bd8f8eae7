"""Prepositions: their nouns, the words they depend on, and what is only measured from a place."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Token

from components.language.english.labels import SUBJECTS, arguments, children, conjuncts
from components.language.english.syntax import NOUNS, VERBAL
from components.language.english.words import is_a
from components.lexicon.senses import words_of

IN_PHRASE = frozenset({"compound", "nmod", "amod", "appos", "conj", "det", "poss"})


def under(token: Token, prepositions: Set[str]) -> list[Token]:
    return [
        noun
        for prep in children(token, "prep", "agent")
        if prep.lower_ in prepositions
        for noun in arguments(prep, "pobj")
    ]


def core(token: Token) -> Token:
    """The noun that a partitive speaks of: Oblast in "almost all of Kharkiv Oblast"."""
    if not is_a(token, "partitive") and token.pos_ not in {"NUM", "DET"}:
        return token
    if own := under(token, {"of"}):
        return core(own[0])
    # "Of the twelve battalions, five were captured".
    fronted = [prep for prep in children(token.head, "prep") if prep.lower_ == "of"]
    nouns = (noun for prep in fronted if prep.i < token.i for noun in children(prep, "pobj"))
    return next(nouns, token) if token.dep_ in SUBJECTS else token


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) under a token; "out of" and "north of" are one preposition."""
    for child in token.children:
        if child.dep_ in {"prep", "prt", "advmod", "agent", "dative"} or is_a(child, "direction"):
            yield from _chain(child, child.lower_)


def _chain(prep: Token, words: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from ((words, core(noun)) for noun in conjuncts(child))
        elif child.dep_ in {"prep", "pcomp"} and child.pos_ in {"ADP", "SCONJ"}:
            yield from _chain(child, f"{words} {child.lower_}")


def preposition_over(noun: Token) -> Token | None:
    return noun.head if noun.dep_ == "pobj" else None


def is_behind_preposition(token: Token) -> bool:
    """A noun or a gerund: "for an attack", "for attacking"."""
    return token.dep_ in {"pobj", "pcomp"}


def is_after_preposition(noun: Token, prepositions: Set[str]) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in prepositions


def carrier(noun: Token) -> Token:
    """The word that a noun depends on, its preposition passed over."""
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def governing(noun: Token) -> tuple[Token | None, Token]:
    """The preposition over the phrase that a noun is in, and the top of the phrase."""
    while noun.dep_ in IN_PHRASE and noun.head != noun:
        noun = noun.head
    return preposition_over(noun), noun


def is_excepted(noun: Token) -> bool:
    """Whether it is what is left out: "all towns except Lyman", "with the exception of Lyman"."""
    while noun.dep_ in IN_PHRASE | {"pobj", "pcomp", "prep"} and noun.head != noun:
        noun = noun.head
        before = noun.nbor(-1).lower_ if noun.i else ""
        if {noun.lower_, f"{before} {noun.lower_}"} & words_of("left out"):
            return True
    return False


def hold_of(noun: Token) -> tuple[str, Token, bool]:
    """How a noun after a preposition depends on another word: by which words ("out of" and "north
    of" are one), on which, and whether they only measure from it: "30 miles from", "not far from".
    """
    prep, words = noun.head, noun.head.lower_
    while prep.dep_ in {"prep", "pcomp"} and prep.head.pos_ in {"ADP", "SCONJ"}:
        prep, words = prep.head, f"{prep.head.lower_} {words}"
    above, measured = prep.head, _has_length(prep) or _is_opposite(prep)
    if is_a(above, "direction") and is_a(prep, "measured from"):
        words = f"{above.lower_} {words}"
        behind_comma = above.i > 0 and above.nbor(-1).text == ","
        measured = measured or _has_length(above) or behind_comma
    if words == "of" and is_a(above, "outskirts"):
        words = f"{above.lower_} of"
    return words, above, measured


def _has_length(token: Token) -> bool:
    """ "30 miles" before a direction or "from"; "not far from"; "a stone's throw from"."""
    if token.lower_ == "from" and token.i and token.nbor(-1).lower_ in {"far", "away", "throw"}:
        return True
    lengths = children(token, "npadvmod", "nummod", "quantmod")
    return any(one.like_num for length in lengths for one in length.subtree)


def _is_opposite(prep: Token) -> bool:
    """ "in X, across the river from Y" only says where X lies."""
    if prep.lower_ == "from":
        return any(_is_opposite(one) for one in prep.head.children if one.lower_ == "across")
    doc, after = prep.doc, prep.right_edge.i + 1
    is_aside = prep.lower_ == "across" and prep.i > 0 and doc[prep.i - 1].text == ","
    return is_aside and doc[after : after + 1].text.lower() == "from"


def over_start(words: str, start: Token) -> Token | None:
    """The word over a start on which a goal depends by ``words``: "fled" in "fled from the city
    towards X", "fled the city for X"; None where it is no start."""
    onward = words in words_of("onward")
    if start.dep_ == "dobj":
        is_start = (onward or words == "for") and is_a(start.head, "leaving")
    else:
        is_start = onward and is_after_preposition(start, {"from", "of"})
    above = carrier(start)
    inner = is_after_preposition(start, {"of"}) and preposition_over(above) is not None
    return (carrier(above) if inner else above) if is_start else None


def place_measured(noun: Token) -> Token:
    """The town in "a town 10 miles north of Y", the noun itself where nothing is measured."""
    above = carrier(noun)
    is_point = is_after_preposition(noun, {"of", "from"}) and is_a(above, "direction")
    return carrier(above) if is_point else noun


def is_compared_with(noun: Token) -> bool:
    """Whether a noun that reports an event is in the phrase of a comparison."""
    while noun.pos_ in {*NOUNS, "DET", "PRON"}:
        preposition = preposition_over(noun)
        if preposition is not None and _likens(preposition):
            return True
        within = preposition is not None and is_a(preposition, "within a comparison")
        if not within and noun.dep_ != "conj":
            return False
        noun = carrier(noun)
    return False


def _likens(preposition: Token) -> bool:
    words, above = preposition.lower_, preposition.head
    if words != "since":
        is_measure = words in words_of("to what it is compared") and is_a(above, "comparing")
        return is_measure or words in words_of("likening")
    # "The worst attack", "was the first", "the deadliest": of all since then. Where the tagger
    # misses the superlative ("the bloodiest"), by its ending.
    nouns = children(above, "attr", "nsubj", "dobj") if above.pos_ in VERBAL else []
    is_extreme = any(
        one.tag_ in {"JJS", "RBS"}
        or (one.pos_ == "ADJ" and one.lower_.endswith("est"))
        or is_a(one, "first or last")
        for noun in (above, *nouns)
        for one in (noun, *noun.children)
    )
    return is_extreme or (preposition.i > 0 and preposition.nbor(-1).lower_ == "not")
