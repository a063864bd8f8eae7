"""How far a figure may be off by which articles were taken: a bootstrap over articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.evaluation.scores import Counts

RESAMPLES = 2_000
SEED = 0
MIDDLE_PERCENT = (2.5, 97.5)
"""The ends of a 95 % interval."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """The 95 % intervals of the shares of a measure."""

    precision: Range
    recall: Range
    f1: Range


def intervals(counts: Sequence[Counts]) -> Intervals:
    """From the counts of each article: as many articles, drawn with repetition, 2,000 times.

    The same counts give the same intervals.
    """
    table = np.array(counts, dtype=np.float64).reshape(-1, 4)
    articles = max(len(table), 1)
    drawn = np.random.default_rng(SEED).multinomial(
        articles, np.full(articles, 1 / articles), size=RESAMPLES
    )
    right, wrong, met, missed = (drawn[:, : len(table)] @ table).T
    precision = right / np.maximum(right + wrong, 1)
    recall = met / np.maximum(met + missed, 1)
    f1 = 2 * precision * recall / np.where(precision + recall > 0, precision + recall, 1)
    return Intervals(precision=_middle(precision), recall=_middle(recall), f1=_middle(f1))


def _middle(shares: NDArray[np.float64]) -> Range:
    low, high = np.percentile(shares, MIDDLE_PERCENT)
    return float(low), float(high)
