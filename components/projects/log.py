"""The log of a project: a line of JSON for each thing that was done, with the sha256 of the line
before. Lines are only ever added.

::

    {"number": 2, "time": "2026-12-01T08:00:00Z", "did": "added article", "what": "Izyum is left",
     "article": SHA256, "source": SHA256, "parts": ["articles/SHA256.json"], "before": SHA256}

``article`` is the sha256 of the text, ``source`` that of the bytes that it was read from. Each part
is called by its own sha256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import StringConstraints, TypeAdapter, ValidationError

from components.core.safe_html import printable

Did = Literal[
    "made", "added article", "removed article", "corrected", "signed off", "set references"
]
Sum = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]
Part = Annotated[
    str, StringConstraints(pattern=r"^(articles|corrections|references)/[0-9a-f]{64}(\.json)?$")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A step in the work on a project."""

    number: int = 0
    """From 1 up."""
    time: datetime
    """UTC, to the second."""
    did: Did
    what: str
    """The headline of the article, or the number of corrections."""
    article: Sum = ""
    """sha256 of the text; empty where the step concerns no single article."""
    source: Sum = ""
    """sha256 of the bytes that the article was read from; empty where it was pasted."""
    parts: tuple[Part, ...] = ()
    before: Sum = ""
    """sha256 of the line before, without its line feed; empty in the first."""

    def __post_init__(self) -> None:
        if self.did != "made" and not (self.parts or self.did == "removed article"):
            raise ValueError("it has no part")

    def __str__(self) -> str:
        what = printable(self.what)
        return f"entry {self.number} ({self.did}: {what}, {self.time:%Y-%m-%d %H:%M} UTC)"


LINE: Final = TypeAdapter(LogEntry)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def entries_of(log: bytes) -> list[LogEntry | None]:
    """The entry of each line; None for a line that is not an entry."""
    return [_entry(line) for line in lines_of(log)]


def lines_of(log: bytes) -> list[bytes]:
    return log.removesuffix(b"\n").split(b"\n")


def _entry(line: bytes) -> LogEntry | None:
    try:
        return LINE.validate_json(line, strict=True)
    except ValidationError:
        return None


def broken_links(log: bytes) -> Iterator[str]:
    """Changes to old lines, a sentence each; none for an intact chain (except changes to the last
    line)."""
    entries, sums = entries_of(log), [sha256(line) for line in lines_of(log)]
    vouched = {one.before for one in entries if one}
    """Lines that were followed by another one."""
    if entries[0] and (entries[0].before or entries[0].number != 1):
        yield f"the lines before {entries[0]} are gone"
    for at, own in enumerate(entries):
        last = entries[at - 1] if at else None
        if own is None:
            yield f"line {at + 1} was changed: it is no longer an entry"
        elif at == 0 or own.before == sums[at - 1]:
            continue
        elif own.before in sums[:at]:
            for extra in range(sums.index(own.before) + 1, at):
                yield f"{entries[extra] or f'line {extra + 1}'} was inserted later"
        elif sums[at - 1] in vouched or last is None:
            continue  # reported where the chain continues, or for the line itself
        elif own.number > last.number + 1:
            first, final = last.number + 1, own.number - 1
            gone = f"entry {first} was" if first == final else f"entries {first} to {final} were"
            yield f"{gone} removed before {own}"
        elif sums[at] in vouched:
            yield f"{last} was changed after it was written"
        else:
            yield f"{last} or {own} was changed after it was written"
