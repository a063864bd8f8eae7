"""What several tests of the page share."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy

from tests.conftest import home_with_gazetteer


@pytest.fixture(autouse=True)
def from_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's own frame for tests says nothing of where a visit comes from."""
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: None))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, with the built-in gazetteer unpacked already."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("DATELINE_HOME", str(home_with_gazetteer(folder)))
    return folder
