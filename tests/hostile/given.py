"""The list of hostile words, and a reading that holds all of it. Those that are meant to run set
``window.ran``."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from components.core.records import Analysis, Comment, Event, RandomCheck, Span
from tests import sample

LIST = Path(__file__).with_name("payloads.jsonl")


CODERS = ("<img src=x onerror=window.ran=1>", "${window.ran=1}`</script><script>window.ran=1")
"""Names of people who checked."""


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
    hedge, and a comment on it; all of them as title, publisher and address of the article."""
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
        spot_checks=tuple(_checked(words) for words in CODERS),
    )


def _checked(name: str) -> RandomCheck:
    """A random check by somebody of this name, which stands in the stamp."""
    return RandomCheck(
        name=name, day=date(2022, 9, 13), events=9, checked=2, wrong=1, interval=(0.1, 0.9)
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
        sent_back=Comment(coder=cut, words=cut),
    )
