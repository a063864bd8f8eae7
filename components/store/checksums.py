"""The sha256 of each file of a store, in a hidden file beside it, in the format of ``sha256sum``.

``cd STORE/events/month=2022-09 && cat .*.sha256 | sha256sum --check`` checks them without this
program. Even after an interrupted run, a part matches its file: while a part is replaced, the file
lists the old and the new sha256; a new part is written before its file, and a file is removed
before its part. So a file without a part means that the part was lost, and a part without a file
comes from an older Dateline or from an interrupted run.
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
"""Parts whose sha256 is cached by a process, in some megabytes."""


def recorded_sums(path: Path) -> tuple[str, ...]:
    """The sha256 values that the part may have; none where none is recorded. Raises OSError."""
    try:
        lines = _file(path).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(line.partition(" ")[0] for line in lines) or ("",)


def record_sums(path: Path, values: Collection[str]) -> None:
    """Record the sha256 values that the part may have. Raises WriteError."""
    with draft_of(_file(path)) as draft:
        draft.write_text("".join(f"{one}  {path.name}\n" for one in values), encoding="ascii")


@contextmanager
def recorded_draft(path: Path) -> Iterator[Path]:
    """Like ``draft_of``, and records the sha256 of what was written. Raises WriteError."""
    with draft_of(path) as draft:
        yield draft
        own = sha256_of(draft)
        if old := recorded_sums(path):
            record_sums(path, (*old, own))
    record_sums(path, (own,))


def unrecorded_in_words(parts: int) -> str:
    """ "3 parts have no sha256: …"."""
    return (
        f"{parts:,} parts have no sha256, since an older Dateline wrote them; they are used "
        "unchecked. A run with --resume writes it."
    )


def sha256_of(path: Path) -> str:
    """sha256 of a file, hexadecimal; a process hashes each file once. Raises OSError."""
    facts = path.stat()
    return _sum(path, facts.st_mtime_ns, facts.st_size, facts.st_ino)


def remove_part(path: Path) -> None:
    """Remove a file and its sha256, if they exist."""
    _file(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def missing_parts(store: Path) -> tuple[Path, ...]:
    """Parts whose sha256 is recorded but which are missing."""
    return tuple(
        sorted(path for one in store.rglob(f".*{ENDING}") if not (path := _part(one)).exists())
    )


def recorded_parts(store: Path) -> tuple[Path, ...]:
    """Files whose sha256 is recorded and which exist."""
    return tuple(
        sorted(path for one in store.rglob(f".*{ENDING}") if (path := _part(one)).exists())
    )


def unrecorded_parts(store: Path) -> Iterator[Path]:
    """Parts without a recorded sha256."""
    return (path for path in sorted(store.rglob("*.parquet")) if not _file(path).exists())


@lru_cache(maxsize=KEPT)
def _sum(path: Path, changed_ns: int, size_bytes: int, inode: int) -> str:
    """Cached by path and by what changes with the content."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _file(path: Path) -> Path:
    return path.with_name(f".{path.name}{ENDING}")


def _part(file: Path) -> Path:
    return file.with_name(file.name.removeprefix(".").removesuffix(ENDING))
