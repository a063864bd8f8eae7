"""Mailboxes (mbox, RFC 4155), as newsletters are exported: each mail an article, as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final

from components.core import settings
from components.core.errors import BinaryInput
from components.sources.fields import Columns
from components.sources.records import Given, NotGiven, too_large

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
