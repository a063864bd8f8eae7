"""Fits event_place_weights.csv and the layers of places.npz: which mention is the place of an
event, do two tellings mean the same event, whether a pin is news from there, and whether the event
is told so, there.

All four learn from annotated articles as the reading sees them, with event words that a model
answered which never saw the article. The same articles give the same weights.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from spacy.tokens import Token

from components.core.geodesy import distance_km
from components.core.records import DRAWN_MODALITIES, Event, Place, Span
from components.evaluation.annotated import MarkedEvent
from components.events.learned import with_learned
from components.events.place_context import LearnedSignals, lies_in, question_of
from components.events.place_cues import Cues, cues_of
from components.events.place_model import CHOSEN, THRESHOLD, PlaceChoices, choices_of, pin_cues
from components.events.reading import UnplacedEvents, final_events, unplaced_events
from components.events.sameness import EventDraft, is_ruled_out
from components.events.sameness import cues_of as same_cues
from components.events.triggers import find_triggers
from components.language.event_words import EventWord
from components.language.place_layers import PlaceLayers
from components.lexicon.events import PlaceModel

from .event_words import Words
from .fitting import Array
from .labels import FOLDS, fold_of
from .place_layers import PlaceExample, directions_of, fit_layers

PLACE_AT = 0.5
NEWS_AT = {THRESHOLD: 0.2, CHOSEN: 0.6}
SAME_AT = {THRESHOLD: 0.31}
RIGHT_AT = {THRESHOLD: 0.2, CHOSEN: 0.4}
"""Chances from which a place is taken, and a pin drawn of the rules or of the model: by
articles held out of the fit."""
STRICTNESS, LEAST = 30.0, 8
STEPS = 10
ROUNDS = 2
"""How often places are learned anew from how the round before placed the events before."""
SAME_POINT_KM = 15.0
EXTENDED = frozenset({"country", "admin1", "region"})

Weights = dict[str, float]


@dataclass(kw_only=True)
class Learner:
    """An article as the reading begins it, and what its labels say of that."""

    words: Words
    reading: UnplacedEvents
    placed: PlaceChoices = field(default_factory=PlaceChoices)
    around: dict[int, Array] = field(default_factory=dict)
    """What the encoder gives around tokens that were asked for."""

    @property
    def fold(self) -> int:
        return fold_of(self.words.marked)

    def use(self, model: PlaceModel, layers: PlaceLayers | None) -> None:
        """Place the events anew."""
        self.reading = self.reading.with_place_model(model, layers)
        self.placed = choices_of(self.reading.place_context.events, self.reading.place_context)

    def seen_around(self, token: Token) -> Array:
        if token.i not in self.around:
            self.around[token.i] = self.words.encoded.around(token)
        return self.around[token.i]

    def marked(self, *spans: Span) -> list[MarkedEvent]:
        """The labels at any of these words."""
        return [
            one
            for one in self.words.marked.events
            if any(one.trigger.overlaps(span) for span in spans)
        ]

    @property
    def drafts(self) -> list[EventDraft]:
        return self.reading.placed(self.placed)

    def story(self, label: MarkedEvent) -> int:
        """The number of the first label that tells the event."""
        labels = self.words.marked.events
        number = labels.index(label)
        for _ in labels:
            if (before := labels[number].tells_again) is not None:
                number = before
        return number

    def places(self, marked: Iterable[MarkedEvent]) -> list[Place]:
        return [
            one.place
            for label in marked
            for mention in label.places
            for one in self.words.resolutions
            if one.place and one.toponym.span.overlaps(mention)
        ]

    def finest(self, marked: Iterable[MarkedEvent]) -> list[Place]:
        """What the labels' places mean, without those in which another of them lies."""
        found = [self.places([label]) for label in marked]
        return [
            place
            for places in found
            for place in places
            if not any(lies_in(other, place) for other in places)
        ]


def learner(words: Words, read: Mapping[int, EventWord], kinds: Container[str]) -> Learner:
    """``read`` are the event words by a model that never saw the article."""
    triggers = with_learned(find_triggers(words.context), words.context, read, learned=kinds)
    learned = LearnedSignals(words=read, encoded=words.encoded)
    reading = unplaced_events(words.context, words.resolutions, triggers=triggers, learned=learned)
    return Learner(words=words, reading=reading)


@dataclass(frozen=True, slots=True)
class Example:
    cues: Cues
    answer: bool


def place_examples(one: Learner) -> Iterator[PlaceExample]:
    """Every candidate of the marked events that the rules leave without a pin."""
    for draft in one.reading.drafts:
        event = draft.event
        marked = one.marked(*(member.span for member in draft.cluster.members))
        question = question_of(event, one.reading.place_context)
        pinned = any(link.is_pin for link in event.links)
        if not marked or pinned or question is None or event.id not in one.placed.before:
            continue
        right = {place.id for place in one.finest(marked)}
        for zone, mention in question.candidates:
            cues = cues_of(question, zone, mention, before=one.placed.before[event.id])
            yield PlaceExample(
                event=one.seen_around(question.token),
                mention=one.seen_around(mention.head),
                cues=cues,
                answer=mention.place.id in right,
            )


def same_examples(one: Learner) -> Iterator[Example]:
    """Every two drafts at marked words that may tell one event."""
    told = [
        (draft, one.story(marked[0]))
        for draft in sorted(one.drafts, key=lambda draft: draft.event.trigger.start)
        if (marked := one.marked(draft.event.trigger))
    ]
    for (first, story), (second, other) in combinations(told, 2):
        if not is_ruled_out(first, second):
            yield Example(same_cues(first, second), story == other)


