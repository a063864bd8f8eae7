"""Events and places that the words only compare with: "the worst attack since the bombing of X", "a
siege like that of X"."""

from __future__ import annotations

from spacy.tokens import Token

from components.events.paths import Path
from components.language.english.syntax import NOUNS, VERBAL, children
from components.language.english.words import is_a
from components.lexicon.senses import words_of


def is_compared_with(noun: Token) -> bool:
    """Whether a noun that tells an event stands in the phrase of a comparison."""
    node = noun
    while node.pos_ in {*NOUNS, "DET", "PRON"} and node.dep_ in {"pobj", "conj"}:
        above = node.head
        if node.dep_ == "pobj":
            if _likens(above):
                return True
            above = above.head if is_a(above, "within a comparison") else node
        if above == node:
            return False
        node = above
    return False


def is_comparison(path: Path) -> bool:
    """Whether a place hangs on a word of comparison: "compared to that of X", "as in X"."""
    pairs = zip(path.prepositions, path.carriers, strict=False)
    return any(
        words in words_of("to what it is compared") and _compares(carrier)
        for words, carrier in pairs
    )


def _likens(preposition: Token) -> bool:
    words, above = preposition.lower_, preposition.head
    if words in words_of("likening"):
        return True
    if words == "since":
        return _is_extreme(above) or (preposition.i > 0 and preposition.nbor(-1).lower_ == "not")
    return words in words_of("to what it is compared") and _compares(above)


def _compares(word: Token) -> bool:
    return is_a(word, "comparing")


def _is_extreme(word: Token) -> bool:
    """ "the worst attack", "was the first", "the deadliest": of all since then."""
    nouns = [word, *children(word, "attr", "nsubj", "dobj")] if word.pos_ in VERBAL else [word]
    return any(
        _is_superlative(child) or is_a(child, "first or last")
        for noun in nouns
        for child in (noun, *noun.children)
    )


def _is_superlative(word: Token) -> bool:
    """By the tag, or by the ending where the tagger misses it: "the bloodiest"."""
    return word.tag_ in {"JJS", "RBS"} or (word.pos_ == "ADJ" and word.lower_.endswith("est"))
