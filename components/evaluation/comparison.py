"""What a reading says of an event, held against words of the text that a reader marked."""

from __future__ import annotations

import re

from components.core.fold import fold
from components.core.records import DRAWN_ROLES, OWN_VOICE, Event, PlaceLink, Span
from components.evaluation.words import SameName

LOOSE_WORDS = frozenset(
    f"{point}{ending}"
    for ending in ("", "ern")
    for point in "north south east west northeast northwest southeast southwest".split()
) | {"central", "city", "town", "village", "the", "of"}
SENTENCE_END = re.compile(r"(?:(?<=[.!?])[\"”’)\]]*(?=\s)|(?=\n))(?P<blank>\s+)")


def is_pinned(event: Event) -> bool:
    """Whether the map has a pin of it: by that the reading says that it is news."""
    return any(link.is_pin for link in event.links) and event.is_drawn


def placed(event: Event) -> tuple[PlaceLink, ...]:
    """The mentions that the reading takes for places of the event, drawn or not."""
    return tuple(link for link in event.links if link.role in DRAWN_ROLES)


def is_place(link: PlaceLink, mention: Span, text: str) -> bool:
    """Whether a place of the reading is the one of a mention: the same words, or the same name.

    Points of the compass and words for a town do not count: "northern Aleppo city" is Aleppo.
    """
    found = link.resolution
    names = {_bare(found.toponym.text), _bare(found.place.name) if found.place else ""} - {""}
    return found.toponym.span.overlaps(mention) or _bare(mention.quote(text)) in names


def _bare(name: str) -> str:
    words = fold(name).split()
    return " ".join(word for word in words if word not in LOOSE_WORDS) or " ".join(words)


def at_trigger(event: Event, trigger: Span) -> int:
    """How many characters of its words an event shares with a trigger."""
    return max(min(event.trigger.end, trigger.end) - max(event.trigger.start, trigger.start), 0)


def speakers(event: Event) -> tuple[str, ...]:
    """Who is said to say so; empty for the article's own voice alone."""
    return tuple(one.speaker for one in event.attributions if one.speaker != OWN_VOICE)


def is_speaker(mention: Span, event: Event, *, text: str, same_name: SameName) -> bool:
    """Whether the event has the speaker of a mention: the same words, or the same name."""
    return any(
        (one.span is not None and one.span.overlaps(mention))
        or same_name(one.speaker, mention.quote(text))
        for one in event.attributions
        if one.speaker != OWN_VOICE
    )


def sentence_around(span: Span, text: str) -> Span:
    """From the end of the sentence before to the end of this one, by its full stop or line."""
    breaks = list(SENTENCE_END.finditer(text))
    starts = [0, *(found.end() for found in breaks)]
    ends = [*(found.start("blank") for found in breaks), len(text)]
    return Span(
        start=max(start for start in starts if start <= span.start),
        end=min(end for end in ends if end >= span.end),
    )
