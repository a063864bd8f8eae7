"""Real articles and bundled digests linked all at once, against the pairs that an editor found in
them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from components.core import settings
from components.linking.stories import link
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.opening import open_file
from components.sources.records import article_of
from components.tables.rows import events_table

Event = tuple[str, int]
"""Name of the article and first character of the trigger."""
Pair = frozenset[Event]
LEAST_PRECISION, LEAST_RECALL = 0.9, 0.6
MOST_APART = 15
"""Characters between two triggers of one passage."""


def gold() -> set[Pair]:
    lines = (Path(__file__).parent / "gold_pairs.txt").read_text(encoding="utf-8").splitlines()
    return {
        frozenset(_event(one) for one in line.split(" / "))
        for line in lines
        if line and not line.startswith("#")
    }


def _event(words: str) -> Event:
    name, start = words.split()
    return name, int(start)


def table_of(name: str, shared: Path, knowledge: Knowledge) -> pd.DataFrame:
    folder = next(
        one for one in (settings.ARTICLES, shared / "articles") if (one / f"{name}.txt").exists()
    )
    article = article_of(replace(open_file(folder / f"{name}.txt"), doc_id=name))
    return events_table(analyse(article, knowledge))


@pytest.fixture(scope="module")
def events(shared: Path, knowledge: Knowledge) -> pd.DataFrame:
    names = sorted({name for pair in gold() for name, _ in pair})
    return pd.concat([table_of(name, shared, knowledge) for name in names], ignore_index=True)


def linked(events: pd.DataFrame) -> set[Pair]:
    starts = dict(
        zip(
            events["event_id"],
            zip(events["doc_id"], events["trigger_start"], strict=True),
            strict=True,
        )
    )
    members = [[starts[event] for event in cell.split(" | ")] for cell in link(events)["event_id"]]
    return {
        frozenset((doc, int(start)) for doc, start in pair)
        for told in members
        for pair in combinations(told, 2)
    }


def is_same(one: Pair, two: Pair) -> bool:
    """The same two passages; a reading may take another word of a passage for its trigger."""
    starts = dict(two)
    return all(name in starts and abs(starts[name] - start) <= MOST_APART for name, start in one)


def test_pairs_found_are_right_and_most_of_them_are_found(events: pd.DataFrame) -> None:
    found, wanted = linked(events), gold()
    wrong = [sorted(one) for one in found if not any(is_same(one, two) for two in wanted)]
    missed = [sorted(one) for one in wanted if not any(is_same(one, two) for two in found)]
    told = f"wrong: {wrong}; missed: {missed}"
    assert 1 - len(wrong) / len(found) >= LEAST_PRECISION, told
    assert 1 - len(missed) / len(wanted) >= LEAST_RECALL, told
