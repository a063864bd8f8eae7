"""Floors under the coding of snippets: each a little below what was reached.

The snippets in this folder are Dateline's own. ``acled_looked_at`` was written with the rules;
``acled_varied``, in words as unlike as may be, was written without them and then looked at;
``acled_held_out`` was never looked at.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from components.evaluation.scores import Score
from components.evaluation.snippets import (
    Labelled,
    class_scores,
    macro_f1,
    read_snippets,
    weighted_f1,
)
from components.reading.analysis import analyse_all
from components.reading.knowledge import Knowledge

FOLDER = Path(__file__).parent


def scores(path: Path, knowledge: Knowledge) -> dict[str, Score]:
    snippets = list(read_snippets(path))
    readings = analyse_all([one.article for one in snippets], knowledge)
    return class_scores(
        [
            Labelled(snippet=one, events=read.events)
            for one, read in zip(snippets, readings, strict=True)
        ]
    )


@pytest.mark.parametrize(
    ("name", "floor"), [("acled_looked_at", 0.96), ("acled_varied", 0.77), ("acled_held_out", 0.83)]
)
def test_sub_events_of_acled(name: str, floor: float, knowledge: Knowledge) -> None:
    assert weighted_f1(scores(FOLDER / f"{name}.jsonl", knowledge)) >= floor


def test_types_of_plover(shared: Path, knowledge: Knowledge) -> None:
    assert macro_f1(scores(shared / "events" / "plover.jsonl", knowledge)) >= 0.78
