"""Words of extent as shares: the rows of the lexicon are the tests."""

from __future__ import annotations

import csv

import pytest

from components.core import settings
from components.lexicon.measures import UNSAID, WHOLE, load_extents, share_of

PATH = settings.LEXICON / "extents.csv"
EXTENTS = load_extents(PATH)
with PATH.open(encoding="utf-8", newline="") as lines:
    ROWS = [(row["words"], row["example"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("words", "example"), ROWS)
def test_each_row_stands_in_its_example(words: str, example: str) -> None:
    assert share_of(example, EXTENTS) == EXTENTS[words]
    assert 0 <= EXTENTS[words][0] < EXTENTS[words][1] <= 1


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("", WHOLE),
        ("30 settlements", UNSAID),
        ("smallish", UNSAID),
        ("90%", (0.81, 0.99)),
        ("95 per cent", (0.855, 1.0)),
        ("Almost All", (0.85, 1.0)),
    ],
)
def test_other_words(words: str, share: tuple[float, float]) -> None:
    assert share_of(words, EXTENTS) == pytest.approx(share)