@dataclass(frozen=True, slots=True)
class PinExample:
    cues: Cues
    is_news: bool
    is_told_so: bool


def pin_examples(one: Learner) -> Iterator[PinExample]:
    """Every pin after merging."""
    place_context = one.reading.place_context
    for event in one.reading.merged(one.placed):
        before = one.placed.before.get(event.id, ())
        question = question_of(event, place_context)
        for link in event.links if event.is_drawn else ():
            place = link.resolution.place
            if link.is_pin and place:
                cues = pin_cues(question, link, before=before)
                yield PinExample(cues, _is_news(event, place, one), _is_told_so(event, place, one))


def _is_news(event: Event, place: Place, one: Learner) -> bool:
    """Whether the labels have news of that place in the event's sentence."""
    news = [
        label
        for label in one.words.marked.events
        if event.sentence.start <= label.trigger.start < event.sentence.end
        and label.is_news
        and label.status in DRAWN_MODALITIES
    ]
    return any(_is_same(place, other) for other in one.finest(news))


def _is_told_so(event: Event, place: Place, one: Learner) -> bool:
    """Whether the labels have an event of that kind at the event's word, there."""
    same = [
        label
        for label in one.marked(event.trigger)
        if label.kind == event.kind and label.status in DRAWN_MODALITIES
    ]
    return any(_is_same(place, other) for other in one.places(same))


def _is_same(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    return not {one.kind, other.kind} & EXTENDED and distance_km(one, other) <= SAME_POINT_KM


def fit(examples: Iterable[Example]) -> Weights:
    """Logistic regression by Newton's method, squared weights penalised; rare cues are left out."""
    kept = list(examples)
    count = Counter(cue for one in kept for cue in one.cues)
    order = sorted(cue for cue, number in count.items() if number >= LEAST)
    column = {cue: number for number, cue in enumerate(order)}
    cells = [
        (strength, row, column[cue])
        for row, one in enumerate(kept)
        for cue, strength in one.cues.items()
        if cue in column
    ]
    strengths, rows, columns = zip(*cells, strict=True)
    table = csr_matrix((strengths, (rows, columns)), shape=(len(kept), len(order)))
    answers = np.array([one.answer for one in kept], dtype=float)
    weights = np.zeros(len(order))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (answers - chances) - STRICTNESS * weights
        certain = table.multiply((chances * (1 - chances))[:, None])
        bend = (table.T @ certain.tocsr()).toarray() + STRICTNESS * np.eye(len(order))
        weights = weights + np.linalg.solve(bend, slope)
    return {cue: round(float(weight), 3) for cue, weight in zip(order, weights, strict=True)}


def place_model(place: Weights, same: Weights, news: Weights, right: Weights) -> PlaceModel:
    """As the reading loads it, without reasons."""
    return PlaceModel(
        place={**place, THRESHOLD: PLACE_AT},
        same={**same, **SAME_AT},
        news={**news, **NEWS_AT},
        right={**right, **RIGHT_AT},
        reasons={},
    )


def crossed(articles: Sequence[Learner]) -> tuple[PlaceModel, PlaceLayers]:
    """Fitted to all. The articles are left with places and weights that never saw their labels."""
    for one in articles:
        one.use(place_model({"any": -9.0}, {}, {}, {}), None)
    for _ in range(ROUNDS + 1):
        examples = [(one, list(place_examples(one))) for one in articles]
        directions = directions_of([example for _, own in examples for example in own])
        layers = {
            fold: fit_layers(
                [each for one, own in examples if one.fold != fold for each in own], directions
            )
            for fold in range(FOLDS)
        }
        for one in articles:
            one.use(place_model({}, {}, {}, {}), layers[one.fold])
    plain = [(one, [Example(each.cues, each.answer) for each in own]) for one, own in examples]
    tellings = [(one, list(same_examples(one))) for one in articles]
    same_apart = _apart(tellings)
    for one in articles:
        one.use(place_model({}, same_apart[one.fold], {}, {}), layers[one.fold])
    pins = [(one, list(pin_examples(one))) for one in articles]
    news = [(one, [Example(pin.cues, pin.is_news) for pin in own]) for one, own in pins]
    right = [(one, [Example(pin.cues, pin.is_told_so) for pin in own]) for one, own in pins]
    news_apart, right_apart = _apart(news), _apart(right)
    for one in articles:
        fold = one.fold
        model = place_model({}, same_apart[fold], news_apart[fold], right_apart[fold])
        one.reading = one.reading.with_place_model(model, layers[fold])
    whole = fit_layers([example for _, own in examples for example in own], directions)
    return place_model(*map(_of_all, (plain, tellings, news, right))), whole


Held = Sequence[tuple[Learner, Sequence[Example]]]


def _of_all(held: Held) -> Weights:
    return fit(example for _, own in held for example in own)


def _apart(held: Held) -> dict[int, Weights]:
    return {
        fold: fit(example for one, own in held if one.fold != fold for example in own)
        for fold in range(FOLDS)
    }


def read(one: Learner) -> tuple[Event, ...]:
    """The events of an article by parts that never saw it."""
    return final_events(one.reading, one.placed)


def write(path: Path, model: PlaceModel) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("judgement", "cue", "weight"))
        for name in ("place", "same", "news", "right"):
            weights: Weights = getattr(model, name)
            rows.writerows((name, cue, f"{weight:.3f}") for cue, weight in sorted(weights.items()))
