"""Pins, days, actors, speakers and modality against an editor's gold; pins by place alone, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from components.core.protocols import Gazetteer
from components.core.records import OWN_VOICE, Analysis, Event, EventTime, Span
from components.evaluation.gold import GoldArticle, GoldEvent
from components.evaluation.matching import (
    Pin,
    fits,
    is_allowed,
    is_in_sentence,
    is_near,
    is_quoted_in,
    match_pins,
    pins_of,
)
from components.evaluation.scores import NO_ANSWERS, NOTHING_COVERED, Coverage, Score, total_score
from components.evaluation.words import SameName
from components.tables.rows import iso

FALSE_PIN_COUNTS = 2
"""What a false pin counts in an article whose gold has no pin at all."""


PLACE_MET, PLACE_RIGHT = "its place is met", "its place is right"
FAULTS = (
    *("missed", "extra", "not met", "astray"),
    *("days", "actors", "sides", "speaker", "modality", "unplaced"),
)
FIELDS = ("days_overlap", "days_exact", "actors", "sides", "speakers", "modality")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as the gold has it.

    ``what`` is one of FAULTS: pins missed and extra, with a note where their place is right; not
    met and astray by the strict measure; then fields."""

    article: str
    what: str
    gold: str
    output: str
    words: str
    span: Span | None
    note: str = ""

    def as_row(self) -> dict[str, Any]:
        place = {"char_start": self.span.start, "char_end": self.span.end} if self.span else {}
        return {
            "article": self.article,
            "what": self.what,
            "gold": self.gold,
            "output": self.output,
            **place,
            "sentence": self.words,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScores:
    """Pins by place alone (``plain``, ``strict``), and by kind and place (``detection``).

    ``plain``: right near any pin of the gold, and met by any pin near. ``strict``: also quoted in
    the gold's sentence, and not in words that take no pin. Other measures are over ``detection``'s
    pins where the gold says something."""

    plain: Coverage = NOTHING_COVERED
    strict: Coverage = NOTHING_COVERED
    """Nothing where a pin of the gold has no sentence."""
    detection: Score = NO_ANSWERS
    days_overlap: Score = NO_ANSWERS
    days_exact: Score = NO_ANSWERS
    actors: Score = NO_ANSWERS
    sides: Score = NO_ANSWERS
    speakers: Score = NO_ANSWERS
    modality: Score = NO_ANSWERS
    unplaced: Score = NO_ANSWERS
    """Events without a place in the gold: found and missed; others are not counted as wrong."""
    faults: tuple[Fault, ...] = field(default=(), repr=False)


MEASURES = ("plain", "strict", "detection", *FIELDS, "unplaced")


def score_article(
    gold: GoldArticle, analysis: Analysis, *, gazetteer: Gazetteer, same_name: SameName
) -> EventScores:
    """One article. Optional pins, and pins that repeat one, are neither right nor wrong."""
    pins = pins_of(analysis)
    required = [one for one in gold.pins if not one.is_optional]
    optional = [one for one in gold.pins if one.is_optional]
    pairs = match_pins(required, pins, gazetteer)
    left = [pin for at, pin in enumerate(pins) if at not in pairs.values()]
    extra = [pin for pin in left if not any(fits(one, pin, gazetteer) for one in optional)]
    missed = [one for number, one in enumerate(required) if number not in pairs]
    found = [(required[number], pins[at]) for number, at in sorted(pairs.items())]
    fields = [_Compared(gold=one, pin=pin, same_name=same_name) for one, pin in found]
    lost = [one for one in gold.unplaced if not one.is_optional and not _is_read(one, analysis)]
    wanted = sum(not one.is_optional for one in gold.unplaced)
    worth = 1 if gold.pins else FALSE_PIN_COUNTS
    by_place = ByPlace(gold, pins, gazetteer)
    return EventScores(
        plain=by_place.plain(),
        strict=by_place.strict(),
        detection=Score(right=len(found), wrong=worth * len(extra), missed=len(missed)),
        **{name: total_score(getattr(one, name)() for one in fields) for name in FIELDS},
        unplaced=Score(right=wanted - len(lost), missed=len(lost)),
        faults=tuple(
            _Faults(gold, analysis).of(
                missed=missed,
                extra=extra,
                fields=fields,
                unplaced=lost,
                not_met=by_place.not_met(),
                astray=by_place.astray(),
            )
        ),
    )


def _is_read(gold: GoldEvent, analysis: Analysis) -> bool:
    """Whether an event of the kind is read in the gold's sentence, or anywhere without one."""
    return any(
        gold.allowed.takes(event.kind)
        and (gold.sentence.span is None or is_in_sentence(gold, event))
        for event in analysis.events
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """A pin with its gold. A measure of which the gold says nothing counts nowhere."""

    gold: GoldEvent
    pin: Pin
    same_name: SameName

    def days_overlap(self) -> Score:
        return (
            NO_ANSWERS
            if self.gold.days is None
            else score_of(overlap(self.gold.days, self.pin.event.time))
        )

    def days_exact(self) -> Score:
        time = self.pin.event.time
        return (
            NO_ANSWERS
            if self.gold.days is None
            else score_of(self.gold.days == (time.first_day, time.last_day))
        )

    def actors(self) -> Score:
        """Sides and names of the gold found; wrong: other sides or proper names, not "people"."""
        return self._several(self.gold.actors, parties(self.pin.event))

    def sides(self) -> Score:
        return self._several(self.gold.sides, [(side,) for side in sides_of(self.pin.event)])

    def _several(self, wanted: Sequence[str] | None, given: Sequence[Sequence[str]]) -> Score:
        found = sum(any(self._is(name, told) for told in given) for name in wanted or ())
        named = [told for told in given if not told[0].islower()]
        wrong = (
            sum(not any(self._is(name, told) for name in wanted) for told in named)
            if wanted is not None
            else 0
        )
        return Score(right=found, wrong=wrong, missed=len(wanted or ()) - found)

    def _is(self, name: str, told: Sequence[str]) -> bool:
        return any(self.same_name(name, one) for one in told)

    def speakers(self) -> Score:
        """Right by any of the gold's speakers; without one, where the article says so too."""
        if self.gold.speakers is None:
            return NO_ANSWERS
        said = [one.speaker for one in self.pin.event.attributions] or [OWN_VOICE]
        if not self.gold.speakers:
            return score_of(OWN_VOICE in said)
        return score_of(any(self._is(name, said) for name in self.gold.speakers))

    def modality(self) -> Score:
        allowed = self.gold.allowed.modalities
        return score_of(self.pin.event.modality in allowed) if allowed else NO_ANSWERS


def score_of(is_right: bool) -> Score:
    """One answer: where it is not right, it is wrong and the right one is missed."""
    return Score(right=int(is_right), wrong=int(not is_right), missed=int(not is_right))


def overlap(days: tuple[date | None, date | None], time: EventTime) -> bool:
    """Whether two ranges of days, perhaps open, share a day; no days are right for none."""
    first, last = days
    if time.first_day is None and time.last_day is None:
        return first is None and last is None
    begins, ends = time.first_day or date.min, time.last_day or date.max
    return begins <= (last or date.max) and (first or date.min) <= ends


def parties(event: Event) -> tuple[tuple[str, ...], ...]:
    """Each side of actors and targets once with its names; one without a side alone."""
    groups: dict[str, tuple[str, ...]] = {}
    for actor in (*event.actors, *event.targets):
        groups[actor.side or actor.name] = (
            *groups.get(actor.side or actor.name, (actor.side or actor.name,)),
            actor.name,
        )
    return tuple(groups.values())


def sides_of(event: Event) -> tuple[str, ...]:
    """Sides of actors and targets, each once."""
    return tuple(
        dict.fromkeys(actor.side for actor in (*event.actors, *event.targets) if actor.side)
    )


@dataclass(frozen=True, slots=True)
class _Faults:
    """What is not as the gold has it, in words."""

    gold: GoldArticle
    analysis: Analysis

    def of(
        self,
        *,
        missed: Sequence[GoldEvent],
        extra: Sequence[Pin],
        fields: Sequence[_Compared],
        unplaced: Sequence[GoldEvent],
        not_met: Sequence[GoldEvent],
        astray: Sequence[Pin],
    ) -> Iterator[Fault]:
        yield from (
            self._lost("missed", one, note="" if one in not_met else PLACE_MET) for one in missed
        )
        yield from (
            self._extra("extra", pin, note="" if pin in astray else PLACE_RIGHT) for pin in extra
        )
        yield from (self._lost("not met", one) for one in not_met if one not in missed)
        yield from (self._extra("astray", pin) for pin in astray if pin not in extra)
        for one in fields:
            yield from self._fields(one)
        yield from (self._lost("unplaced", one) for one in unplaced)

    def _lost(self, what: str, one: GoldEvent, note: str = "") -> Fault:
        """A gold event that was not found, with what was read in its sentence."""
        span = one.sentence.span
        near = [event for event in self.analysis.events if is_in_sentence(one, event)]
        return Fault(
            article=self.gold.where,
            what=what,
            gold=f"{one.type} at {one.place}" if one.place else one.type,
            output="; ".join(map(self._in_words, near)),
            span=span,
            note=note,
            words=span.quote(self.analysis.article.text) if span else one.sentence.text,
        )

    def _extra(self, what: str, pin: Pin, note: str = "") -> Fault:
        span, trigger = pin.link.resolution.toponym.span, pin.event.trigger
        whys = (
            why
            for quote, why in self.gold.must_not
            if quote.span and (quote.span.overlaps(span) or quote.span.overlaps(trigger))
        )
        return self._fault(
            pin,
            what,
            gold="",
            output=self._in_words(pin.event),
            note="; ".join(filter(None, (note, *whys))),
        )

    def _fields(self, one: _Compared) -> Iterator[Fault]:
        event, gold = one.pin.event, one.gold
        if gold.days and one.days_exact().wrong:
            note = "overlap" if one.days_overlap().right else "apart"
            yield self._fault(
                one.pin,
                "days",
                gold=_range(*gold.days),
                note=note,
                output=f"{_range(event.time.first_day, event.time.last_day)} “{event.time.text}”",
            )
        own_voice = ["the article"]
        speakers = [said.speaker for said in event.attributions] or own_voice
        for what, score, wanted, given in (
            ("actors", one.actors(), gold.actors, [told[0] for told in parties(event)]),
            ("sides", one.sides(), gold.sides, sides_of(event)),
            ("speaker", one.speakers(), gold.speakers or own_voice, speakers),
        ):
            if score.wrong or score.missed:
                yield self._fault(
                    one.pin, what, gold=", ".join(wanted or ()), output=", ".join(given)
                )
        if one.modality().wrong:
            yield self._fault(
                one.pin,
                "modality",
                gold=" or ".join(sorted(gold.allowed.modalities)),
                output=event.modality,
            )

    def _fault(self, pin: Pin, what: str, *, gold: str, output: str, note: str = "") -> Fault:
        place = f"{pin.event.kind} at {pin.place.name}"
        return Fault(
            article=self.gold.where,
            what=what,
            gold=gold,
            note=f"{place}{': ' if note else ''}{note}",
            output=output,
            span=pin.event.sentence,
            words=pin.event.sentence.quote(self.analysis.article.text),
        )

    def _in_words(self, event: Event) -> str:
        """ "withdrawal “withdrew” (done) at Snake Island"."""
        places = [link.resolution.toponym.text for link in event.links if link.is_pin]
        trigger = event.trigger.quote(self.analysis.article.text)
        return (
            f"{event.kind} “{trigger}” "
            f"({event.modality}){' at ' if places else ''}{', '.join(places)}"
        )


def _range(first: date | None, last: date | None) -> str:
    return f"{iso(first) or 'open'} to {iso(last) or 'open'}"


@dataclass(frozen=True, slots=True)
class ByPlace:
    """The pins of one reading and the gold of its article."""

    gold: GoldArticle
    pins: Sequence[Pin]
    gazetteer: Gazetteer

    def plain(self) -> Coverage:
        right = sum(
            any(is_near(one, pin, self.gazetteer) for one in self.gold.pins) for pin in self.pins
        )
        wanted = [one for one in self.gold.pins if not one.is_optional]
        met = sum(any(is_near(one, pin, self.gazetteer) for pin in self.pins) for one in wanted)
        return Coverage(
            right=right, wrong=len(self.pins) - right, met=met, missed=len(wanted) - met
        )

    def strict(self) -> Coverage:
        if not self._has_sentences():
            return NOTHING_COVERED
        astray, not_met = len(self.astray()), len(self.not_met())
        wanted = sum(not one.is_optional for one in self.gold.pins)
        return Coverage(
            right=len(self.pins) - astray, wrong=astray, met=wanted - not_met, missed=not_met
        )

    def _has_sentences(self) -> bool:
        return all(one.sentence.span for one in self.gold.pins)

    def astray(self) -> list[Pin]:
        """The pins that are not right by the strict measure."""
        return [
            pin
            for pin in self.pins
            if self._has_sentences() and not any(self._is_right(one, pin) for one in self.gold.pins)
        ]

    def not_met(self) -> list[GoldEvent]:
        """The required pins of the gold that are not met by the strict measure."""
        return [
            one
            for one in self.gold.pins
            if self._has_sentences()
            and not one.is_optional
            and not any(self._is_right(one, pin) for pin in self.pins)
        ]

    def _is_right(self, one: GoldEvent, pin: Pin) -> bool:
        return (
            is_quoted_in(one, pin)
            and is_allowed(self.gold, pin)
            and is_near(one, pin, self.gazetteer)
        )
