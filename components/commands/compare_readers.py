"""``python -m components compare-readers``: Dateline's own reading beside that of a language
model."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from components.commands.choosing import add_metadata, article_in
from components.commands.model import add_model, model_given
from components.commands.options import Warn, add_reader, is_by_rules
from components.evaluation.readers import readers_report, two_readings
from components.export.summary import UNPRINTED
from components.reading.analysis import analyse, sentences
from components.reading.knowledge import load_knowledge


def add_options(verb: argparse.ArgumentParser) -> None:
    """The articles, and the model that reads them beside the rules."""
    verb.add_argument("files", metavar="FILE", type=Path, nargs="+")
    add_metadata(verb)
    add_reader(verb)
    add_model(verb, required=True)


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read each article twice and print where the two agree."""
    articles = [article_in(path, options) for path in options.files]
    model = model_given(options)
    knowledge = load_knowledge(
        rules_alone=is_by_rules(options), tell=lambda line: print(line, file=sys.stderr)
    )
    found = [
        two_readings(
            analyse(article, knowledge),
            analyse(article, replace(knowledge, model=model)),
            sentences=sentences(article, knowledge),
        )
        for article in articles
    ]
    print("\n".join(line.translate(UNPRINTED) for line in readers_report(found).splitlines()))
    return 0
