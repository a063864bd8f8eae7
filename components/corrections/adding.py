"""An event that the program missed and a person added, from a sentence of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from components.core.records import Amendment, Article, Event, PlaceLink, Resolution, Span, Toponym
from components.corrections.amending import THERE, time_between
from components.corrections.changes import AddedEvent, Point
from components.corrections.placing import SURE, is_rough, place_of_point
from components.corrections.records import Correction, Target
from components.events.codes import codes_of
from components.lexicon.events import EventLexicon

EXTRACTOR = "person:"
"""Before the coder's name; the program's own events have the row that found them here."""
_NUMBER = re.compile(r"-added-(\d+)")


def event_id(article: Article, target: Target) -> str:
    return f"{article.short_id}-{target.span.start}-added-{target.number}"


def target_of(event: Event) -> Target:
    added = _NUMBER.search(event.id)
    return Target(span=event.trigger, number=int(added[1]) if added else 0)


def added_event(
    correction: Correction,
    change: AddedEvent,
    *,
    article: Article,
    resolutions: Mapping[Span, Resolution],
    lexicon: EventLexicon,
) -> Event:
    """The event, in the article's own voice; its trigger is the whole sentence."""
    kind, coder = lexicon.kinds[change.kind], correction.coder
    at_names = (resolutions[name] for name in change.names)
    links = tuple(
        PlaceLink(resolution=one, role=THERE, near=is_rough(one.place))
        for one in (*at_names, *(_at_point(point, correction) for point in change.points))
    )
    event = Event(
        id=event_id(article, correction.target),
        kind=kind.name,
        label=kind.label,
        codes=kind.codes,
        trigger=correction.span,
        sentence=correction.span,
        reported=article.published,
        modality=change.modality,
        links=links,
        time=time_between(change.first_day, change.last_day, coder),
        confidence=SURE,
        extractor=f"{EXTRACTOR}{coder}",
        amended=(Amendment(field=change.field, was="", coder=coder, note=correction.note),),
    )
    return replace(event, codes=codes_of(event, lexicon))


def _at_point(point: Point, correction: Correction) -> Resolution:
    """The words of the article do not name it: its span is empty, at the start of the sentence."""
    place, coder = place_of_point(point), correction.coder
    nowhere = Span(start=correction.span.start, end=correction.span.start)
    return Resolution(
        toponym=Toponym(span=nowhere, text=place.name, use="literal"),
        place=place,
        method=f"placed by {coder}",
        confidence=SURE,
        amended=(Amendment(field="place", was="", coder=coder, note=correction.note),),
    )
