"""What a reading of an article has otherwise than its marks, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from components.core.records import Event, Span
from components.evaluation.annotated import MarkedEvent
from components.evaluation.comparison import is_pinned, placed, sentence_around, speakers
from components.evaluation.events import Fault, overlap
from components.evaluation.marked_pairs import Held, has_days


def faults_of(held: Held) -> Iterator[Fault]:
    """What is missed, what is extra, then what differs in the events that are found."""
    return _Faults(held).all()


@dataclass(frozen=True, slots=True)
class _Faults:
    held: Held

    def all(self) -> Iterator[Fault]:
        for gold in self.held.missed:
            yield self._fault("missed", gold, None)
        for event in self.held.extra:
            yield self._fault("extra", None, event)
        for gold, event in self.held.pairs:
            if gold.kind != event.kind:
                yield self._fault("kind", gold, event)
            if (gold.places or placed(event)) and not self.held.is_there(gold, event):
                yield self._fault("place", gold, event)
            if is_pinned(event) and not gold.is_news:
                yield self._fault("background", gold, event)
            if gold.status != event.modality:
                yield self._fault("status", gold, event)
            if gold.has_day_words and not (has_days(event) and overlap(gold.days, event.time)):
                yield self._fault("days", gold, event)
            if bool(gold.said_by) != bool(speakers(event)) or (
                gold.said_by and not self.held.is_speaker_of(gold, event)
            ):
                yield self._fault("speaker", gold, event)

    def _fault(self, what: str, gold: MarkedEvent | None, event: Event | None) -> Fault:
        trigger = event.trigger if event else gold.trigger if gold else Span(start=0, end=0)
        sentence = event.sentence if event else sentence_around(trigger, self.held.text)
        return Fault(
            article=self.held.marked.article.id,
            what=what,
            gold=self._gold_in_words(gold) if gold else "",
            output=self._read_in_words(event) if event else "",
            span=sentence,
            words=sentence.quote(self.held.text),
        )

    def _gold_in_words(self, gold: MarkedEvent) -> str:
        told = [
            f"{gold.kind} “{gold.trigger.quote(self.held.text)}” ({gold.status}, "
            f"{'news' if gold.is_news else 'background'})"
        ]
        for word, spans in (("at", gold.places), ("said by", gold.said_by)):
            told += (
                [f"{word} {', '.join(span.quote(self.held.text) for span in spans)}"]
                if spans
                else []
            )
        return " ".join([*told, f"{gold.days[0] or 'open'} to {gold.days[1] or 'open'}"])

    def _read_in_words(self, event: Event) -> str:
        told = [
            f"{event.kind} “{event.trigger.quote(self.held.text)}” "
            f"({event.modality}, {event.confidence:.2f})"
        ]
        places = [link.resolution.toponym.text for link in placed(event)]
        for word, names in (("at", places), ("said by", speakers(event))):
            told += [f"{word} {', '.join(names)}"] if names else []
        return " ".join(
            [*told, f"{event.time.first_day or 'open'} to {event.time.last_day or 'open'}"]
        )
