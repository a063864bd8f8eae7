"""Words to the pieces that the encoder knows: BERT's uncased WordPiece, a word at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

UNKNOWN = "[UNK]"
CONTINUED = "##"
LONGEST = 100
"""Characters of a word that is cut into pieces; a longer one is unknown."""

MOST_WORDS = 50_000
"""Whose pieces are kept in memory."""


class Pieces:
    """The vocabulary: a piece a line, its number that of the line from 0."""

    def __init__(self, path: Path) -> None:
        self._number = {
            piece: number
            for number, piece in enumerate(path.read_text(encoding="utf-8").split("\n"))
            if piece
        }
        self.of = lru_cache(maxsize=MOST_WORDS)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        return tuple(number for run in _runs(word) for number in self._cut(run)) or (
            self._number[UNKNOWN],
        )

    def _cut(self, run: str) -> list[int]:
        """The longest known piece from the left, again and again; unknown where that fails."""
        found, start = list[int](), 0
        while start < len(run) <= LONGEST:
            prefix = CONTINUED if start else ""
            ends = (
                end for end in range(len(run), start, -1) if prefix + run[start:end] in self._number
            )
            if (end := next(ends, 0)) == 0:
                break
            found.append(self._number[prefix + run[start:end]])
            start = end
        return found if start == len(run) else [self._number[UNKNOWN]]


def _runs(word: str) -> Iterator[str]:
    """Lower case without accents, parted at blanks; a punctuation mark or a Chinese character is a
    run of its own."""
    run = ""
    for sign in "".join(map(str.lower, unicodedata.normalize("NFD", word))):
        category = unicodedata.category(sign)
        if (
            category == "Mn"
            or (category.startswith("C") and not sign.isspace())
            or sign == "\ufffd"
        ):
            continue
        alone = _is_mark(sign, category) or _is_ideograph(sign)
        if (alone or sign.isspace()) and run:
            yield run
            run = ""
        if alone:
            yield sign
        elif not sign.isspace():
            run += sign
    if run:
        yield run


def _is_mark(sign: str, category: str) -> bool:
    return category.startswith("P") or (
        sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " "
    )


def _is_ideograph(sign: str) -> bool:
    return (
        "\u4e00" <= sign <= "\u9fff"
        or "\u3400" <= sign <= "\u4dbf"
        or "\U00020000" <= sign <= "\U0002fa1f"
    )
