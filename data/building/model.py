"""Makes data/model and event_place_weights.csv: the encoder, its vocabulary, what was learned over
it and of places, and the card."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from components.core import settings
from components.core.records import Analysis
from components.evaluation.events import score_article
from components.evaluation.gold import load_gold_types, on_text
from components.evaluation.gold_files import gold_articles
from components.evaluation.marked_events import measure_marked
from components.evaluation.report import events_report, measures_report
from components.evaluation.words import same_name
from components.language.encoder import GRAPH, VOCABULARY
from components.language.event_words import NONE, SCARCE, EventWords, read_off
from components.lexicon.people import actor_lexicon
from components.reading.knowledge import Knowledge, load_knowledge

from . import card, event_places, event_words, labels, minilm, place_layers
from .event_places import Learner
from .event_words import STATUSES, Answers, Words

WEIGHTS = settings.LEXICON / "event_place_weights.csv"


def build(texts: Path, cache: Path) -> None:
    """Trains on the annotated articles of ``texts``; names those whose text is missing."""
    folder = settings.MODEL
    folder.mkdir(exist_ok=True)
    weights, pieces = minilm.files(cache)
    (folder / GRAPH).write_bytes(minilm.graph(weights))
    (folder / VOCABULARY).write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    knowledge = load_knowledge(rules_alone=True)
    votes = list(knowledge.events.kinds)
    words, kinds = _words(texts, knowledge)
    found = event_words.crossed(words, kinds=kinds)
    layers = event_words.layers_of(words, kinds=kinds)
    event_words.write(layers, kinds=kinds, votes=votes, folder=folder)
    articles = _learners(words, found, kinds)
    model, places = event_places.crossed(articles)
    event_places.write(WEIGHTS, model)
    place_layers.write(folder, places)
    (folder / card.NAME).write_text(
        card.text(words, found, kinds=kinds, folder=folder), encoding="utf-8"
    )
    check(articles, knowledge, texts.parent / "gold")


def _words(texts: Path, knowledge: Knowledge) -> tuple[list[Words], list[str]]:
    articles = labels.read(texts, warn=lambda told: print(told, file=sys.stderr))
    kinds = event_words.learned_kinds(articles, list(knowledge.events.kinds))
    model = EventWords(settings.MODEL)
    read = event_words.words_of(articles, kinds=kinds, knowledge=knowledge, model=model)
    return list(read), kinds


def _learners(
    words: Sequence[Words], found: Sequence[Answers], kinds: Sequence[str]
) -> list[Learner]:
    """The articles with event words of a model that never saw them."""
    learned = frozenset(kinds) - {NONE, SCARCE}
    return [
        event_places.learner(
            one, read_off(own, one.tokens, kinds=kinds, statuses=STATUSES), learned
        )
        for one, own in zip(words, found, strict=True)
    ]


def check(articles: Sequence[Learner], knowledge: Knowledge, gold: Path) -> None:
    """Prints what the reading by parts that never saw an article is worth: all measures of the
    annotated articles, and those of the pins of a folder of gold where it is there."""
    compare = same_name(actor_lexicon())
    read = {one.words.marked.article.text: _analysis(one) for one in articles}
    measured = (
        measure_marked(one.words.marked, read[one.words.marked.article.text], same_name=compare)
        for one in articles
    )
    print(measures_report(list(measured)))
    scores = [
        score_article(
            on_text(told, article.text)[0],
            read[article.text],
            gazetteer=knowledge.gazetteer,
            same_name=compare,
        )
        for told, article in gold_articles(gold, load_gold_types(settings.LEXICON))
        if article.text in read
    ]
    print(events_report(scores))


def _analysis(one: Learner) -> Analysis:
    return Analysis(
        article=one.words.marked.article,
        resolutions=one.words.resolutions,
        events=event_places.read(one),
        claims=(),
        checks=(),
        rejected=(),
    )
