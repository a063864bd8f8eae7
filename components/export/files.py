"""Files that are replaced whole or not at all, and several in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from components.core.atomic_files import draft_of

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of each file in an archive, so that the same content gives the same bytes."""


def archive_of(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(path, EPOCH), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def replace_file(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, its line ends as they are; raises OSError."""
    with draft_of(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


def replace_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` as it is; raises OSError."""
    with draft_of(path) as draft:
        draft.write_bytes(content)
