"""The trainer of data/build.py: it learns what can be learned, the same way each time."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from components.core import settings

sys.path.insert(0, str(settings.DATA))

from building.fitting import UNKNOWN, Array, Directions, Targets, fit

from components.language.event_words import answers


@pytest.fixture(scope="module")
def made() -> tuple[Array, Targets]:
    """Words whose kind is the sign of their first number; every other one tells an event."""
    chance = np.random.default_rng(1)
    inputs = chance.normal(size=(12_000, 12)).astype(np.float32)
    kind = (inputs[:, 0] > 0).astype(np.int64)
    asked = np.where(kind == 1, (inputs[:, 1] > 0).astype(np.int64), UNKNOWN)
    return inputs, Targets(kind=kind, news=asked, said=asked, status=asked)


Fitted = tuple[Directions, Array, dict[str, Array]]


@pytest.fixture(scope="module")
def fitted(made: tuple[Array, Targets]) -> Fitted:
    """The directions of the vectors, what is fitted on, and what was learned of it."""
    inputs, targets = made
    vectors, beside = inputs[:, :10], inputs[:, 10:]
    directions = Directions.of(vectors, (5, 5))
    turned = np.hstack([directions.turned(vectors), beside])
    return directions, turned, fit(turned, targets, kinds=2, statuses=2)


def test_it_learns_and_repeats(made: tuple[Array, Targets], fitted: Fitted) -> None:
    (_, targets), (_, inputs, first) = made, fitted
    second = fit(inputs, targets, kinds=2, statuses=2)
    assert all(np.array_equal(first[name], second[name]) for name in first)
    kinds, news, statuses = answers(first, inputs)
    told = targets.kind == 1
    assert (kinds.argmax(axis=1) == targets.kind).mean() > 0.85
    assert ((news[told, 0] > 0.5) == targets.news[told]).mean() > 0.7
    assert statuses.shape == (12_000, 2)


def test_turning_back_gives_the_same_answers(made: tuple[Array, Targets], fitted: Fitted) -> None:
    (inputs, _), (directions, on_turned, layers) = made, fitted
    turned = answers(layers, on_turned)
    own, rest = np.split(layers["hidden"], [10])
    own, bias = directions.into(own, layers["hidden_bias"])
    whole = {**layers, "hidden": np.vstack([own, rest]), "hidden_bias": bias}
    given = answers(whole, inputs)
    assert all(np.abs(one - other).max() < 1e-4 for one, other in zip(turned, given, strict=True))
