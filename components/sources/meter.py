"""How far sources are read, in bytes of their files on the disk, packed or not.

Each item carries the bytes read for it, so that the share that is done is known in any order."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from components.sources.records import RawArticle, SkippedEntry
from components.sources.trees import SourceFile, beside_of, entries_of_folder, entry_of

Stream = Iterator[RawArticle | SkippedEntry]


def bytes_of(paths: Iterable[Path]) -> int | None:
    """Size on the disk of all that is read; None where it is not known, as of a pipe."""
    total = 0
    for path in paths:
        if not path.is_dir() and not path.is_file():
            return None
        entries: Iterable[SourceFile | None] = (
            entries_of_folder(path, failed=lambda error: None)
            if path.is_dir()
            else (entry_of(path), beside_of(path))
        )
        total += sum(entry.size_bytes() for entry in entries if entry)
    return total


def metered(
    entry: SourceFile, beside: SourceFile | None, read: Callable[[SourceFile], Stream]
) -> Stream:
    """The items of ``read``, each with its bytes; together those of the file and its metadata.

    The last item gets the bytes that were not read, so each item comes when the next is known."""
    size_bytes = entry.size_bytes() + (beside.size_bytes() if beside else 0)
    if not size_bytes:
        yield from read(entry)
        return
    read_bytes = counted_bytes = 0

    def add(count: int) -> None:
        nonlocal read_bytes
        read_bytes += count

    def opened() -> IO[bytes]:
        """Unbuffered: an archive's files are read out of order, and none may count twice."""
        return cast(IO[bytes], _Through(entry.open(), add))

    held: RawArticle | SkippedEntry | None = None
    for one in read(replace(entry, open=opened)):
        if held is not None:
            yield held
        so_far = min(read_bytes, size_bytes)
        held, counted_bytes = replace(one, taken_bytes=so_far - counted_bytes), so_far
    if held is not None:
        yield replace(held, taken_bytes=held.taken_bytes + size_bytes - counted_bytes)


class _Through(io.RawIOBase):
    """A stream that calls ``came`` with the number of bytes of each read."""

    def __init__(self, stream: IO[bytes], came: Callable[[int], object]) -> None:
        self._stream, self._came = stream, came

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._came(len(data))
        return data

    def readinto(self, buffer: bytearray | memoryview[int], /) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
