"""Which words tell an event, and of what kind: learned from annotated articles.

data/model/README.md says what it was trained on and how often it is right. All probabilities have
two decimals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from spacy.tokens import Doc, Token

from components.core.records import Modality
from components.language.encoder import Encoder, Vectors, opened
from components.language.place_layers import PlaceLayers, load_place_layers

HEADS = "event_words.onnx"
NAMES = ("kinds", "votes", "statuses")
"""Lists of names that stand in that file beside the numbers."""

NONE, SCARCE = "none", "scarce"
"""Classes beside the kinds: no event; and all kinds with too few examples, left to the rules."""

CANDIDATES = ("NOUN", "VERB", "PROPN", "ADJ", "AUX")
"""Parts of speech of words that may tell an event: of 200 words that were marked, all but one."""

PLACED = ("headline", "share of the text", "of 400 tokens")
"""Where a word stands: in a headline or not, and how far into the text."""

LEAST = 0.05
"""A word that is less probably an event than this is left out."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord:
    """What is read of one word; ``status``, ``news`` and ``said`` given that it tells an event."""

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
    its first token.
    """

    rows: Vectors
    at: Mapping[int, int]
    means: Mapping[int, Vectors]

    def of(self, tokens: Sequence[Token]) -> Vectors:
        return self.rows[[self.at[token.i] for token in tokens]]

    def around(self, token: Token) -> Vectors:
        """The word, the word over it and the mean of its sentence, in one row."""
        head = self.at.get(token.head.i, self.at[token.i])
        return np.concatenate(
            [self.rows[self.at[token.i]], self.rows[head], self.means[token.sent.start]]
        )


class EventWords:
    """Reads the words of a parsed article; opened at its first use."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        self._folder, self._encoder = folder, encoder or Encoder(folder)

    def read(
        self, doc: Doc, encoded: Encoded, *, votes: Mapping[int, str], headlines: Set[int]
    ) -> Mapping[int, EventWord]:
        """By index of its token, each word that may tell an event. ``votes`` are the kinds that the
        rules give to tokens, ``headlines`` the tokens of headlines."""
        tokens = candidates(doc)
        if not tokens:
            return {}
        beside = features(tokens, self._names["votes"], votes=votes, headlines=headlines)
        given = self._heads.run(None, {"vectors": encoded.of(tokens), "beside": beside})
        names = self._names
        return read_off(
            given,
            tokens,
            kinds=names["kinds"],
            statuses=cast(Sequence[Modality], names["statuses"]),
        )

    @property
    def kinds(self) -> frozenset[str]:
        """Those that were learned."""
        return frozenset(self._names["kinds"]) - {NONE, SCARCE}

    def encoded(self, doc: Doc) -> Encoded:
        sentences = [
            words
            for sentence in doc.sents
            if (words := [token for token in sentence if not token.is_space])
        ]
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
        )

    @cached_property
    def places(self) -> PlaceLayers:
        """What was learned of the places of events."""
        return load_place_layers(self._folder)

    @cached_property
    def _heads(self) -> InferenceSession:
        return opened(self._folder / HEADS)

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """Names of the kinds, of the rules' votes and of the statuses, by what they name."""
        held = self._heads.get_modelmeta().custom_metadata_map
        return {name: json.loads(held[name]) for name in NAMES}


def read_off(
    given: Sequence[Numbers],
    tokens: Sequence[Token],
    *,
    kinds: Sequence[str],
    statuses: Sequence[Modality],
) -> Mapping[int, EventWord]:
    """By index of its token, each word that may tell an event. ``given`` are the probabilities of
    kinds, of news and said, and of statuses, a row a token."""
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
    """The words that may tell an event."""
    return [
        token
        for token in doc
        if token.pos_ in CANDIDATES and any(sign.isalpha() for sign in token.text)
    ]


def features(
    tokens: Sequence[Token], kinds: Sequence[str], *, votes: Mapping[int, str], headlines: Set[int]
) -> Numbers:
    """What is known beside its vector: the rules' kind, its part of speech, where it stands."""
    found = np.zeros((len(tokens), len(kinds) + len(CANDIDATES) + len(PLACED)), np.float32)
    columns = {kind: column for column, kind in enumerate(kinds)}
    for row, token in zip(found, tokens, strict=True):
        if token.i in votes and votes[token.i] in columns:
            row[columns[votes[token.i]]] = 1
        row[len(kinds) + CANDIDATES.index(token.pos_)] = 1
        row[-len(PLACED) :] = (
            token.i in headlines,
            token.i / len(token.doc),
            min(token.i, 400) / 400,
        )
    return found
