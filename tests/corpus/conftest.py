"""One store for all tests of this room, of the bundled articles and a copy of one, with the rows that it was written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from components.corpus.store import Store, open_store
from components.knowledge import Knowledge
from tests.corpus.stores import write_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A store on the disk and its rows of events."""

    folder: Path
    events: pd.DataFrame
    home: Path


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Written:
    folder = tmp_path_factory.mktemp("corpus") / "[old] store"
    folder.mkdir()
    return Written(folder=folder, events=write_store(folder, knowledge), home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def store(written: Written) -> Iterator[Store]:
    opened = open_store(written.folder, home=written.home)
    yield opened
    opened.close()
