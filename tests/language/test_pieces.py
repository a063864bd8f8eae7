"""Words to pieces: as the published tokenizer cuts them."""

from __future__ import annotations

import pytest

from components.core import settings
from components.language.encoder import VOCABULARY, Pieces

CUT = (
    ("attack", ["attack"]),
    ("Attack", ["attack"]),
    ("Balakliia", ["bala", "##k", "##li", "##ia"]),
    ("Ça", ["ca"]),
    ("co-op", ["co", "-", "op"]),
    ("U.S.", ["u", ".", "s", "."]),
    ("$5", ["$", "5"]),
    ("北京", ["北", "京"]),
    ("a\u200bb", ["ab"]),
    ("x" * 120, ["[UNK]"]),
    ("\u200b", ["[UNK]"]),
)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(settings.MODEL / VOCABULARY)


@pytest.mark.parametrize(("word", "cut"), CUT)
def test_a_word_is_cut_into_the_longest_known_pieces(
    word: str, cut: list[str], pieces: Pieces
) -> None:
    table = (settings.MODEL / VOCABULARY).read_text(encoding="utf-8").split("\n")
    assert [table[number] for number in pieces.of(word)] == cut
