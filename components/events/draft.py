"""An event before merging, with what only the comparison of two events needs."""

from __future__ import annotations

from dataclasses import dataclass

from components.core.records import DRAWN_ROLES, Event, Place
from components.events.place_cues import WEIGHED
from components.lexicon.events import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one cluster of triggers tells it."""

    event: Event
    kind: Kind
    """As the words give it, also where a capture under way is shown as an advance."""
    is_headline: bool
    is_definite: bool
    """A noun with "the": it may point at an event told before."""
    thing: str = ""
    """Lemma of the object: what was captured somewhere in a region."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of drawn roles."""
        return tuple(
            link.resolution.place
            for link in self.event.links
            if link.resolution.place and link.role in DRAWN_ROLES
        )

    @property
    def place_ids(self) -> frozenset[str]:
        return frozenset(place.id for place in self.places)

    @property
    def is_weighed(self) -> bool:
        """Whether its places are none that the rules read from its words."""
        drawn = [link for link in self.event.links if link.role in DRAWN_ROLES]
        return bool(drawn) and all(link.resolution.method == WEIGHED for link in drawn)

    @property
    def sides(self) -> frozenset[str]:
        return frozenset(actor.side for actor in self.event.actors if actor.side)

    @property
    def is_within(self) -> bool:
        """Whether every place only says where the thing stood."""
        return all(link.within for link in self.event.links if link.role in DRAWN_ROLES)

    def distance(self, other: Draft) -> int:
        """Characters between the sentences' starts."""
        return abs(self.event.sentence.start - other.event.sentence.start)
