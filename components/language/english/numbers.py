"""Numbers in words and digits, with their qualifiers: "at least two dozen", "1.2 million"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from components.lexicon.measures import ONES, SCALES, TENS
from components.lexicon.senses import words_of

MANY: Final = {f"{word}s" for word in SCALES}
"""No number: "dozens", "hundreds of thousands"."""

HYPHENS: Final = frozenset({"-", "–", "—"})
QUALIFIERS: Final = ("at least", "at most", "about")
"""Senses of words before a number."""

BEHIND: Final = {"or more": "at least", "or so": "about", "or fewer": "at most"}
"""Words after a number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is None where the words give no number. Token indices are half-open."""

    value: float | None
    qualifier: str
    first: int
    end: int


def is_number(token: Token) -> bool:
    word = token.lower_
    return token.like_num or word in ONES or word in TENS or word in SCALES or word in MANY


def figures_at(number: Token) -> tuple[Figure, ...]:
    """The figure that a token is in; two for a range, the least and the most."""
    first, end = _run(number)
    doc = number.doc
    low = _other_end(doc[first - 1], -1) if first > 1 else None
    high = _other_end(doc[end], 1) if end + 1 < len(doc) else None
    if low or high:
        parts = sorted(_run(one) for one in (number, low or high) if one is not None)
        return tuple(
            Figure(_value(doc[start:stop]), word, start, stop)  # type: ignore[arg-type]
            for (start, stop), word in zip(parts, ("at least", "at most"), strict=True)
        )
    before, behind = doc[max(0, first - 4) : first].text.lower(), doc[end : end + 2].text.lower()
    found = [
        (len(words), name)
        for name in QUALIFIERS
        for words in words_of(name)
        if before == words or before.endswith(f" {words}")
    ]
    qualifier = BEHIND.get(behind) or max(found, default=(0, ""))[1]
    return (Figure(_value(list(doc[first:end])), qualifier, first, end),)


def _run(number: Token) -> tuple[int, int]:
    """The words of one number: digits, scales, and hyphens inside a written number."""
    doc, first, end = number.doc, number.i, number.i + 1

    def word(at: int) -> str:
        return doc[at].lower_ if 0 <= at < len(doc) else ""

    while first > 0 and is_number(doc[first - 1]):
        first -= 1
    while end < len(doc) and is_number(doc[end]):
        end += 1
    if word(first - 1) in HYPHENS and word(first - 2) in TENS:
        first -= 2
    if word(end) in HYPHENS and word(end - 1) in TENS and word(end + 1) in ONES:
        end += 2
    if word(end) == "of" and word(end - 1) in MANY and word(end + 1) in MANY:
        end += 2
    if word(first - 1) == "of" and word(first) in MANY and word(first - 2) in MANY:
        first -= 2
    return first, end


def _other_end(joint: Token, step: int) -> Token | None:
    """The number on the other side of "to", a dash, or the "and" of "between 20 and 30"."""
    doc, beyond = joint.doc, joint.i + step
    if not is_number(doc[beyond]) or doc[beyond].lower_ in MANY:
        return None
    if joint.lower_ == "to" or joint.text in HYPHENS:
        return doc[beyond]
    before = _run(doc[beyond] if step < 0 else doc[joint.i - 1])[0] - 1
    is_between = joint.lower_ == "and" and before >= 0 and doc[before].lower_ == "between"
    return doc[beyond] if is_between else None


def _value(words: Sequence[Token]) -> float | None:
    total, part = 0.0, 0.0
    for token in words:
        text = token.lower_.replace(",", "")
        if text in MANY:
            return None
        if text in SCALES:
            part = max(part, 1.0) * SCALES[text]
            total, part = (total + part, 0.0) if SCALES[text] >= 1e3 else (total, part)
        elif text in ONES or text in TENS:
            part += ONES.get(text, 0.0) + TENS.get(text, 0.0)
        elif text.replace(".", "", 1).isdigit():
            part += float(text)
        elif text not in HYPHENS:
            return None
    return total + part
