"""What is still to be looked at: every event, the least sure first, with what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from components.core.precision import SURE
from components.core.records import Analysis, Event
from components.corrections.adding import target_of
from components.corrections.changes import AddedEvent, Decision, PlaceChange, Verdict
from components.corrections.records import Correction, Corrections, Target

Standing = Literal["", "accept", "fix", "fixed", "reject", "added", "send back"]
"""What became of an event; "fix" is promised; what a person added they have looked at."""
SENT_BACK = "sent back, so first"
NONE: Mapping[str, str] = {}
DONE: frozenset[Standing] = frozenset({"accept", "fixed", "reject", "added"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event as it stands, or as it was read where it was rejected since."""

    event: Event
    standing: Standing
    coder: str = ""
    why: str = ""
    """Why it comes before the others, empty where it is only less sure."""

    @property
    def target(self) -> Target:
        return target_of(self.event)

    @property
    def is_done(self) -> bool:
        return self.standing in DONE

    @property
    def is_sure_and_open(self) -> bool:
        """Whether its reading is called sure and nobody has looked at it yet."""
        return not self.standing and self.event.confidence >= SURE


def queue(
    as_read: Analysis, now: Analysis, own: Corrections, *, differing: Mapping[str, str] = NONE
) -> tuple[Item, ...]:
    """Events sent back first, then ``differing`` ones (by id: how), then the least sure, then by
    text; ``own`` are the article's corrections."""
    events = {target_of(event): event for event in (*as_read.events, *now.events)}
    in_force = own.in_force()
    items = [
        replace(
            item, why=SENT_BACK if item.standing == "send back" else differing.get(event.id, "")
        )
        for target, event in events.items()
        for item in (_item(event, target, in_force),)
    ]
    return tuple(
        sorted(
            items,
            key=lambda item: (
                item.standing != "send back",
                not item.why,
                item.event.confidence,
                item.event.trigger,
                item.event.id,
            ),
        )
    )


def _item(event: Event, target: Target, in_force: tuple[Correction, ...]) -> Item:
    names = {link.resolution.toponym.span for link in event.links}
    own = [
        one
        for one in in_force
        if (one.span in names if isinstance(one.change, PlaceChange) else one.target == target)
    ]
    decided = next((one for one in own if isinstance(one.change, Verdict)), None)
    changes = [one for one in own if not isinstance(one.change, Verdict)]
    if decided is not None and isinstance(decided.change, Verdict):
        return Item(
            event=event,
            standing=_standing(decided.change.decision, is_changed=bool(changes)),
            coder=decided.coder,
        )
    added = next((one for one in changes if isinstance(one.change, AddedEvent)), None)
    return (
        Item(event=event, standing="added", coder=added.coder)
        if added
        else Item(event=event, standing="")
    )


def _standing(decision: Decision, *, is_changed: bool) -> Standing:
    return "fixed" if decision == "fix" and is_changed else decision
