"""``python -m components read``: one article into a folder of tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import parse_qsl

from components.api.article import TABLES, article_from
from components.commands.correcting import (
    add_corrections,
    given_corrections,
    tell_not_applied,
    tell_unheard,
)
from components.commands.options import Warn, add_reader, is_by_rules
from components.core.drafts import folder_at
from components.core.protocols import Gazetteer
from components.corrections.applying import corrected, unheard
from components.corrections.records import text_id
from components.export.csv import to_csv
from components.export.files import replace_bytes
from components.export.formats import FORMATS
from components.export.identity import identified, identity_of, sealed
from components.export.json import analysis_json, to_document
from components.export.selection import Selection, selection_of
from components.export.summary import summary
from components.reading.analysis import analyse
from components.reading.knowledge import load_knowledge
from components.view.locale import reader_for
from components.view.selection import View, from_query
from components.wording.locale import reading_as

ANALYSIS = "analysis.json"


def file_of(name: str, selection: Selection, *, gazetteer: Gazetteer) -> bytes:
    """A file of a reading, sealed: one of ``TABLES``, ``ANALYSIS`` or ``FORMATS``, of which these
    have names and days in the form of the view."""
    identity = identity_of(selection.analysis).written()
    if name in TABLES:
        table = identified(TABLES[name](selection.analysis), identity)
        return sealed(to_csv(table).encode(), identity)
    if name == ANALYSIS:
        told = {**analysis_json(selection.analysis), "identity": identity}
        return sealed(to_document(told).encode(), identity)
    with reading_as(reader_for(selection.analysis, selection.view, gazetteer=gazetteer)):
        return next(one for one in FORMATS if one.file == name).make(selection)


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
    wanted = [one.file for one in FORMATS if {one.name, "all"} & {*options.to}]
    names = [*TABLES, ANALYSIS, *wanted]
    selection = selection_of(analysis, view_of(options.view, warn), areas=knowledge.areas)
    for name in names:
        replace_bytes(options.out / name, file_of(name, selection, gazetteer=knowledge.gazetteer))
    print(summary(analysis))
    print(f"\nWritten to {options.out}: {', '.join(names)}")
    return 0


def view_of(address: str, warn: Warn) -> View:
    """The View of an address; what cannot be read in it is told and left out."""
    view = from_query(dict(parse_qsl(address.rpartition("?")[2])))
    for notice in view.notices:
        warn(notice)
    return view
