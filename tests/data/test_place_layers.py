"""The trainer of the layers that choose places: it learns, and what it writes is read again."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from components.core import settings
from components.language.place_layers import load_place_layers

sys.path.insert(0, str(settings.DATA))

from building import place_layers
from building.place_layers import PlaceExample, directions_of, fit_layers, write

WIDTH = 30


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch) -> list[PlaceExample]:
    """A mention is the place where its first number and the event's are both large, or a cue says
    so."""
    monkeypatch.setattr(place_layers, "DIRECTIONS", (10, 4, 4))
    chance = np.random.default_rng(3)
    found = []
    for number in range(12_000):
        event, mention = chance.normal(size=(2, WIDTH)).astype(np.float32)
        cues = {"told": 1.0} if number % 4 == 0 else {"untold": 1.0}
        answer = number % 4 == 0 or (event[0] > 0 and mention[0] > 0)
        found.append(PlaceExample(event=event, mention=mention, cues=cues, answer=bool(answer)))
    return found


def test_it_learns_repeats_and_is_read_again(examples: list[PlaceExample], tmp_path: Path) -> None:
    directions = directions_of(examples)
    layers = fit_layers(examples, directions)
    write(tmp_path, layers)
    first = (tmp_path / place_layers.PLACES).read_bytes()
    write(tmp_path, fit_layers(examples, directions))
    assert (tmp_path / place_layers.PLACES).read_bytes() == first
    read = load_place_layers(tmp_path)
    found = [
        read.chances(one.event @ read.event, (one.mention @ read.mention)[None], [one.cues])[0]
        for one in examples
    ]
    right = [(chance >= 0.5) == one.answer for chance, one in zip(found, examples, strict=True)]
    assert np.mean(right) > 0.85
