"""``python -m components corrections``: what a person changed in another program, as a file of
corrections."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from components.api.article import article_from
from components.commands.choosing import add_article, article_in
from components.commands.corrections_option import given_corrections, warn_not_applied, warn_unread
from components.commands.model import knowledge_given, print_to_stderr
from components.commands.options import Warn, add_out, add_path, write_file
from components.core.errors import BadCorrections, InputError
from components.core.records import Article
from components.corrections.applying import corrected
from components.corrections.files import write
from components.corrections.records import Corrections, text_id
from components.export.annotating.notes import differences
from components.export.formats import FORMATS
from components.reading.analysis import analyse
from components.sources.opening import holds_many, open_sources
from components.wording.provenance import headline

READERS = {one.name: one.read for one in FORMATS if one.read}


def add_options(verb: argparse.ArgumentParser) -> None:
    add_article(verb, several=True)
    add_path(verb, "--changed", "the file that came back", required=True)
    verb.add_argument("--form", choices=list(READERS), required=True, help="what it is")
    verb.add_argument("--coder", metavar="NAME", type=_name, required=True, help="who changed it")
    add_out(verb, "the file of corrections", metavar="FILE.json")


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write given and new corrections and print how many are new; ``warn`` is called for the rest.
    1 where the changes to one of several articles could not be used."""
    where, given = str(options.changed), given_corrections(options)
    articles = {one.text: one for one in _articles(options, warn)}
    read_back = READERS[options.form]
    changed = read_back(options.changed.read_bytes(), texts=list(articles), where=where)
    if not changed.keys() & articles.keys():
        raise BadCorrections(
            "It is of another text than the article.",
            where=where,
            way_out="Give the article that the file was made of, with the same corrections.",
        )
    if unnamed := len(changed.keys() - articles.keys()):
        warn(f"Ignored: changes in {unnamed} other articles, which were not given.")
    if absent := len(articles.keys() - changed.keys()):
        warn(f"The file lacks {absent} of the {len(articles)} articles.")
    knowledge, found, failed = knowledge_given(options, tell=print_to_stderr), Corrections(), 0
    now = datetime.now(UTC)
    for text, article in articles.items():
        if (notes := changed.get(text)) is None:
            continue
        before = corrected(analyse(article, knowledge), given, knowledge)
        warn_not_applied(before.not_applied, warn)
        at = f"{where}, “{headline(article)}”" if len(articles) > 1 else where
        try:
            made = differences(before.analysis, notes, coder=options.coder, time=now, where=at)
        except BadCorrections as error:
            if len(articles) == 1:
                raise
            warn(str(error))
            failed = 1
            continue
        for untaken in made.untaken:
            warn(f"Ignored: {untaken}.")
        found = found.with_these(made.corrections)
    warn_unread(given, [*map(text_id, articles.values())], warn)
    write_file(options.out, write(given.with_these(found.corrections)))
    count = len(found.corrections)
    print(f"{count} {'correction' if count == 1 else 'corrections'}\nWritten to {options.out}")
    return failed


def _articles(options: argparse.Namespace, warn: Warn) -> Iterator[Article]:
    """A single article as for ``read``; those of folders and tables with the id that ``deal``
    gives."""
    first, *more = options.file
    if not more and (isinstance(first, str) or not holds_many(first)):
        yield article_in(first, options, any_language=bool(options.model), keep_in=options.keep)
        return
    for one in open_sources(map(Path, options.file)):
        try:
            article = article_from(one, options.published, any_language=bool(options.model))
        except InputError as error:
            warn(str(error))
        else:
            yield replace(article, id=text_id(article))


def _name(text: str) -> str:
    """A name that is not blank; raises argparse's own error."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a correction needs the name of who made it")
    return text.strip()
