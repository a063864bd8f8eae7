"""Options and steps shared by the commands that read one article and write files of a view."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

from components.api.article import ADDRESS, article_from
from components.commands.corrections_option import (
    add_corrections,
    given_corrections,
    warn_not_applied,
    warn_unread,
)
from components.commands.model import add_reader, knowledge_given, print_to_stderr
from components.commands.options import Warn, add_path
from components.core.errors import EmptyInput
from components.core.records import Article
from components.corrections.applying import corrected
from components.corrections.records import Corrections, text_id
from components.export.selection import Selection, selection_of
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.formats import ENDINGS
from components.sources.warc import keep
from components.view.locale import reader_for
from components.view.selection import View, from_query
from components.wording.locale import reading_as


def add_article(
    verb: argparse.ArgumentParser, *, url: str = "--url", several: bool = False
) -> None:
    """The file or files (``several``), metadata, corrections and reader of the article; ``url`` is
    the option for its address."""
    verb.add_argument(
        "file",
        metavar="FILE",
        type=lambda text: text if ADDRESS.fullmatch(text) else Path(text),
        nargs="+" if several else None,
        help=f"file ({', '.join(f'.{one}' for one in ENDINGS)}) or address of the article"
        f"{'; or files, folders, tables' * several}",
    )
    add_metadata(verb, url=url)
    add_path(
        verb,
        "--keep",
        "keep what the address answered with, as a web archive (WARC) with its sha256",
        metavar="FOLDER",
    )
    add_corrections(verb)
    add_reader(verb)


def add_view(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--view",
        default="",
        metavar="ADDRESS",
        help=("what the files show: the page's address, or its part after the question mark"),
    )


def add_metadata(verb: argparse.ArgumentParser, *, url: str = "--url") -> None:
    verb.add_argument(
        "--published",
        metavar="YYYY-MM-DD",
        help="day of publication, where the file does not state it",
    )
    for name in ("--title", "--publisher"):
        verb.add_argument(name, default="", metavar="TEXT")
    verb.add_argument(url, dest="url", default="", metavar="ADDRESS", help="where the article is")


@contextmanager
def chosen_selection(options: argparse.Namespace, warn: Warn) -> Iterator[Selection]:
    """The selection of the options' article, as of ``corrected_selection``."""
    article = article_in(
        options.file, options, any_language=bool(options.model), keep_in=options.keep
    )
    given = given_corrections(options)
    knowledge = knowledge_given(options, tell=print_to_stderr)
    view = view_of(options.view, warn)
    with corrected_selection(article, given, knowledge, view=view, warn=warn) as selection:
        warn_unread(given, [text_id(article)], warn)
        yield selection


@contextmanager
def corrected_selection(
    article: Article, given: Corrections, knowledge: Knowledge, *, view: View, warn: Warn
) -> Iterator[Selection]:
    """The article read and corrected, and what the view shows of it, in the view's locale."""
    found = corrected(analyse(article, knowledge), given, knowledge)
    warn_not_applied(found.not_applied, warn)
    with reading_as(reader_for(found.analysis, view, gazetteer=knowledge.gazetteer)):
        yield selection_of(found.analysis, view, areas=knowledge.areas)


def article_in(
    source: str | Path,
    options: argparse.Namespace,
    *,
    any_language: bool = False,
    keep_in: Path | None = None,
) -> Article:
    """The article in a file or at an address, with the metadata of the options.

    Raises EmptyInput where ``keep_in`` is given and nothing is fetched."""
    if keep_in and isinstance(source, Path):
        raise EmptyInput(
            "Nothing is fetched, so there is nothing to keep.",
            where=str(source),
            way_out="Give the address of the article, or leave out --keep.",
        )
    return article_from(
        source,
        options.published,
        title=options.title,
        publisher=options.publisher,
        url=options.url,
        any_language=any_language,
        on_fetched=lambda page: keep_in and print(f"Kept in {keep(page.exchanges, keep_in)}"),
    )


def view_of(address: str, warn: Warn) -> View:
    """The view of an address; ``warn`` is called for what it cannot read."""
    view = from_query(dict(parse_qsl(address.rpartition("?")[2])))
    for notice in view.notices:
        warn(notice)
    return view
