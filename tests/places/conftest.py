"""The shipped gazetteer and what is known of names, opened once."""

from __future__ import annotations

import pytest

from components.lexicon.names import NameLexicon, load_names
from components.places.gazetteer import SqliteGazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.fixture(scope="session")
def names() -> NameLexicon:
    return load_names()
