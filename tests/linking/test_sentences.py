"""A table of sentence pairs: the same event or not, and on what the two tellings differ."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from components.linking.stories import link
from components.reading.knowledge import Knowledge
from tests.linking.given import article

LINES = [
    line
    for line in (Path(__file__).parent / "sentence_pairs.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_pair(line: str, knowledge: Knowledge) -> None:
    both, _, told = line.rpartition(" | ")
    tables = [
        article(one[11:], one[:10], knowledge, publisher=f"Paper {number}")
        for number, one in enumerate(both.split(" / "))
    ]
    assert all(len(one) for one in tables), "both sentences tell an event"
    stories = link(pd.concat(tables, ignore_index=True))
    expected, _, differs = told.partition(": ")
    assert ("same" if len(stories) else "apart") == expected
    if expected == "same":
        assert " ".join(str(stories["differs"].fillna("").iloc[0]).split(" | ")) == differs
