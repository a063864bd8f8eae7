"""The same event once: headline, lead and later detail become one event with several passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from components.model import DRAWN_ROLES, Actor, Event, EventTime, PlaceLink, Span

T = TypeVar("T")
SETTLED = {"done": 0, "ongoing": 0, "planned": 1, "ordered": 1}
ONE_SIDED = frozenset({"control", "withdrawal", "advance", "strike", "attack", "captured", "damage", "fighting"})
"""Families in which one side acts; two different sides mean two events. Elsewhere the same two actors mean the same event."""
SINGULAR = frozenset({"control", "withdrawal", "meeting", "congress", "agreement", "ceasefire", "exchange", "accession", "surrender"})
"""Families of which an article tells few: a passage without a place goes with the one that has a place."""
NEAR_CHARACTERS = 450
"""About three sentences: within them a passage without a place goes on about the same event."""
TELLING = 20
"""A figure from here on is unlikely to recur by chance in one article."""
TIME_ORDER = ("day", "range", "week", "month", "open", "vague", "unknown")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event with what only merging needs to know."""

    event: Event
    family: str
    priority: int
    is_headline: bool
    is_definite: bool
    """A noun with "the": it may point at an event told before."""
    thing: str = ""
    """Lemma of the object: what was captured somewhere in a region."""


def merge(drafts: Sequence[Draft]) -> list[Event]:
    """Merges each draft into the first that may be the same event; text order is kept."""
    kept = sorted(drafts, key=lambda one: (one.is_headline, one.event.trigger.start))
    while len(once := _merged_once(kept)) < len(kept):
        kept = once
    return sorted((one.event for one in kept), key=lambda event: event.trigger.start)


