"""ZIP archives: our own, and those of others, which may be damaged, locked, or packed in a way
that nothing here unpacks."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The day of each file in an archive, so that the same content gives the same bytes."""

BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What reading such an archive raises; OSError for a place before its beginning, which is a
ValueError in memory, as a name in no encoding is; RuntimeError for a password and for an unknown
packing or version."""


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """A new archive with each file by its path."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(path, EPOCH), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()
