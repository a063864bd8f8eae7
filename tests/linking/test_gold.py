"""Real articles and bundled digests linked all at once, against the pairs that an editor found in
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from components.core import settings
from components.core.records import Analysis, Span
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


@dataclass(frozen=True)
class Told:
    """The events tables one after the other, and the passages of each event."""

    events: pd.DataFrame
    passages: Mapping[Event, Sequence[Span]]

    def is_same(self, found: Pair, wanted: Pair) -> bool:
        """The same two events; a reading may take another word of a passage, or another passage,
        for the trigger."""
        read = {name: (start, self.passages[name, start]) for name, start in found}
        return all(
            name in read
            and (
                abs(read[name][0] - start) <= MOST_APART
                or any(span.start <= start < span.end for span in read[name][1])
            )
            for name, start in wanted
        )


def analysis_of(name: str, shared: Path, knowledge: Knowledge) -> Analysis:
    folder = next(
        one for one in (settings.ARTICLES, shared / "articles") if (one / f"{name}.txt").exists()
    )
    article = article_of(replace(open_file(folder / f"{name}.txt"), doc_id=name))
    return analyse(article, knowledge)


@pytest.fixture(scope="module")
def told(shared: Path, knowledge: Knowledge) -> Told:
    names = sorted({name for pair in gold() for name, _ in pair})
    read = [analysis_of(name, shared, knowledge) for name in names]
    return Told(
        events=pd.concat(map(events_table, read), ignore_index=True),
        passages={
            (name, event.trigger.start): (event.sentence, *event.passages)
            for name, one in zip(names, read, strict=True)
            for event in one.events
        },
    )


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


def test_pairs_found_are_right_and_most_of_them_are_found(told: Told) -> None:
    found, wanted = linked(told.events), gold()
    wrong = [sorted(one) for one in found if not any(told.is_same(one, two) for two in wanted)]
    missed = [sorted(one) for one in wanted if not any(told.is_same(two, one) for two in found)]
    said = f"wrong: {wrong}; missed: {missed}"
    assert 1 - len(wrong) / len(found) >= LEAST_PRECISION, said
    assert 1 - len(missed) / len(wanted) >= LEAST_RECALL, said
