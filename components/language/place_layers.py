"""The learned layers over the encoder that say how likely a mention is the place of an event.

One hidden layer sees the event's word and the mention's as the encoder reads them, and the cues
that hold of the pair (components/events/place_cues.py). data/model/README.md says what it was
trained on, components/evaluation/README.md how often its choices are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.language.encoder import arrays_of

PLACES = "places.npz"

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLayers:
    """Weights. ``event`` and ``mention`` have a row for each number of ``Encoded.around``, ``cues``
    one vector a cue; all are as wide as the hidden layer."""

    event: Numbers
    mention: Numbers
    cues: Mapping[str, Numbers]
    bias: Numbers
    out: Numbers
    out_bias: float

    def chances(
        self, event: Numbers, mentions: Numbers, cues: Sequence[Iterable[str]]
    ) -> list[float]:
        """For each mention, in two decimals, so that a processor's last bit seldom decides.
        ``event`` and the rows of ``mentions`` are already multiplied by their weights."""
        hidden = mentions + (event + self.bias)
        for row, held in zip(hidden, cues, strict=True):
            for cue in held:
                if (weights := self.cues.get(cue)) is not None:
                    row += weights
        total = np.maximum(hidden, 0) @ self.out + self.out_bias
        return [round(float(one), 2) for one in 1 / (1 + np.exp(-total.astype(np.float64)))]


def load_place_layers(folder: Path) -> PlaceLayers:
    """Raises InstallationError where the file is missing."""
    held = arrays_of(folder / PLACES)
    return PlaceLayers(
        event=held["event"],
        mention=held["mention"],
        cues=dict(zip(held["names"].tolist(), held["cues"], strict=True)),
        bias=held["bias"],
        out=held["out"],
        out_bias=float(held["out_bias"]),
    )
