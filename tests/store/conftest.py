"""The store of the bundled articles, opened once for all tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.store.database import Store, open_store
from tests.store.stores import Written


@pytest.fixture(scope="session")
def store(written: Written) -> Iterator[Store]:
    opened = open_store(written.folder, home=written.home)
    yield opened
    opened.close()
