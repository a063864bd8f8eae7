"""The README's way through many articles, with 300 generated documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.core.settings import ARTICLES
from components.store.stories import count_stories
from tests.generated import MOST_WORDS, generated
from tests.store.example import example
from tests.store.given import contents

COUNT = 300


@pytest.mark.workers
def test_the_whole_way_with_300_documents(tmp_path: Path) -> None:
    found = example(COUNT, tmp_path, jobs=2)
    assert found.documents == COUNT
    assert min(found.place, found.day) / COUNT > 0.95
    assert min(found.kind, found.event) / COUNT > 0.8
    assert len(contents(tmp_path / "store")["documents"]) == COUNT + len([*ARTICLES.glob("*.txt")])
    assert count_stories(tmp_path / "store") > 10
    assert example(COUNT, tmp_path, jobs=1) == found


def test_generated_documents_are_short_and_the_same_whatever_their_number() -> None:
    many = list(generated(400, seed=3))
    assert max(len(one.text.split()) for one in many) <= MOST_WORDS
    assert list(generated(9, seed=3)) == many[:9]
    assert len({one.doc_id for one in many}) == 400
    assert 300 < len({one.text for one in many}) < 400
    assert all(one.truth.place in one.text and one.truth.day <= one.published for one in many)
    assert next(generated(1, seed=4)).text != many[0].text
