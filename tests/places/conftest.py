"""The shipped gazetteer, opened once."""

from __future__ import annotations

import pytest

from components.places.gazetteer import SqliteGazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()
