"""Measures of a reading of an article whose every event is marked.

An event is found where triggers overlap; pairs are one to one, the same kind first, then those that
share the most."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from components.core.precision import SURE
from components.core.records import DRAWN_MODALITIES, HAPPENED, UNMAPPED, Analysis, Event, Span
from components.evaluation.annotated import Marked, MarkedEvent
from components.evaluation.events import Fault, overlap, score_of
from components.evaluation.matching import paired
from components.evaluation.scores import Score
from components.evaluation.words import (
    SameName,
    at_trigger,
    event_places,
    is_pinned,
    is_place,
    is_speaker,
    sentence_around,
    speakers,
)

Verdicts = tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A score for each measure of an article by name; ``drawn``: confidence of each drawn event,
    and whether it is right."""

    scores: Mapping[str, Score]
    drawn: Verdicts = ()
    faults: tuple[Fault, ...] = field(default=(), repr=False)


def measure_marked(marked: Marked, analysis: Analysis, *, same_name: SameName) -> Measures:
    held = Pairs(marked=marked, analysis=analysis, same_name=same_name)
    return Measures(
        scores=dict(held.scores()), drawn=tuple(held.drawn()), faults=tuple(held.faults())
    )


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """The marks and the reading of one article, in pairs: what they come to, and where they differ."""

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
            is_place(link, gold.places[0], self.text) for link in event_places(event)
        )

    def is_same_reading(self, gold: MarkedEvent, event: Event) -> bool:
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

    def scores(self) -> Iterator[tuple[str, Score]]:
        yield (
            "events found",
            Score(right=len(self.pairs), wrong=len(self.extra), missed=len(self.missed)),
        )
        yield "events, retold once", self._once()
        yield "kind", self._kinds(self.marked.events, self.analysis.events)
        yield "kind, of found", self._kinds(*self._found())
        yield "place", self._places(self.marked.events, self.analysis.events)
        yield "place, of found", self._places(*self._found())
        yield "pins, told so there", _counted(is_right for _, is_right in self.drawn())
        yield "pins, anything told there", _counted(map(self.has_event_at, self._pinned_events))
        yield "pins, of the news", self._to_be_drawn()
        for name, verdicts in self._verdicts():
            yield name, _counted(verdicts)
        yield "days given", self._days_given()
        yield "somebody says so", self._said()
        yield (
            "pins, of the sure",
            _counted(is_right for confidence, is_right in self.drawn() if confidence >= SURE),
        )

    def _found(self) -> tuple[list[MarkedEvent], list[Event]]:
        return [gold for gold, _ in self.pairs], [event for _, event in self.pairs]

    def _once(self) -> Score:
        """Events that are told again count once, and are found by any telling."""
        firsts = {self._first(number) for number in range(len(self.marked.events))}
        found = {self._first(number) for number in self.positions}
        return Score(right=len(found), wrong=len(self.extra), missed=len(firsts - found))

    def _first(self, number: int) -> int:
        seen = {number}
        while (again := self.marked.events[number].tells_again) is not None and again not in seen:
            number = again
            seen.add(number)
        return number

    def _kinds(self, gold: Collection[MarkedEvent], read: Collection[Event]) -> Score:
        """Over the events that have a kind."""
        right = sum(one.kind == event.kind != UNMAPPED for one, event in self.pairs)
        return Score(
            right=right,
            wrong=sum(event.kind != UNMAPPED for event in read) - right,
            missed=sum(one.kind != UNMAPPED for one in gold) - right,
        )

    def _places(self, gold: Collection[MarkedEvent], read: Collection[Event]) -> Score:
        """Right where one of the reading's places is the finest of the gold's."""
        right = sum(self.is_there(one, event) for one, event in self.pairs)
        return Score(
            right=right,
            wrong=sum(bool(event_places(event)) for event in read) - right,
            missed=sum(bool(one.places) for one in gold) - right,
        )

    def _to_be_drawn(self) -> Score:
        """Over the news that is to be drawn: with a kind, a place and a status that is drawn."""
        right = sum(
            gold is not None and gold.is_news and self.is_same_reading(gold, event)
            for gold, event in self._pinned()
        )
        return Score(
            right=right,
            wrong=len(self._pinned_events) - right,
            missed=sum(one.is_news and is_drawable(one) for one in self.marked.events) - right,
        )

    def drawn(self) -> Iterator[tuple[float, bool]]:
        """Of each event that is drawn its confidence, and whether it is told so, there."""
        for gold, event in self._pinned():
            yield event.confidence, gold is not None and self.is_same_reading(gold, event)

    @cached_property
    def _pinned_events(self) -> list[Event]:
        return [event for event in self.analysis.events if is_pinned(event)]

    def _pinned(self) -> Iterator[tuple[MarkedEvent | None, Event]]:
        of = {event.id: gold for gold, event in self.pairs}
        return ((of.get(event.id), event) for event in self._pinned_events)

    def has_event_at(self, event: Event) -> bool:
        """Whether its sentence tells anything, of whatever kind, of the place of its pin."""
        return any(
            is_place(link, mention, self.text)
            for gold in self.marked.events
            if event.sentence.overlaps(gold.trigger)
            for mention in gold.places
            for link in event.links
            if link.is_pin
        )

    def _verdicts(self) -> Iterator[tuple[str, list[bool]]]:
        """Measures over the pairs of which both sides say something."""
        yield (
            "news, of the pinned",
            [gold.is_news for gold, event in self.pairs if is_pinned(event)],
        )
        yield "status", [gold.status == event.modality for gold, event in self.pairs]
        yield (
            "not told as done",
            [
                event.modality not in HAPPENED
                for gold, event in self.pairs
                if gold.status not in HAPPENED
            ],
        )
        dated = [
            (gold, event) for gold, event in self.pairs if gold.has_day_words and has_days(event)
        ]
        yield "days overlap", [overlap(gold.days, event.time) for gold, event in dated]
        yield (
            "days exact",
            [gold.days == (event.time.first_day, event.time.last_day) for gold, event in dated],
        )
        yield (
            "the right speaker",
            [
                self.is_speaker_of(gold, event)
                for gold, event in self.pairs
                if gold.said_by and speakers(event)
            ],
        )

    def _days_given(self) -> Score:
        """Over the pairs where words of the text date the event."""
        given = [has_days(event) for gold, event in self.pairs if gold.has_day_words]
        return Score(right=sum(given), missed=len(given) - sum(given))

    def _said(self) -> Score:
        """Over the pairs: whether anybody is said to say so."""
        told = [(bool(gold.said_by), bool(speakers(event))) for gold, event in self.pairs]
        return Score(
            right=told.count((True, True)),
            wrong=told.count((False, True)),
            missed=told.count((True, False)),
        )

    def faults(self) -> Iterator[Fault]:
        """What is missed, what is extra, then what differs in the events that are found."""
        for gold in self.missed:
            yield self._fault("missed", gold, None)
        for event in self.extra:
            yield self._fault("extra", None, event)
        for gold, event in self.pairs:
            if gold.kind != event.kind:
                yield self._fault("kind", gold, event)
            if (gold.places or event_places(event)) and not self.is_there(gold, event):
                yield self._fault("place", gold, event)
            if is_pinned(event) and not gold.is_news:
                yield self._fault("background", gold, event)
            if gold.status != event.modality:
                yield self._fault("status", gold, event)
            if gold.has_day_words and not (has_days(event) and overlap(gold.days, event.time)):
                yield self._fault("days", gold, event)
            if bool(gold.said_by) != bool(speakers(event)) or (
                gold.said_by and not self.is_speaker_of(gold, event)
            ):
                yield self._fault("speaker", gold, event)

    def _fault(self, what: str, gold: MarkedEvent | None, event: Event | None) -> Fault:
        trigger = event.trigger if event else gold.trigger if gold else Span(start=0, end=0)
        sentence = event.sentence if event else sentence_around(trigger, self.text)
        return Fault(
            article=self.marked.article.id,
            what=what,
            gold=self._gold_in_words(gold) if gold else "",
            output=self._read_in_words(event) if event else "",
            span=sentence,
            words=sentence.quote(self.text),
        )

    def _gold_in_words(self, gold: MarkedEvent) -> str:
        told = [
            f"{gold.kind} “{gold.trigger.quote(self.text)}” ({gold.status}, "
            f"{'news' if gold.is_news else 'background'})"
        ]
        for word, spans in (("at", gold.places), ("said by", gold.said_by)):
            told += (
                [f"{word} {', '.join(span.quote(self.text) for span in spans)}"] if spans else []
            )
        return " ".join([*told, f"{gold.days[0] or 'open'} to {gold.days[1] or 'open'}"])

    def _read_in_words(self, event: Event) -> str:
        told = [
            f"{event.kind} “{event.trigger.quote(self.text)}” "
            f"({event.modality}, {event.confidence:.2f})"
        ]
        places = [link.resolution.toponym.text for link in event_places(event)]
        for word, names in (("at", places), ("said by", speakers(event))):
            told += [f"{word} {', '.join(names)}"] if names else []
        return " ".join(
            [*told, f"{event.time.first_day or 'open'} to {event.time.last_day or 'open'}"]
        )


def _counted(verdicts: Collection[bool] | Iterator[bool]) -> Score:
    return sum(map(score_of, verdicts), Score())


def is_drawable(gold: MarkedEvent) -> bool:
    return gold.status in DRAWN_MODALITIES and bool(gold.places) and gold.kind != UNMAPPED


def has_days(event: Event) -> bool:
    """Whether words of the text date the event in the reading."""
    return bool(event.time.text) and (event.time.first_day or event.time.last_day) is not None
