"""Senses of words (words.csv): "@force" in a row or frame is all words of that sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from components.core import settings
from components.lexicon.rows import check, rows, words

FILE, MARK, LANGUAGE = "words.csv", "@", "en"


def words_of(sense: str) -> frozenset[str]:
    """The words of a sense, in lower case. Raises InstallationError where no row gives it."""
    senses = _senses()
    if sense not in senses:
        check({sense}, senses, "sense of a word", where=FILE)
    return senses[sense]


def senses_in(found: frozenset[str]) -> frozenset[str]:
    """All senses that one of these words has."""
    return frozenset(sense for sense, own in _senses().items() if not found.isdisjoint(own))


def forms(word: str) -> frozenset[str]:
    """The word in lower case and what it is the plural of, if it is one."""
    lower = word.lower()
    if lower.endswith("men"):
        return frozenset({lower, f"{lower[:-2]}an"})
    if lower.endswith("ies"):
        return frozenset({lower, f"{lower[:-3]}y"})
    return frozenset({lower, lower.removesuffix("s")})


def parted(cell: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """(words, senses) of a cell. Raises InstallationError where a sense is not known."""
    cell = tuple(cell)
    senses = frozenset(word.removeprefix(MARK) for word in cell if word.startswith(MARK))
    for sense in senses:
        words_of(sense)
    return frozenset(word for word in cell if not word.startswith(MARK)), senses


@lru_cache(maxsize=1)
def _senses() -> Mapping[str, frozenset[str]]:
    """Each sense to its words; a sense is given before a row names it."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(settings.LEXICON / FILE):
        if row["language"] != LANGUAGE:
            continue
        own = set[str]()
        for word in words(row["lemmas"]):
            sense = word.removeprefix(MARK)
            if sense != word:
                check({sense}, found, "sense given above", where=f"{FILE}, {row['sense']}")
            own |= {word} if sense == word else found[sense]
        found[row["sense"]] = found.get(row["sense"], frozenset()) | own
    return found
