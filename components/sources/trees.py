"""Files of a folder or an archive in a fixed order, each with the file of metadata that lies beside
it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import IO

METADATA = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file. ``where`` is for messages, ``name`` its path inside of the folder or archive, with
    ``/`` between."""

    where: str
    name: str
    open: Callable[[], IO[bytes]]
    size_bytes: Callable[[], int] = lambda: 0
    """On the disk; 0 in an archive, whose own size counts, and where there is none to tell."""


def is_hidden(name: str) -> bool:
    """What systems leave behind: ".DS_Store", ".git/config", "__MACOSX/a.txt"."""
    return any(
        part == "__MACOSX" or (part.startswith(".") and part != "..")
        for part in PurePosixPath(name).parts
    )


def in_order(name: str) -> tuple[str, str, str]:
    """Sorts by folder, then name without its ending, so that a file's metadata come next to it."""
    path = PurePosixPath(name)
    return str(path.parent), path.stem, path.suffix


def entries_of_folder(folder: Path, *, failed: Callable[[OSError], object]) -> Iterator[Entry]:
    """All files below a folder that are not hidden, folder after folder; no link is followed.

    ``failed`` is told of folders that cannot be listed.
    """
    for parent, folders, files in os.walk(folder, onerror=failed):
        folders.sort()
        names = (Path(parent, file).relative_to(folder).as_posix() for file in files)
        yield from (
            _entry(folder, name) for name in sorted(names, key=in_order) if not is_hidden(name)
        )


def _entry(folder: Path, name: str) -> Entry:
    path = folder / name
    return Entry(
        where=str(path), name=name, open=lambda: _open_file(path), size_bytes=lambda: _size_of(path)
    )


def entry_of(path: Path) -> Entry:
    """A file that a person named, a pipe too."""
    return Entry(
        where=str(path),
        name=path.name,
        open=lambda: path.open("rb"),
        size_bytes=lambda: _size_of(path),
    )


def beside_of(path: Path) -> Entry | None:
    """The metadata of a file that is none itself."""
    metadata = path.with_suffix(METADATA)
    return entry_of(metadata) if path.suffix.lower() != METADATA and metadata.is_file() else None


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _open_file(path: Path) -> IO[bytes]:
    """A link may lead to any file of the machine, and a pipe would be waited for without end."""
    if path.is_symlink():
        what = "It is a link, which is not followed; put the file in its place"
        raise OSError(errno.ELOOP, what, str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "It is no regular file", str(path))
    return path.open("rb")


def with_metadata(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each file with its metadata: "a.txt" with "a.json". A JSON file beside no other is a file of
    its own."""
    for _, found in groupby(entries, key=lambda entry: in_order(entry.name)[:2]):
        group = list(found)
        others = [entry for entry in group if not entry.name.lower().endswith(METADATA)]
        beside = next((entry for entry in group if entry not in others), None)
        yield from ((entry, beside if others else None) for entry in others or group)
