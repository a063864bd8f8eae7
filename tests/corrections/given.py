"""Corrections made by hand, for tests: one coder, one minute after another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from components.core.records import Analysis, Event, Span
from components.corrections.adding import target_of
from components.corrections.changes import Change
from components.corrections.records import Correction, Corrections, text_id

START = datetime(2022, 9, 13, 8, 0, tzinfo=UTC)
CODER = "A. Coder"


def correction(
    analysis: Analysis,
    span: Span,
    change: Change,
    *,
    number: int = 0,
    minute: int = 0,
    coder: str = CODER,
    note: str = "",
) -> Correction:
    article = analysis.article
    return Correction(
        article=text_id(article),
        span=span,
        quote=span.quote(article.text),
        change=change,
        number=number,
        coder=coder,
        time=START + timedelta(minutes=minute),
        note=note,
    )


def of_event(
    analysis: Analysis, event: Event, *changes: Change, coder: str = CODER, note: str = ""
) -> Corrections:
    target = target_of(event)
    return Corrections(
        corrections=tuple(
            correction(analysis, target.span, change, number=target.number, coder=coder, note=note)
            for change in changes
        )
    )


def event_at(analysis: Analysis, trigger: str) -> Event:
    """The first event that these words tell."""
    return next(
        event for event in analysis.events if event.trigger.quote(analysis.article.text) == trigger
    )
