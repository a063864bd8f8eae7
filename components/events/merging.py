"""The same event once: headline, lead and later detail become one event with several passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from operator import attrgetter
from statistics import fmean
from typing import TypeVar

from components.core.records import DRAWN_ROLES, OWN_VOICE, Actor, Attribution, Event, PlaceLink
from components.events.place_model import THRESHOLD, chance
from components.events.sameness import EventDraft, cues_of, is_ruled_out
from components.lexicon.events import Weights

T = TypeVar("T")
SETTLED = frozenset({"done", "ongoing", "ordered"})
"""Modalities of what the article itself tells as a fact: that it happened, goes on, or was
ordered."""

TIME_ORDER = ("day", "range", "week", "month", "open", "vague", "unknown")
WITHOUT_PLACE_FACTOR = 0.9
"""What it costs in confidence that the main passage itself names no place."""


def merge(drafts: Sequence[EventDraft], weights: Weights) -> list[EventDraft]:
    """The same event once, in text order. Each draft joins those before it with which it is
    likeliest one, on average over them, where none of them rules it out."""
    groups: list[list[EventDraft]] = []
    for draft in sorted(drafts, key=lambda one: one.event.trigger.start):
        likeliest, joined = weights[THRESHOLD], list[EventDraft]()
        for group in groups:
            if not any(is_ruled_out(one, draft) for one in group):
                found = fmean(chance(weights, cues_of(one, draft)) for one in group)
                if found > likeliest or (found == likeliest and not joined):
                    likeliest, joined = found, group
        if joined:
            joined.append(draft)
        else:
            groups.append([draft])
    return [
        reduce(_joined, sorted(group, key=lambda one: (one.is_headline, one.event.trigger.start)))
        for group in groups
    ]


def _joined(first: EventDraft, second: EventDraft) -> EventDraft:
    """The one whose own words say where it is keeps its sentence, then the one that has a place,
    then the more specific kind; a headline never does beside the body."""
    apart = first.event.sentence != second.event.sentence
    rank, other_rank = (
        (apart and bool(draft.named), apart and bool(draft.place_ids), draft.kind.priority)
        for draft in (second, first)
    )
    takes_over = rank > other_rank and not second.is_headline
    main, other = (second, first) if takes_over else (first, second)
    one, two = _voiced(main, other), _voiced(other, main)
    sure = max(one.confidence, two.confidence)
    spans = {*one.passages, *two.passages, two.sentence} - {one.sentence}
    # A denial gives way to what is reported, its speaker staying a voice, and what goes on to
    # what is planned with a day.
    is_denial = one.modality == "denied" and two.modality != "denied"
    gives_way = is_denial or (one.modality == "ongoing" and two.modality == "planned")
    event = replace(
        one,
        modality=two.modality if gives_way else one.modality,
        time=min(
            (one.time, two.time), key=lambda time: (not time.text, TIME_ORDER.index(time.kind))
        ),
        reported=min((day for day in (one.reported, two.reported) if day), default=None),
        links=_united(one.links, two.links, _link_key),
        actors=one.actors or _doers(two),
        targets=one.targets or two.targets,
        attributions=_united(
            one.attributions, two.attributions, lambda said: (said.speaker, said.stance)
        ),
        quantities=_united(
            one.quantities, two.quantities, lambda figure: (figure.kind, figure.value, figure.text)
        ),
        extent=one.extent or two.extent,
        passages=tuple(sorted(spans, key=attrgetter("start", "end"))),
        retold=tuple(sorted((*one.retold, *two.retold, two.trigger), key=attrgetter("start"))),
        confidence=sure if main.place_ids else round(sure * WITHOUT_PLACE_FACTOR, 3),
    )
    return replace(main, event=event, is_headline=first.is_headline and second.is_headline)


def _voiced(one: EventDraft, other: EventDraft) -> Event:
    """What the article reports as its own stays so beside a quoted report; a headline leaves out
    who says so, and "the attack" only points back at an event before it."""
    points = one.is_definite and one.event.trigger.start > other.event.trigger.start
    own = not (one.event.attributions or one.is_headline or points)
    if not own or not other.event.attributions or one.event.modality not in SETTLED:
        return one.event
    return replace(
        one.event,
        attributions=(Attribution(speaker=OWN_VOICE, speaker_kind="media", stance="reports"),),
    )


def _link_key(link: PlaceLink) -> object:
    place = link.resolution.place
    return (place.id, link.role in DRAWN_ROLES) if place else link.resolution.toponym.span


def _doers(event: Event) -> tuple[Actor, ...]:
    """Who does it; the speaker who reports an attack is not its doer."""
    speakers = {said.speaker for said in event.attributions}
    return tuple(actor for actor in event.actors if actor.name not in speakers)


def _united(
    first: tuple[T, ...], second: tuple[T, ...], key: Callable[[T], object]
) -> tuple[T, ...]:
    table: dict[object, T] = {}
    for item in (*first, *second):
        table.setdefault(key(item), item)
    return tuple(table.values())
