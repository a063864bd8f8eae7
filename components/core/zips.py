"""ZIP archives of others, which may be damaged, locked, or packed as nobody unpacks here."""

from __future__ import annotations

import zipfile
import zlib
from typing import Final

BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What reading such an archive raises; OSError for a place before its beginning, which is a
ValueError in memory, as a name in no encoding is; RuntimeError for a password and for an unknown
packing or version."""
