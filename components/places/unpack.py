"""A packed table of places to the SQLite file that is asked, once a version of the table.

The table is text, folded here: half the size of a packed database, whatever SQLite's version."""

from __future__ import annotations

import hashlib
import lzma
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Final

from components.core.data_files import checked
from components.core.drafts import draft_of
from components.core.errors import InstallationError, WriteError
from components.places.store import PlaceFileWriter, Row

COLUMNS: Final = (
    "key", "slug", "name", "kind", "latitude", "longitude", "country", "admin1", "population", "spellings", "acronyms", "codes"
)  # fmt: skip
"""``key``: GeoNames number, negative for hand-kept places, which alone have a ``slug``; positions
in parts of a degree; the last three are lists. Acronyms count only in capitals."""

_LAYOUT: Final = 3
"""Raised when the tables of the store change, so that files of an older program are left alone."""


Tell = Callable[[str], object]
"""Told in a line what takes a moment."""


def untold(line: str) -> None:
    """For a caller that has nobody to tell."""


def unpacked(
    packed: Path,
    home: Path,
    *,
    part: str = "gazetteer",
    has_sounds: bool = False,
    doing: str = "",
    tell: Tell = untold,
) -> Path:
    """The database of this version of ``packed`` in ``home``, made where it is not there yet (a few
    seconds).

    Its name carries the packed file's sha256; it is made beside its place and moved there, so it is
    never half there, and of two that make it at once each finds a whole one. ``tell`` is told
    ``doing`` before it is made. Raises InstallationError when the packed file is missing or
    damaged; ``part`` is what builds it;
    ``has_sounds`` where its names can be asked for by how they sound.
    """
    try:
        sha256 = hashlib.sha256(checked(packed).read_bytes()).hexdigest()
        path = home / f"{packed.name.partition('.')[0]}-{_LAYOUT}-{sha256[:16]}.sqlite"
        if not path.exists():
            tell(doing)
            with draft_of(path) as draft, closing(PlaceFileWriter(draft)) as filling:
                filling.put(rows_of(packed))
                if has_sounds:
                    filling.put_sounds()
                filling.finish()
    except (FileNotFoundError, EOFError, lzma.LZMAError, UnicodeDecodeError, ValueError) as error:
        way_out = f"Fetch the file again, or run: python data/build.py {part}"
        raise InstallationError(
            f"the places cannot be read ({error})", where=str(packed), way_out=way_out
        ) from error
    return path


def unpacked_somewhere(
    packed: Path,
    home: Path,
    *,
    part: str,
    has_sounds: bool = False,
    doing: str = "",
    tell: Tell = untold,
) -> Path:
    """As ``unpacked``; where nothing can be written to ``home``, in a folder that goes when the
    program ends.

    Raises InstallationError when that cannot be written to either.
    """
    make = partial(unpacked, packed, part=part, has_sounds=has_sounds, doing=doing, tell=tell)
    try:
        home.mkdir(parents=True, exist_ok=True)
        return make(home)
    except (OSError, WriteError, sqlite3.OperationalError):
        try:
            return make(_passing_folder())
        except (OSError, WriteError, sqlite3.OperationalError) as error:
            way_out = "Let DATELINE_HOME name a folder that can be written to and has 100 MB free."
            raise InstallationError(
                f"the places cannot be unpacked ({error})", where=str(home), way_out=way_out
            ) from error


def _passing_folder() -> Path:
    return Path(_passing().name)


@cache
def _passing() -> tempfile.TemporaryDirectory[str]:
    """One a process; it is taken away with the process."""
    return tempfile.TemporaryDirectory(prefix="dateline-")


def rows_of(packed: Path) -> Iterator[Row]:
    """Its lines, in the order of ``COLUMNS``."""
    with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as table:
        next(table)
        for line in table:
            yield line.rstrip("\n").split("\t")
