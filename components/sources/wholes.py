"""JSON that is one value as a whole: a list of records, an object with such a list, or one
record."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import IO, Any, cast

from components.core import settings
from components.core.errors import InputError, UnknownColumns
from components.sources.fields import Columns
from components.sources.lines import MARK, given_of_record, read_lines
from components.sources.records import Given, NotGiven


def read_json(stream: IO[bytes], *, where: str, columns: Columns) -> Iterator[Given | NotGiven]:
    """The articles of JSON lines, or of one value that was saved under their name. Raises
    UnknownColumns."""
    buffered = (
        cast(io.BufferedReader, stream)
        if hasattr(stream, "peek")
        else io.BufferedReader(cast(io.RawIOBase, stream))
    )
    first = buffered.peek(len(MARK) + 1).removeprefix(MARK)
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
    lists = [value] if isinstance(value, list) else _lists(value)
    if len(lists) == 1 and all(isinstance(one, dict) for one in lists[0]):
        return tuple(lists[0])
    return (value,) if isinstance(value, dict) and not lists else ()


def _lists(value: object) -> list[list[Any]]:
    """Of records, in an object such as ``{"status": "ok", "articles": [{…}, …]}``."""
    held = value.values() if isinstance(value, dict) else ()
    return [one for one in held if isinstance(one, list) and one and isinstance(one[0], dict)]


def read_records(
    records: tuple[dict[str, Any], ...], *, where: str, columns: Columns
) -> Iterator[Given | NotGiven]:
    """The article of each; one that holds none is told with its number. Raises UnknownColumns as
    ``read_lines`` does."""
    for number, record in enumerate(records, start=1):
        at = f"{where}, record {number}"
        try:
            yield given_of_record(record, columns, at)
        except UnknownColumns as error:
            if number == 1:
                raise
            yield NotGiven(where=at, error=str(error))
        except InputError as error:
            yield NotGiven(where=at, error=str(error))
