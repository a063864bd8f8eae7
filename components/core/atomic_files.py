"""Files that are made whole or not at all. What prevents that is a WriteError with its name."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from components.core.errors import WriteError
from components.core.settings import home_path

PART = ".part"
"""What the name of a draft ends in."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
UNWRITTEN = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
"""SQLite's own numbers of what keeps its file from being written."""


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to, moved there when the block ends well, else removed.

    Raises WriteError, which names ``path``."""
    draft = path.with_name(f".{path.name}.{token_hex(4)}{PART}")
    try:
        with writing(path, draft=draft):
            yield draft
            draft.replace(path)
    finally:
        with suppress(OSError):  # of a disk that takes no writing, the first error is told
            draft.unlink()


def replace_file(path: Path, content: str | bytes) -> None:
    """Text is written as UTF-8, its line ends as they are. Raises WriteError."""
    with draft_of(path) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder beside ``path`` to fill, which becomes ``path`` when the block ends well, else goes.

    Raises WriteError, also where ``path`` exists."""
    path = path.absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WriteError(
            "There is something here already, and it is not overwritten.",
            where=str(path),
            way_out="Name a new folder, or remove this one first.",
        )
    draft = folder_at(path.parent) / f".{path.name}.{token_hex(4)}{PART}"
    try:
        with writing(path, draft=draft):
            draft.mkdir()
            yield draft
            if path.is_dir():  # an empty one, which some systems do not rename over
                path.rmdir()
            draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def writing(path: Path, *, draft: Path | None = None) -> Iterator[None]:
    """While ``path`` is written: raises WriteError, which names it.

    Errors of other files pass; a full disk has no file's name."""
    try:
        yield
    except OSError as error:
        at = Path(error.filename or path)
        if error.errno is None or not {path, draft} & {at, *at.parents}:
            raise
        raise unwritten(path, error.errno) from error
    except sqlite3.OperationalError as error:
        if (number := UNWRITTEN.get(error.sqlite_errorcode & 0xFF)) is None:
            raise
        raise unwritten(path, number) from error


@contextmanager
def locked(folder: Path, mode: int = fcntl.LOCK_EX) -> Iterator[None]:
    """One writer of the folder at a time, no readers; a dead lock is free. Raises WriteError."""
    with writing(folder):
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, mode)
            yield
        finally:
            os.close(lock)


@contextmanager
def writing_temporary() -> Iterator[None]:
    """While it runs, something is written to the system's folder of temporary files."""
    with writing(Path(tempfile.gettempdir())):
        yield


def unwritten(path: Path, number: int) -> WriteError:
    """The error of a file or folder that could not be written; ``number`` is the system's errno."""
    first = "Free space on its disk" if number in FULL else "See that you may write there"
    then = "name another place"
    if home_path() in (path, *path.parents):
        then = "set DATELINE_HOME to another folder"
    elif str(path) == tempfile.tempdir:
        then = "set TMPDIR to another folder"
    return WriteError(
        f"It cannot be written: {os.strerror(number)}.",
        where=str(path),
        way_out=f"{first}, or {then}.",
    )


def folder_at(path: Path) -> Path:
    """The folder, made with those above it where it is not there. Raises WriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(path, error.errno or errno.EIO) from error
    return path