def _merged_once(drafts: Sequence[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        index = next((i for i, other in enumerate(kept) if may_be_same(other, draft)), None)
        if index is None:
            kept.append(draft)
        else:
            kept[index] = _joined(kept[index], draft)
    return kept


def may_be_same(first: Draft, second: Draft) -> bool:
    """Same family and sort of modality, places that meet, times that touch, sides that do not differ."""
    one, two = first.event, second.event
    if first.family != second.family or not _modalities_meet(one, two, is_one_sided=first.family in ONE_SIDED):
        return False
    is_planned_and_held = {one.modality, two.modality} == {"ongoing", "planned"}
    if (not is_planned_and_held and not _times_touch(one.time, two.time)) or (first.family in ONE_SIDED and _sides(one.actors, two.actors)):
        return False
    if first.family not in ONE_SIDED and len({actor.name for actor in one.actors} & {actor.name for actor in two.actors}) > 1:
        return True
    places, others = _places(one), _places(two)
    if _same_figures(one, two):
        return True
    if places and others:
        return (bool(places & others) or _is_wider(one, two) or _is_wider(two, one)) and not (_is_within(one) and _is_within(two) and first.thing != second.thing)
    if places or others:
        return _goes_with(first, second) if places else _goes_with(second, first)
    return not (places or others) and _distance(one, two) < NEAR_CHARACTERS and one.kind == two.kind and (one.sentence == two.sentence or second.is_definite)


def _goes_with(placed: Draft, other: Draft) -> bool:
    """Whether a passage without a place is about the event that has one."""
    one, two = placed.event, other.event
    if placed.family in SINGULAR and one.kind == two.kind and _same_side(one, two) and _distance(one, two) < NEAR_CHARACTERS:
        return True
    points = other.is_definite or other.is_headline or placed.is_headline or (placed.is_definite and _distance(one, two) < NEAR_CHARACTERS)
    return points and two.time.kind in {"vague", "unknown"} and placed.family in SINGULAR | {"strike"}


def _modalities_meet(one: Event, two: Event, *, is_one_sided: bool) -> bool:
    """The same sort; or one under way, without words for its time, and one planned: "is hosting its congress"."""
    if SETTLED.get(one.modality, one.modality) == SETTLED.get(two.modality, two.modality):
        return True
    undated = {event.modality for event in (one, two) if not event.time.text}
    return {one.modality, two.modality} == {"ongoing", "planned"} and "ongoing" in undated and not is_one_sided


def _distance(one: Event, two: Event) -> int:
    """Characters between the sentences' starts."""
    return abs(one.sentence.start - two.sentence.start)


def _same_side(one: Event, two: Event) -> bool:
    return bool({actor.side for actor in one.actors if actor.side} & {actor.side for actor in two.actors})


def _same_figures(one: Event, two: Event) -> bool:
    """The same telling number of the same thing: "102 soldiers were captured" twice."""
    first = {(figure.kind, figure.value) for figure in one.quantities if figure.value and figure.value >= TELLING}
    return any((figure.kind, figure.value) in first for figure in two.quantities)


def _is_within(event: Event) -> bool:
    return all(link.within for link in event.links if link.role in DRAWN_ROLES)


def _is_wider(one: Event, two: Event) -> bool:
    """One names only the country that the other's places lie in: "a bomb in Turkey", then "the blast in Kayseri"."""
    first = [link.resolution.place for link in one.links if link.resolution.place and link.role in DRAWN_ROLES]
    second = [link.resolution.place for link in two.links if link.resolution.place and link.role in DRAWN_ROLES]
    only_country = {place.country for place in first if place.kind == "country"} if first else set()
    inside = {place.country for place in second if place.kind != "country"}
    return only_country == inside and len(inside) == 1 and len(first) == 1 and _distance(one, two) < 3 * NEAR_CHARACTERS


def _places(event: Event) -> set[str]:
    return {link.resolution.place.id for link in event.links if link.resolution.place and link.role in DRAWN_ROLES}


def _sides(one: Iterable[Actor], two: Iterable[Actor]) -> bool:
    """Whether both name sides and none in common."""
    first, second = {actor.side for actor in one if actor.side}, {actor.side for actor in two if actor.side}
    return bool(first and second and not first & second)


def _times_touch(one: EventTime, two: EventTime) -> bool:
    if one.first_day and two.last_day and one.first_day > two.last_day:
        return False
    return not (two.first_day and one.last_day and two.first_day > one.last_day)


def _joined(first: Draft, second: Draft) -> Draft:
    main, other = (first, second) if first.priority >= second.priority or second.is_headline else (second, first)
    one, two = main.event, other.event
    event = replace(
        one,
        modality=two.modality if one.modality == "ongoing" else one.modality,
        time=min((one.time, two.time), key=lambda time: TIME_ORDER.index(time.kind)),
        reported=one.reported or two.reported,
        links=_united(one.links, two.links, _link_key),
        actors=_people(one.actors, two.actors),
        targets=_people(one.targets, two.targets),
        attributions=_united(one.attributions, two.attributions, lambda said: (said.speaker, said.stance)),
        hedges=_united(one.hedges, two.hedges, str),
        quantities=_united(one.quantities, two.quantities, lambda q: (q.kind, q.value, q.text)),
        extent=one.extent or two.extent,
        passages=_passages(one, two),
        confidence=max(one.confidence, two.confidence) if _places(one) else max(one.confidence * 0.9, 0.3),
    )
    return replace(main, event=event, is_headline=first.is_headline and second.is_headline)


def _link_key(link: PlaceLink) -> object:
    place = link.resolution.place
    return (place.id, link.role in DRAWN_ROLES) if place else link.resolution.toponym.span


def _passages(one: Event, two: Event) -> tuple[Span, ...]:
    spans = {*one.passages, *two.passages, two.sentence} - {one.sentence}
    return tuple(sorted(spans))


def _people(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The first list; the other only where the first names nobody's side."""
    return first if any(actor.side for actor in first) or not second else second


def _united(first: tuple[T, ...], second: tuple[T, ...], key: Callable[[T], object]) -> tuple[T, ...]:
    table: dict[object, T] = {}
    for item in (*first, *second):
        table.setdefault(key(item), item)
    return tuple(table.values())
