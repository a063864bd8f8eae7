"""What a reading says of an event, held against words of the text that a reader marked."""

from __future__ import annotations

import re

from components.evaluation.words import SameName
from components.model import DRAWN_ROLES, OWN_VOICE, Event, PlaceLink, Span
from components.places.fold import fold

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+|\n+")


def is_news(event: Event) -> bool:
    """Whether the reading takes an event for news: what it draws. Of what it does not draw it says neither."""
    return any(link.is_pin for link in event.links) and event.is_drawn


def placed(event: Event) -> tuple[PlaceLink, ...]:
    """The mentions that the reading takes for places of the event, drawn or not."""
    return tuple(link for link in event.links if link.role in DRAWN_ROLES)


def is_place(link: PlaceLink, mention: Span, text: str) -> bool:
    """Whether a place of the reading is the one that a mention names: the same words, or a place of that name."""
    found = link.resolution
    names = {fold(found.toponym.text), fold(found.place.name) if found.place else ""} - {""}
    return found.toponym.span.overlaps(mention) or fold(mention.quote(text)) in names


def at_trigger(event: Event, trigger: Span) -> int:
    """How many characters of its words an event shares with a trigger."""
    return max(min(event.trigger.end, trigger.end) - max(event.trigger.start, trigger.start), 0)


def speakers(event: Event) -> tuple[str, ...]:
    """Who is said to say so; empty for the article's own voice alone."""
    return tuple(one.speaker for one in event.attributions if one.speaker != OWN_VOICE)


def is_speaker(mention: Span, event: Event, *, text: str, same_name: SameName) -> bool:
    """Whether one of the event's speakers is the one of a mention: the same words, or the same name."""
    return any((one.span is not None and one.span.overlaps(mention)) or same_name(one.speaker, mention.quote(text))
               for one in event.attributions if one.speaker != OWN_VOICE)


def sentence_around(span: Span, text: str) -> Span:
    """From the end of the sentence before to the end of this one, by its full stop or line."""
    ends = [0, *(found.end() for found in SENTENCE_END.finditer(text)), len(text)]
    return Span(start=max(end for end in ends if end <= span.start), end=min(end for end in ends if end >= span.end))
