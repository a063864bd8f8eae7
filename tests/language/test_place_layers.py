"""The layers that choose the place of an event: chances in two decimals, cues that were learned,
and a file that is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.core import settings
from components.core.errors import InstallationError
from components.language.place_layers import PLACES, PlaceLayers, load_place_layers

LAYERS = PlaceLayers(
    event=np.eye(2, dtype=np.float32),
    mention=np.eye(2, dtype=np.float32),
    cues={"near": np.array([2, 0], np.float32), "far": np.array([-2, 0], np.float32)},
    bias=np.zeros(2, np.float32),
    out=np.array([1, -1], np.float32),
    out_bias=0.0,
)
NOTHING = np.zeros(2, np.float32)


@pytest.mark.parametrize(
    ("cues", "chance"),
    [((), 0.5), (("near",), 0.88), (("far",), 0.5), (("near", "far"), 0.5), (("unseen",), 0.5)],
)
def test_cues_speak_for_and_against(cues: tuple[str, ...], chance: float) -> None:
    assert LAYERS.chances(NOTHING, NOTHING[None], [cues]) == [chance]


def test_each_mention_is_judged_by_its_own_row() -> None:
    rows = np.array([[3, 0], [0, 3]], np.float32)
    kept = rows.copy()
    assert LAYERS.chances(NOTHING, rows, [("near",), ()]) == [0.99, 0.05]
    assert (rows == kept).all()


def test_those_of_the_program_fit_together() -> None:
    layers = load_place_layers(settings.MODEL)
    width = len(layers.out)
    assert layers.event.shape == layers.mention.shape
    assert layers.event.shape[1] == width
    assert {len(row) for row in layers.cues.values()} == {width}
    assert "zone: sentence" in layers.cues


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=PLACES):
        load_place_layers(tmp_path)
