"""What several tests of the page share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import home_with_gazetteer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, with the built-in gazetteer unpacked already."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("DATELINE_HOME", str(home_with_gazetteer(folder)))
    return folder
