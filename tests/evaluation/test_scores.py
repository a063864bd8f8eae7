"""Precision, recall and F1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.evaluation.scores import NO_ANSWERS, Score, total_score

COUNTS = st.integers(min_value=0, max_value=1000)
SCORES = st.builds(Score, right=COUNTS, wrong=COUNTS, missed=COUNTS)


def test_known_shares() -> None:
    score = Score(right=6, wrong=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
    assert (NO_ANSWERS.precision, NO_ANSWERS.recall, NO_ANSWERS.f1) == (0, 0, 0)


@given(scores=st.lists(SCORES, max_size=4))
def test_counts_add_up_and_f1_lies_between(scores: list[Score]) -> None:
    whole = total_score(scores)
    assert whole.right == sum(score.right for score in scores)
    assert (
        min(whole.precision, whole.recall) - 1e-9
        <= whole.f1
        <= max(whole.precision, whole.recall) + 1e-9
    )
