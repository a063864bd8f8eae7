"""Reliability, calibration error, precision of the sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.evaluation.scores import calibration_error, precision_when_sure, reliability

VERDICTS = [(0.95, True), (0.91, False), (1.0, True), (0.55, True), (0.5, False)]


def test_known_table() -> None:
    low, high = reliability(VERDICTS)
    assert (low.low, low.high, low.answers, low.right) == (0.5, 0.6, 2, 0.5)
    assert low.confidence == pytest.approx(0.525)
    assert (high.low, high.answers) == (0.9, 3)
    assert high.right == pytest.approx(2 / 3)
    assert calibration_error(VERDICTS) == pytest.approx((2 * 0.025 + 3 * (2.86 / 3 - 2 / 3)) / 5)
    assert precision_when_sure(VERDICTS) == pytest.approx((2 / 3, 3 / 5))
    assert (precision_when_sure([]), calibration_error([]), reliability([])) == ((0, 0), 0, [])


@given(verdicts=st.lists(st.tuples(st.floats(min_value=0, max_value=1), st.booleans())))
def test_every_answer_stands_in_one_bin(verdicts: list[tuple[float, bool]]) -> None:
    bins = reliability(verdicts)
    assert sum(one.answers for one in bins) == len(verdicts)
    assert all(one.low - 1e-9 <= one.confidence <= one.high + 1e-9 for one in bins)
    assert 0 <= calibration_error(verdicts) <= 1
