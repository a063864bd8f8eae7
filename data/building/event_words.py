"""Trains the model of event words on annotated articles; the same texts give the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Token

from components.core.records import UNMAPPED
from components.events.context import context_of
from components.events.triggers import find_triggers
from components.language.event_words import (
    CANDIDATES,
    HEADS,
    NAMES,
    NONE,
    PLACED,
    SCARCE,
    EventWords,
    candidates,
    features,
)
from components.language.parse import parse_all
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_text

from .fitting import UNKNOWN, Array, Targets, Turning, answers, fit
from .labels import Labelled
from .minilm import heads_graph

LEAST_EXAMPLES = 30
"""A kind with fewer is not learned but left to the rules."""

STATUSES = ("done", "ongoing", "planned", "hypothetical", "negated", "ordered", "feared")
AS_STATUS = {"denied": "negated", "threatened": "feared"}
OTHER = "other"
"""What the annotation calls an event that fits no kind."""

FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one article that may tell an event, with what is asked of each. ``used`` leaves
    out the words of a trigger beside its head."""

    article: Labelled
    tokens: Sequence[tuple[int, int]]
    """Characters, half open."""
    vectors: Array
    features: Array
    targets: Targets
    used: np.ndarray[tuple[int], np.dtype[np.bool_]]


def learned_kinds(articles: Sequence[Labelled], known: Sequence[str]) -> list[str]:
    """Classes in their order: none, the kinds with enough examples, unmapped, and one for all
    other kinds."""
    counts = Counter(event["kind"] for one in articles for event in one.events)
    return [NONE, *(kind for kind in known if counts[kind] >= LEAST_EXAMPLES), UNMAPPED, SCARCE]


def words_of(
    articles: Sequence[Labelled], *, kinds: Sequence[str], knowledge: Knowledge, model: EventWords
) -> Iterator[Words]:
    """Each article through the reading's own first steps."""
    votes_of = list(knowledge.events.kinds)
    for one in articles:
        article = read_text(
            one.text, published=one.published, title=one.title, publisher=one.publisher
        )
        doc = next(parse_all([article], knowledge.nlp))
        found, _ = find_toponyms(doc, knowledge.gazetteer, knowledge.names)
        places = resolve(
            found, doc=doc, article=article, gazetteer=knowledge.gazetteer, names=knowledge.names
        )
        context = context_of(
            doc,
            article=article,
            resolutions=places,
            lexicon=knowledge.events,
            actors=knowledge.actors,
        )
        votes = {trigger.token.i: trigger.kind.name for trigger in find_triggers(context)}
        headlines = {token.i for token in doc if context.is_headline(token)}
        tokens = candidates(doc)
        targets, used = _targets(one, doc, tokens, kinds)
        yield Words(
            article=one,
            tokens=[(token.idx, token.idx + len(token)) for token in tokens],
            vectors=model.vectors(doc, tokens).astype(np.float32),
            features=features(tokens, votes_of, votes=votes, headlines=headlines),
            targets=targets,
            used=used,
        )


def _targets(
    one: Labelled, doc: Doc, tokens: Sequence[Token], kinds: Sequence[str]
) -> tuple[Targets, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    row_of = {token.i: row for row, token in enumerate(tokens)}
    asked = {name: np.full(len(tokens), UNKNOWN, np.int64) for name in ("news", "said", "status")}
    kind, used = np.zeros(len(tokens), np.int64), np.ones(len(tokens), np.bool_)
    for event in reversed(one.events):
        span = [token for token in _at(doc, event["trigger"]) if token.i in row_of]
        if not span:
            continue
        head = row_of[_head(span).i]
        used[[row_of[token.i] for token in span if not kind[row_of[token.i]]]] = False
        used[head] = True
        name = UNMAPPED if event["kind"] == OTHER else event["kind"]
        kind[head] = kinds.index(name if name in kinds else SCARCE)
        asked["news"][head], asked["said"][head] = (
            event["told_as"] == "news",
            bool(event["said_by"]),
        )
        asked["status"][head] = STATUSES.index(AS_STATUS.get(event["status"], event["status"]))
    return Targets(kind=kind, **asked), used


def _at(doc: Doc, span: Mapping[str, int]) -> list[Token]:
    return [
        token for token in doc if token.idx < span["end"] and token.idx + len(token) > span["start"]
    ]


def _head(span: Sequence[Token]) -> Token:
    within = {token.i for token in span}
    return next(
        (token for token in span if token.head.i not in within or token.head == token), span[0]
    )


def heads_of(words: Sequence[Words], *, kinds: Sequence[str], seed: int = 0) -> dict[str, Array]:
    """Trained on these articles, over the vectors as the encoder gives them."""
    used = np.concatenate([one.used for one in words])
    vectors = np.concatenate([one.vectors for one in words])[used]
    turning = Turning.of(vectors)
    inputs = np.hstack(
        [turning.turned(vectors), np.concatenate([one.features for one in words])[used]]
    )
    targets = Targets(
        **{
            name: np.concatenate([getattr(one.targets, name) for one in words])[used]
            for name in ("kind", "news", "said", "status")
        }
    )
    return turning.into(fit(inputs, targets, kinds=len(kinds), statuses=len(STATUSES), seed=seed))


def crossed(
    words: Sequence[Words], *, kinds: Sequence[str]
) -> tuple[list[dict[str, Array]], list[tuple[Array, Array, Array]]]:
    """The heads of each fold, trained without its articles, and for each article the answers of
    those that never saw it."""
    folds = [
        heads_of([one for one in words if one.article.key % FOLDS != fold], kinds=kinds)
        for fold in range(FOLDS)
    ]
    return folds, [
        answers(folds[one.article.key % FOLDS], np.hstack([one.vectors, one.features]))
        for one in words
    ]


def write(
    heads: Mapping[str, Array], *, kinds: Sequence[str], votes: Sequence[str], folder: Path
) -> None:
    """The graph that the reading opens; the names of classes stand in it beside the numbers."""
    names = dict(zip(NAMES, (kinds, votes, STATUSES), strict=True))
    width = len(heads["hidden"]) - len(votes) - len(CANDIDATES) - len(PLACED)
    (folder / HEADS).write_bytes(heads_graph(heads, width=width, names=names))
