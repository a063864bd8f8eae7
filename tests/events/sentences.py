"""Tables of sentences beside the tests, a sentence a line: the text, the word that tells the event, then what is expected.

Cells are parted by " | ", paragraphs of a text by " / ", and lines that begin with # are comments.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from components.knowledge import Knowledge
from components.model import Event
from tests.reading import PUBLISHED, read


def table(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]
    return [(first.replace(" / ", "\n\n"), *rest) for first, *rest in cells]


def event_of(text: str, word: str, knowledge: Knowledge, *, published: date | None = PUBLISHED) -> Event:
    """The first event whose trigger has the word."""
    events = read(text, knowledge, published=published).events
    found = [event for event in events if word in event.trigger.quote(text).split()]
    assert found, [event.trigger.quote(text) for event in events]
    return found[0]
