"""Gold made from the reading in tests/sample.py, so that every answer of it is right."""

from __future__ import annotations

from components.core.records import Analysis
from components.evaluation.gold import GoldArticle, GoldEvent, GoldQuote, GoldType
from components.evaluation.matching import Pin, pins_of


def gold_event(pin: Pin) -> GoldEvent:
    event = pin.event
    actors = (*event.actors, *event.targets)
    return GoldEvent(
        type=event.kind,
        allowed=GoldType(kinds=frozenset({event.kind}), modalities=frozenset({event.modality})),
        place=pin.place.name,
        latitude=pin.place.latitude,
        longitude=pin.place.longitude,
        days=(event.time.first_day, event.time.last_day),
        actors=tuple(actor.name for actor in actors),
        sides=tuple({actor.side for actor in actors if actor.side}),
        speakers=tuple(one.speaker for one in event.attributions),
        sentence=GoldQuote(span=event.sentence),
        trigger=GoldQuote(span=event.trigger),
    )


def gold_of(analysis: Analysis) -> GoldArticle:
    return GoldArticle(where="gold", pins=tuple(map(gold_event, pins_of(analysis))))
