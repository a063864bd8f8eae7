"""A dump of GeoNames as it lies on disk: text or zip, of places or of names, read line by line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from components.core.errors import DumpError
from components.core.zips import BROKEN

DumpKind = Literal["places", "names"]
PLACE_COLUMNS: Final = 19
NAME_COLUMNS: Final = (8, 9, 10)
"""alternateNamesV2 has ten; the last two, from and to, are left off in older files."""
WAY_OUT: Final = (
    "Give a file of GeoNames' dump (19 tab-separated columns: UA.zip, allCountries.zip, "
    "cities500.zip) or its alternateNamesV2.zip."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """``member`` is the file in the zip, empty for text; ``bytes`` its size; ``day`` its date."""

    path: Path
    member: str
    kind: DumpKind
    bytes: int
    day: date

    @property
    def name(self) -> str:
        """What it is installed under: "UA", and "UA-names" for the names alone of such a file."""
        stem = self.path.name.removesuffix(self.path.suffix)
        is_plain = self.kind == "places" or stem.startswith("alternateNames")
        return stem if is_plain else f"{stem}-names"

    def where(self, line: int) -> str:
        inside = f" ({self.member})" if self.member else ""
        return f"{self.path}{inside}, line {line}"


def open_dump(path: Path) -> Dump:
    """Describe a file. Raises DumpError when it is no dump, OSError when it cannot be opened."""
    if path.suffix.lower() == ".zip":
        info = _member(path)
        return _described(path, info.filename, info.file_size, _day(info))
    status = path.stat()
    return _described(path, "", status.st_size, date.fromtimestamp(status.st_mtime))


def _member(path: Path) -> zipfile.ZipInfo:
    """The text of the zip's own name, else its largest text."""
    try:
        with zipfile.ZipFile(path) as archive:
            texts = [info for info in archive.infolist() if info.filename.lower().endswith(".txt")]
    except FileNotFoundError:
        raise
    except BROKEN as error:
        raise DumpError(
            f"This zip cannot be read ({error}).", where=str(path), way_out="Fetch it again."
        ) from error
    texts.sort(key=lambda info: (Path(info.filename).stem == path.stem, info.file_size))
    if not texts:
        raise DumpError("There is no text in this zip.", where=str(path), way_out=WAY_OUT)
    return texts[-1]


def _day(info: zipfile.ZipInfo) -> date:
    """As the zip says it; the first of the year where it says none of the calendar."""
    with suppress(ValueError):
        return date(*info.date_time[:3])
    return date(info.date_time[0], 1, 1)


def _described(path: Path, member: str, size: int, day: date) -> Dump:
    dump = Dump(path=path, member=member, kind="places", bytes=size, day=day)
    first = next((line for line in lines_of(dump) if line.strip()), b"")
    columns = first.count(b"\t") + 1
    if columns == PLACE_COLUMNS:
        return dump
    if columns in NAME_COLUMNS:
        return Dump(path=path, member=member, kind="names", bytes=size, day=day)
    what = (
        "This has no lines."
        if not first
        else f"This has {columns} tab-separated columns, which no dump of GeoNames has."
    )
    raise DumpError(what, where=dump.where(1), way_out=WAY_OUT)


def lines_of(dump: Dump) -> Iterator[bytes]:
    """With their line ends. Raises DumpError for a broken zip."""
    with ExitStack() as opened:
        try:
            if dump.member:
                archive = opened.enter_context(zipfile.ZipFile(dump.path))
                yield from opened.enter_context(archive.open(dump.member))
            else:
                yield from opened.enter_context(dump.path.open("rb"))
        except BROKEN as error:
            raise DumpError(
                f"This zip cannot be read ({error}).",
                where=str(dump.path),
                way_out="Fetch it again.",
            ) from error
