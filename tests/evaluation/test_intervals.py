"""Intervals of shares, by drawing articles again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.evaluation.scores import Counts, Coverage, intervals

SMALL = st.integers(min_value=0, max_value=9)
ARTICLES = st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL), min_size=1, max_size=12)


def test_articles_that_are_alike_leave_no_doubt() -> None:
    found = intervals([(3, 1, 3, 2)] * 20)
    assert found.precision == pytest.approx((0.75, 0.75))
    assert found.recall == pytest.approx((0.6, 0.6))
    assert found.f1 == pytest.approx((2 / 3, 2 / 3))


def test_half_right_half_wrong_is_as_wide_as_a_toss_of_coins() -> None:
    low, high = intervals([(1, 0, 1, 0), (0, 1, 0, 1)] * 50).precision
    assert (low, high) == pytest.approx((0.40, 0.60), abs=0.011)


@given(counts=ARTICLES)
def test_intervals_hold_the_law(counts: list[Counts]) -> None:
    found = intervals(counts)
    for low, high in (found.precision, found.recall, found.f1):
        assert 0 <= low <= high <= 1
    assert intervals(counts) == found


@given(counts=ARTICLES)
def test_as_many_copies_of_each_article_narrow_them(counts: list[Counts]) -> None:
    few, many = intervals(counts).f1, intervals(counts * 10).f1
    assert many[1] - many[0] <= few[1] - few[0] + 0.2


def test_no_articles_have_no_shares() -> None:
    assert intervals([]).f1 == (0, 0)


@given(one=st.tuples(SMALL, SMALL, SMALL, SMALL), other=st.tuples(SMALL, SMALL, SMALL, SMALL))
def test_coverages_add_up(one: Counts, other: Counts) -> None:
    first, second = (Coverage(right=a, wrong=b, met=c, missed=d) for a, b, c, d in (one, other))
    assert (first + second).counts == tuple(map(sum, zip(one, other, strict=True)))
    assert 0 <= (first + second).f1 <= 1
