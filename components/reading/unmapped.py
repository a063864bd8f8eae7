"""Rule 6: what is not on the map, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from components.core.records import (
    DRAWN_ROLES,
    STATEMENTS,
    UNMAPPED,
    Article,
    Event,
    LeftOff,
    PlaceLink,
    Rejected,
    Resolution,
    Span,
)
from components.language.english.datelines import datelines, is_within

USES = {
    "metonym": "the name stands for a government or an army, not for the place",
    "modifier": "the name only qualifies another word",
    "demonym": "a people or nationality, not a place",
    "embedded": "part of the name of an organisation or a person",
}
ROLES = {
    "reference": "only the point that a distance is counted from",
    "participant": "takes part; the event is not told to be there",
    "actor": "the one who acts, not the place",
    "modifier": "the name only qualifies another word",
    "mention": "only says where another place lies, or is named in passing",
}
TOO_LARGE = {
    "country": "a whole country is listed, not drawn",
    "region": "a region of several countries is listed, not drawn",
}
MODALITIES = {
    "threatened": "it is only threatened",
    "feared": "it is only feared",
    "denied": "it is denied",
    "negated": "the text says that it did not happen",
    "hypothetical": "it is only possible, wanted or imagined",
}
LABEL = r"^(?:[^:“]*: “[^”]*”|[^:]*): "
"""What is before the reason of an event: its label, with the word of one that is unmapped."""
NO_EVENT = "named, but no event is told there"
TOLD_ELSEWHERE = "named again: it is on the map for what another sentence tells"
WRITTEN_THERE = "where the report was written"
NO_KIND = "the text says that something happened there that fits no kind of event"


def unmapped(
    article: Article,
    *,
    resolutions: Sequence[Resolution],
    events: Sequence[Event],
    no_places: Iterable[Rejected],
) -> tuple[Rejected, ...]:
    """Passages, words, places and events without a pin, in text order."""
    told: list[tuple[Span, LeftOff, str]] = [
        (one.span, "passage", one.reason) for one in article.dropped
    ]
    told += [
        (event.trigger, "event", f"{event.label}: {reason}")
        for event in events
        if (reason := _event_reason(event))
    ]
    found = [
        *(
            Rejected(span=span, text=span.quote(article.text), what=what, reason=reason)
            for span, what, reason in told
        ),
        *no_places,
        *_places(resolutions, events, written=list(datelines(article.text))),
    ]
    return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end, one.what)))


def _places(
    resolutions: Sequence[Resolution],
    events: Sequence[Event],
    *,
    written: Sequence[tuple[int, int]],
) -> Iterator[Rejected]:
    """Names without a pin of their own or of their place in their passage. ``written``: characters
    of the datelines."""
    links: dict[Span, tuple[PlaceLink, Event]] = {}
    drawn = set[Span]()
    passages: dict[str, list[Span]] = {}
    for event in events:
        for link in event.links:
            span, place = link.resolution.toponym.span, link.resolution.place
            links[span] = link, event
            if event.is_drawn and link.is_pin and not link.coarsened and place:
                drawn.add(span)
                passages.setdefault(place.id, []).extend((event.sentence, *event.passages))
    for resolution in resolutions:
        span = resolution.toponym.span
        told = passages.get(resolution.place.id, []) if resolution.place else []
        if span in drawn or any(passage.contains(span) for passage in told):
            continue
        no_event = TOLD_ELSEWHERE if told else NO_EVENT
        if is_within(span.start, written):
            no_event = WRITTEN_THERE
        reason = _place_reason(resolution, links.get(span), no_event=no_event)
        yield Rejected(span=span, text=resolution.toponym.text, what="place", reason=reason)


def _place_reason(
    resolution: Resolution, found: tuple[PlaceLink, Event] | None, *, no_event: str
) -> str:
    place, use = resolution.place, resolution.toponym.use
    if place is None:
        return resolution.reason or "no place of this name is known"
    if use in USES:
        return USES[use]
    if found is None:
        return no_event
    link, event = found
    if link.role in ROLES:
        return ROLES[link.role]
    if event.kind == UNMAPPED:
        return NO_KIND
    if not event.is_drawn:
        return f"{event.label}: {MODALITIES[event.modality]}"
    if link.doubt:
        return f"{event.label}: {link.doubt}"
    if link.coarsened:
        larger = link.resolution.place.name if link.resolution.place else "its country"
        return f"{event.label}: not shown more exactly than {larger}: {link.coarsened}"
    return TOO_LARGE.get(place.kind, no_event)


def _event_reason(event: Event) -> str:
    if event.codes.display_group == STATEMENTS:
        return "words of somebody, which happen at no place of the map"
    if event.kind == UNMAPPED:
        placed = any(link.role in DRAWN_ROLES for link in event.links)
        return NO_KIND if placed else "it fits no kind of event"
    if not event.is_drawn:
        return MODALITIES[event.modality]
    if any(link.is_pin for link in event.links):
        return ""
    if coarsened := next((link.coarsened for link in event.links if link.coarsened), ""):
        return f"drawn no finer than its first-level unit: {coarsened}"
    if doubt := next((link.doubt for link in event.links if link.doubt), ""):
        return f"listed, not drawn: {doubt}"
    if any(link.role in DRAWN_ROLES for link in event.links):
        return "only a whole country or a part of the world is named"
    return "the text gives no place for it"
