"""CSV and tab-separated tables, an article a row; damage in a row costs that row alone."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import IO, Final

from components.core import settings
from components.core.errors import BadTable, EmptyInput, InputError
from components.sources.article.encoding import SAMPLE_BYTES, encoding_of
from components.sources.fields import Columns, given_of, recognised_with_text
from components.sources.records import RawArticle, SkippedEntry

SEPARATOR_LINE = re.compile(r"sep=([^\w\s]|\t)[\r\n]*", re.IGNORECASE)
"""A first line with which spreadsheets name the separator."""
DELIMITERS: Final = (",", ";", "\t", "|")
"""The separator of a spreadsheet depends on the country; of equally good ones the first counts."""
BYTEWISE: Final = frozenset({"utf-8", "utf-8-sig"})
"""Encodings in which a wrong byte can be decoded alone, so that it costs its own row only."""


def read_table(
    stream: IO[bytes], *, where: str, columns: Columns
) -> Iterator[RawArticle | SkippedEntry]:
    """The article of each row, or why there is none; the head is row 1.

    Raises UnknownColumns, EmptyInput without a head, BinaryInput and UnknownEncoding."""
    with _text(stream, where) as text:
        lines = _Lines(text)
        records = _records(lines, _delimiter(lines, where))
        head = _head(records, where)
        held = {
            field: head.index(column)
            for field, column in recognised_with_text(head, columns, where=where).items()
        }
        number = 1
        for number, record in enumerate(records, start=2):
            at = f"{where}, row {number}"
            try:
                if record:
                    cells = _cells(record, head, at)
                    values = {field: cells[index] for field, index in held.items()}
                    yield given_of(values, where=at, day_order=columns.day_order)
            except InputError as error:
                yield SkippedEntry(where=at, error=str(error))
        if number == 1:
            raise EmptyInput(
                "It has no row below its head.",
                where=where,
                way_out="Give a table with an article a row.",
            )


def head_of(stream: IO[bytes], *, where: str) -> tuple[str, ...]:
    """Names of the columns; raises EmptyInput, BinaryInput, UnknownEncoding and BadTable."""
    with _text(stream, where) as text:
        lines = _Lines(text)
        return _head(_records(lines, _delimiter(lines, where)), where)


class _Lines(Iterator[str]):
    """Lines of a text; those since ``mark`` can be put back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self._ahead = text, deque[str]()
        self._taken: list[str] = []
        self._characters = 0

    def __next__(self) -> str:
        line = (
            self._ahead.popleft() if self._ahead else self._text.readline(settings.MAX_UPLOAD_BYTES)
        )
        if not line:
            raise StopIteration
        self._taken.append(line)
        self._characters += len(line)
        if self._characters >= settings.MAX_UPLOAD_BYTES:
            raise csv.Error(f"more than {settings.MAX_UPLOAD_BYTES / 1e6:,.0f} million characters")
        return line

    def mark(self) -> None:
        self._taken, self._characters = [], 0

    def put_back(self, *, but: int) -> None:
        """All since the mark but the first ``but``."""
        self._ahead.extendleft(reversed(self._taken[but:]))
        self.mark()


def _text(stream: IO[bytes], where: str) -> io.TextIOWrapper:
    buffered = io.BufferedReader(stream, SAMPLE_BYTES)  # type: ignore[type-var]
    encoding = encoding_of(buffered.peek(SAMPLE_BYTES), where=where)
    errors = "surrogateescape" if encoding in BYTEWISE else "strict"
    return io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline="")


def _delimiter(lines: _Lines, where: str) -> str:
    """The separator that the first line names, else the one that makes most cells.

    Raises EmptyInput, and BadTable for too long a line."""
    csv.field_size_limit(settings.MAX_UPLOAD_BYTES)
    try:
        first = next((line for line in lines if line.strip()), "")
    except csv.Error as error:
        raise _no_head(error, where) from error
    if not first:
        raise EmptyInput(
            "There is no row in it.",
            where=where,
            way_out="Give a table whose first row names its columns.",
        )
    if said := SEPARATOR_LINE.fullmatch(first):
        return said[1]
    lines.put_back(but=0)
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign))))


def _records(lines: _Lines, delimiter: str) -> Iterator[list[str] | csv.Error]:
    """The cells of each row, or its error; after an error reading goes on at the next line, for a
    quote may be open."""
    while True:
        lines.mark()
        try:
            yield next(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            lines.put_back(but=1)
            yield error


def _head(records: Iterator[list[str] | csv.Error], where: str) -> tuple[str, ...]:
    head = next((record for record in records if record), None)
    if not isinstance(head, list):
        raise _no_head(head, where)
    return tuple(name.strip() for name in head)


def _no_head(error: csv.Error | None, where: str) -> BadTable:
    return BadTable(
        f"Its first row is no CSV ({error}).", where=where, way_out="Save it as CSV in UTF-8."
    )


def _cells(record: list[str] | csv.Error, head: Sequence[str], where: str) -> list[str]:
    way_out = (
        "A cell with quotes, commas or line ends stands in quotes, and a quote in it is doubled."
    )
    if isinstance(record, csv.Error):
        raise BadTable(f"It is no CSV ({record}).", where=where, way_out=way_out)
    if len(record) != len(head):
        raise BadTable(
            f"It has {len(record)} cells, the head has {len(head)}.", where=where, way_out=way_out
        )
    return record
