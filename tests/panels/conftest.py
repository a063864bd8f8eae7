"""What several tests of the page share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy

from components.core.records import Article
from components.panels import reading
from components.places.gazetteer import open_gazetteer
from components.places.packs import open_packs
from components.reading.knowledge import Knowledge
from components.reading.pool import Answer, Task
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


class Here:
    """Reads where the page runs, in place of processes of its own."""

    def ask(self, task: Task[Answer], article: Article) -> Answer:
        return task(article, reading.knowledge())


@pytest.fixture(autouse=True)
def read_here(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the knowledge that the tests hold, and the places of the test's own home. tests/reading/test_pool.py and the tests in
    Chromium have the processes that read for a page."""

    def load() -> Knowledge:
        return replace(knowledge, gazetteer=open_gazetteer(), packs=open_packs())

    monkeypatch.setattr(reading, "load_knowledge", load)
    monkeypatch.setattr(reading, "pool", Here)
