"""The one folding of names, used by the build of the gazetteer and by every look-up alike."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

_REPLACED: Final = str.maketrans(
    {
        **dict.fromkeys("'’‘‛ʼʻʽʾʿˈʹʺ´`′″”“„\".", ""),
        **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ə": "e"},
        **{"þ": "th", "æ": "ae", "œ": "oe", "&": " and "},
    }
)
_FIRST_DROPPED_CLASS: Final = 10
"""Combining classes from here on are accents; below are viramas and kana voicing."""


class _Letters(dict[int, str]):
    """Code point -> what is kept of it, worked out when first met."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize(
            "NFKD", unicodedata.normalize("NFKD", chr(code)).casefold()
        ).translate(_REPLACED)
        self[code] = "".join(_kept(letter) for letter in apart)
        return self[code]


_LETTERS: Final = _Letters()


def fold(name: str) -> str:
    """Fold case, diacritics, apostrophes, full stops, hyphens and spacing: "Kup’yans’k" is
    "kupyansk".

    Hyphens, commas, brackets and slashes become a space, full stops vanish ("U.S." is "us"), "&" is
    "and". Idempotent; scripts stay."""
    if name.isascii():
        return name.lower() if name.isalpha() else " ".join(name.translate(_LETTERS).split())
    return " ".join(unicodedata.normalize("NFC", name.translate(_LETTERS)).split())


def _kept(letter: str) -> str:
    if unicodedata.combining(letter) >= _FIRST_DROPPED_CLASS:
        return ""
    return " " if unicodedata.category(letter)[0] in "PSZC" else letter


SPELLED_ALIKE: Final = 0.8
"""Share of common letters that makes another spelling: "Kupiansk", "Kupyansk"."""


@lru_cache(maxsize=10_000)
def is_another_spelling(one: str, other: str) -> bool:
    """Whether two names are alike but for letters that romanisations vary."""
    first, second = fold(one), fold(other)
    return (
        first[:1] == second[:1]
        and SequenceMatcher(None, first, second, autojunk=False).ratio() >= SPELLED_ALIKE
    )
