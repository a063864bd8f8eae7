"""The shipped gazetteer and what is known of names, opened once."""

from __future__ import annotations

import pytest

from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from components.places.names import NameLexicon, load_names


@pytest.fixture(scope="session")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.fixture(scope="session")
def names() -> NameLexicon:
    return load_names()
