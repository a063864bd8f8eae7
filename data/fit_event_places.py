"""Fits event_place_weights.csv: ``python data/fit_event_places.py ANNOTATED.jsonl...``

A line is an article: ``id``, ``text``, ``published`` and ``events``, each with ``trigger``,
``kind``, ``told_as``, ``status`` and ``places`` (spans of characters, the finest first). The place
of an event is learned from the marked events to which the rules give no pin; whether a pin is news,
from the pins of the rules' own events and of the marked ones, placed by weights that were fitted to
other articles. Nothing is drawn by lot: the same articles give the same weights.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from components.core.geodesy import distance_km
from components.core.records import (
    DRAWN_MODALITIES,
    UNMAPPED,
    Article,
    Event,
    Place,
    Resolution,
    Span,
)
from components.core.settings import LEXICON
from components.events import assembly
from components.events.clusters import Cluster, clusters
from components.events.context import Context, places_by_token
from components.events.merging import merge
from components.events.place_cues import Cues, cues_of
from components.events.place_model import CHOSEN, THRESHOLD, is_wanting, pin_cues
from components.events.place_scene import lies_in, question_of, scene_of
from components.events.roles import links_by_trigger
from components.events.sameness import Draft
from components.events.triggers import Trigger, find_triggers
from components.language.english.time import find_times
from components.language.parse import parse_all
from components.lexicon.events import PlaceModel, TriggerRow
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms
from components.reading.knowledge import Knowledge, load_knowledge
from components.sources.article.read import parse_day, read_text

PLACE_AT, NEWS_AT, CHOSEN_AT = 0.6, 0.2, 0.7
"""Chances from which a place is taken, and a pin drawn of the rules or of the model: by
articles held out of the fit."""
WEIGHED_AT = 0.4
"""Chance from which a place is good enough to learn from whether it is news."""
FOLDS, STRICTNESS, LEAST = 5, 30.0, 8
SAME_POINT_KM = 15.0
STEPS = 12

Gold = Mapping[str, Any]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An annotated article, parsed and resolved."""

    id: str
    article: Article
    doc: Doc
    resolutions: tuple[Resolution, ...]
    gold: tuple[Gold, ...]

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    cues: Cues
    answer: bool
    fold: int


def texts(records: Sequence[Gold], knowledge: Knowledge) -> Iterator[Text]:
    """Each record with a text, read as the program reads it."""
    articles = [_article(record) for record in records]
    docs = parse_all(articles, knowledge.nlp)
    for record, article, doc in zip(records, articles, docs, strict=True):
        toponyms, _ = find_toponyms(doc, knowledge.gazetteer, knowledge.names)
        resolutions = resolve(
            toponyms, doc=doc, article=article, gazetteer=knowledge.gazetteer, names=knowledge.names
        )
        yield Text(
            id=record["id"],
            article=article,
            doc=doc,
            resolutions=resolutions,
            gold=tuple(record["events"]),
        )


def _article(record: Gold) -> Article:
    day = record.get("published")
    return read_text(
        record["text"],
        published=parse_day(day) if day else None,
        title=record.get("title") or "",
        doc_id=record["id"],
    )


def context_of(text: Text, knowledge: Knowledge, model: PlaceModel) -> Context:
    article = text.article
    return Context(
        doc=text.doc,
        article=article,
        lexicon=replace(knowledge.events, place_model=model),
        actors=knowledge.actors,
        times=find_times(text.doc, article.published),
        places=places_by_token(text.doc, text.resolutions, text=article.text),
    )


def place_examples(text: Text, context: Context) -> Iterator[Example]:
    """Every candidate of the marked events that the rules leave without a pin."""
    triggers = with_marked(find_triggers(context), text, context)
    groups, drafts, _ = drafted(triggers, context)
    scene = scene_of(context, text.resolutions, [draft.event for draft in drafts])
    for cluster, draft in zip(groups, drafts, strict=True):
        marked = [
            one
            for one in text.gold
            if any(_meets(one["trigger"], member.span) for member in cluster.members)
        ]
        question = question_of(draft.event, scene)
        if not marked or not is_wanting(draft.event) or question is None:
            continue
        right = {place.id for one in marked for place in finest(one, text)}
        for zone, mention in question.candidates:
            cues = cues_of(question, zone, mention)
            yield Example(cues=cues, answer=mention.place.id in right, fold=text.fold)


def with_marked(triggers: Sequence[Trigger], text: Text, context: Context) -> list[Trigger]:
    """The rules' event words and those of the annotation that they lack."""
    found = {trigger.token.i: trigger for trigger in triggers}
    for one in text.gold:
        kind = context.lexicon.kinds[UNMAPPED if one["kind"] == "other" else one["kind"]]
        quote = one["trigger"]
        words = context.doc.char_span(quote["start"], quote["end"], alignment_mode="expand")
        known = any(_meets(quote, trigger.span) for trigger in triggers)
        if words and not known and not words.root.is_punct and not words.root.is_space:
            row = TriggerRow(lemmas=(), pos="VERB", frames=(), kind=kind, example="")
            found.setdefault(words.root.i, Trigger(words.root, row))
    return [found[index] for index in sorted(found)]


