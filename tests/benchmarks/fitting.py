"""Two log-linear models, fitted by Newton's method: the same data give the same weights on any
machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEWTON_STEPS = 10
CONJUGATE_STEPS = 60


def fit_yes_no(
    examples: Sequence[tuple[Mapping[str, float], bool, float]],
    *,
    strictness: float,
    least: int = 1,
) -> dict[str, float]:
    """Logistic regression. Each example has cues with strengths, its answer and its weight.

    ``strictness`` is the penalty on squared weights; cues of fewer than ``least`` examples are left
    out.
    """
    count = Counter(cue for cues, _, _ in examples for cue in cues)
    order = sorted(cue for cue, number in count.items() if number >= least)
    table = _Sparse([cues for cues, _, _ in examples], order)
    answers = np.array([answer for _, answer, _ in examples], dtype=float)
    worth = np.array([weight for _, _, weight in examples])
    weights = np.zeros(len(order))
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-table.times(weights)))
        slope = table.transposed_times(worth * (answers - chance)) - strictness * weights
        bend = worth * chance * (1 - chance)
        weights = weights + _solve(table, bend, slope, strictness)
    return dict(zip(order, weights.tolist(), strict=True))


class _Sparse:
    """A matrix of cues: rows are examples, columns the cues in ``order``."""

    def __init__(self, rows: Sequence[Mapping[str, float]], order: Sequence[str]) -> None:
        column = {cue: number for number, cue in enumerate(order)}
        cells = [
            (number, column[cue], strength)
            for number, cues in enumerate(rows)
            for cue, strength in cues.items()
            if cue in column
        ]
        self.row = np.array([cell[0] for cell in cells])
        self.column = np.array([cell[1] for cell in cells])
        self.value = np.array([cell[2] for cell in cells], dtype=float)
        self.rows, self.columns = len(rows), len(order)

    def times(self, vector: Floats) -> Floats:
        return np.bincount(self.row, vector[self.column] * self.value, self.rows).astype(float)

    def transposed_times(self, vector: Floats) -> Floats:
        return np.bincount(self.column, vector[self.row] * self.value, self.columns).astype(float)


def _solve(table: _Sparse, bend: Floats, slope: Floats, strictness: float) -> Floats:
    """Conjugate gradients for (X'DX + strictness) step = slope."""
    step = np.zeros_like(slope)
    rest, direction = slope.copy(), slope.copy()
    size = rest @ rest
    for _ in range(CONJUGATE_STEPS):
        bent = table.transposed_times(bend * table.times(direction)) + strictness * direction
        length = size / (direction @ bent)
        step += length * direction
        rest -= length * bent
        size, before = rest @ rest, size
        if size < 1e-10:
            break
        direction = rest + size / before * direction
    return step


def fit_choice(
    examples: Sequence[tuple[Sequence[Mapping[str, float]], Sequence[int]]],
    *,
    prior: Mapping[str, float],
    strictness: Mapping[str, float],
) -> dict[str, float]:
    """Choice among candidates: each example has the cues of every candidate and the positions of
    those that are right.

    ``strictness`` is each cue's penalty on the squared distance from its ``prior`` weight; 1 where
    none is given.
    """
    order = sorted(
        {cue for candidates, _ in examples for cues in candidates for cue in cues} | set(prior)
    )
    matrix = _matrix([cues for candidates, _ in examples for cues in candidates], order)
    group = np.array([number for number, (held, _) in enumerate(examples) for _ in held])
    is_right = np.array([place in right for held, right in examples for place in range(len(held))])
    start = np.array([prior.get(cue, 0.0) for cue in order])
    hold = np.array([strictness.get(cue, 1.0) for cue in order])
    weights = start.copy()
    for _ in range(25):
        chance, wanted = _chances(matrix @ weights, group, is_right)
        slope = matrix.T @ (wanted - chance) - hold * (weights - start)
        means = np.zeros((len(examples), len(order)))
        np.add.at(means, group, matrix * chance[:, None])
        bend = (matrix * chance[:, None]).T @ matrix - means.T @ means
        weights = weights + np.linalg.solve(bend + np.diag(hold), slope)
    return dict(zip(order, weights.tolist(), strict=True))


def _chances(
    totals: Floats, group: NDArray[np.int64], is_right: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """The model's share of each candidate, and its share among the right ones."""
    most = np.full(group.max() + 1, -np.inf)
    np.maximum.at(most, group, totals)
    powers = np.exp(totals - most[group])
    right = np.where(is_right, powers, 0.0)
    return powers / np.bincount(group, powers)[group], right / np.bincount(group, right)[group]


def _matrix(rows: Iterable[Mapping[str, float]], order: Sequence[str]) -> Floats:
    held = list(rows)
    column = {cue: number for number, cue in enumerate(order)}
    matrix = np.zeros((len(held), len(order)))
    for number, cues in enumerate(held):
        for cue, strength in cues.items():
            if cue in column:
                matrix[number, column[cue]] = strength
    return matrix
