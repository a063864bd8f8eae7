"""Codes under their conditions: the same capture is another ACLED sub-event on the other side of a
front, and what is only announced is another PLOVER type than what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from components.core.records import DRAWN_ROLES, Event, EventCodes
from components.lexicon.events import EventLexicon, Frame, Kind


def codes_of(
    event: Event,
    lexicon: EventLexicon,
    *,
    kinds: Iterable[Kind] = (),
    fits: Callable[[tuple[Frame, ...]], bool] = lambda frames: not frames,
) -> EventCodes:
    """The codes of the event's kind with the conditions of code_conditions.csv applied.

    ``kinds`` are those of all its words. ``fits``, whether the words stand in one of the frames, is
    the costly question and asked last; where a person gave the kind, rows with frames are left out.
    """
    kind = lexicon.kinds[event.kind]
    countries = {
        link.resolution.place.country
        for link in event.links
        if link.resolution.place and link.role in DRAWN_ROLES
    }
    takers = {lexicon.countries.get(actor.side, "") for actor in event.actors if actor.side}
    met = {""}
    if countries and takers:
        met.add(
            "taker is the place's own state"
            if takers & countries
            else "taker is another state or a non-state actor"
        )
    if not any(one.has("weapon") for one in kinds or (kind,)):
        met.add("no weapon is told")
    found: dict[str, str] = {}
    for row in lexicon.codes:
        is_meant = (
            (not row.kinds or kind.name in row.kinds)
            and (not row.own_types or kind.codes.plover_type in row.own_types)
            and (not row.modalities or event.modality in row.modalities)
            and row.condition in met
        )
        if is_meant and not found.keys() & row.codes.keys() and fits(row.frames):
            found |= row.codes
    return replace(kind.codes, **found)
