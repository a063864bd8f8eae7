"""ACLED's code under its conditions: the same capture is another sub-event on the other side of a front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components.events.context import Context
from components.events.lexicon import Kind
from components.model import DRAWN_ROLES, Actor, EventCodes, PlaceLink

WEAPON_FAMILIES = frozenset({"strike"})


def codes_of(
    kind: Kind, *, actors: Sequence[Actor], links: Sequence[PlaceLink], families: Sequence[str], context: Context
) -> EventCodes:
    """The kind's codes with the conditions of acled_conditions.csv applied."""
    met = _conditions(actors, links, families, context)
    for row in context.lexicon.acled:
        if row.kind == kind.name and row.condition in met:
            return replace(kind.codes, acled_event_type=row.event_type, acled_sub_event_type=row.sub_event_type)
    return kind.codes


def _conditions(actors: Sequence[Actor], links: Sequence[PlaceLink], families: Sequence[str], context: Context) -> set[str]:
    countries = {link.resolution.place.country for link in links if link.resolution.place and link.role in DRAWN_ROLES}
    takers = {context.lexicon.countries.get(actor.side, "") for actor in actors if actor.side}
    met: set[str] = set()
    if countries and takers:
        met.add("taker is the place's own state" if takers & countries else "taker is another state or a non-state actor")
    if not set(families) & WEAPON_FAMILIES:
        met.add("no weapon is told")
    return met
