"""What several tests of the page share."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.core import settings
from components.places.gazetteer import PACKED
from components.places.unpack import unpacked


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, with the built-in gazetteer unpacked already."""
    shipped = unpacked(settings.GAZETTEER / PACKED, settings.home())
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / shipped.name).symlink_to(shipped)
    monkeypatch.setenv("DATELINE_HOME", str(folder))
    return folder
