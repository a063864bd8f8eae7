"""Who is said to hold or have left a place: a claim per drawn place of a control event (rule 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.core.records import (
    COMPUTED,
    DRAWN_ROLES,
    HAPPENED,
    Actor,
    ControlClaim,
    Event,
    PlaceLink,
)
from components.core.status import status_of

TAKING = frozenset({"control taken", "control regained", "control held"})
LEAVING = frozenset({"withdrawal"})


def claims_of(events: Iterable[Event]) -> tuple[ControlClaim, ...]:
    """Claims of control events told as happened; planned, ordered and denied ones give none."""
    pairs = [
        (event, link)
        for event in events
        if event.kind in TAKING | LEAVING and event.modality in HAPPENED
        for link in _held(event.links)
    ]
    return tuple(_claim(number, event, link) for number, (event, link) in enumerate(pairs, start=1))


def _held(links: Sequence[PlaceLink]) -> list[PlaceLink]:
    """Places that a claim can speak of: drawn land, no country, and itself taken or left."""
    return [
        link
        for link in links
        if link.role in DRAWN_ROLES
        and link.role != "to"
        and not link.near
        and not link.within
        and not link.doubt
        and link.resolution.place is not None
        and not link.resolution.place.id.startswith(COMPUTED)
        and link.resolution.place.kind not in {"country", "water", "river"}
    ]


def _holder(actor: Actor) -> str:
    """A side, else a proper name; "ground troops" hold nothing that could be coloured."""
    return actor.side or (actor.name if actor.name[:1].isupper() else "")


def _claim(number: int, event: Event, link: PlaceLink) -> ControlClaim:
    side = next((name for actor in event.actors if (name := _holder(actor))), "")
    place = link.resolution.place
    if place is None:
        raise ValueError("a claim needs a place")
    return ControlClaim(
        id=f"{event.id}-c{number}",
        event_id=event.id,
        place=place,
        holder=side if event.kind in TAKING else "",
        left_by=side if event.kind in LEAVING else "",
        from_day=event.time.last_day,
        extent=event.extent,
        status=status_of(event),
        source=" | ".join(said.speaker for said in event.attributions if said.scope == "direct"),
    )
