"""``python -m components read``: one article into a folder of tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import parse_qsl

from components.api.article import TABLES, ReadArticle, article_from
from components.commands.correcting import (
    add_corrections,
    given_corrections,
    tell_not_applied,
    tell_unheard,
)
from components.commands.options import Warn, add_reader, is_by_rules
from components.core.drafts import folder_at
from components.corrections.applying import corrected, unheard
from components.corrections.records import text_id
from components.export.csv import write_csv
from components.export.formats import FORMATS
from components.export.json import analysis_json, write_json
from components.reading.analysis import analyse
from components.reading.knowledge import load_knowledge
from components.view.selection import View, from_query


def add_options(verb: argparse.ArgumentParser) -> None:
    """The verb and what is known of the article beside its text."""
    verb.add_argument("file", metavar="FILE", type=Path)
    verb.add_argument(
        "--published",
        metavar="YYYY-MM-DD",
        help="day of publication, where the file does not state it",
    )
    for name in ("title", "publisher", "url"):
        verb.add_argument(f"--{name}", default="", metavar="TEXT")
    verb.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="folder for the tables; made if missing",
    )
    add_corrections(verb)
    add_reader(verb)
    names = [one.name for one in FORMATS]
    verb.add_argument(
        "--to",
        metavar="FORMAT",
        nargs="+",
        choices=[*names, "all"],
        default=[],
        help=f"further files, as the page gives them: {', '.join(names)}, or all",
    )
    verb.add_argument(
        "--view",
        default="",
        metavar="ADDRESS",
        help=(
            "what those files show: the page's address, or what stands in it behind the question "
            "mark"
        ),
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read one file, apply what a person corrected, write its tables, print what a person wants to
    know."""
    article = article_from(
        options.file,
        options.published,
        title=options.title,
        publisher=options.publisher,
        url=options.url,
    )
    given = given_corrections(options)
    folder_at(options.out)
    knowledge = load_knowledge(
        rules_alone=is_by_rules(options), tell=lambda line: print(line, file=sys.stderr)
    )
    found = corrected(analyse(article, knowledge), given, knowledge)
    tell_not_applied(found.not_applied, warn)
    tell_unheard(unheard(given, [text_id(article)]), warn)
    analysis = found.analysis
    for name, table in TABLES.items():
        write_csv(table(analysis), options.out / name)
    write_json(analysis_json(analysis), options.out / "analysis.json")
    wanted = [one for one in FORMATS if {one.name, "all"} & {*options.to}]
    done = ReadArticle(analysis=analysis, knowledge=knowledge, view=view_of(options.view, warn))
    for one in wanted:
        done.save(options.out / one.file)
    print(done)
    print(
        f"\nWritten to {options.out}: "
        f"{', '.join([*TABLES, 'analysis.json', *(one.file for one in wanted)])}"
    )
    return 0


def view_of(address: str, warn: Warn) -> View:
    """The View of an address; what cannot be read in it is told and left out."""
    view = from_query(dict(parse_qsl(address.rpartition("?")[2])))
    for notice in view.notices:
        warn(notice)
    return view
