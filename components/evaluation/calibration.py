"""Whether a confidence of 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Verdicts = Sequence[tuple[float, bool]]
"""Confidence of an answer, 0 to 1, and whether it was right."""

BINS = 10
CONFIDENT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Answers whose confidence lies in [low, high); the last bin holds 1 too."""

    low: float
    high: float
    answers: int
    confidence: float
    """Mean."""
    right: float
    """Share."""


def reliability(verdicts: Verdicts) -> list[Bin]:
    """Ten bins of equal width; those without an answer are left out."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in verdicts:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    return [
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            answers=len(held),
            confidence=sum(confidence for confidence, _ in held) / len(held),
            right=sum(is_right for _, is_right in held) / len(held),
        )
        for number, held in sorted(bins.items())
    ]


def calibration_error(verdicts: Verdicts) -> float:
    """Expected calibration error: the mean distance of confidence and share in the bins, by their
    answers."""
    return sum(
        one.answers * abs(one.right - one.confidence) for one in reliability(verdicts)
    ) / max(len(verdicts), 1)


def sure(verdicts: Verdicts, *, confidence: float = CONFIDENT) -> tuple[float, float]:
    """Of the answers that are at least so confident, the share that is right; and their share of
    all answers."""
    held = [is_right for given, is_right in verdicts if given >= confidence]
    return sum(held) / max(len(held), 1), len(held) / max(len(verdicts), 1)
