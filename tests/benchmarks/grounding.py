"""Which share of a language model's quotes stands in its sentences, and why the rest was not taken:
``python -m tests.benchmarks.grounding GOLD URL NAME``.

Of the articles beside GOLD. Answers that are kept in DATELINE_HOME (``model-answers``) are not asked
for again, so recorded ones need no server. Of an event whose own words are not found, its other
quotes are not looked up.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from components.core.settings import LEXICON
from components.evaluation.gold import load_gold_types
from components.evaluation.gold_files import gold_articles
from components.language.parse import parse, sentence_spans
from components.llm.reader import model_reader
from components.llm.server import Server
from components.reading.knowledge import shared_knowledge


def main(gold: Path, url: str, name: str) -> None:
    knowledge = shared_knowledge()
    reader = model_reader(Server(url=url, model=name), report=lambda asked: print("asked", asked))
    taken, missing, articles = Counter[str](), Counter[str](), 0
    for _, article in gold_articles(gold, load_gold_types(LEXICON)):
        doc = parse(article, knowledge.nlp)
        answer = reader.read(doc.text, sentence_spans(doc))
        articles += 1
        for event in answer.events:
            taken["the words that tell an event"] += 1
            taken["a place"] += len(event.places)
            taken["somebody who does it"] += len(event.actors)
            taken["the words of its day"] += event.days is not None
            taken["who says so"] += event.speaker is not None
            taken["the words of its status"] += event.is_status_shown
        for one in answer.not_grounded:
            missing[re.sub(r"sentence \d+", "its sentence", one.reason)] += 1
            print(f"not taken: {one.text!r}: {one.reason}")
    whole = taken.total() + missing.total()
    share = taken.total() / whole if whole else 0
    print(f"{articles} articles, {whole:,} quotes, {taken.total():,} of them grounded: {share:.4f}")
    for told, count in (*taken.most_common(), *missing.most_common()):
        print(f"{count:6,}  {told}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4])
