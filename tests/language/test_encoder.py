"""The encoder: a row a word, the same whatever stands beside a sentence; words to pieces, as the
published tokenizer cuts them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.core import settings
from components.core.errors import InstallationError
from components.language.encoder import MOST_PIECES, VOCABULARY, Encoder, Pieces

SHORT = ("Gunmen", "attacked", "the", "village", ".")
OTHER = ("The", "parliament", "of", "Bougainville", "passed", "a", "budget", "for", "2008", ".")

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
def encoder() -> Encoder:
    return Encoder(settings.MODEL)


def test_each_word_has_a_row(encoder: Encoder) -> None:
    first, second = encoder.vectors([SHORT, OTHER])
    assert len(first) == len(SHORT)
    assert len(second) == len(OTHER)
    assert first.dtype == np.float32


def test_a_sentence_reads_the_same_in_any_company(encoder: Encoder) -> None:
    alone = encoder.vectors([SHORT])[0]
    for company in ([SHORT, OTHER], [OTHER, SHORT, OTHER * 5]):
        beside = encoder.vectors(company)[company.index(SHORT)]
        assert np.abs(beside - alone).max() < 1e-3


def test_a_word_is_nearer_to_its_like(encoder: Encoder) -> None:
    sentences = [("Troops", "captured", "it"), ("Rebels", "seized", "it"), ("She", "sang", "it")]
    captured, seized, sang = (rows[1] for rows in encoder.vectors(sentences))
    assert np.dot(captured, seized) > np.dot(captured, sang)


def test_a_long_sentence_is_read_in_parts(encoder: Encoder) -> None:
    words = ("war",) * (MOST_PIECES + 5)
    assert len(encoder.vectors([words])[0]) == len(words)


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.vectors([]) == []
    assert len(encoder.vectors([()])[0]) == 0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"vocabulary\.txt"):
        Encoder(tmp_path).vectors([SHORT])


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(settings.MODEL / VOCABULARY)


@pytest.mark.parametrize(("word", "cut"), CUT)
def test_a_word_is_cut_into_the_longest_known_pieces(
    word: str, cut: list[str], pieces: Pieces
) -> None:
    table = (settings.MODEL / VOCABULARY).read_text(encoding="utf-8").split("\n")
    assert [table[number] for number in pieces.of(word)] == cut
