"""ZIP archives of others, which may be damaged, locked, or packed as nobody unpacks here."""

from __future__ import annotations

import zipfile
import zlib
from typing import Final

BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
"""Raised by broken archives; OSError: a negative offset; RuntimeError: password or packing."""
