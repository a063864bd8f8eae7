"""JSON lines: a record a line, as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from components.core import settings
from components.core.errors import BadRecord, InputError, UnknownColumns
from components.sources.fields import Columns, chosen, given_of
from components.sources.records import Given, NotGiven, too_large

MARK = b"\xef\xbb\xbf"
SHAPE = "Each line is to be one JSON object in UTF-8."
MOST_LEVELS = 8


def read_lines(stream: IO[bytes], *, where: str, columns: Columns) -> Iterator[Given | NotGiven]:
    """The article of each line that is not blank; one that holds none is told with its number and
    the rest goes on.

    Raises UnknownColumns where it is not plain of the first record what holds its text.
    """
    is_first = True
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        at = f"{where}, line {number}"
        try:
            yield given_of_record(record_of(_whole(line, stream, at), where=at), columns, at)
            is_first = False
        except UnknownColumns as error:
            if is_first:
                raise
            yield NotGiven(where=at, error=str(error))
        except InputError as error:
            yield NotGiven(where=at, error=str(error))


def keys_of(stream: IO[bytes], *, where: str) -> tuple[str, ...]:
    """Keys of the first line that is a record; none where there is no such line."""
    for line in _lines(stream):
        try:
            return tuple(flat(record_of(line, where=where)))
        except BadRecord:
            continue
    return ()


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines; one that is longer than an article may be is cut a little after that, and its rest
    comes next."""
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
    """Texts and numbers by their keys, with dots between levels ("source.name"); lists and truth
    values are left out."""
    found: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and levels:
            found |= flat(value, before=f"{before}{key}.", levels=levels - 1)
        elif value is None or (
            isinstance(value, str | int | float) and not isinstance(value, bool)
        ):
            found[before + key] = "" if value is None else str(value)
    return found


def given_of_record(record: Mapping[str, Any], columns: Columns, where: str) -> Given:
    """The article of a record. Raises UnknownColumns and what ``given_of`` raises."""
    texts = flat(record)
    held = chosen(tuple(texts), columns, where=where)
    values = {field: texts[column] for field, column in held.items()}
    return given_of(values, where=where, day_order=columns.day_order)


def _whole(line: bytes, stream: IO[bytes], where: str) -> bytes:
    """The line, where it is no longer than an article may be; else its rest is passed over and
    TooLarge is raised."""
    if len(line) <= settings.MAX_UPLOAD_BYTES:
        return line
    while line and not line.endswith(b"\n"):
        line = stream.readline(settings.MAX_UPLOAD_BYTES)
    raise too_large(where, way_out="Give one article a line.")


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")
