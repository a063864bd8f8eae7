"""Precision, recall, F1 with bootstrap intervals over articles, and calibration of confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from components.core.records import Span

Counts = tuple[int, int, int, int]
"""Answers right and wrong, then gold met and missed."""


@dataclass(frozen=True, slots=True)
class Addable:
    """Records that are added field by field."""

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            **{
                one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Addable):
    """Answers ``right`` and ``wrong``, and ``missed`` gold. A share of nothing is 0."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def counts(self) -> Counts:
        return self.right, self.wrong, self.right, self.missed

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        _, _, met, missed = self.counts
        return met / max(met + missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Score):
    """Counts without pairs: ``right`` and ``wrong`` answers, ``met`` and ``missed`` gold."""

    met: int = 0

    @property
    def counts(self) -> Counts:
        return self.right, self.wrong, self.met, self.missed

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


NO_ANSWERS = Score()
NOTHING_COVERED = Coverage()


def total_score(scores: Iterable[Score]) -> Score:
    """All counts added, so that each answer has the same weight in every document."""
    return sum(scores, NO_ANSWERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A difference from the gold.

    For an editor's gold ``what`` is: missed and extra pins, with a note where their place is right;
    not met and astray by the strict measure; then fields."""

    article: str
    what: str
    gold: str
    output: str
    words: str
    span: Span | None
    note: str = ""

    def as_row(self) -> dict[str, Any]:
        place = {"char_start": self.span.start, "char_end": self.span.end} if self.span else {}
        return {
            "article": self.article,
            "what": self.what,
            "gold": self.gold,
            "output": self.output,
            **place,
            "sentence": self.words,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The scores of an article by measure; ``drawn`` has the confidence of each drawn event, and
    whether it is right."""

    scores: Mapping[str, Score]
    drawn: tuple[tuple[float, bool], ...] = ()
    faults: tuple[Fault, ...] = field(default=(), repr=False)


RESAMPLES = 2_000
SEED = 0
MIDDLE_PERCENT = (2.5, 97.5)
"""The ends of a 95 % interval."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    precision: Range
    recall: Range
    f1: Range


def intervals(counts: Sequence[Counts]) -> Intervals:
    """Bootstrap: the articles resampled 2,000 times with replacement, from a fixed seed."""
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


Verdicts = Sequence[tuple[float, bool]]
"""Confidence of an answer, 0 to 1, and whether it was right."""

BINS = 10
CONFIDENT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceBin:
    """Answers whose confidence lies in [low, high); the last bin holds 1 too."""

    low: float
    high: float
    answers: int
    confidence: float
    """Mean."""
    right: float
    """Share."""


def reliability(verdicts: Verdicts) -> list[ConfidenceBin]:
    """Ten bins of equal width, without empty ones."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in verdicts:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    return [
        ConfidenceBin(
            low=number / BINS,
            high=(number + 1) / BINS,
            answers=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group),
            right=sum(is_right for _, is_right in group) / len(group),
        )
        for number, group in sorted(bins.items())
    ]


def calibration_error(verdicts: Verdicts) -> float:
    """Expected calibration error: mean distance of confidence and share right, weighted by
    answers."""
    return sum(
        one.answers * abs(one.right - one.confidence) for one in reliability(verdicts)
    ) / max(len(verdicts), 1)


def precision_when_sure(verdicts: Verdicts) -> tuple[float, float]:
    """The share right of answers of at least CONFIDENT, and their share of all."""
    group = [is_right for confidence, is_right in verdicts if confidence >= CONFIDENT]
    return sum(group) / max(len(group), 1), len(group) / max(len(verdicts), 1)
