"""The list of hostile words, and a reading that holds all of it. Those that are meant to run set
``window.ran``."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from components.core.records import Analysis, Event, Span
from tests import sample

LIST = Path(__file__).with_name("payloads.jsonl")


@cache
def payloads() -> tuple[str, ...]:
    """Each once; of a row with ``times`` its words that often."""
    rows = map(json.loads, LIST.read_text(encoding="ascii").splitlines())
    return tuple(row["text"] * row.get("times", 1) for row in rows)


def short() -> tuple[str, ...]:
    """Those without the very long ones."""
    return tuple(one for one in payloads() if len(one) < 1_000)


def poisoned() -> Analysis:
    """An event for each of them: as its words, name of its place, kind, speaker, actor, extent and
    hedge; all of them as title, publisher and address of the article."""
    reading = sample.analysis()
    text, events = reading.article.text, list[Event]()
    for number, words in enumerate(payloads()):
        text += "\n\n"
        span = Span(start=len(text), end=len(text) + len(words))
        text += words
        model = reading.events[number % len(reading.events)]
        events.append(_hostile(model, number, words, span))
    name = " ".join(short())
    article = replace(
        reading.article, text=text, title=name, publisher=name, url="javascript:window.ran=1"
    )
    changed = (replace(one, source=name, extent=name, status=name) for one in reading.claims)
    return replace(
        reading,
        article=article,
        events=(*reading.events, *events),
        claims=tuple(changed),
        checks=tuple(replace(one, claim=name, verdict=name) for one in reading.checks),
        rejected=tuple(replace(one, text=name, reason=name) for one in reading.rejected),
    )


def _hostile(model: Event, number: int, words: str, span: Span) -> Event:
    cut = words[:5_000]
    links = tuple(
        replace(
            link,
            resolution=replace(
                link.resolution,
                place=replace(link.resolution.place, name=cut) if link.resolution.place else None,
            ),
        )
        for link in model.links
    )
    return replace(
        model,
        id=f"p{number}",
        label=cut,
        trigger=span,
        sentence=span,
        links=links,
        codes=replace(model.codes, acled_event_type=cut, acled_sub_event_type=cut),
        extent=cut,
        hedges=(cut,),
        actors=tuple(replace(one, name=cut) for one in model.actors),
        attributions=tuple(replace(one, speaker=cut, verb=cut) for one in model.attributions),
    )
