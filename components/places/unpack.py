"""From the packed table of places to the SQLite file that is asked: done once for each version of the gazetteer.

The table is text and its names are folded here, so that what is shipped is half the size of a packed database and is the
same whatever version of SQLite made or reads it.
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from components.drafts import draft_of
from components.errors import InstallationError
from components.places.store import Filling, Row

COLUMNS: Final = (
    "key", "slug", "name", "kind", "latitude", "longitude", "country", "admin1", "population", "spellings", "acronyms", "codes"
)  # fmt: skip
"""``key`` is the GeoNames number, negative for hand-kept places, which alone have a ``slug``; ``admin1`` a key or 0; positions in
whole parts of a degree; the last three are lists. An acronym is a name only in capitals, a code only after a comma."""

_LAYOUT: Final = 2
"""Raised when the tables of the store change, so that files of an older program are left alone."""


def unpacked(packed: Path, home: Path) -> Path:
    """The database of this version of ``packed`` in ``home``, made where it is not there yet (a few seconds).

    Its name carries the packed file's sha256; it is made beside its place and moved there, so it is never half there.
    Raises InstallationError when the packed file is missing or damaged.
    """
    try:
        path = home / f"gazetteer-{_LAYOUT}-{hashlib.sha256(packed.read_bytes()).hexdigest()[:16]}.sqlite"
        if not path.exists():
            _make(packed, path)
    except (FileNotFoundError, EOFError, lzma.LZMAError, UnicodeDecodeError, ValueError) as error:
        way_out = "Fetch the file again, or run: python data/build.py gazetteer"
        raise InstallationError(f"the gazetteer cannot be read ({error})", where=str(packed), way_out=way_out) from error
    return path


def _make(packed: Path, path: Path) -> None:
    with draft_of(path) as draft, closing(Filling(draft)) as filling:
        filling.put(_rows(packed))
        filling.finish()


def _rows(packed: Path) -> Iterator[Row]:
    with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as table:
        next(table)
        for line in table:
            yield line.rstrip("\n").split("\t")
