"""The sha256 of each file of a store, in a hidden file beside it, in the form of ``sha256sum``.

``cd STORE/events/month=2022-09 && cat .*.sha256 | sha256sum --check`` looks at them without this
program. Whenever a run is ended, a part is one that its file names: both the old and the new one
are named while a part is replaced, a new part stands before its file does, and a part that goes
loses its file first. So a file without its part says that the part was lost, and a part without a
file was written by an older Dateline, or just when a run was ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from components.core.atomic_files import draft_of

ENDING = ".sha256"
KEPT = 65_536
"""Parts whose sha256 a process remembers: some megabytes."""


def sums(path: Path) -> tuple[str, ...]:
    """What the part may have; empty where nothing is known of it. Raises OSError."""
    try:
        lines = _file(path).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(line.partition(" ")[0] for line in lines) or ("",)


def write_sums(path: Path, told: Collection[str]) -> None:
    """Says which the part may have. Raises WriteError."""
    with draft_of(_file(path)) as draft:
        draft.write_text("".join(f"{one}  {path.name}\n" for one in told), encoding="ascii")


@contextmanager
def summed_draft(path: Path) -> Iterator[Path]:
    """As ``draft_of``; the sha256 of what was written goes with it. Raises WriteError."""
    with draft_of(path) as draft:
        yield draft
        own = sum_of(draft)
        if old := sums(path):
            write_sums(path, (*old, own))
    write_sums(path, (own,))


def unsummed_in_words(parts: int) -> str:
    """ "3 parts have no sha256: …"."""
    return (
        f"{parts:,} parts have no sha256, for an older Dateline wrote them; they are taken as they "
        "are. A run with --resume writes it."
    )


def sum_of(path: Path) -> str:
    """sha256 of a file, hexadecimal; each is hashed once by a process. Raises OSError."""
    held = path.stat()
    return _sum(path, held.st_mtime_ns, held.st_size, held.st_ino)


def remove_part(path: Path) -> None:
    """A file and what is said of it; nothing where it is not there."""
    _file(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def lost(store: Path) -> tuple[Path, ...]:
    """Parts of which the sha256 is there alone."""
    return tuple(
        sorted(path for one in store.rglob(f".*{ENDING}") if not (path := _part(one)).exists())
    )


def summed(store: Path) -> tuple[Path, ...]:
    """Files of which the sha256 is known and which are there."""
    return tuple(
        sorted(path for one in store.rglob(f".*{ENDING}") if (path := _part(one)).exists())
    )


def unsummed(store: Path) -> Iterator[Path]:
    """Parts of which none is known."""
    return (path for path in sorted(store.rglob("*.parquet")) if not _file(path).exists())


@lru_cache(maxsize=KEPT)
def _sum(path: Path, changed_ns: int, size_bytes: int, inode: int) -> str:
    """Of a file as it stands; another one by the other facts."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _file(path: Path) -> Path:
    return path.with_name(f".{path.name}{ENDING}")


def _part(file: Path) -> Path:
    return file.with_name(file.name.removeprefix(".").removesuffix(ENDING))
