"""Senses of words (words.csv): "@force" in a row or frame is all words of that sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from components.core import settings
from components.lexicon.rows import check, rows, words

FILE, MARK, LANGUAGE = "words.csv", "@", "en"


def words_of(sense: str) -> frozenset[str]:
    """The words of a sense, in lower case. Raises InstallationError where no row gives it."""
    check({sense}, _senses(), "sense of a word", where=FILE)
    return _senses()[sense]


def senses_in(found: frozenset[str]) -> frozenset[str]:
    """All senses that one of these words has."""
    return frozenset(sense for sense, own in _senses().items() if not found.isdisjoint(own))


def with_singular(word: str) -> frozenset[str]:
    """The word in lower case and what it is the plural of, if it is one."""
    lower = word.lower()
    if lower.endswith("men"):
        return frozenset({lower, f"{lower[:-2]}an"})
    if lower.endswith("ies"):
        return frozenset({lower, f"{lower[:-3]}y"})
    return frozenset({lower, lower.removesuffix("s")})


def words_and_senses(cell: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """(words, senses) of a cell. Raises InstallationError where a sense is not known."""
    senses = {word for word in cell if word.startswith(MARK)}
    named = frozenset(word.removeprefix(MARK) for word in senses)
    check(named, _senses(), "sense of a word", where=FILE)
    return frozenset(cell) - senses, named


@lru_cache(maxsize=1)
def _senses() -> Mapping[str, frozenset[str]]:
    """Each sense to its words; a sense is given before a row names it."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(settings.LEXICON / FILE):
        if row["language"] == LANGUAGE:
            sense, given = row["sense"], words(row["lemmas"])
            others = [word.removeprefix(MARK) for word in given if word.startswith(MARK)]
            check(others, found, "sense given above", where=f"{FILE}, {sense}")
            own = {word for word in given if not word.startswith(MARK)}
            found[sense] = found.get(sense, frozenset()).union(own, *(found[one] for one in others))
    return found
