"""Pins, days, actors, speakers and modality compared with an editor's gold; also pins by place
alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from components.core.protocols import Gazetteer
from components.core.records import OWN_VOICE, Analysis, Event, EventTime
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
from components.evaluation.scores import (
    NO_ANSWERS,
    NOTHING_COVERED,
    Coverage,
    Fault,
    Measures,
    Score,
    total_score,
)
from components.evaluation.words import SameName
from components.tables.rows import iso

FALSE_PIN_COUNTS = 2
"""The weight of a wrong pin in an article whose gold has no pin."""


PLACE_MET, PLACE_RIGHT = "its place is met", "its place is right"
PLAIN, STRICT, DETECTION = "pins, plain", "pins, strict", "pins (kind + place)"
UNPLACED = "events without a place"
FIELDS = ("days overlap", "days exact", "actors", "sides", "attribution", "modality")
"""Over the pins with the right kind and place, where the gold has a value."""


def score_article(
    gold: GoldArticle, analysis: Analysis, *, gazetteer: Gazetteer, same_name: SameName
) -> Measures:
    """Compare an article. Optional pins, and pins that repeat one, are neither right nor wrong.

    Pins by place alone: "plain" is near any pin of the gold; "strict" is also quoted in the gold's
    sentence, outside words that take no pin (not scored where a pin of the gold has no sentence).
    Then pins by kind and place, their FIELDS, and the gold's events without a place, found or
    missed; further events without a place are not counted as wrong."""
    pins = pins_of(analysis)
    required = [one for one in gold.pins if not one.is_optional]
    optional = [one for one in gold.pins if one.is_optional]

    # By kind and place.
    pairs = match_pins(required, pins, gazetteer)
    left = [pin for at, pin in enumerate(pins) if at not in pairs.values()]
    extra = [pin for pin in left if not any(fits(one, pin, gazetteer) for one in optional)]
    missed = [one for number, one in enumerate(required) if number not in pairs]
    found = [(required[number], pins[at]) for number, at in sorted(pairs.items())]
    fields = [_compared(one, pin.event, same_name) for one, pin in found]
    unplaced = [one for one in gold.unplaced if not one.is_optional]
    lost = [one for one in unplaced if not _is_read(one, analysis)]

    # By place alone, and by place and sentence.
    def is_right(one: GoldEvent, pin: Pin) -> bool:
        is_told = is_quoted_in(one, pin) and is_allowed(gold, pin)
        return is_told and is_near(one, pin, gazetteer)

    near = sum(any(is_near(one, pin, gazetteer) for one in gold.pins) for pin in pins)
    met = sum(any(is_near(one, pin, gazetteer) for pin in pins) for one in required)
    astray, not_met = list[Pin](), list[GoldEvent]()
    has_sentences = all(one.sentence.span for one in gold.pins)
    if has_sentences:
        astray = [pin for pin in pins if not any(is_right(one, pin) for one in gold.pins)]
        not_met = [one for one in required if not any(is_right(one, pin) for pin in pins)]

    words = _InWords(gold, analysis)
    scores = {
        PLAIN: Coverage(right=near, wrong=len(pins) - near, met=met, missed=len(required) - met),
        STRICT: NOTHING_COVERED,
        DETECTION: Score(
            right=len(found),
            wrong=(1 if gold.pins else FALSE_PIN_COUNTS) * len(extra),
            missed=len(missed),
        ),
        **{name: total_score(one[name] for one in fields) for name in FIELDS},
        UNPLACED: Score(right=len(unplaced) - len(lost), missed=len(lost)),
    }
    if has_sentences:
        scores[STRICT] = Coverage(
            right=len(pins) - len(astray),
            wrong=len(astray),
            met=len(required) - len(not_met),
            missed=len(not_met),
        )
    return Measures(
        scores=scores,
        faults=(
            *(words.lost("missed", one, "" if one in not_met else PLACE_MET) for one in missed),
            *(words.extra("extra", pin, "" if pin in astray else PLACE_RIGHT) for pin in extra),
            *(words.lost("not met", one) for one in not_met if one not in missed),
            *(words.extra("astray", pin) for pin in astray if pin not in extra),
            *(
                fault
                for (one, pin), scores in zip(found, fields, strict=True)
                for fault in words.fields(one, pin, scores)
            ),
            *(words.lost("unplaced", one) for one in lost),
        ),
    )


def _is_read(gold: GoldEvent, analysis: Analysis) -> bool:
    """Whether an event of the kind was read in the gold's sentence, or anywhere without one."""
    return any(
        gold.allowed.takes(event.kind)
        and (gold.sentence.span is None or is_in_sentence(gold, event))
        for event in analysis.events
    )


