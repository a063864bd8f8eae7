"""The one way in: files, folders, archives and tables become a stream of raw articles."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Final, Protocol

from components.core import settings
from components.core.errors import (
    BinaryInput,
    DatelineError,
    InputError,
    NotAnArticle,
    UnknownColumns,
)
from components.core.faults import reading_of
from components.sources.article.formats import ENDINGS, HEAD_BYTES, require_no_feed
from components.sources.article.shared import is_shared
from components.sources.fields import KNOWN, Columns, recognised, recognised_with_text, said_of
from components.sources.lines import (
    flat,
    keys_of,
    read_json,
    read_mailbox,
    read_records,
    record_of,
    records_of,
)
from components.sources.meter import Stream, metered
from components.sources.records import RawArticle, SkippedEntry, too_large
from components.sources.tables import head_of, read_table
from components.sources.trees import (
    METADATA,
    SourceFile,
    beside_of,
    entries_of_folder,
    entries_of_zip,
    entry_of,
    with_metadata,
)
from components.sources.warc import answers, read_warc

PACKED = ".gz"
WAY_OUT = f"Files that are read end in {', '.join(ENDINGS)}."


class FormatReader(Protocol):
    """Reads a file that holds many articles."""

    def __call__(self, stream: IO[bytes], *, where: str, columns: Columns) -> Stream: ...


class HeadReader(Protocol):
    """Reads the columns of a table, or the keys of its first record."""

    def __call__(self, stream: IO[bytes], *, where: str) -> tuple[str, ...]: ...


WARC: Final = ".warc"
READERS: Final[Mapping[str, FormatReader]] = {
    ".jsonl": read_json,
    ".ndjson": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    WARC: read_warc,
    ".mbox": read_mailbox,
}
HEADS: Final[Mapping[str, HeadReader]] = {
    ".jsonl": keys_of,
    ".ndjson": keys_of,
    ".csv": head_of,
    ".tsv": head_of,
}
ARCHIVE: Final = ".zip"
TABLES: Final = tuple(HEADS)
MANY: Final = (*TABLES, ARCHIVE, ".mbox")
"""Endings of files that hold many articles, for a person's choice of a file."""
UNREADABLE: Final = (
    OSError,
    EOFError,
    UnicodeError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
)
"""What reading a damaged file raises."""


def open_sources(paths: Iterable[Path], *, mapping: Columns = KNOWN) -> Stream:
    """What files and folders (with all below them) hold, as a stream in a fixed order.

    "a.json" beside "a.txt" has its title, publisher, published, url and id. ``mapping`` names
    columns that are not well known. Raises OSError for missing files, UnknownColumns for unclear
    tables, NotAnArticle for feeds; a later failure is a SkippedEntry."""
    named = tuple(paths)
    for path in named:
        _require(path, mapping)
    return (one for path in named for one in _of_path(path, mapping))


def holds_many(path: Path) -> bool:
    """Whether a folder or a file may hold many articles."""
    return path.is_dir() or _ending(path.name) in (*READERS, ARCHIVE)


def open_file(path: Path) -> RawArticle:
    """The one article in a file, or the one page of a web archive. Raises OSError, InputError."""
    if _ending(path.name) == WARC:
        return _kept_page(path)
    if holds_many(path):
        raise NotAnArticle(
            "It may hold many articles.",
            where=str(path),
            way_out="Read them with: .venv/bin/python -m components corpus FILE --out STORE",
        )
    return _article(entry_of(path), beside_of(path))


def _kept_page(path: Path) -> RawArticle:
    with _readable(str(path)), _stream(entry_of(path)) as stream:
        found = list(islice(answers(stream, where=str(path)), 2))
    if len(found) != 1:
        raise NotAnArticle(
            f"It keeps {'more than one page' if found else 'no page'}.",
            where=str(path),
            way_out="Read all with: .venv/bin/python -m components corpus FILE --out STORE",
        )
    if isinstance(found[0], SkippedEntry):
        raise InputError(found[0].error, where=found[0].where)
    return found[0]


def open_upload(name: str, data: bytes, *, mapping: Columns = KNOWN) -> Stream:
    """What an uploaded file holds. Raises UnknownColumns at the first step."""
    entry = SourceFile(where=name, name=name, open=partial(io.BytesIO, data))
    return _with_errors(
        partial(_of_entry, entry, None, mapping), where=name, raised=(UnknownColumns,)
    )


def columns_of(name: str, data: bytes) -> tuple[str, ...]:
    """Columns of an uploaded table, or keys of its first record. Raises InputError."""
    entry = SourceFile(where=name, name=name, open=partial(io.BytesIO, data))
    with _readable(name), _stream(entry) as stream:
        return HEADS[_ending(name)](stream, where=name)


def _require(path: Path, columns: Columns) -> None:
    if path.is_dir():
        return
    path.stat()
    if (head := HEADS.get(_ending(path.name))) and path.is_file():
        names: tuple[str, ...] = ()
        with suppress(InputError, *UNREADABLE), _stream(entry_of(path)) as stream:
            names = head(stream, where=str(path))
        if names:
            recognised_with_text(names, columns, where=str(path))
    elif path.is_file() and _ending(path.name) not in (*READERS, ARCHIVE):
        with suppress(*UNREADABLE), _stream(entry_of(path)) as stream:
            require_no_feed(stream.read(HEAD_BYTES), where=str(path))