def drafted(
    triggers: Sequence[Trigger], context: Context
) -> tuple[list[Cluster], list[Draft], assembly.Links]:
    """What the reading makes of event words before it merges."""
    happenings = [trigger for trigger in triggers if not trigger.is_statement]
    links = links_by_trigger(context, happenings)
    groups = clusters(triggers)
    return groups, [assembly._draft(cluster, links, context) for cluster in groups], links


def _meets(quote: Gold, span: Span) -> bool:
    return bool(span.start < quote["end"] and quote["start"] < span.end)


def finest(event: Gold, text: Text) -> list[Place]:
    """What the annotation's places mean, without those in which another of them lies."""
    found = [
        one.place
        for quote in event["places"]
        for one in text.resolutions
        if one.place and _meets(quote, one.toponym.span)
    ]
    return [place for place in found if not any(lies_in(other, place) for other in found)]


def pin_examples(text: Text, context: Context, *, marked: bool) -> Iterator[Example]:
    """Every pin after merging, of the rules' events or of the marked ones too."""
    triggers = find_triggers(context)
    triggers = with_marked(triggers, text, context) if marked else triggers
    groups, drafts, links = drafted(triggers, context)
    scene = scene_of(context, text.resolutions, [draft.event for draft in drafts])
    for draft in merge(assembly._placed(groups, drafts, links, scene)):
        event = draft.event
        for link in event.links if event.is_drawn else ():
            if link.is_pin and link.resolution.place:
                yield Example(
                    cues=pin_cues(event, link, scene),
                    fold=text.fold,
                    answer=is_news(event, link.resolution.place, text),
                )


def is_news(event: Event, place: Place, text: Text) -> bool:
    """Whether the annotation has news of that place in the event's sentence."""
    return any(
        event.sentence.start <= one["trigger"]["start"] < event.sentence.end
        and one["told_as"] == "news"
        and one["status"] in DRAWN_MODALITIES
        and any(_same(place, other) for other in finest(one, text))
        for one in text.gold
    )


def _same(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    points = not {one.kind, other.kind} & {"country", "admin1", "region"}
    return points and distance_km(one, other) <= SAME_POINT_KM


def fit(examples: Iterable[Example]) -> Weights:
    """Logistic regression by Newton's method, squared weights penalised; rare cues are left out."""
    kept = list(examples)
    count = Counter(cue for one in kept for cue in one.cues)
    order = sorted(cue for cue, number in count.items() if number >= LEAST)
    column = {cue: number for number, cue in enumerate(order)}
    table: NDArray[np.float64] = np.zeros((len(kept), len(order)))
    for row, one in enumerate(kept):
        for cue, strength in one.cues.items():
            if cue in column:
                table[row, column[cue]] = strength
    answers = np.array([one.answer for one in kept], dtype=float)
    weights = np.zeros(len(order))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (answers - chances) - STRICTNESS * weights
        bend = (table * (chances * (1 - chances))[:, None]).T @ table
        weights = weights + np.linalg.solve(bend + STRICTNESS * np.eye(len(order)), slope)
    return {cue: round(float(weight), 3) for cue, weight in zip(order, weights, strict=True)}


def without(fold: int, examples: Sequence[Example]) -> list[Example]:
    return [one for one in examples if one.fold != fold]


NOTHING = PlaceModel(place={THRESHOLD: 2.0}, news={THRESHOLD: 0.0, CHOSEN: 0.0}, reasons={})
"""Places nothing and doubts nothing."""


def all_examples(
    found: Sequence[Text], knowledge: Knowledge
) -> tuple[list[Example], list[Example], dict[int, Weights]]:
    """Of places, of pins, and the weights of places fitted without each fold."""
    places = [
        one for text in found for one in place_examples(text, context_of(text, knowledge, NOTHING))
    ]
    apart = {fold: fit(without(fold, places)) for fold in range(FOLDS)}
    pins = list[Example]()
    for text in found:
        model = replace(NOTHING, place={**apart[text.fold], THRESHOLD: WEIGHED_AT})
        for marked in (False, True):
            pins += pin_examples(text, context_of(text, knowledge, model), marked=marked)
    return places, pins, apart


def write(path: Path, place: Weights, news: Weights) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("judgement", "cue", "weight"))
        rows.writerows(
            (
                ("place", THRESHOLD, PLACE_AT),
                ("news", THRESHOLD, NEWS_AT),
                ("news", CHOSEN, CHOSEN_AT),
            )
        )
        for name, weights in (("place", place), ("news", news)):
            rows.writerows((name, cue, f"{weight:.3f}") for cue, weight in sorted(weights.items()))


def main(paths: Sequence[Path]) -> None:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").split("\n"))
    records = [json.loads(line) for line in lines if line.strip()]
    knowledge = load_knowledge()
    places, pins, _ = all_examples(list(texts(records, knowledge)), knowledge)
    write(LEXICON / "event_place_weights.csv", fit(places), fit(pins))
    print(f"{len(records)} articles, {len(places)} candidates, {len(pins)} pins")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
