"""Files that are made whole or not at all, so that a reader never meets half of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

PART = ".part"
"""What the name of a draft ends in."""


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; it is moved there in one step when the block ends well, else removed."""
    draft = path.with_name(f".{path.name}.{token_hex(4)}{PART}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
