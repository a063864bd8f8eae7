"""Reads articles from JSON lines, from one JSON value (a list of records, an object with one such
list, a record), and from mailboxes (mbox, RFC 4155)."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import IO, Any, Final, cast

from components.core import settings
from components.core.errors import BadRecord, BinaryInput, InputError, UnknownColumns
from components.sources.fields import Columns, given_of, recognised_with_text
from components.sources.records import RawArticle, SkippedEntry, too_large

MARK = b"\xef\xbb\xbf"
SHAPE = "Each line is to be one JSON object in UTF-8."
MOST_LEVELS = 8


def read_lines(
    stream: IO[bytes], *, where: str, columns: Columns
) -> Iterator[RawArticle | SkippedEntry]:
    """The article of each line, or why there is none.

    Raises UnknownColumns where the first record does not show which key holds the text."""
    is_first = True
    for number, line in enumerate(_lines(stream), start=1):
        if line.strip():
            at = f"{where}, line {number}"
            one = _given(partial(_of_line, line, stream, columns, at), at, is_first=is_first)
            is_first = is_first and isinstance(one, SkippedEntry)
            yield one


def _of_line(line: bytes, stream: IO[bytes], columns: Columns, where: str) -> RawArticle:
    """The article of a line; the rest of a line longer than an article may be is skipped."""
    if len(line) > settings.MAX_UPLOAD_BYTES:
        while line and not line.endswith(b"\n"):
            line = stream.readline(settings.MAX_UPLOAD_BYTES)
        raise too_large(where, way_out="Give one article a line.")
    return given_of_record(record_of(line, where=where), columns, where)


def _given(
    read: Callable[[], RawArticle], where: str, *, is_first: bool
) -> RawArticle | SkippedEntry:
    """The article, or why there is none. Raises UnknownColumns for the first one, which shows which
    key holds the text."""
    try:
        return read()
    except InputError as error:
        if is_first and isinstance(error, UnknownColumns):
            raise
        return SkippedEntry(where=where, error=str(error))


def keys_of(stream: IO[bytes], *, where: str) -> tuple[str, ...]:
    """Keys of the first line that is a record; none where there is no such line."""
    for line in _lines(stream):
        try:
            return tuple(flat(record_of(line, where=where)))
        except BadRecord:
            continue
    return ()


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines; one longer than an article may be is cut, and its rest comes next."""
    return iter(lambda: stream.readline(settings.MAX_UPLOAD_BYTES + 1), b"")


def record_of(line: bytes, *, where: str, way_out: str = SHAPE) -> dict[str, Any]:
    """The object in a line of JSON; raises BadRecord."""
    try:
        record = json.loads(line.removeprefix(MARK), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"This is no JSON ({error}).", where=where, way_out=way_out) from error
    if not isinstance(record, dict):
        raise BadRecord("This is JSON, but no object.", where=where, way_out=way_out)
    return record


def flat(
    record: Mapping[str, Any], *, before: str = "", levels: int = MOST_LEVELS
) -> dict[str, str]:
    """Texts and numbers by key, dots between levels ("source.name"); no lists, no booleans."""
    found: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and levels:
            found |= flat(value, before=f"{before}{key}.", levels=levels - 1)
        elif value is None or (
            isinstance(value, str | int | float) and not isinstance(value, bool)
        ):
            found[before + key] = "" if value is None else str(value)
    return found


def given_of_record(record: Mapping[str, Any], columns: Columns, where: str) -> RawArticle:
    """The article of a record. Raises UnknownColumns and what ``given_of`` raises."""
    texts = flat(record)
    held = recognised_with_text(tuple(texts), columns, where=where)
    values = {field: texts[column] for field, column in held.items()}
    return given_of(values, where=where, day_order=columns.day_order)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def read_json(
    stream: IO[bytes], *, where: str, columns: Columns
) -> Iterator[RawArticle | SkippedEntry]:
    """Articles of JSON lines, or of one value under their name. Raises UnknownColumns."""
    buffered = (
        cast(io.BufferedReader, stream)
        if hasattr(stream, "peek")
        else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    first = buffered.peek(len(MARK) + 1).removeprefix(MARK).lstrip()
    if not first.startswith(b"["):
        yield from read_lines(buffered, where=where, columns=columns)
        return
    data = buffered.read(settings.MAX_UPLOAD_BYTES + 1)
    records = records_of(data) if len(data) <= settings.MAX_UPLOAD_BYTES else ()
    yield from (
        read_records(records, where=where, columns=columns)
        if records
        else read_lines(io.BytesIO(data), where=where, columns=columns)
    )


def records_of(data: bytes) -> tuple[dict[str, Any], ...]:
    """The records in it; none where it is no such JSON."""
    try:
        value = json.loads(data.removeprefix(MARK))
    except (ValueError, RecursionError):
        return ()
    # The lists of records in an object such as {"status": "ok", "articles": [{…}, …]}.
    held = value.values() if isinstance(value, dict) else ()
    inside = [one for one in held if isinstance(one, list) and one and isinstance(one[0], dict)]
    lists = [value] if isinstance(value, list) else inside
    if len(lists) == 1 and all(isinstance(one, dict) for one in lists[0]):
        return tuple(lists[0])
    return (value,) if isinstance(value, dict) and not lists else ()


def read_records(
    records: tuple[dict[str, Any], ...], *, where: str, columns: Columns
) -> Iterator[RawArticle | SkippedEntry]:
    """The article of each, or why there is none. Raises UnknownColumns as ``read_lines``."""
    for number, record in enumerate(records, start=1):
        at = f"{where}, record {number}"
        yield _given(partial(given_of_record, record, columns, at), at, is_first=number == 1)


BEGINS: Final = b"From "
QUOTED = re.compile(rb">+From ")
"""A quoted line of a mail that looks like the first line of the next mail."""


def read_mailbox(
    stream: IO[bytes], *, where: str, columns: Columns
) -> Iterator[RawArticle | SkippedEntry]:
    """The mails in order; too long ones are reported. Raises BinaryInput."""
    if not stream.readline(settings.MAX_UPLOAD_BYTES).startswith(BEGINS):
        raise BinaryInput(
            "It is no mailbox: its first line does not begin with “From ”.",
            where=where,
            way_out="Export the mails as mbox, or each as .eml.",
        )
    for number, mail in enumerate(_mails(stream), start=1):
        at = f"{where}, mail {number}"
        if len(mail) > settings.MAX_UPLOAD_BYTES:
            yield SkippedEntry(where=at, error=str(too_large(at, way_out="Leave it out.")))
        else:
            yield RawArticle(where=at, name="mail.eml", content=mail)


def _mails(stream: IO[bytes]) -> Iterator[bytes]:
    """The text between the lines that begin a mail; too long ones are cut."""
    mail, is_after_blank = bytearray(), True
    for line in iter(lambda: stream.readline(settings.MAX_UPLOAD_BYTES), b""):
        if is_after_blank and line.startswith(BEGINS):
            yield bytes(mail)
            mail.clear()
        elif len(mail) <= settings.MAX_UPLOAD_BYTES:
            mail += line[1:] if QUOTED.match(line) else line
        is_after_blank = not line.strip()
    yield bytes(mail)
