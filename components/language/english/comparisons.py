"""What is only compared with: "the worst attack since the bombing of X", "a siege like X's"."""

from __future__ import annotations

from spacy.tokens import Token

from components.language.english.labels import children
from components.language.english.prepositions import carrier, preposition_over
from components.language.english.syntax import NOUNS, VERBAL
from components.language.english.words import is_a
from components.lexicon.senses import words_of


def is_compared_with(noun: Token) -> bool:
    """Whether a noun that tells an event stands in the phrase of a comparison."""
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
    if words in words_of("likening"):
        return True
    if words == "since":
        return _is_extreme(above) or (preposition.i > 0 and preposition.nbor(-1).lower_ == "not")
    return words in words_of("to what it is compared") and is_a(above, "comparing")


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
