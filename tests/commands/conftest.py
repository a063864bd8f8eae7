"""What several tests of the commands share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def held(loaded: None) -> None:
    """No command loads anew what the tests hold."""
