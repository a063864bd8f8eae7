"""Which words report an event, and of what kind: learned from annotated articles.

data/model/README.md says what it was trained on and how often it is right. All probabilities have
two decimals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from components.core.records import Modality
from components.language.encoder import Encoder, Vectors, arrays_of
from components.language.english.syntax import FORMS, FUNCTIONS, form_of, function_of
from components.language.place_layers import PlaceLayers, load_place_layers

LAYERS = "event_words.npz"

NONE, SCARCE = "none", "scarce"
"""Classes beside the kinds: no event; and all kinds with too few examples, left to the rules."""

CANDIDATES = ("NOUN", "VERB", "PROPN", "ADJ", "AUX")
"""Parts of speech of words that may report an event: of 200 words that were marked, all but one."""

FUNCTION_NAMES = (*sorted({*FUNCTIONS.values()}), "other")

LEAST = 0.05
"""A word that is less probably an event than this is left out."""

Numbers = NDArray[np.float32]
Answers = tuple[Numbers, Numbers, Numbers]
"""Probabilities of kinds, of news and said, and of statuses, a row a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord:
    """What is read of one word; ``status``, ``news`` and ``said`` if it reports an event."""

    event: float
    kind: str
    """The most probable kind, or SCARCE."""
    kind_probability: float
    status: Modality
    """In the words of ``Modality``."""
    status_probability: float
    news: float
    """Against background: earlier history, context, comparison."""
    said: float
    """Whether somebody is said to say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """The words of an article as the encoder reads them, each sentence alone.

    ``rows`` has one a word, ``at`` the row of a token, ``means`` the mean of a sentence's rows by
    its first token, ``mean`` that of all rows.
    """

    rows: Vectors
    at: Mapping[int, int]
    means: Mapping[int, Vectors]
    mean: Vectors

    def around(self, token: Token) -> Vectors:
        """In one row: the word, the word over it, and the means of the words under it, of its
        sentence and of the article."""
        own = self.rows[self.at[token.i]]
        under = [self.at[one.i] for one in token.children if one.i in self.at and not one.is_punct]
        return np.concatenate(
            [
                own,
                self.rows[self.at.get(token.head.i, self.at[token.i])],
                self.rows[under].mean(axis=0) if under else np.zeros_like(own),
                self.means[token.sent.start],
                self.mean,
            ]
        )


class EventWords:
    """Reads the words of a parsed article; opened at its first use."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        self._folder, self._encoder = folder, encoder or Encoder(folder)

    def read(
        self, doc: Doc, encoded: Encoded, *, votes: Mapping[int, str], headlines: Set[int]
    ) -> Mapping[int, EventWord]:
        """By index of its token, each word that may report an event. ``votes`` are the kinds that
        the rules give to tokens, ``headlines`` the tokens of headlines."""
        tokens = candidates(doc)
        if not tokens:
            return {}
        known = features(tokens, self._layers["votes"].tolist(), votes=votes, headlines=headlines)
        vectors = np.stack([encoded.around(token) for token in tokens])
        return read_off(
            answers(self._layers, np.hstack([vectors, known])),
            tokens,
            kinds=self._layers["kinds"].tolist(),
            statuses=cast(Sequence[Modality], self._layers["statuses"].tolist()),
        )

    @property
    def kinds(self) -> frozenset[str]:
        """Those that were learned."""
        return frozenset(self._layers["kinds"].tolist()) - {NONE, SCARCE}

    def encoded(self, doc: Doc) -> Encoded:
        worded = ([token for token in one if not token.is_space] for one in doc.sents)
        sentences = [one for one in worded if one]
        read = self._encoder.vectors([[token.text for token in one] for one in sentences])
        means = [rows.mean(axis=0) for rows in read]
        rows = np.zeros((sum(map(len, read)), read[0].shape[1] if read else 0), np.float32)
        for end in reversed([*accumulate(map(len, read))]):
            last = read.pop()  # or a long text would be held twice
            rows[end - len(last) : end] = last
        tokens = (token.i for one in sentences for token in one)
        return Encoded(
            rows=rows,
            at={token: row for row, token in enumerate(tokens)},
            means=dict(zip((one[0].sent.start for one in sentences), means, strict=True)),
            mean=rows.mean(axis=0) if len(rows) else rows,
        )

    @cached_property
    def places(self) -> PlaceLayers:
        """What was learned of the places of events."""
        return load_place_layers(self._folder)

    @cached_property
    def _layers(self) -> Mapping[str, NDArray[Any]]:
        """Weights, and the names of the kinds, of the rules' votes and of the statuses."""
        return arrays_of(self._folder / LAYERS)


def answers(layers: Mapping[str, NDArray[Any]], inputs: Numbers) -> Answers:
    """Of one hidden layer: a row for each row of the inputs."""
    hidden = np.maximum(inputs @ layers["hidden"] + layers["hidden_bias"], 0)
    other = hidden @ layers["other"] + layers["other_bias"]
    kinds = shares(hidden @ layers["kind"] + layers["kind_bias"])
    return kinds, likely(other[:, :2]), shares(other[:, 2:])


def shares(logits: Numbers) -> Numbers:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return found


def likely(logits: Numbers) -> Numbers:
    found: Numbers = np.reciprocal(1 + np.exp(-logits))
    return found


def read_off(
    given: Answers, tokens: Sequence[Token], *, kinds: Sequence[str], statuses: Sequence[Modality]
) -> Mapping[int, EventWord]:
    """By index of its token, each word that may report an event; ``given`` has a row a token."""
    of_kinds, news_said, of_statuses = given
    found = {}
    for row, token in enumerate(tokens):
        event = round(1 - float(of_kinds[row, 0]), 2)
        if event < LEAST:
            continue
        best, status = int(of_kinds[row, 1:].argmax()) + 1, int(of_statuses[row].argmax())
        found[token.i] = EventWord(
            event=event,
            kind=kinds[best],
            kind_probability=round(float(of_kinds[row, best]), 2),
            status=statuses[status],
            status_probability=round(float(of_statuses[row, status]), 2),
            news=round(float(news_said[row, 0]), 2),
            said=round(float(news_said[row, 1]), 2),
        )
    return found


def candidates(doc: Doc) -> list[Token]:
    """The words that may report an event."""
    return [one for one in doc if one.pos_ in CANDIDATES and any(map(str.isalpha, one.text))]


def features(
    tokens: Sequence[Token], kinds: Sequence[str], *, votes: Mapping[int, str], headlines: Set[int]
) -> Numbers:
    """What is known beside the vectors: the rules' kind, the word's part of speech, form and
    function, the function of the word over it, and where it stands."""
    names = (
        *(("vote", kind) for kind in kinds),
        *(("part of speech", one) for one in CANDIDATES),
        *(("form", one) for one in FORMS.values()),
        *(("function", one) for one in FUNCTION_NAMES),
        *(("function over it", one) for one in FUNCTION_NAMES),
    )
    column = {name: at for at, name in enumerate(names)}
    found = np.zeros((len(tokens), len(names) + 3), np.float32)
    for row, token in zip(found, tokens, strict=True):
        known = (
            ("vote", votes.get(token.i, "")),
            ("part of speech", token.pos_),
            ("form", form_of(token)),
            ("function", function_of(token)),
            ("function over it", function_of(token.head)),
        )
        row[[column[one] for one in known if one in column]] = 1
        row[-3:] = token.i in headlines, token.i / len(token.doc), min(token.i, 400) / 400
    return found
