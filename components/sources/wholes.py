"""Files of articles that are one whole: JSON as a list of records, an object with such a list,
or one record; and mailboxes (mbox, RFC 4155), as newsletters are exported, each mail an article,
as a stream."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from components.core import settings
from components.core.errors import BinaryInput, InputError, UnknownColumns
from components.sources.fields import Columns
from components.sources.lines import MARK, given_of_record, read_lines
from components.sources.records import Given, NotGiven, too_large


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


BEGINS: Final = b"From "
QUOTED = re.compile(rb">+From ")
"""A line of a mail that looks like the first of the next one, as it is kept."""


def read_mailbox(stream: IO[bytes], *, where: str, columns: Columns) -> Iterator[Given | NotGiven]:
    """The mails in their order; one that is too long is told and the rest goes on. Raises
    BinaryInput."""
    if not stream.readline(settings.MAX_UPLOAD_BYTES).startswith(BEGINS):
        raise BinaryInput(
            "It is no mailbox: its first line does not begin with “From ”.",
            where=where,
            way_out="Export the mails as mbox, or each as .eml.",
        )
    for number, mail in enumerate(_mails(stream), start=1):
        at = f"{where}, mail {number}"
        if len(mail) > settings.MAX_UPLOAD_BYTES:
            yield NotGiven(where=at, error=str(too_large(at, way_out="Leave it out.")))
        else:
            yield Given(where=at, name="mail.eml", content=mail)


def _mails(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands between the lines that begin a mail; of one that is too long, a little more than
    is read."""
    mail, is_after_blank = bytearray(), True
    for line in iter(lambda: stream.readline(settings.MAX_UPLOAD_BYTES), b""):
        if is_after_blank and line.startswith(BEGINS):
            yield bytes(mail)
            mail.clear()
        elif len(mail) <= settings.MAX_UPLOAD_BYTES:
            mail += line[1:] if QUOTED.match(line) else line
        is_after_blank = not line.strip()
    yield bytes(mail)
