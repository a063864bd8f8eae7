"""The dateline of a report ("CAIRO (Reuters) - ", "NAIROBI - "): the parser takes its town for the
subject."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from components.language.english.syntax import conjuncts

MAX_DATELINE_TOKENS = 14
DASHES = frozenset({"-", "–", "—", "--"})


def dateline_end(sentence: Words) -> int:
    """Index of the first token behind the dateline; the sentence's start where there is none."""
    for token in sentence[1:MAX_DATELINE_TOKENS]:
        before = sentence.doc[token.i - 1]
        spaced = bool(before.whitespace_) and bool(token.whitespace_)
        if (
            token.text in DASHES
            and spaced
            and (before.text == ")" or before.is_upper or sentence[0].is_upper)
        ):
            return token.i + 1
        if token.text == ":" and before.is_upper and sentence[0].is_upper:
            return token.i + 1
    return sentence.start


def behind_dateline(nouns: Sequence[Token]) -> list[Token]:
    """The nouns without those of a dateline; for these, the noun behind it that the parser hung on
    them."""
    found: list[Token] = []
    for noun in nouns:
        end = dateline_end(noun.sent)
        if noun.i >= end:
            found.append(noun)
        else:
            beside = [child for child in noun.children if child.dep_ == "appos" and child.i >= end]
            found += [one for child in beside for one in conjuncts(child)]
    return found
