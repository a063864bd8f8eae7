"""Names by their sound, in any romanisation: "Makhmour" and "Makhmur", "al-Jawf" and "Jawf"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from components.core.fold import fold

_ARTICLE: Final = re.compile(r"\b(?:al|el|ul|ad|ed|ar|er|as|es|ash|esh|at|et|an|en|az|ez) (?=\w)")
"""The Arabic article, also where it takes on the next letter: "Ash Shaddadi"."""
_LETTERS: Final = {
    "ai": "ei", "ay": "ei", "ey": "ei", "ou": "u", "oo": "u", "ee": "i", "iy": "i", "yi": "i",
    "y": "i", "kh": "h", "x": "h", "gh": "g", "q": "k", "c": "k", "dzh": "j", "dj": "j",
    "zh": "j", "tch": "c", "ch": "c", "sch": "s", "sh": "s", "ph": "f", "dh": "d", "th": "t",
    "w": "v",
}  # fmt: skip
_WRITTEN: Final = re.compile(
    r"[ao]w(?![aeiou])|" + "|".join(sorted(_LETTERS, key=lambda one: -len(one)))
)
_LAST: Final = re.compile(r"(?<=[aeiou])h$")
_DOUBLED: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile(r"[aeiou]+")
LIKE: Final = 0.8
"""Share of letters in common from which two names with one skeleton are spellings of one name."""
FEWEST_CONSONANTS: Final = 3
"""Shorter skeletons are the same by chance: such names must sound exactly the same."""


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """The name's letters in one romanisation, without an article and without spaces."""
    spelled = _ARTICLE.sub("", fold(name)).replace(" ", "")
    spelled = _WRITTEN.sub(lambda found: _LETTERS.get(found[0], "au"), _LAST.sub("", spelled))
    return _DOUBLED.sub(r"\1", spelled)


def skeleton(name: str) -> str:
    """Its consonants, with an opening vowel: the key of look-ups by sound."""
    spelled = sound(name)
    return ("a" if _VOWELS.match(spelled) else "") + _VOWELS.sub("", spelled)


def likeness(one: str, other: str) -> float:
    """0 to 1: how similar two names with one skeleton sound; 0 where it may be chance."""
    first, second = sound(one), sound(other)
    if first == second:
        return 1.0
    held = skeleton(one)
    if len(held.lstrip("a")) < FEWEST_CONSONANTS or held != skeleton(other):
        return 0.0
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return ratio if ratio >= LIKE else 0.0
