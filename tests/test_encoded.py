"""What is kept of the encoder says the same as the encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from components.core import settings
from components.language.encoder import Encoder
from tests.encoded import KeptEncoder

SENTENCES = [["Troops", "left", "Izyum", "."], ["Shelling", "hit", "Kherson", "on", "Sunday", "."]]


def test_what_is_kept_is_what_the_encoder_gives(tmp_path: Path) -> None:
    plain = Encoder(settings.MODEL).vectors(SENTENCES)
    for _ in range(2):
        kept = KeptEncoder(tmp_path)
        for own, vectors in zip(kept.vectors(SENTENCES), plain, strict=True):
            assert np.array_equal(own, vectors)
    assert "_computing" not in vars(kept), "the second time nothing is computed"
    others = kept.vectors(SENTENCES[:1])
    assert "_computing" in vars(kept), "another batch is another question"
    assert np.allclose(others[0], plain[0], atol=1e-4)
