"""Which of a place's listed names it answers to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from components.core.fold import fold

MOST_WORDS: Final = 8
"""Longer names, which are ceremonial, are never written out in news: they are not among the
spellings."""

_CODE: Final = re.compile(r"[A-Z]{2,4}")


def alternates(main: str, given: Iterable[str]) -> tuple[str, ...]:
    """The alternates worth holding, sorted: no empty ones, no codes of airports and stations, no
    lower-case transliterations."""
    return tuple(sorted({name.strip() for name in given if is_name(name.strip(), main)} - {main}))


def is_name(name: str, main: str = "") -> bool:
    folded = fold(name)
    if not folded or "http" in name or "|" in name or folded.count(" ") >= MOST_WORDS:
        return False
    if folded == fold(main):
        return True
    return not _CODE.fullmatch(name) and not (name.isascii() and name.islower()) and len(name) > 1
