"""Fits one hidden layer with four answers over the encoder's vectors and the rules' vote.

Plain numpy, one thread and a seed: the same labels give the same numbers. The vectors are first
turned into their main directions, which makes the fit quicker; these are then multiplied into the
hidden layer.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag

from components.language.event_words import likely, shares

Array = NDArray[np.float32]
Whole = NDArray[np.int64]

HIDDEN = 384
EPOCHS, BATCH, RATE, WARMING = 8, 256, 1.5e-3, 200
DROPPED_INPUT, DROPPED_HIDDEN, SMOOTHING, DECAY = 0.2, 0.3, 0.05, 0.01
OTHERS = 0.7
"""Weight of news, speaker and status beside the kind."""

UNKNOWN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """A row a word. ``news``, ``said`` and ``status`` are UNKNOWN where the word tells no event."""

    kind: Whole
    news: Whole
    said: Whole
    status: Whole

    def at(self, rows: Whole) -> Targets:
        return Targets(
            kind=self.kind[rows],
            news=self.news[rows],
            said=self.said[rows],
            status=self.status[rows],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """The main directions of each part of the vectors, all parts equally strong."""

    mean: Array
    matrix: Array

    @classmethod
    def of(cls, vectors: Array, widths: Sequence[int]) -> Directions:
        """As many directions of each part; the parts are equally long."""
        mean = vectors.mean(axis=0)
        blocks = []
        for part, width in zip(np.split(vectors - mean, len(widths), axis=1), widths, strict=True):
            values, directions = np.linalg.eigh(part.T @ part / len(part))
            found = directions[:, np.argsort(-values, kind="stable")[:width]]
            blocks.append((found / (part @ found).std(axis=0).mean()).astype(np.float32))
        return cls(mean=mean, matrix=block_diag(*blocks))

    def turned(self, vectors: Array) -> Array:
        return (vectors - self.mean) @ self.matrix

    def into(self, layer: Array, bias: Array) -> tuple[Array, Array]:
        """A layer over the directions, and its bias, over the vectors as the encoder gives them."""
        whole = self.matrix @ layer
        return whole, bias - self.mean @ whole


def fit(
    inputs: Array, targets: Targets, *, kinds: int, statuses: int, seed: int = 0
) -> dict[str, Array]:
    """Weights and biases of the layers "hidden", "kind" and "other": news, said, statuses."""
    chance = np.random.default_rng(seed)
    outputs = {"kind": kinds, "other": 2 + statuses}
    heads = started(chance, inputs.shape[1], outputs, hidden=HIDDEN)
    step, moments = (
        0,
        {name: (np.zeros_like(values), np.zeros_like(values)) for name, values in heads.items()},
    )
    steps = EPOCHS * -(-len(inputs) // BATCH)
    for _ in range(EPOCHS):
        order = chance.permutation(len(inputs))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            slopes = _slopes(heads, inputs[rows], targets.at(rows), chance)
            step += 1
            rate = RATE * min(1, step / WARMING) * (1 - (step - 1) / steps)
            stepped(heads, slopes, moments, at=step, rate=rate)
    return heads


def started(
    chance: np.random.Generator, inputs: int, outputs: Mapping[str, int], *, hidden: int
) -> dict[str, Array]:
    """Weights and biases before the fit."""
    heads: dict[str, Array] = {}
    for name, rows, columns in (
        ("hidden", inputs, hidden),
        *((name, hidden, width) for name, width in outputs.items()),
    ):
        bound = rows**-0.5
        heads[name] = chance.uniform(-bound, bound, (rows, columns)).astype(np.float32)
        heads[f"{name}_bias"] = np.zeros(columns, np.float32)
    return heads


def _slopes(
    heads: Mapping[str, Array], inputs: Array, targets: Targets, chance: np.random.Generator
) -> dict[str, Array]:
    """Of the loss by each weight: cross-entropy of the kind, and of the rest where the word tells
    an event."""
    inputs = inputs * kept(chance, inputs.shape, DROPPED_INPUT)
    raw = inputs @ heads["hidden"] + heads["hidden_bias"]
    passed = kept(chance, raw.shape, DROPPED_HIDDEN) * (raw > 0)
    hidden = raw * passed
    size = np.float32(len(inputs))
    kind = shares(hidden @ heads["kind"] + heads["kind_bias"])
    kind -= np.float32(SMOOTHING / kind.shape[1])
    kind[np.arange(len(kind)), targets.kind] -= np.float32(1 - SMOOTHING)
    other = _other(hidden @ heads["other"] + heads["other_bias"], targets)
    kind, other = kind / size, other * np.float32(OTHERS) / size
    back = (kind @ heads["kind"].T + other @ heads["other"].T) * passed
    return {
        "kind": hidden.T @ kind,
        "kind_bias": kind.sum(axis=0),
        "other": hidden.T @ other,
        "other_bias": other.sum(axis=0),
        "hidden": inputs.T @ back,
        "hidden_bias": back.sum(axis=0),
    }


def _other(logits: Array, targets: Targets) -> Array:
    """Slopes of news, said and status; none for a word without an event."""
    slopes = np.hstack([likely(logits[:, :2]), shares(logits[:, 2:])])
    slopes[:, 0] -= targets.news
    slopes[:, 1] -= targets.said
    slopes[np.arange(len(slopes)), 2 + np.maximum(targets.status, 0)] -= 1
    slopes[targets.news == UNKNOWN] = 0
    return slopes


def kept(chance: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Array:
    """Which numbers are kept, made so much stronger as others are dropped."""
    return (chance.random(shape, np.float32) >= dropped).astype(np.float32) / np.float32(
        1 - dropped
    )


def stepped(
    heads: dict[str, Array],
    slopes: Mapping[str, Array],
    moments: Mapping[str, tuple[Array, Array]],
    *,
    at: int,
    rate: float,
) -> None:
    """Adam with decoupled decay, in place."""
    for name, slope in slopes.items():
        first, second = moments[name]
        first += np.float32(0.1) * (slope - first)
        second += np.float32(0.001) * (slope * slope - second)
        change = (first / (1 - 0.9**at)) / (np.sqrt(second / (1 - 0.999**at)) + 1e-8)
        heads[name] -= np.float32(rate) * (change + np.float32(DECAY) * heads[name]).astype(
            np.float32
        )


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Numbers in half precision; the same ones give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, values in arrays.items():
            written = io.BytesIO()
            half = values.astype(np.float16) if values.dtype.kind == "f" else values
            np.lib.format.write_array(written, half, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), written.getvalue())
