"""Measures of a reading of an article in which every event is annotated.

An event is found where triggers overlap; pairs are one to one, the same kind first, then those that
share most characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from components.core.precision import SURE
from components.core.records import (
    DRAWN_MODALITIES,
    HAPPENED,
    UNMAPPED,
    Actor,
    Analysis,
    Event,
    Span,
)
from components.evaluation.annotated import Marked, MarkedEvent
from components.evaluation.events import overlap, score_of
from components.evaluation.matching import paired
from components.evaluation.scores import Fault, Measures, Score
from components.evaluation.words import (
    SameName,
    event_places,
    is_among,
    is_pinned,
    is_place,
    is_pronoun,
    named_speakers,
    sentence_around,
    shared_characters,
    speakers,
)


def measure_marked(marked: Marked, analysis: Analysis, *, same_name: SameName) -> Measures:
    compared = _Compared(marked, analysis, same_name)
    return Measures(
        scores=dict(compared.scores()), drawn=compared.drawn, faults=tuple(compared.faults())
    )


class _Compared:
    """The annotations and the reading of one article in pairs: their scores and differences."""

    def __init__(self, marked: Marked, analysis: Analysis, same_name: SameName) -> None:
        self.marked, self.analysis, self.same_name = marked, analysis, same_name
        self.text = marked.article.text
        fitting = sorted(
            (gold.kind != event.kind, -shared, number, at)
            for number, gold in enumerate(marked.events)
            for at, event in enumerate(analysis.events)
            if (shared := shared_characters(event, gold.trigger))
        )
        self.positions = paired([(number, at) for _, _, number, at in fitting])
        """Positions of annotated events with those of the reading."""
        self.pairs = [
            (marked.events[number], analysis.events[at])
            for number, at in sorted(self.positions.items())
        ]
        taken = set(self.positions.values())
        self.extra = [event for at, event in enumerate(analysis.events) if at not in taken]
        self.missed = [
            one for number, one in enumerate(marked.events) if number not in self.positions
        ]
        gold_of = {event.id: gold for gold, event in self.pairs}
        self.pinned = [
            (gold_of.get(event.id), event) for event in analysis.events if is_pinned(event)
        ]
        self.drawn = tuple(
            (event.confidence, self.is_same_reading(gold, event)) for gold, event in self.pinned
        )

    def is_there(self, gold: MarkedEvent, event: Event) -> bool:
        return bool(gold.places) and any(
            is_place(link, gold.places[0], self.text) for link in event_places(event)
        )

    def is_same_reading(self, gold: MarkedEvent | None, event: Event) -> bool:
        """Whether kind and pin match the gold, at its finest place or one around it."""
        if gold is None or not is_drawable(gold) or gold.kind != event.kind:
            return False
        pins = [link for link in event.links if link.is_pin]
        return any(is_place(link, mention, self.text) for link in pins for mention in gold.places)

    def is_speaker_of(self, gold: MarkedEvent, event: Event) -> bool:
        return any(
            is_among(mention, named_speakers(event), text=self.text, same_name=self.same_name)
            for mention in gold.said_by
        )

    def has_event_at(self, event: Event) -> bool:
        """Whether its sentence has any annotated event at the place of its pin."""
        return any(
            is_place(link, mention, self.text)
            for gold in self.marked.events
            if event.sentence.overlaps(gold.trigger)
            for mention in gold.places
            for link in event.links
            if link.is_pin
        )

    def scores(self) -> Iterator[tuple[str, Score]]:
        extra, missed, pairs = self.extra, self.missed, self.pairs
        of_all = self.marked.events, self.analysis.events
        of_found = [gold for gold, _ in pairs], [event for _, event in pairs]
        firsts = {self._first_telling(number) for number in range(len(of_all[0]))}
        found = {self._first_telling(number) for number in self.positions}
        yield "events found", Score(right=len(pairs), wrong=len(extra), missed=len(missed))
        yield (
            "events, retold once",
            Score(right=len(found), wrong=len(extra), missed=len(firsts - found)),
        )
        # Over the events with a kind.
        right = sum(one.kind == event.kind != UNMAPPED for one, event in pairs)
        for name, (marked, read) in (("kind", of_all), ("kind, of found", of_found)):
            given = sum(event.kind != UNMAPPED for event in read)
            wanted = sum(one.kind != UNMAPPED for one in marked)
            yield name, Score(right=right, wrong=given - right, missed=wanted - right)
        # Right where one of the reading's places is the gold's finest.
        right = sum(self.is_there(one, event) for one, event in pairs)
        for name, (marked, read) in (("place", of_all), ("place, of found", of_found)):
            given = sum(bool(event_places(event)) for event in read)
            wanted = sum(bool(one.places) for one in marked)
            yield name, Score(right=right, wrong=given - right, missed=wanted - right)
        yield "pins, told so there", _counted(is_right for _, is_right in self.drawn)
        yield (
            "pins, anything told there",
            _counted(self.has_event_at(event) for _, event in self.pinned),
        )
        # Over the news to be drawn: with a kind, a place, and a status that is drawn.
        right = sum(
            gold is not None and gold.is_news and self.is_same_reading(gold, event)
            for gold, event in self.pinned
        )
        wanted = sum(one.is_news and is_drawable(one) for one in self.marked.events)
        yield (
            "pins, of the news",
            Score(right=right, wrong=len(self.pinned) - right, missed=wanted - right),
        )
        for name, verdicts in self._verdicts():
            yield name, _counted(verdicts)
        # Over the pairs with words of the text that date the event.
        dated = [has_days(event) for gold, event in pairs if gold.has_day_words]
        yield "days given", Score(right=sum(dated), missed=len(dated) - sum(dated))
        said = [(bool(gold.said_by), bool(speakers(event))) for gold, event in pairs]
        yield (
            "somebody says so",
            Score(
                right=said.count((True, True)),
                wrong=said.count((False, True)),
                missed=said.count((True, False)),
            ),
        )
        yield "who does it", self._people((gold.agents, event.actors) for gold, event in pairs)
        yield "to whom", self._people((gold.patients, event.targets) for gold, event in pairs)
        sure = (is_right for confidence, is_right in self.drawn if confidence >= SURE)
        yield "pins, of the sure", _counted(sure)

    def _people(self, pairs: Iterable[tuple[Sequence[Span], Sequence[Actor]]]) -> Score:
        """Right where one of the names read is one of the annotated; pronouns are not compared."""
        score = Score()
        for mentions, actors in pairs:
            named_actors = [(one.span, one.name) for one in actors]
            is_right = any(
                is_among(one, named_actors, text=self.text, same_name=self.same_name)
                for one in mentions
            )
            named = [one for one in mentions if not is_pronoun(one, self.text)]
            if is_right or named or not mentions:
                is_wrong = bool(actors) and not is_right
                score += Score(right=is_right, wrong=is_wrong, missed=bool(named) and not is_right)
        return score

    def _first_telling(self, number: int) -> int:
        """An event that is mentioned again counts once, and is found by any mention."""
        seen = {number}
        while (again := self.marked.events[number].tells_again) is not None and again not in seen:
            number = again
            seen.add(number)
        return number

    def _verdicts(self) -> Iterator[tuple[str, list[bool]]]:
        """Measures over the pairs in which both sides have a value."""
        pairs = self.pairs
        yield "news, of the pinned", [gold.is_news for gold, event in pairs if is_pinned(event)]
        yield "status", [gold.status == event.modality for gold, event in pairs]
        undone = [event for gold, event in pairs if gold.status not in HAPPENED]
        yield "not told as done", [event.modality not in HAPPENED for event in undone]
        dated = [(gold, event) for gold, event in pairs if gold.has_day_words and has_days(event)]
        yield "days overlap", [overlap(gold.days, event.time) for gold, event in dated]
        yield (
            "days exact",
            [gold.days == (event.time.first_day, event.time.last_day) for gold, event in dated],
        )
        said = [(gold, event) for gold, event in pairs if gold.said_by and speakers(event)]
        yield "the right speaker", [self.is_speaker_of(*pair) for pair in said]

    def faults(self) -> Iterator[Fault]:
        """What is missed, what is extra, then differences in the events that were found."""
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
        places, said_by = (
            [span.quote(self.text) for span in spans] for spans in (gold.places, gold.said_by)
        )
        return in_words(
            f"{gold.kind} “{gold.trigger.quote(self.text)}” "
            f"({gold.status}, {'news' if gold.is_news else 'background'})",
            places,
            said_by,
            days=gold.days,
        )

    def _read_in_words(self, event: Event) -> str:
        return in_words(
            f"{event.kind} “{event.trigger.quote(self.text)}” "
            f"({event.modality}, {event.confidence:.2f})",
            [link.resolution.toponym.text for link in event_places(event)],
            speakers(event),
            days=(event.time.first_day, event.time.last_day),
        )


def in_words(
    what: str,
    places: Sequence[str],
    said_by: Sequence[str],
    *,
    days: tuple[date | None, date | None],
) -> str:
    parts = [what]
    parts += [f"at {', '.join(places)}"] if places else []
    parts += [f"said by {', '.join(said_by)}"] if said_by else []
    return " ".join([*parts, f"{days[0] or 'open'} to {days[1] or 'open'}"])


def _counted(verdicts: Iterable[bool]) -> Score:
    return sum(map(score_of, verdicts), Score())


def is_drawable(gold: MarkedEvent) -> bool:
    return gold.status in DRAWN_MODALITIES and bool(gold.places) and gold.kind != UNMAPPED


def has_days(event: Event) -> bool:
    """Whether words of the text date the event in the reading."""
    return bool(event.time.text) and (event.time.first_day or event.time.last_day) is not None
