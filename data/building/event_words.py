"""Trains the model of event words on annotated articles; the same texts give the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Token

from components.core.records import UNMAPPED, Modality, Resolution, Span
from components.evaluation.annotated import Marked
from components.events.context import Context, context_of
from components.events.triggers import find_triggers
from components.language.event_words import (
    LAYERS,
    NONE,
    SCARCE,
    Answers,
    Encoded,
    EventWords,
    answers,
    candidates,
    features,
)
from components.language.parse import parse_all
from components.places.finding import find_places
from components.reading.knowledge import Knowledge

from .fitting import UNKNOWN, Array, Directions, Targets, fit, write_arrays
from .labels import FOLDS, fold_of

DIRECTIONS = (384, 128, 96, 64, 48)
"""Main directions of each part of ``Encoded.around`` that are seen."""
LEAST_EXAMPLES = 30
"""A kind with fewer is not learned but left to the rules."""

STATUSES: tuple[Modality, ...] = (
    "done",
    "ongoing",
    "planned",
    "hypothetical",
    "negated",
    "ordered",
    "feared",
)
AS_STATUS = {"denied": "negated", "threatened": "feared"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one article that may tell an event, with what is asked of each. ``used`` leaves
    out the words of a trigger beside its head."""

    marked: Marked
    context: Context
    resolutions: tuple[Resolution, ...]
    encoded: Encoded
    tokens: Sequence[Token]
    vectors: Array
    features: Array
    targets: Targets
    used: np.ndarray[tuple[int], np.dtype[np.bool_]]


def learned_kinds(articles: Sequence[Marked], known: Sequence[str]) -> list[str]:
    """Classes in their order: none, the kinds with enough examples, unmapped, and one for all
    other kinds."""
    counts = Counter(event.kind for one in articles for event in one.events)
    enough = [kind for kind in known if kind != UNMAPPED and counts[kind] >= LEAST_EXAMPLES]
    return [NONE, *enough, UNMAPPED, SCARCE]


def words_of(
    articles: Sequence[Marked], *, kinds: Sequence[str], knowledge: Knowledge, model: EventWords
) -> Iterator[Words]:
    """Each article through the reading's own first steps."""
    votes_of = list(knowledge.events.kinds)
    for one in articles:
        article = one.article
        doc = next(parse_all([article], knowledge.nlp))
        places = find_places(
            doc,
            article=article,
            gazetteer=knowledge.gazetteer,
            names=knowledge.names,
            packs=knowledge.packs,
        ).resolutions
        context = context_of(
            doc,
            article=article,
            resolutions=places,
            lexicon=knowledge.events,
        )
        votes = {trigger.token.i: trigger.kind.name for trigger in find_triggers(context)}
        headlines = {token.i for token in doc if context.is_headline(token)}
        tokens = candidates(doc)
        targets, used = _targets(one, doc, tokens, kinds)
        encoded = model.encoded(doc)
        yield Words(
            marked=one,
            context=context,
            resolutions=places,
            tokens=tokens,
            encoded=encoded,
            vectors=np.stack([encoded.around(token) for token in tokens]),
            features=features(tokens, votes_of, votes=votes, headlines=headlines),
            targets=targets,
            used=used,
        )


def _targets(
    one: Marked, doc: Doc, tokens: Sequence[Token], kinds: Sequence[str]
) -> tuple[Targets, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    row_of = {token.i: row for row, token in enumerate(tokens)}
    asked = {name: np.full(len(tokens), UNKNOWN, np.int64) for name in ("news", "said", "status")}
    kind, used = np.zeros(len(tokens), np.int64), np.ones(len(tokens), np.bool_)
    for event in reversed(one.events):
        span = [token for token in _at(doc, event.trigger) if token.i in row_of]
        if not span:
            continue
        head = row_of[_head(span).i]
        used[[row_of[token.i] for token in span if not kind[row_of[token.i]]]] = False
        used[head] = True
        kind[head] = kinds.index(event.kind if event.kind in kinds else SCARCE)
        asked["news"][head], asked["said"][head] = event.is_news, bool(event.said_by)
        asked["status"][head] = STATUSES.index(AS_STATUS.get(event.status, event.status))
    return Targets(kind=kind, **asked), used


def _at(doc: Doc, span: Span) -> list[Token]:
    return [token for token in doc if token.idx < span.end and token.idx + len(token) > span.start]


def _head(span: Sequence[Token]) -> Token:
    within = {token.i for token in span}
    return next(
        (token for token in span if token.head.i not in within or token.head == token), span[0]
    )


def layers_of(words: Sequence[Words], *, kinds: Sequence[str], seed: int = 0) -> dict[str, Array]:
    """Trained on these articles, over the vectors as the encoder gives them."""
    used = np.concatenate([one.used for one in words])
    vectors = np.concatenate([one.vectors for one in words])[used]
    known = np.concatenate([one.features for one in words])[used]
    directions = Directions.of(vectors, DIRECTIONS)
    targets = Targets(
        **{
            name: np.concatenate([getattr(one.targets, name) for one in words])[used]
            for name in ("kind", "news", "said", "status")
        }
    )
    inputs = np.hstack([directions.turned(vectors), known])
    found = fit(inputs, targets, kinds=len(kinds), statuses=len(STATUSES), seed=seed)
    own, rest = np.split(found["hidden"], [inputs.shape[1] - known.shape[1]])
    own, bias = directions.into(own, found["hidden_bias"])
    return {**found, "hidden": np.vstack([own, rest]), "hidden_bias": bias}


def crossed(words: Sequence[Words], *, kinds: Sequence[str]) -> list[Answers]:
    """For each article the answers of layers that were trained without its fold."""
    folds = [
        layers_of([one for one in words if fold_of(one.marked) != fold], kinds=kinds)
        for fold in range(FOLDS)
    ]
    return [
        answers(folds[fold_of(one.marked)], np.hstack([one.vectors, one.features])) for one in words
    ]


def write(
    layers: Mapping[str, Array], *, kinds: Sequence[str], votes: Sequence[str], folder: Path
) -> None:
    """With the names of the classes."""
    names = {"kinds": kinds, "votes": votes, "statuses": STATUSES}
    write_arrays(
        folder / LAYERS, {**layers, **{name: np.array(one) for name, one in names.items()}}
    )
