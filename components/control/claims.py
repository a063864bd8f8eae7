"""Who is said to hold or to have left a place: a claim for each drawn place of a control event
(rule 9)."""

from __future__ import annotations

from collections.abc import Iterable

from components.core.records import COMPUTED, DRAWN_ROLES, HAPPENED, ControlClaim, Event, Place
from components.core.status import status_of

TAKING = frozenset({"control taken", "control regained", "control held"})
LEAVING = frozenset({"withdrawal"})


def claims_of(events: Iterable[Event]) -> tuple[ControlClaim, ...]:
    """Claims of control events that are said to have happened, not of planned and denied ones."""
    # Of drawn land that is itself taken or left, and no country.
    pairs = [
        (event, place)
        for event in events
        if event.kind in TAKING | LEAVING and event.modality in HAPPENED
        for link in event.links
        if link.role in DRAWN_ROLES - {"to"} and not (link.near or link.within or link.doubt)
        if (place := link.resolution.place) is not None
        and not place.id.startswith(COMPUTED)
        and place.kind not in {"country", "water", "river"}
    ]
    return tuple(_claim(number, *pair) for number, pair in enumerate(pairs, start=1))


def _claim(number: int, event: Event, place: Place) -> ControlClaim:
    # A side, else a proper name; "ground troops" is neither.
    holders = (one.side or (one.name if one.name[:1].isupper() else "") for one in event.actors)
    side = next(filter(None, holders), "")
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
