"""Marks made from the reading in tests/sample.py, so that every answer of it is right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from components.core.records import Analysis, Event, Span
from components.evaluation.annotated import Marked, MarkedEvent
from components.evaluation.words import event_places
from tests import sample


def marked_event(event: Event) -> MarkedEvent:
    return MarkedEvent(
        trigger=event.trigger,
        kind=event.kind,
        status=event.modality,
        is_news=True,
        places=tuple(link.resolution.toponym.span for link in event_places(event)),
        days=(event.time.first_day, event.time.last_day),
        has_day_words=bool(event.time.text),
        agents=_mentions(actor.name for actor in event.actors),
        patients=_mentions(actor.name for actor in event.targets),
        said_by=_mentions(one.speaker for one in event.attributions),
    )


def _mentions(names: Iterable[str]) -> tuple[Span, ...]:
    """Where each is named first."""
    starts = ((sample.TEXT.index(name), name) for name in names)
    return tuple(Span(start=start, end=start + len(name)) for start, name in starts)


def marked_of(analysis: Analysis) -> Marked:
    return Marked(article=analysis.article, events=tuple(map(marked_event, analysis.events)))


def mention(words: str, text: str) -> dict[str, Any]:
    """The form of a mention in a file."""
    start = text.index(words)
    return {"start": start, "end": start + len(words)}
