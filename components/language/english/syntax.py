"""The dependency parse (spaCy's English labels): one word's place in it, and the steps from there.
Coordinated nouns count each."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Span, Token

from components.language.english.words import is_a

VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PATIENTS = frozenset({"dobj", "nsubjpass"})
"""Objects, and the subjects of passives."""
PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
MODIFIERS = PREMODIFIERS | {"npadvmod", "nummod"}
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def words_under(token: Token, *labels: str) -> set[str]:
    """The children with one of the labels, in lower case."""
    return {child.lower_ for child in token.children if child.dep_ in labels}


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated under it."""
    return [token, *(one for child in children(token, "conj") for one in conjuncts(child))]


def arguments(verb: Token, *labels: str) -> list[Token]:
    return [noun for child in children(verb, *labels) for noun in conjuncts(child)]


def under(token: Token, prepositions: Set[str]) -> list[Token]:
    """The nouns behind one of these prepositions."""
    return [
        noun
        for prep in children(token, "prep", "agent")
        if prep.lower_ in prepositions
        for noun in arguments(prep, "pobj")
    ]


def owners(noun: Token) -> list[Token]:
    """Whoever the phrase says it belongs to: "Canada's and Peru's"."""
    return arguments(noun, "poss")


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


def antecedent(noun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    return verb.head if verb.dep_ == "relcl" and is_a(noun, "relative") else noun


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


def clause(token: Token) -> Token:
    """The verb (or root) whose clause the token stands in."""
    while (
        token.dep_ not in CLAUSES
        and token.head != token
        and not (token.dep_ == "conj" and token.pos_ in VERBAL)
    ):
        token = token.head
    return token


def sentence_before(sentence: Span) -> Span | None:
    """The one before in the paragraph; a run of blanks that is a sentence parts paragraphs."""
    if sentence.start == 0:
        return None
    earlier = sentence.doc[sentence.start - 1]
    return None if earlier.is_space and earlier.is_sent_start else earlier.sent


def sentences_back(sentence: Span, count: int) -> int:
    """The first token of the text that begins so many sentences before."""
    start = sentence.start
    while start and count:
        start, count = sentence.doc[start - 1].sent.start, count - 1
    return start


def is_scheduled(verb: Token) -> bool:
    """ "A protest set to take place in X": what the participle behind a noun leads to."""
    above = verb.head
    return (verb.dep_, verb.tag_, above.dep_, above.tag_) == ("advcl", "VB", "acl", "VBN")
