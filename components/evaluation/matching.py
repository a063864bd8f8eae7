"""Pairs of pins and gold pins: kind and place must match, as many pairs as possible, the closest
first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Analysis, Event, Place, PlaceLink, Span
from components.evaluation.gold import GoldArticle, GoldEvent, GoldQuote
from components.places.geometry import Position, rough_km
from components.tables.rows import is_drawn

NEAR_KM = 15.0
"""Positions of one place differ by this much between sources; a quarter is within it of its
town."""

NEAR_AREA_KM = 150.0
"""The point of an area may be anywhere in it."""

SAME_POINT_KM = 5.0
"""A town with the gold's name and within this distance is the one meant."""

AREAS = frozenset({"country", "admin1", "admin2", "region", "water", "river", "island"})
"""Kinds whose point may be anywhere in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One place of one drawn event."""

    event: Event
    link: PlaceLink

    @property
    def place(self) -> Place:
        assert self.link.resolution.place is not None
        return self.link.resolution.place


def pins_of(analysis: Analysis) -> tuple[Pin, ...]:
    """The pins on the map, each place of an event once, in the order of the events."""
    found = {
        (event.id, link.resolution.place.id): Pin(event=event, link=link)
        for event in analysis.events
        for link in reversed(event.links)
        if link.resolution.place and is_drawn(event, link)
    }
    return tuple(found.values())


def is_near(gold: GoldEvent, pin: Pin, gazetteer: Gazetteer) -> bool:
    """Within 15 km, or 150 km for an area; by name where the gold has no position."""
    distance_km = _distance_km(gold, pin.place)
    if distance_km is None:
        names = (*gazetteer.names(pin.place.id), pin.place.name, pin.link.resolution.toponym.text)
        return fold(gold.place) in map(fold, names)
    if distance_km <= NEAR_KM or distance_km > NEAR_AREA_KM:
        return distance_km <= NEAR_KM
    # An area by the gold, or because only an area has its name (Kherson is a town and an oblast).
    places = gazetteer.lookup(gold.place)
    is_town = any(
        place.kind not in AREAS and (_distance_km(gold, place) or 0.0) <= SAME_POINT_KM
        for place in places
    )
    return gold.is_area or (not is_town and any(place.kind in AREAS for place in places))


def is_same_place(gold: GoldEvent, pin: Pin, gazetteer: Gazetteer) -> bool:
    """Near; a pin that was made coarser is right where its words name the gold's place in its
    unit."""
    if is_near(gold, pin, gazetteer):
        return True
    named = gazetteer.lookup(pin.link.resolution.toponym.text)
    meant = {place.id for place in named if place.admin1_id == pin.place.id}
    places = gazetteer.lookup(gold.place)
    return bool(pin.link.coarsened) and any(place.id in meant for place in places)


def _distance_km(gold: GoldEvent, place: Place) -> float | None:
    if gold.latitude is None or gold.longitude is None:
        return None
    return rough_km(place, Position(latitude=gold.latitude, longitude=gold.longitude))


def fits(gold: GoldEvent, pin: Pin, gazetteer: Gazetteer) -> bool:
    """Whether kind and place match."""
    return gold.allowed.takes(pin.event.kind) and is_same_place(gold, pin, gazetteer)


def is_in_sentence(gold: GoldEvent, event: Event) -> bool:
    """Whether the gold's sentence is one of the event's."""
    return any(_overlap(gold.sentence, span) for span in (event.sentence, *event.passages))


def is_quoted_in(gold: GoldEvent, pin: Pin) -> bool:
    """Whether the pin's own sentence is the gold's; further passages do not count."""
    return _overlap(gold.sentence, pin.event.sentence)


def is_allowed(gold: GoldArticle, pin: Pin) -> bool:
    """Whether the place is outside the words that must not take a pin."""
    return not any(_overlap(quote, pin.link.resolution.toponym.span) for quote, _ in gold.must_not)


def _overlap(quote: GoldQuote, span: Span) -> bool:
    return quote.span is not None and quote.span.overlaps(span)


def closeness(gold: GoldEvent, pin: Pin) -> tuple[bool, bool, float, int]:
    """Smaller is closer: same trigger, same sentence, nearer place, nearer words."""
    distance_km = _distance_km(gold, pin.place) or 0.0
    apart = abs(pin.event.trigger.start - gold.trigger.span.start) if gold.trigger.span else 0
    return (
        not _overlap(gold.trigger, pin.event.trigger),
        not is_in_sentence(gold, pin.event),
        distance_km,
        apart,
    )


def match_pins(
    gold: Sequence[GoldEvent], pins: Sequence[Pin], gazetteer: Gazetteer
) -> Mapping[int, int]:
    """Positions in ``gold`` with positions in ``pins``: as many pairs as possible, the closest
    first."""
    fitting = [
        (number, at)
        for number, one in enumerate(gold)
        for at, pin in enumerate(pins)
        if fits(one, pin, gazetteer)
    ]
    return paired(sorted(fitting, key=lambda pair: closeness(gold[pair[0]], pins[pair[1]])))


def paired(fitting: Sequence[tuple[int, int]]) -> Mapping[int, int]:
    """As many one-to-one pairs as possible of those given, the best first."""
    edges: dict[int, list[int]] = {}
    taken: dict[int, int] = {}
    for number, at in fitting:
        edges.setdefault(number, []).append(at)
        if number not in taken.values() and at not in taken:
            taken[at] = number
    for number in sorted(edges):
        if number not in taken.values():
            _make_room(number, edges, taken, set())
    return {number: at for at, number in taken.items()}


def _make_room(
    number: int, edges: Mapping[int, Sequence[int]], taken: dict[int, int], seen: set[int]
) -> bool:
    """Kuhn's augmenting path: gives ``number`` a pin, moving others where that helps."""
    for at in edges[number]:
        if at not in seen:
            seen.add(at)
            if at not in taken or _make_room(taken[at], edges, taken, seen):
                taken[at] = number
                return True
    return False
