"""Packages beside the page's own, which some commands need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from components.core.errors import InstallationError

EXTRAS = "components/commands/extras.txt"


@contextmanager
def extra_packages() -> Iterator[None]:
    """What is imported within may be missing: raises InstallationError with the command then."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise InstallationError(
            f"This command needs packages beside the page's own; {error.name} is missing.",
            way_out=f"Type: .venv/bin/pip install -r {EXTRAS}",
        ) from error
