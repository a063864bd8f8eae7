"""``python -m components compare-readers``: Dateline's own reading beside that of a language
model."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from components.commands.choosing import add_metadata, article_in
from components.commands.model import add_reader, knowledge_given, print_to_stderr
from components.commands.options import Warn
from components.evaluation.readers import readers_report, two_readings
from components.export.summary import UNPRINTED
from components.reading.analysis import analyse, sentences


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", metavar="FILE", type=Path, nargs="+")
    add_metadata(verb)
    add_reader(verb, needs_model=True)


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read each article twice and print where the two readings agree."""
    articles = [article_in(path, options) for path in options.files]
    knowledge = knowledge_given(options, tell=print_to_stderr)
    rules = replace(knowledge, model=None)
    found = [
        two_readings(
            analyse(article, rules),
            analyse(article, knowledge),
            sentences=sentences(article, rules),
        )
        for article in articles
    ]
    print("\n".join(line.translate(UNPRINTED) for line in readers_report(found).splitlines()))
    return 0
