"""Files of a folder or archive in order, each with its metadata file. Archives are read in place,
up to a limit."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import IO, Final

from components.core import settings
from components.core.errors import BinaryInput, TooLarge

METADATA = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file; ``where`` for messages, ``name`` its path inside, with ``/``."""

    where: str
    name: str
    open: Callable[[], IO[bytes]]
    size_bytes: Callable[[], int] = lambda: 0
    """On the disk; 0 in an archive, whose own size counts, and where it is not known."""


def is_hidden(name: str) -> bool:
    """What systems leave behind: ".DS_Store", ".git/config", "__MACOSX/a.txt"."""
    return any(
        part == "__MACOSX" or (part.startswith(".") and part != "..")
        for part in PurePosixPath(name).parts
    )


def in_order(name: str) -> tuple[str, str, str]:
    """Sort key: folder, name without its ending, ending; so a file's metadata are next to it."""
    path = PurePosixPath(name)
    return str(path.parent), path.stem, path.suffix


def entries_of_folder(folder: Path, *, failed: Callable[[OSError], object]) -> Iterator[SourceFile]:
    """Files below a folder, without hidden ones and links; ``failed`` is called for bad folders."""
    for parent, folders, files in os.walk(folder, onerror=failed):
        folders.sort()
        names = (Path(parent, file).relative_to(folder).as_posix() for file in files)
        for name in sorted(names, key=in_order):
            if not is_hidden(name):
                path = folder / name
                yield replace(entry_of(path), name=name, open=partial(_open_regular, path))


def entry_of(path: Path) -> SourceFile:
    """A file that a person named, a pipe too."""
    return SourceFile(
        where=str(path),
        name=path.name,
        open=lambda: path.open("rb"),
        size_bytes=lambda: path.stat().st_size if path.is_file() else 0,
    )


def beside_of(path: Path) -> SourceFile | None:
    """The metadata of a file that is no metadata itself."""
    metadata = path.with_suffix(METADATA)
    return entry_of(metadata) if path.suffix.lower() != METADATA and metadata.is_file() else None


def _open_regular(path: Path) -> IO[bytes]:
    """Only a regular file: a link may lead to any file, and reading a pipe may never end."""
    if path.is_symlink():
        what = "It is a link, which is not followed; put the file in its place"
        raise OSError(errno.ELOOP, what, str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "It is no regular file", str(path))
    return path.open("rb")


def with_metadata(entries: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, SourceFile | None]]:
    """Each with its metadata: "a.txt" with "a.json"; JSON beside no other file is its own entry."""
    for _, found in groupby(entries, key=lambda entry: in_order(entry.name)[:2]):
        group = list(found)
        others = [entry for entry in group if not entry.name.lower().endswith(METADATA)]
        beside = next((entry for entry in group if entry not in others), None)
        yield from ((entry, beside if others else None) for entry in others or group)


ENCRYPTED: Final = 0x1
MOST_FILES: Final = 1_000_000
"""The list of an archive's files is in memory, under 1 kB each."""
MAX_RATIO: Final = 100
"""Text packs to a tenth; less than a hundredth is no text (zip bombs: a thousandth)."""


def entries_of_zip(stream: IO[bytes], *, where: str) -> Iterator[SourceFile]:
    """Its files in order, but for hidden ones. Raises BinaryInput and TooLarge."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise BinaryInput(
            f"It is no ZIP archive that can be read ({error}).",
            where=where,
            way_out="Pack it again.",
        ) from error
    infos = [
        info
        for info in archive.infolist()
        if info.filename and not info.is_dir() and not is_hidden(info.filename)
    ]
    # The stated sizes are upper bounds, and each file is read only up to the limit of an article.
    unpacked, packed = sum(info.file_size for info in infos), archive.start_dir
    if len(infos) > MOST_FILES:
        raise TooLarge(
            f"It holds {len(infos):,} files; at most {MOST_FILES:,} are read.",
            where=where,
            way_out="Give several archives, or JSON lines.",
        )
    if unpacked > max(MAX_RATIO * packed, settings.MAX_UPLOAD_BYTES):
        raise TooLarge(
            f"Its {packed / 1e6:,.1f} MB unpack to {unpacked / 1e6:,.0f} MB, as no texts do.",
            where=where,
            way_out="Unpack it, and give the folder.",
        )
    for info in sorted(infos, key=lambda info: in_order(info.filename)):
        at = f"{where}, {info.filename}"
        yield SourceFile(where=at, name=info.filename, open=partial(_open, archive, info, at))


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> IO[bytes]:
    if info.flag_bits & ENCRYPTED:
        raise BinaryInput(
            "It is locked by a password.", where=where, way_out="Unpack it, and give the folder."
        )
    try:
        return archive.open(info)
    except ValueError as error:
        raise BinaryInput(
            f"It cannot be unpacked ({error}).", where=where, way_out="Pack it again."
        ) from error
