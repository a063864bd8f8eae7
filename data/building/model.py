"""Makes data/model: the encoder, its vocabulary, what was learned over it, and the card."""

from __future__ import annotations

import sys
from pathlib import Path

from components.core import settings
from components.language.encoder import GRAPH, VOCABULARY
from components.language.event_words import EventWords
from components.reading.knowledge import load_knowledge

from . import card, event_words, labels, minilm


def build(texts: Path, cache: Path) -> None:
    """Trains on the annotated articles of ``texts``; names those whose text is missing."""
    articles, missing = labels.read(texts)
    if missing:
        print(f"{len(missing)} texts are missing: {', '.join(missing)}", file=sys.stderr)
    folder = settings.MODEL
    folder.mkdir(exist_ok=True)
    weights, pieces = minilm.files(cache)
    (folder / GRAPH).write_bytes(minilm.graph(weights))
    (folder / VOCABULARY).write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    knowledge = load_knowledge(rules_alone=True)
    votes = list(knowledge.events.kinds)
    kinds = event_words.learned_kinds(articles, votes)
    model = EventWords(folder)
    read = event_words.words_of(articles, kinds=kinds, knowledge=knowledge, model=model)
    words = list(read)
    _, found = event_words.crossed(words, kinds=kinds)
    heads = event_words.heads_of(words, kinds=kinds)
    event_words.write(heads, kinds=kinds, votes=votes, folder=folder)
    (folder / card.NAME).write_text(
        card.text(words, found, kinds=kinds, folder=folder), encoding="utf-8"
    )
