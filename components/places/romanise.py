"""Romanises names of places: Ukrainian by resolution 55 of Ukraine's cabinet, 27 January 2010;
Russian by BGN/PCGN 1947 without its sign for ъ. Also, which of a place's listed names are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from components.core.fold import fold

COUNTRIES = ("UA",)
"""Alpha-2 codes of the countries whose settlements take these forms."""

_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_ELSEWHERE = dict(
    zip(
        "абвгґдезиіклмнопрстуфйїєюя",
        (*"abvhgdezyiklmnoprstuf", "i", "i", "ie", "iu", "ia"),
        strict=True,
    )
)
_DIGRAPHS = dict(zip("жхцчшщ", "zh kh ts ch sh shch".split(), strict=True))
_TABLE = _ELSEWHERE | _DIGRAPHS | dict.fromkeys("ь'’ʼ", "")
_RUSSIAN_TABLE = {
    **dict(zip("абвгдеёзийклмнопрстуфыэюя", (*"abvgdeeziyklmnoprstufye", "yu", "ya"), strict=True)),
    **_DIGRAPHS,
    "ь": "'",
    "ъ": "",
}
_IOTATES = frozenset(" -аеёийоуъыьэюя")
"""After these, and at the beginning, е and ё are ye and yë."""
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъё")


def romanised(names: Iterable[str]) -> set[str]:
    """Latin forms of the Ukrainian names among them, known by letters: "Хрокове" is "Khrokove"."""
    cyrillic = [
        name
        for name in names
        if set(name.casefold()) & set("аеиоуіїєюя") and not set(name.casefold()) & _RUSSIAN
    ]
    sure = [name for name in cyrillic if set(name.casefold()) & _UKRAINIAN]
    return {
        "-".join(
            " ".join(word[:1].upper() + word[1:] for word in part.split(" "))
            for part in latin(name).split("-")
        )
        for name in (sure or cyrillic)
    } - {""}


def latin(name: str) -> str:
    """A Ukrainian name in Latin letters, lower case."""
    folded = name.casefold().replace("зг", "zgh")
    letters = []
    for index, letter in enumerate(folded):
        first = index == 0 or folded[index - 1] in " -"
        letters.append(
            _INITIAL[letter] if first and letter in _INITIAL else _TABLE.get(letter, letter)
        )
    return "".join(letters)


def latin_from_russian(name: str) -> str:
    """A Russian name in lower-case Latin: "Балаклея" is "balakleya", "Елец" "yelets"."""
    letters = []
    for index, letter in enumerate(folded := name.casefold()):
        after = folded[index - 1] if index else " "
        letters.append(
            "y" * (letter in "её" and after in _IOTATES) + _RUSSIAN_TABLE.get(letter, letter)
        )
    return "".join(letters)


MOST_WORDS: Final = 8
"""Longer, ceremonial names are not among the spellings."""

_CODE: Final = re.compile(r"[A-Z]{2,4}")


def alternates(main: str, given: Iterable[str]) -> tuple[str, ...]:
    """The alternates to keep, sorted; no empty ones, station codes, lower-case transliterations."""
    return tuple(sorted({name.strip() for name in given if is_name(name.strip(), main)} - {main}))


def is_name(name: str, main: str = "") -> bool:
    folded = fold(name)
    if not folded or "http" in name or "|" in name or folded.count(" ") >= MOST_WORDS:
        return False
    if folded == fold(main):
        return True
    return not _CODE.fullmatch(name) and not (name.isascii() and name.islower()) and len(name) > 1
