"""One sentence through the whole reading, for tables of sentences."""

from __future__ import annotations

from datetime import date

from components.analysis import analyse
from components.article.read import read_text
from components.knowledge import Knowledge
from components.model import DRAWN_ROLES, Analysis, Event

PUBLISHED = date(2022, 9, 12)


def read(text: str, knowledge: Knowledge, *, published: date | None = PUBLISHED, title: str = "") -> Analysis:
    return analyse(read_text(text, published=published, title=title, publisher="", url="", doc_id=""), knowledge)


def kinds(analysis: Analysis) -> list[str]:
    return [event.kind for event in analysis.events]


def roles(event: Event) -> list[tuple[str, str]]:
    """(name as written, role) of each place, in text order."""
    return [(link.resolution.toponym.text, link.role) for link in event.links]


def drawn(event: Event) -> list[str]:
    """Names of the places at which the event is drawn."""
    return [text for text, role in roles(event) if role in DRAWN_ROLES] if event.is_drawn else []
