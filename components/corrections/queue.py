"""The queue of Review: every event, the least sure first, with what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from components.core.precision import SURE
from components.core.records import Analysis, Event, Span
from components.corrections.adding import target_of
from components.corrections.changes import AddedEvent, PlaceChange, Verdict
from components.corrections.records import Correction, Corrections, Target

Standing = Literal["", "accept", "fix", "fixed", "reject", "added", "send back"]
"""The state of an event: "fix" is announced, "fixed" done; "added" needs no further look."""
SENT_BACK = "sent back, so first"
NONE: Mapping[str, str] = {}
DONE: frozenset[Standing] = frozenset({"accept", "fixed", "reject", "added"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event as it is now, or, where it was rejected, as it was read."""

    event: Event
    standing: Standing
    coder: str = ""
    why: str = ""
    """Why it comes before the others; empty where only its confidence says so."""

    @property
    def target(self) -> Target:
        return target_of(self.event)

    @property
    def is_done(self) -> bool:
        return self.standing in DONE

    @property
    def is_sure_and_open(self) -> bool:
        """Whether its reading is sure and nobody has looked at it yet."""
        return not self.standing and self.event.confidence >= SURE


def queue(
    as_read: Analysis, now: Analysis, own: Corrections, *, differing: Mapping[str, str] = NONE
) -> tuple[Item, ...]:
    """Events sent back first, then ``differing`` ones (event id to reason), then the least sure,
    then by text; ``own`` are the article's corrections."""
    events = {target_of(event): event for event in (*as_read.events, *now.events)}
    in_force = own.in_force()
    items = []
    for target, event in events.items():
        standing, coder = _standing(event, target, in_force)
        why = SENT_BACK if standing == "send back" else differing.get(event.id, "")
        items.append(Item(event=event, standing=standing, coder=coder, why=why))

    def place_in_line(item: Item) -> tuple[bool, bool, float, Span, str]:
        event = item.event
        back = item.standing == "send back"
        return not back, not item.why, event.confidence, event.trigger, event.id

    return tuple(sorted(items, key=place_in_line))


def _standing(
    event: Event, target: Target, in_force: tuple[Correction, ...]
) -> tuple[Standing, str]:
    """Its state, and whose decision it is."""
    names = {link.resolution.toponym.span for link in event.links}
    own = [
        one
        for one in in_force
        if (one.span in names if isinstance(one.change, PlaceChange) else one.target == target)
    ]
    verdicts = [(one.change.decision, one.coder) for one in own if isinstance(one.change, Verdict)]
    changes = [one for one in own if not isinstance(one.change, Verdict)]
    if verdicts:
        decision, coder = verdicts[0]
        return ("fixed" if decision == "fix" and changes else decision), coder
    added = [one.coder for one in changes if isinstance(one.change, AddedEvent)]
    return ("added", added[0]) if added else ("", "")
