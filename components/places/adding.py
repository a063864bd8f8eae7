"""Adds a dump of GeoNames as a file beside the built-in gazetteer, row by row in constant memory.

The file is written beside its place and moved there when it is complete."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal, TypeVar

from components.core.atomic_files import PART, draft_of, folder_at, writing
from components.core.errors import DumpError, InputError, InstallationError
from components.places.dump_file import (
    NAME_COLUMNS,
    PLACE_COLUMNS,
    Dump,
    GeoNamesCodes,
    lines_of,
    name_rows,
    open_dump,
    place_rows,
)
from components.places.store import CHUNK, PlaceFile, PlaceFileWriter

FOLDER: Final = "gazetteers"
LAYOUT: Final = 1
"""Raised when the tables of an added file change; those of an older program are not read."""
LICENCE: Final = "CC BY 4.0, geonames.org"
_SUFFIX: Final = ".sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGazetteer:
    """One added file. ``day`` is the dump's, YYYY-MM-DD; ``sha256`` the dump's."""

    name: str
    kind: Literal["places", "names"]
    source: str
    day: str
    rows: int
    """Rows of the dump."""
    kept: int
    """Places, or for a file of names the names, that were taken from them."""
    historical: bool
    bytes: int
    sha256: str
    licence: str = LICENCE


def path_of_added(home: Path, name: str) -> Path:
    return home / FOLDER / (name + _SUFFIX)


def paths_of_added(home: Path) -> tuple[Path, ...]:
    """By name, which is the order in which they are asked."""
    return tuple(sorted((home / FOLDER).glob("*" + _SUFFIX)))


def installed(home: Path) -> tuple[AddedGazetteer, ...]:
    """What is installed, by name. Raises InstallationError for a file it cannot read."""
    return tuple(map(_described, paths_of_added(home)))


def remove(name: str, home: Path) -> None:
    """Remove an added file. Raises InputError where none has the name."""
    path = path_of_added(home, name)
    if path not in paths_of_added(home):
        held = ", ".join(one.stem for one in paths_of_added(home)) or "nothing"
        raise InputError(f"No gazetteer {name!r} is installed.", way_out=f"Installed: {held}.")
    path.unlink()


def state_of_added(home: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes when a file is added, replaced or removed: earlier readings are out of date then."""
    return tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in paths_of_added(home)
    )


def _described(path: Path) -> AddedGazetteer:
    facts = PlaceFile(path, mapped_bytes=0).facts()
    if facts.get("layout") != str(LAYOUT):
        way_out = (
            f"Run: .venv/bin/python -m components gazetteer remove {path.stem}; "
            "then add its file again."
        )
        raise InstallationError(
            "This was made by another version of Dateline.", where=str(path), way_out=way_out
        )
    return AddedGazetteer(
        name=path.stem,
        kind="names" if facts["kind"] == "names" else "places",
        source=facts["source"],
        day=facts["day"],
        rows=int(facts["rows"]),
        kept=int(facts["kept"]),
        historical=facts["historical"] == "yes",
        bytes=path.stat().st_size,
        sha256=facts["sha256"],
    )


Progress = Callable[[int], object]
"""Called with the bytes of text that were read since the last call."""
_Kept = TypeVar("_Kept")


def add(
    path: Path, home: Path, *, coding: GeoNamesCodes, historical: bool, progress: Progress
) -> tuple[AddedGazetteer, bool]:
    """Adds a dump; returns its description, and whether it was added now.

    Raises DumpError for a file that is no dump, InputError while another addition runs, OSError."""
    dump = open_dump(path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    with _alone(folder_at(home / FOLDER)):
        held = next((one for one in installed(home) if one.name == dump.name), None)
        if held is not None and (held.sha256, held.historical) == (sha256, historical):
            return held, False
        sums = Counter[str]()
        with (
            draft_of(path_of_added(home, dump.name)) as draft,
            closing(PlaceFileWriter(draft)) as filling,
        ):
            if dump.kind == "places":
                rows = partial(place_rows, coding=coding)
                filling.put(_kept(dump, rows, (PLACE_COLUMNS,), sums=sums, progress=progress))
            else:
                names = _kept(dump, name_rows, NAME_COLUMNS, sums=sums, progress=progress)
                filling.put_names(names)
            filling.finish(
                {
                    "layout": str(LAYOUT),
                    "kind": dump.kind,
                    "source": dump.path.name,
                    "day": dump.day.isoformat(),
                    "rows": str(sums["rows"]),
                    "kept": str(sums["kept"]),
                    "sha256": sha256,
                    "historical": "yes" if historical else "no",
                }
            )
    return next(one for one in installed(home) if one.name == dump.name), True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One addition at a time, by a lock that ends with the program."""
    with (
        writing(folder),
        closing(sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)) as lock,
    ):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise InputError(
                "Another addition is running.", where=str(folder), way_out="Wait for it to end."
            ) from error
        for left_over in folder.glob("*" + PART):
            left_over.unlink()
        yield


def _kept(
    dump: Dump,
    rows_of: Callable[[list[str]], tuple[_Kept, ...]],
    columns: Sequence[int],
    *,
    sums: Counter[str],
    progress: Progress,
) -> Iterator[_Kept]:
    """What ``rows_of`` makes of each line's cells; ``sums`` has the "rows" of the dump and those
    "kept" of them. Raises DumpError, which names the line."""
    unreported = 0
    for number, line in enumerate(lines_of(dump), start=1):
        unreported += len(line)
        if number % CHUNK == 0:
            progress(unreported)
            unreported = 0
        if line.isspace():
            continue
        sums["rows"] += 1
        try:
            cells = line.decode().rstrip("\r\n").split("\t")
            if len(cells) not in columns:
                raise ValueError(f"{len(cells)} columns, not {max(columns)}")
            kept = rows_of(cells)
        except ValueError as error:
            way_out = "Fetch the file again; nothing of it was added."
            raise DumpError(
                f"This line cannot be read ({error}).", where=dump.where(number), way_out=way_out
            ) from error
        sums["kept"] += len(kept)
        yield from kept
    progress(unreported)
