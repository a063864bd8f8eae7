"""``python -m components read``: one article into a folder of tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd

from components.commands.correcting import (
    add_corrections,
    given_corrections,
    tell_not_applied,
    tell_unheard,
)
from components.commands.model import add_model, model_given
from components.commands.options import Warn, add_reader, is_by_rules
from components.core.drafts import folder_at
from components.core.errors import BadDate
from components.core.records import Analysis, Article
from components.corrections.applying import corrected, unheard
from components.corrections.records import text_id
from components.export.csv import write_csv
from components.export.files import replace_bytes
from components.export.formats import FORMATS
from components.export.json import analysis_json, write_json
from components.export.selection import selection_of
from components.export.summary import summary
from components.reading.analysis import analyse
from components.reading.knowledge import load_knowledge
from components.sources.article.read import parse_published
from components.sources.opening import open_file
from components.sources.records import article_of
from components.tables import rows
from components.tables.coarse import coarse_places_table
from components.view.locale import reader_for
from components.view.selection import View, from_query
from components.wording.locale import reading_as
from components.wording.provenance import stamp

Make = Callable[[Analysis], pd.DataFrame]


def _stamped(make: Make) -> Make:
    """The same table with the column ``stamp`` as its last."""

    def stamped(analysis: Analysis) -> pd.DataFrame:
        words, table = (
            stamp(analysis.article.published, analysis.signed, read_by=analysis.read_by),
            make(analysis),
        )
        return table.assign(stamp=pd.array([words] * len(table), dtype=rows.DTYPES["string"]))

    return stamped


TABLES: Mapping[str, Make] = {
    "events.csv": _stamped(rows.events_table),
    "places.csv": _stamped(coarse_places_table),
    "claims.csv": _stamped(rows.claims_table),
    "checks.csv": _stamped(rows.checks_table),
    "rejected.csv": _stamped(rows.rejected_table),
}


def add_options(verb: argparse.ArgumentParser) -> None:
    """The verb, the article, where to and in what forms."""
    verb.add_argument("file", metavar="FILE", type=Path)
    add_article(verb)
    verb.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="folder for the tables; made if missing",
    )
    add_corrections(verb)
    add_reader(verb)
    add_model(verb)
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


def add_article(verb: argparse.ArgumentParser) -> None:
    """What is known of an article beside its text."""
    verb.add_argument(
        "--published",
        metavar="YYYY-MM-DD",
        help="day of publication, where the file does not state it",
    )
    for name in ("title", "publisher", "url"):
        verb.add_argument(f"--{name}", default="", metavar="TEXT")


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read one file, apply what a person corrected, write its tables, print what a person wants to
    know."""
    article = article_in(options.file, options, any_language=bool(options.model))
    given = given_corrections(options)
    model = model_given(options)
    folder_at(options.out)
    knowledge = load_knowledge(
        rules_alone=is_by_rules(options), tell=lambda line: print(line, file=sys.stderr)
    )
    knowledge = replace(knowledge, model=model)
    found = corrected(analyse(article, knowledge), given, knowledge)
    tell_not_applied(found.not_applied, warn)
    tell_unheard(unheard(given, [text_id(article)]), warn)
    analysis = found.analysis
    for name, table in TABLES.items():
        write_csv(table(analysis), options.out / name)
    write_json(analysis_json(analysis), options.out / "analysis.json")
    wanted = [one for one in FORMATS if {one.name, "all"} & {*options.to}]
    selection = selection_of(analysis, view_of(options.view, warn), areas=knowledge.areas)
    with reading_as(reader_for(analysis, selection.view, gazetteer=knowledge.gazetteer)):
        for one in wanted:
            replace_bytes(options.out / one.file, one.make(selection))
    print(summary(analysis))
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


def article_in(path: Path, options: argparse.Namespace, *, any_language: bool = False) -> Article:
    """The article in the file; raises BadDate where neither the person nor the file says when it
    was published."""
    given = open_file(path)
    article = article_of(
        replace(
            given,
            published=given.published
            if options.published is None
            else parse_published(options.published, today=date.today()),
            title=options.title or given.title,
            publisher=options.publisher or given.publisher,
            url=options.url or given.url,
        ),
        any_language=any_language,
    )
    if article.published is None:
        raise BadDate(
            "No day of publication was given or found.",
            value="",
            where=str(path),
            way_out="Give it with --published YYYY-MM-DD.",
        )
    return article
