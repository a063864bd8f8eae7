"""``python -m components evaluate``: score the reading against gold, print the tables, write the
errors."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.commands.model import add_reader, knowledge_given
from components.commands.options import Warn, add_number, add_path, write_file
from components.commands.progress import bar
from components.evaluation.runs import evaluate_events, evaluate_geoparsing
from components.export.json import to_line
from components.reading.knowledge import load_knowledge


def add_options(verb: argparse.ArgumentParser) -> None:
    subjects = verb.add_subparsers(dest="subject", required=True, metavar="{events,geoparsing}")
    events = subjects.add_parser(
        "events",
        help=(
            "gold of articles (.json, .jsonl, a folder), annotated articles or labelled texts "
            "(.jsonl)"
        ),
    )
    add_path(
        events,
        "--articles",
        "where the articles lie, if not beside their gold; a file of JSON lines for "
        "annotations "
        "without text",
        metavar="FOLDER",
    )
    add_reader(events)
    places = subjects.add_parser(
        "geoparsing", help="a corpus of places: JSON lines, or XML in the form of LGL"
    )
    for subject in (events, places):
        add_number(subject, "--sample", "read only N documents, taken at even distances")
        subject.add_argument("path", metavar="PATH", type=Path)
        add_path(
            subject, "--errors", "write each error as a line of JSON; the folder is made if missing"
        )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print the report; ``warn`` is called for words of the gold that the article lacks."""
    with bar("Reading") as shown:

        def progress(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        if options.subject == "geoparsing":
            report = evaluate_geoparsing(
                options.path, load_knowledge(), sample=options.sample, progress=progress
            )
        else:
            report = evaluate_events(
                options.path,
                knowledge_given(options),
                folder=options.articles,
                sample=options.sample,
                warn=warn,
                progress=progress,
            )
    if options.errors:
        write_file(options.errors, "".join(f"{to_line(row)}\n" for row in report.errors))
    print(report.text)
    return 0
