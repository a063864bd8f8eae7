"""Tables of sentences under tests/, a sentence a line: the text, the word that tells the event,
then what is expected.

Cells are parted by " | ", paragraphs of a text by " / ", and lines that begin with # are comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from components.core.records import Analysis, Event
from components.reading.knowledge import Knowledge
from tests.readings import PUBLISHED, read, read_each


def table(name: str) -> list[tuple[str, ...]]:
    lines = (
        next(Path(__file__).parent.rglob(f"{name}.txt")).read_text(encoding="utf-8").splitlines()
    )
    cells = [
        [cell.strip() for cell in line.split(" | ")]
        for line in lines
        if line and not line.startswith("#")
    ]
    return [(first.replace(" / ", "\n\n"), *rest) for first, *rest in cells]


def event_of(
    text: str, word: str, knowledge: Knowledge, *, published: date | None = PUBLISHED
) -> Event:
    """The first event whose trigger has the word."""
    return event_in(read(text, knowledge, published=published), word)


def events_of(rows: Sequence[tuple[str, ...]], knowledge: Knowledge) -> Iterator[Event]:
    """The same of each row of a table, which begins with text and word."""
    for (_, word, *_), reading in zip(
        rows, read_each([text for text, *_ in rows], knowledge), strict=True
    ):
        yield event_in(reading, word)


def event_in(reading: Analysis, word: str) -> Event:
    text = reading.article.text
    found = [event for event in reading.events if word in event.trigger.quote(text).split()]
    assert found, (
        f"no {word!r} among {[event.trigger.quote(text) for event in reading.events]}: {text}"
    )
    return found[0]
