"""The bundled digests are read as their golden files say; ``python -m tests.golden`` writes them
anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from components.core.records import Analysis
from tests.golden.tables import DIGESTS, FOLDER, golden_text


@pytest.mark.parametrize("path", DIGESTS, ids=[path.stem for path in DIGESTS])
def test_a_digest(path: Path, digest: Callable[[Path], Analysis]) -> None:
    assert golden_text(digest(path)) == (FOLDER / f"{path.stem}.txt").read_text(encoding="utf-8")
