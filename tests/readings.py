"""Sentences through the whole reading by the rules alone, one alone or all of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from components.core.records import DRAWN_ROLES, Analysis, Article, Event
from components.reading.analysis import analyse, analyse_all
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_text

PUBLISHED = date(2022, 9, 12)


def article_of(text: str, *, published: date | None = PUBLISHED, title: str = "") -> Article:
    return read_text(text, published=published, title=title, publisher="", url="", doc_id="")


def read(
    text: str, knowledge: Knowledge, *, published: date | None = PUBLISHED, title: str = ""
) -> Analysis:
    return analyse(article_of(text, published=published, title=title), by_rules(knowledge))


def read_each(texts: Iterable[str], knowledge: Knowledge) -> Iterator[Analysis]:
    """Each of them as ``read`` reads it; of a table of sentences the language model reads four in
    the time of one alone."""
    return analyse_all([article_of(text) for text in texts], by_rules(knowledge))


def by_rules(knowledge: Knowledge) -> Knowledge:
    """Without what was learned, of which one sentence says too little to be a test of rules."""
    return replace(knowledge, event_words=None)


def kinds(analysis: Analysis) -> list[str]:
    return [event.kind for event in analysis.events]


def roles(event: Event) -> list[tuple[str, str]]:
    """(name as written, role) of each place, in text order."""
    return [(link.resolution.toponym.text, link.role) for link in event.links]


def drawn(event: Event) -> list[str]:
    """Names of the places at which the event is drawn."""
    return [text for text, role in roles(event) if role in DRAWN_ROLES] if event.is_drawn else []
