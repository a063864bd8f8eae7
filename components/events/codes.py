"""Codes under their conditions: the same capture is another ACLED sub-event on the other side of a
front, and what is only announced is another PLOVER type than what is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.core.records import DRAWN_ROLES, Actor, EventCodes, Modality, PlaceLink
from components.events.context import Context
from components.events.triggers import Trigger, matches
from components.lexicon.events import EventLexicon, Frame, Kind


def codes_of(
    trigger: Trigger,
    kind: Kind,
    *,
    modality: Modality,
    actors: Sequence[Actor],
    links: Sequence[PlaceLink],
    kinds: Sequence[Kind],
    context: Context,
) -> EventCodes:
    """The kind's codes with the conditions of code_conditions.csv applied."""
    met = _conditions(actors, links, kinds, context.lexicon)
    return _coded(
        kind,
        modality,
        met,
        context.lexicon,
        fits=lambda frames: matches(trigger.token, frames, context),
    )


def codes_without_words(
    kind: Kind,
    *,
    modality: Modality,
    actors: Sequence[Actor],
    links: Sequence[PlaceLink],
    lexicon: EventLexicon,
) -> EventCodes:
    """As ``codes_of`` for an event whose kind a person gave: rows that ask for words of the text
    are left out."""
    met = _conditions(actors, links, [kind], lexicon)
    return _coded(kind, modality, met, lexicon, fits=lambda frames: not frames)


def _coded(
    kind: Kind,
    modality: Modality,
    met: set[str],
    lexicon: EventLexicon,
    *,
    fits: Callable[[tuple[Frame, ...]], bool],
) -> EventCodes:
    """The first row for each code whose conditions hold; ``fits``, the costly one, is asked
    last."""
    found: dict[str, str] = {}
    for row in lexicon.codes:
        is_meant = (
            (not row.kinds or kind.name in row.kinds)
            and (not row.own_types or kind.codes.plover_type in row.own_types)
            and (not row.modalities or modality in row.modalities)
            and (not row.condition or row.condition in met)
        )
        if is_meant and not found.keys() & row.codes.keys() and fits(row.frames):
            found |= row.codes
    return replace(kind.codes, **found)


def _conditions(
    actors: Sequence[Actor],
    links: Sequence[PlaceLink],
    kinds: Sequence[Kind],
    lexicon: EventLexicon,
) -> set[str]:
    countries = {
        link.resolution.place.country
        for link in links
        if link.resolution.place and link.role in DRAWN_ROLES
    }
    takers = {lexicon.countries.get(actor.side, "") for actor in actors if actor.side}
    met: set[str] = set()
    if countries and takers:
        met.add(
            "taker is the place's own state"
            if takers & countries
            else "taker is another state or a non-state actor"
        )
    if not any(kind.has("weapon") for kind in kinds):
        met.add("no weapon is told")
    return met
