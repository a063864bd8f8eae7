"""Two readings of the same articles compared: where they agree, and what only one has."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.core.records import Analysis, Event, Span
from components.corrections.agreement import FieldAgreement, field_agreement, fields_table
from components.corrections.amending import days_in_words
from components.evaluation.matching import paired
from components.llm.answers import NOT_GROUNDED

RULES, MODEL = "rules", "model"
"""The readers: Dateline's own, and the language model."""
TOLD_CHARACTERS = 70
NOBODY, NOWHERE, OWN = "nobody", "no pin", "the article"


def _pins(event: Event) -> str:
    names = {
        place.id: place.name
        for link in event.links
        if event.is_drawn and link.is_pin and (place := link.resolution.place)
    }
    return ", ".join(names[one] for one in sorted(names)) or NOWHERE


FIELDS: Mapping[str, Callable[[Event], str]] = {
    "kind": lambda event: event.kind,
    "status": lambda event: event.modality,
    "places": _pins,
    "days": lambda event: days_in_words(event.time.first_day, event.time.last_day),
    "who": lambda event: ", ".join(sorted(one.name for one in event.actors)) or NOBODY,
    "speaker": lambda event: ", ".join(sorted(one.speaker for one in event.attributions)) or OWN,
}
"""The fields of an event that are compared, each as a value in words."""
SENTENCE = "sentence tells an event"
DIFFER, ALONE = "the two readings differ in", "one of the two readings alone has it"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoReadings:
    """One article with the paired events of both readings, the rules' and the model's."""

    rules: Analysis
    model: Analysis
    sentences: tuple[Span, ...]
    both: tuple[tuple[Event, Event], ...]

    def alone(self, *, of_model: bool) -> tuple[Event, ...]:
        """The events of one reading that the other lacks."""
        paired_ids = {pair[of_model].id for pair in self.both}
        events = self.model.events if of_model else self.rules.events
        return tuple(event for event in events if event.id not in paired_ids)

    def differing(self) -> Iterator[tuple[Event, Event, dict[str, tuple[str, str]]]]:
        """Pairs that differ, with the fields: (the rules' value, the model's)."""
        for first, second in self.both:
            values = {name: (read(first), read(second)) for name, read in FIELDS.items()}
            if apart := {name: pair for name, pair in values.items() if pair[0] != pair[1]}:
                yield first, second, apart

    def disagreements(self, *, of_model: bool) -> dict[str, str]:
        """The events of one reading that the other lacks or reads differently: id, and how."""
        return {event.id: ALONE for event in self.alone(of_model=of_model)} | {
            (second if of_model else first).id: f"{DIFFER}: {', '.join(apart)}"
            for first, second, apart in self.differing()
        }


def two_readings(rules: Analysis, model: Analysis, *, sentences: tuple[Span, ...]) -> TwoReadings:
    """Pair events that share a sentence and a word, pin or kind, the closest first."""
    fitting = sorted(
        (closeness, first, second)
        for first, one in enumerate(rules.events)
        for second, other in enumerate(model.events)
        if (closeness := _closeness(one, other))
    )
    pairs = paired([(first, second) for _, first, second in fitting])
    both = tuple((rules.events[first], model.events[pairs[first]]) for first in sorted(pairs))
    return TwoReadings(rules=rules, model=model, sentences=sentences, both=both)


def _closeness(one: Event, other: Event) -> tuple[bool, bool, bool, int] | None:
    """Smaller is closer; None where they are different events."""
    passages = ((one.sentence, *one.passages), (other.sentence, *other.passages))
    if not any(first.overlaps(second) for first in passages[0] for second in passages[1]):
        return None
    apart = (
        not one.trigger.overlaps(other.trigger),
        one.kind != other.kind,
        NOWHERE in (pins := {_pins(one), _pins(other)}) or len(pins) > 1,
    )
    return None if all(apart) else (*apart, abs(one.trigger.start - other.trigger.start))


def fields_of(readings: Sequence[TwoReadings]) -> tuple[FieldAgreement, ...]:
    """Whether a sentence has an event, and the fields of the events in both readings."""
    answers = [
        {RULES: _is_told(span, one.rules), MODEL: _is_told(span, one.model)}
        for one in readings
        for span in one.sentences
    ]
    pairs = [pair for one in readings for pair in one.both]
    return (
        field_agreement(SENTENCE, answers),
        *(
            field_agreement(name, [{RULES: read(one), MODEL: read(other)} for one, other in pairs])
            for name, read in FIELDS.items()
        ),
    )


def _is_told(sentence: Span, analysis: Analysis) -> str:
    is_told = any(
        sentence.overlaps(passage)
        for event in analysis.events
        for passage in (event.sentence, *event.passages)
    )
    return "yes" if is_told else "no"


def readers_report(readings: Sequence[TwoReadings]) -> str:
    """A table of the fields, then for each article what only one reading has, and the
    differences."""
    both = sum(len(one.both) for one in readings)
    rules, model = (
        sum(len(one.alone(of_model=of_model)) for one in readings) for of_model in (False, True)
    )
    head = [
        f"Events of both: {both}; of the rules alone: {rules}; of the model alone: {model}",
        f"The model: {next((one.model.read_by for one in readings), '')}",
        "",
        *fields_table(fields_of(readings), {}),
    ]
    return "\n".join([*head, *(line for one in readings for line in _article(one))])


def _article(one: TwoReadings) -> Iterator[str]:
    yield from ("", one.rules.article.title or _shortened(one.rules.article.text))
    for words, of_model in (("Rules alone", False), ("Model alone", True)):
        events = one.alone(of_model=of_model)
        yield f"  {words} ({len(events)})"
        yield from (f"    {_in_words(event, one.rules.article.text)}" for event in events)
    differing = list(one.differing())
    yield f"  Both, and they differ ({len(differing)})"
    for event, _, fields in differing:
        yield f"    {_in_words(event, one.rules.article.text)}"
        yield from (
            f"      {name}: rules: {first}; model: {second}"
            for name, (first, second) in fields.items()
        )
    missing = [rejected for rejected in one.model.rejected if rejected.what == NOT_GROUNDED]
    yield f"  Not grounded, in the model's words ({len(missing)})"
    yield from (f"    “{_shortened(rejected.text)}”: {rejected.reason}" for rejected in missing)


def _in_words(event: Event, text: str) -> str:
    return (
        f"{event.kind} “{event.trigger.quote(text)}” ({_pins(event)}): "
        f"“{_shortened(event.sentence.quote(text))}”"
    )


def _shortened(words: str) -> str:
    return textwrap.shorten(words, TOLD_CHARACTERS, placeholder="…")
