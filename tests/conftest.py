"""What several tests share: the language model, the folder of real articles, a running page and
Chromium."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from spacy.language import Language

    from components.core.records import Analysis
    from components.reading.knowledge import Knowledge
    from tests.store.stores import Written

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dateline-tests"
"""Where tests keep from run to run what takes long to make."""
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def pytest_configure() -> None:
    """Pages of tests read one article at a time: each process of the tests has such a reader of its
    own. Each computes on one thread: several would wait for each other on the same cores."""
    os.environ.setdefault("DATELINE_READING_PROCESSES", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported


def pytest_collection_finish() -> None:
    """What is imported and loaded stays to the end, and millions of objects need not be looked
    through again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def language_model() -> Language:
    """The model as it is, which parses whatever it is given."""
    from components.language.parse import (
        load_language_model,
    )  # only here, so that who shares out the tests need not load it

    return load_language_model()


@pytest.fixture(scope="session")
def nlp(language_model: Language) -> Language:
    """The same; what it made of a text in an earlier run is not made again."""
    from tests.parsed import kept_model

    return kept_model(language_model, KEPT)


@pytest.fixture(scope="session")
def knowledge(nlp: Language) -> Knowledge:
    # only here, so that tests of one part need no other part
    from components.core import settings
    from components.language.event_words import EventWords
    from components.reading.knowledge import load_knowledge
    from tests.encoded import KeptEncoder

    found = replace(
        load_knowledge(), nlp=nlp, event_words=EventWords(settings.MODEL, KeptEncoder(KEPT))
    )
    gc.freeze()
    return found


@pytest.fixture
def loaded(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands that are called in this process take the knowledge that it holds already."""
    from components.commands import evaluate, model

    def load(*, rules_alone: bool = False, **_: object) -> Knowledge:
        return replace(knowledge, event_words=None) if rules_alone else knowledge

    for command in (evaluate, model):
        monkeypatch.setattr(command, "load_knowledge", load)


@pytest.fixture(scope="session")
def digest(knowledge: Knowledge) -> Callable[[Path], Analysis]:
    """The reading of a bundled article, by its file; each is read once."""
    from components.reading.analysis import analyse
    from components.sources.opening import open_file
    from components.sources.records import article_of

    return cache(lambda path: analyse(article_of(open_file(path)), knowledge))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Written:
    """A store of the bundled articles and a copy of one, with the rows that it was written from. To
    be read only."""
    from tests.store.stores import Written, write_store

    folder = tmp_path_factory.mktemp("corpus") / "[old] stores" / "digests"
    folder.mkdir(parents=True)
    return Written(
        folder=folder, events=write_store(folder, knowledge), home=tmp_path_factory.mktemp("home")
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and corpora that lies beside the project on some machines."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder of real articles beside the project")
    return folder


def installed_chromium() -> str | None:
    """The browser that DATELINE_CHROMIUM names, or the machine's; None where there is none."""
    named = os.environ.get("DATELINE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = installed_chromium()
    if not found:
        pytest.skip("no Chromium on this machine; install it or name one in DATELINE_CHROMIUM")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def connections_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running page's process notes every address that it connects to or resolves."""
    return tmp_path_factory.mktemp("page") / "connections.log"


def home_with_gazetteer(folder: Path) -> Path:
    """A home for a page, with the unpacked gazetteer that is in use here, so that no test waits
    until it is unpacked anew."""
    from components.core.settings import GAZETTEER, home
    from components.places.gazetteer import PACKED
    from components.places.store import unpacked

    used = unpacked(GAZETTEER / PACKED, home())
    (folder / used.name).symlink_to(used)
    return folder


@contextmanager
def page_running(script: str, *options: str, **environment: str) -> Iterator[tuple[str, int]]:
    """The address of a page while the block runs, and the process that serves it."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.headless=true",
        f"--server.port={port}",
        *options,
    ]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert next((line for line in process.stdout if "URL:" in line), ""), (
                "the page did not start"
            )
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.kill()


@pytest.fixture(scope="session")
def page_url(connections_log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that runs for the whole session, in a home of its own."""
    watch = {
        "PYTHONPATH": str(ROOT / "tests" / "browser" / "watch"),
        "CONNECTIONS_LOG": str(connections_log),
    }
    home = home_with_gazetteer(tmp_path_factory.mktemp("home"))
    with page_running("dashboard.py", DATELINE_HOME=str(home), **watch) as (address, _):
        yield address


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One browser for the whole session; each test opens a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path)
        yield browser
        browser.close()