def _of_path(path: Path, columns: Columns) -> Stream:
    if not path.is_dir():
        yield from _file(entry_of(path), beside_of(path), columns)
        return
    failed: list[OSError] = []
    yield from _of_tree(entries_of_folder(path, failed=failed.append), columns)
    for error in failed:
        yield SkippedEntry(where=str(error.filename), error=f"{error.filename}: {error.strerror}.")


def _with_errors(
    opened: Callable[[], Stream], *, where: str, raised: tuple[type[DatelineError], ...] = ()
) -> Stream:
    """The stream; an error that ends it becomes its last item, except for those ``raised``."""
    try:
        with reading_of(where), _readable(where):
            yield from opened()
    except raised:
        raise
    except DatelineError as error:
        yield SkippedEntry(where=where, error=str(error))


@contextmanager
def _readable(where: str) -> Iterator[None]:
    """Raises InputError where the file is damaged or cannot be opened."""
    try:
        yield
    except UNREADABLE as error:
        reason = getattr(error, "strerror", None)
        what = f"{reason}." if reason else f"It is damaged ({error}). Fetch or pack it again."
        raise InputError(what, where=getattr(error, "filename", None) or where) from error


def _of_tree(
    entries: Iterable[SourceFile], columns: Columns, *, in_archive: bool = False
) -> Stream:
    for entry, beside in with_metadata(entries):
        if in_archive and _ending(entry.name) == ARCHIVE:
            yield SkippedEntry(
                where=entry.where,
                error=f"{entry.where}: An archive in an archive is not opened. Unpack it first.",
            )
        else:
            yield from _file(entry, beside, columns, is_named=False)


def _file(
    entry: SourceFile, beside: SourceFile | None, columns: Columns, *, is_named: bool = True
) -> Stream:
    """What a file holds, each item with its bytes; an error that ends it is the last item."""

    def read(counted: SourceFile) -> Stream:
        return _with_errors(
            partial(_of_entry, counted, beside, columns, is_named=is_named), where=entry.where
        )

    return metered(entry, beside, read)


def _of_entry(
    entry: SourceFile, beside: SourceFile | None, columns: Columns, *, is_named: bool = True
) -> Stream:
    """``is_named``: a person named the file, so its ending does not count against it."""
    ending = _ending(entry.name)
    if ending == ARCHIVE:
        with entry.open() as stream:
            yield from _of_tree(entries_of_zip(stream, where=entry.where), columns, in_archive=True)
    elif reader := READERS.get(ending):
        with _stream(entry) as stream:
            yield from reader(stream, where=entry.where, columns=columns)
    elif (
        ending == METADATA
        and beside is None
        and not is_shared(content := _content(entry))
        and (records := records_of(content))
    ):
        yield from read_records(records, where=entry.where, columns=columns)
    elif ending and ending.removeprefix(".") not in ENDINGS and not is_named:
        raise BinaryInput(
            f"It ends in {ending}, so it was not read.", where=entry.where, way_out=WAY_OUT
        )
    else:
        yield _article(entry, beside)


def holds_records(name: str, data: bytes) -> bool:
    """Whether uploaded JSON holds records of articles, and is not the file of one article."""
    return _ending(name) == METADATA and not is_shared(data) and bool(records_of(data))


def _article(entry: SourceFile, beside: SourceFile | None) -> RawArticle:
    """One file as an article, with its metadata. Raises InputError."""
    given = RawArticle(where=entry.where, name=entry.name, content=_content(entry))
    if _ending(entry.name) == METADATA and not is_shared(given.content):
        raise NotAnArticle(
            "This JSON is no file of an article.",
            where=entry.where,
            way_out=(
                "Give records as JSON lines (.jsonl), one a line, or metadata beside a text "
                "of the same name."
            ),
        )
    if beside is None:
        return given
    record = flat(record_of(_content(beside), where=beside.where))
    held = recognised(tuple(record), KNOWN, where=beside.where)
    return said_of(
        given, {field: record[column] for field, column in held.items()}, where=beside.where
    )


def _content(entry: SourceFile) -> bytes:
    with entry.open() as stream:
        content = stream.read(settings.MAX_UPLOAD_BYTES + 1)
    if len(content) > settings.MAX_UPLOAD_BYTES:
        raise too_large(entry.where, way_out="Give one article a file, or JSON lines (.jsonl).")
    return content


@contextmanager
def _stream(entry: SourceFile) -> Iterator[IO[bytes]]:
    """Its bytes, unpacked where its name says that they are packed."""
    with entry.open() as opened:
        if entry.name.lower().endswith(PACKED):
            with gzip.open(opened) as unpacked, io.BufferedReader(unpacked) as buffered:
                yield buffered
        else:
            yield io.BufferedReader(opened) if isinstance(opened, io.RawIOBase) else opened


def _ending(name: str) -> str:
    """ ".jsonl" for "a.jsonl" and "a.jsonl.gz"."""
    return Path(name.lower().removesuffix(PACKED)).suffix
