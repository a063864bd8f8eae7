"""Which event of a reading is which marked event of its article, and what of it is right.

An event is found where the words that tell it overlap those that a reader marked, by a character
at least; pairs are one to one, those of the same kind first, then those that share the most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from components.core.records import DRAWN_MODALITIES, UNMAPPED, Analysis, Event
from components.evaluation.annotated import Marked, MarkedEvent
from components.evaluation.comparison import at_trigger, is_place, is_speaker, placed
from components.evaluation.matching import paired
from components.evaluation.words import SameName


@dataclass(frozen=True, kw_only=True)
class Held:
    """The marks and the reading of one article."""

    marked: Marked
    analysis: Analysis
    same_name: SameName

    @property
    def text(self) -> str:
        return self.marked.article.text

    @cached_property
    def pairs(self) -> list[tuple[MarkedEvent, Event]]:
        return [
            (self.marked.events[number], self.analysis.events[at])
            for number, at in sorted(self.positions.items())
        ]

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """Of marked events to those of the reading."""
        fitting = [
            (gold.kind != event.kind, -shared, number, at)
            for number, gold in enumerate(self.marked.events)
            for at, event in enumerate(self.analysis.events)
            if (shared := at_trigger(event, gold.trigger))
        ]
        return paired([(number, at) for _, _, number, at in sorted(fitting)])

    @cached_property
    def extra(self) -> list[Event]:
        taken = set(self.positions.values())
        return [event for at, event in enumerate(self.analysis.events) if at not in taken]

    @cached_property
    def missed(self) -> list[MarkedEvent]:
        return [
            one for number, one in enumerate(self.marked.events) if number not in self.positions
        ]

    def is_there(self, gold: MarkedEvent, event: Event) -> bool:
        return bool(gold.places) and any(
            is_place(link, gold.places[0], self.text) for link in placed(event)
        )

    def is_told_so(self, gold: MarkedEvent, event: Event) -> bool:
        """Whether kind and pin are the gold's, be it its finest place or a container."""
        pins = [link for link in event.links if link.is_pin]
        return (
            is_drawable(gold)
            and gold.kind == event.kind
            and any(is_place(link, mention, self.text) for link in pins for mention in gold.places)
        )

    def is_speaker_of(self, gold: MarkedEvent, event: Event) -> bool:
        return any(
            is_speaker(mention, event, text=self.text, same_name=self.same_name)
            for mention in gold.said_by
        )


def is_drawable(gold: MarkedEvent) -> bool:
    return gold.status in DRAWN_MODALITIES and bool(gold.places) and gold.kind != UNMAPPED


def has_days(event: Event) -> bool:
    """Whether words of the text date the event in the reading."""
    return bool(event.time.text) and (event.time.first_day or event.time.last_day) is not None
