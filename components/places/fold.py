"""The one folding of names, used by the build of the gazetteer and by every look-up alike."""

from __future__ import annotations

import unicodedata
from typing import Final

_REPLACED: Final = str.maketrans(
    {
        **dict.fromkeys("'’‘‛ʼʻʽʾʿˈʹʺ´`′″”“„\".", ""),
        **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ə": "e"},
        **{"þ": "th", "æ": "ae", "œ": "oe", "&": " and "},
    }
)
_ASCII: Final = {code: None if chr(code) in "'`\"." else " " for code in range(128) if not chr(code).isalnum()} | {ord("&"): " and "}
_FIRST_DROPPED_CLASS: Final = 10
"""Combining classes from here on are accents and vowel points; below stand Indic viramas and kana voicing, which tell names apart."""


def fold(name: str) -> str:
    """Fold case, diacritics, apostrophes, full stops, hyphens and spacing: "Kup’yans’k" and "KUPYANSK" are "kupyansk".

    Hyphens, commas, brackets and slashes become one space ("Bosnia-Herzegovina" is "bosnia herzegovina"), full stops vanish
    ("U.S." is "us"), "&" is "and". Folding twice changes nothing. Scripts stay: no transliteration.
    """
    if name.isascii():
        return name.lower() if name.isalpha() else " ".join(name.lower().translate(_ASCII).split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_REPLACED)
    kept = "".join(_kept(letter) for letter in apart)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _kept(letter: str) -> str:
    if unicodedata.combining(letter) >= _FIRST_DROPPED_CLASS:
        return ""
    return " " if unicodedata.category(letter)[0] in "PSZC" else letter
