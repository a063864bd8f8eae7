"""Fits the learned layers of data/model/places.npz: how likely a mention is the place of an event.

Plain numpy, one thread and a seed, as the layers of event words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components.language.event_words import likely
from components.language.place_layers import PLACES, PlaceLayers

from .fitting import RATE, WARMING, Array, Directions, kept, started, stepped, write_arrays

DIRECTIONS = (96, 48, 32, 48, 16)
"""Main directions of each part of ``Encoded.around`` that are seen."""
HIDDEN, EPOCHS, BATCH = 96, 10, 256
DROPPED_INPUT, DROPPED_HIDDEN = 0.15, 0.4
LEAST = 8
"""A cue that holds for fewer examples is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceExample:
    """``event`` and ``mention`` are what ``Encoded.around`` gives of their words."""

    event: Array
    mention: Array
    cues: Mapping[str, float]
    answer: bool


def directions_of(examples: Sequence[PlaceExample]) -> tuple[Directions, Directions]:
    """Of the events' vectors and of the mentions'; each is counted once."""
    events = {id(one.event): one.event for one in examples}
    mentions = {id(one.mention): one.mention for one in examples}
    return Directions.of(np.stack([*events.values()]), DIRECTIONS), Directions.of(
        np.stack([*mentions.values()]), DIRECTIONS
    )


def fit_layers(
    examples: Sequence[PlaceExample], directions: tuple[Directions, Directions], *, seed: int = 0
) -> PlaceLayers:
    """Trained on the examples; the same ones give the same numbers."""
    of_event, of_mention = directions
    counts = Counter(cue for one in examples for cue in one.cues)
    names = sorted(cue for cue, number in counts.items() if number >= LEAST)
    column = {cue: at for at, cue in enumerate(names)}
    cues = np.zeros((len(examples), len(names)), np.float32)
    for row, one in zip(cues, examples, strict=True):
        row[[column[cue] for cue in one.cues if cue in column]] = 1
    events = _turned(of_event, [one.event for one in examples])
    mentions = _turned(of_mention, [one.mention for one in examples])
    inputs = np.hstack([cues, events, mentions])
    answers = np.array([[one.answer] for one in examples], np.float32)
    heads = _fitted(inputs, answers, np.random.default_rng(seed))
    own, event, mention = np.split(heads["hidden"], np.cumsum([len(names), events.shape[1]]))
    event, bias = of_event.into(event, heads["hidden_bias"])
    mention, bias = of_mention.into(mention, bias)
    return PlaceLayers(
        event=event,
        mention=mention,
        cues=dict(zip(names, own, strict=True)),
        bias=bias,
        out=heads["answer"][:, 0],
        out_bias=float(heads["answer_bias"][0]),
    )


def _turned(directions: Directions, vectors: Sequence[Array]) -> Array:
    """A row for each; the same array is turned once."""
    rows = {id(one): one for one in vectors}
    number = {key: at for at, key in enumerate(rows)}
    return directions.turned(np.stack([*rows.values()]))[[number[id(one)] for one in vectors]]


def _fitted(inputs: Array, answers: Array, chance: np.random.Generator) -> dict[str, Array]:
    """One hidden layer by Adam, cross-entropy of yes and no."""
    heads = started(chance, inputs.shape[1], {"answer": 1}, hidden=HIDDEN)
    moments = {name: (np.zeros_like(one), np.zeros_like(one)) for name, one in heads.items()}
    step, steps = 0, EPOCHS * -(-len(inputs) // BATCH)
    for _ in range(EPOCHS):
        order = chance.permutation(len(inputs))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            given = inputs[rows] * kept(chance, (len(rows), inputs.shape[1]), DROPPED_INPUT)
            raw = given @ heads["hidden"] + heads["hidden_bias"]
            passed = kept(chance, raw.shape, DROPPED_HIDDEN) * (raw > 0)
            hidden = raw * passed
            found = likely(hidden @ heads["answer"] + heads["answer_bias"])
            slope = (found - answers[rows]) / np.float32(len(rows))
            back = (slope @ heads["answer"].T) * passed
            slopes = {
                "answer": hidden.T @ slope,
                "answer_bias": slope.sum(axis=0),
                "hidden": given.T @ back,
                "hidden_bias": back.sum(axis=0),
            }
            step += 1
            rate = RATE * min(1, step / WARMING) * (1 - (step - 1) / steps)
            stepped(heads, slopes, moments, at=step, rate=rate)
    return heads


def write(folder: Path, layers: PlaceLayers) -> None:
    write_arrays(
        folder / PLACES,
        {
            "event": layers.event,
            "mention": layers.mention,
            "cues": np.stack([*layers.cues.values()]),
            "bias": layers.bias,
            "out": layers.out,
            "out_bias": np.array(layers.out_bias),
            "names": np.array([*layers.cues]),
        },
    )