def _compared(gold: GoldEvent, event: Event, same_name: SameName) -> dict[str, Score]:
    """The score of each of FIELDS; without a value in the gold a field is not scored."""

    def is_among(name: str, names: Sequence[str]) -> bool:
        return any(same_name(name, one) for one in names)

    def several(wanted: Sequence[str] | None, given: Sequence[Sequence[str]]) -> Score:
        """Names of the gold that were found; wrong are other proper names, but not "people"."""
        found = sum(any(is_among(name, names) for names in given) for name in wanted or ())
        named = [names for names in given if not names[0].islower()]
        wrong = sum(
            wanted is not None and not any(is_among(name, names) for name in wanted)
            for names in named
        )
        return Score(right=found, wrong=wrong, missed=len(wanted or ()) - found)

    time, days, modalities = event.time, gold.days, gold.allowed.modalities
    speakers = NO_ANSWERS
    if gold.speakers is not None:
        # Right by any speaker of the gold, or by the article's own voice where it has none.
        said = [one.speaker for one in event.attributions] or [OWN_VOICE]
        is_own = OWN_VOICE in said and not gold.speakers
        speakers = score_of(is_own or any(is_among(name, said) for name in gold.speakers))
    return {
        "days overlap": score_of(overlap(days, time)) if days else NO_ANSWERS,
        "days exact": score_of(days == (time.first_day, time.last_day)) if days else NO_ANSWERS,
        "actors": several(gold.actors, parties(event)),
        "sides": several(gold.sides, [(side,) for side in sides_of(event)]),
        "attribution": speakers,
        "modality": score_of(event.modality in modalities) if modalities else NO_ANSWERS,
    }


def score_of(is_right: bool) -> Score:
    """One answer; a wrong one also counts as missed."""
    return Score(right=int(is_right), wrong=int(not is_right), missed=int(not is_right))


def overlap(days: tuple[date | None, date | None], time: EventTime) -> bool:
    """Whether two ranges of days, which may be open, overlap; without days both must have none."""
    first, last = days
    if time.first_day is None and time.last_day is None:
        return first is None and last is None
    begins, ends = time.first_day or date.min, time.last_day or date.max
    return begins <= (last or date.max) and (first or date.min) <= ends


def parties(event: Event) -> tuple[tuple[str, ...], ...]:
    """The sides of actors and targets with their names, each once; one without a side by itself."""
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
class _InWords:
    """The differences from the gold in words."""

    gold: GoldArticle
    analysis: Analysis

    def lost(self, what: str, one: GoldEvent, note: str = "") -> Fault:
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

    def extra(self, what: str, pin: Pin, note: str = "") -> Fault:
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

    def fields(self, gold: GoldEvent, pin: Pin, scores: Mapping[str, Score]) -> Iterator[Fault]:
        event = pin.event
        if gold.days and scores["days exact"].wrong:
            yield self._fault(
                pin,
                "days",
                gold=_range(*gold.days),
                note="overlap" if scores["days overlap"].right else "apart",
                output=f"{_range(event.time.first_day, event.time.last_day)} “{event.time.text}”",
            )
        own_voice = ["the article"]
        speakers = [said.speaker for said in event.attributions] or own_voice
        for what, score, wanted, given in (
            ("actors", scores["actors"], gold.actors, [told[0] for told in parties(event)]),
            ("sides", scores["sides"], gold.sides, sides_of(event)),
            ("speaker", scores["attribution"], gold.speakers or own_voice, speakers),
        ):
            if score.wrong or score.missed:
                yield self._fault(pin, what, gold=", ".join(wanted or ()), output=", ".join(given))
        if scores["modality"].wrong:
            modalities = " or ".join(sorted(gold.allowed.modalities))
            yield self._fault(pin, "modality", gold=modalities, output=event.modality)

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
