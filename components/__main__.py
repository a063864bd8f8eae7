"""The command line: ``read`` one article into a folder, ``geoparse`` and ``events`` for JSON lines, ``evaluate`` against gold,
``gazetteer`` for what was added to it, ``columns`` for what the tables hold.

Exit codes: 0 done, 1 the input could not be read (one line on stderr says why), 2 the command was misspelt.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from components import tables
from components.analysis import analyse
from components.article.read import parse_day, read_bytes
from components.commands import columns, evaluate, gazetteer, geoparse
from components.errors import BadDate, DatelineError, InputError
from components.export.csv import write_csv
from components.export.json import to_line, write_json
from components.export.jsonl import DocumentId, events_answer, read_document
from components.export.summary import summary
from components.knowledge import load_knowledge
from components.model import Analysis, Article

TABLES = {
    "events.csv": tables.events_table,
    "places.csv": tables.places_table,
    "claims.csv": tables.claims_table,
    "checks.csv": tables.checks_table,
    "rejected.csv": tables.rejected_table,
}
Answer = Callable[[DocumentId, Analysis], dict[str, Any]]


def parser() -> argparse.ArgumentParser:
    """The verbs and their options."""
    top = argparse.ArgumentParser(prog="python -m components", description="Read a news article into events and places.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="{read,geoparse,events,evaluate,gazetteer,columns}")
    read = verbs.add_parser("read", help="read one article (.txt or .html) and write its tables")
    read.add_argument("file", metavar="FILE", type=Path)
    read.add_argument("--published", metavar="YYYY-MM-DD", help="day of publication, where the file does not state it")
    for name in ("title", "publisher", "url"):
        read.add_argument(f"--{name}", default="", metavar="TEXT")
    read.add_argument("--out", metavar="FOLDER", type=Path, required=True, help="folder for the tables; made if missing")
    geoparse.add_parser(verbs)
    verbs.add_parser("events", help="JSON lines of documents in, their events out")
    evaluate.add_parser(verbs)
    gazetteer.add_parser(verbs)
    columns.add_parser(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and give its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    options = parser().parse_args(arguments)
    try:
        if options.verb == "read":
            return read_verb(options)
        if options.verb == "evaluate":
            return evaluate.run(options, warn=complain)
        if options.verb == "gazetteer":
            return gazetteer.run(options, warn=complain)
        if options.verb == "columns":
            return columns.run()
        if options.verb == "geoparse":
            return geoparse.run(options, sys.stdin.buffer, warn=complain)
        return stream_verb(sys.stdin.buffer, answer=events_answer)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}." if error.filename else str(error))
    except DatelineError as error:
        complain(str(error))
    return 1


def complain(message: str) -> None:
    """One line on stderr, whatever the message holds."""
    print(" ".join(message.split()), file=sys.stderr)


def read_verb(options: argparse.Namespace) -> int:
    """Read one file, write its tables, print what a person wants to know."""
    article = article_of(options)
    options.out.mkdir(parents=True, exist_ok=True)
    analysis = analyse(article, load_knowledge())
    for name, table in TABLES.items():
        write_csv(table(analysis), options.out / name)
    write_json(tables.analysis_json(analysis), options.out / "analysis.json")
    print(summary(analysis))
    print(f"\nWritten to {options.out}: {', '.join([*TABLES, 'analysis.json'])}")
    return 0


def article_of(options: argparse.Namespace) -> Article:
    """The article in the file; raises BadDate where neither the person nor the file says when it was published."""
    published = parse_day(options.published) if options.published is not None else None
    article = read_bytes(
        options.file.read_bytes(), name=options.file.name, published=published, title=options.title,
        publisher=options.publisher, url=options.url,
    )
    if article.published is None:
        raise BadDate("No day of publication was given or found.", value="", where=str(options.file),
                      way_out="Give it with --published YYYY-MM-DD.")
    return article


def stream_verb(lines: Iterable[bytes], *, answer: Answer) -> int:
    """Answer each document with one line; a bad one is noted on stderr and the rest goes on."""
    knowledge, read, bad = load_knowledge(), 0, 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            document_id, article = read_document(line)
            print(to_line(answer(document_id, analyse(article, knowledge))), flush=True)
            read += 1
        except InputError as error:
            bad += 1
            complain(f"line {number}: {error}")
    return 1 if bad and not read else 0


if __name__ == "__main__":
    sys.exit(main())
