"""A reading whose text holds what the forms could stumble over, and what a person may change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from components.core.records import Analysis, Article, Event, Resolution, Span
from tests import sample

WIDE = "😀 [1|2]_ \\ * -> "
"""Before the text: a sign of two units, and those that mean something in TSV."""


def moved(analysis: Analysis) -> Analysis:
    """The reading of the text after ``WIDE``."""
    by = len(WIDE)

    def span(one: Span) -> Span:
        return Span(start=one.start + by, end=one.end + by)

    def resolution(one: Resolution) -> Resolution:
        return replace(one, toponym=replace(one.toponym, span=span(one.toponym.span)))

    def event(one: Event) -> Event:
        links = tuple(replace(link, resolution=resolution(link.resolution)) for link in one.links)
        return replace(one, trigger=span(one.trigger), sentence=span(one.sentence), links=links)

    article: Article = replace(
        analysis.article, text=WIDE + analysis.article.text, headlines=(), dropped=()
    )
    return replace(
        analysis,
        article=article,
        resolutions=tuple(map(resolution, analysis.resolutions)),
        events=tuple(map(event, analysis.events)),
        rejected=(),
    )


READING = moved(sample.analysis())


def handed_in(
    content: bytes, change: Callable[[list[dict[str, Any]]], object] | None = None
) -> bytes:
    """A task as Label Studio exports it, its prediction taken over as an annotation and changed."""
    (task,) = json.loads(content)
    result = task["predictions"][0]["result"]
    if change:
        change(result)
    annotation = {"id": 7, "completed_by": 1, "was_cancelled": False, "result": result}
    return json.dumps([{**task, "id": 1, "annotations": [annotation]}]).encode()
