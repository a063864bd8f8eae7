"""``python -m components project``: what is kept under a name, more of it, or less."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from components.api.article import article_from
from components.commands.choosing import add_metadata
from components.commands.options import Warn
from components.core.errors import DatelineError, InputError
from components.core.records import Article
from components.corrections.files import FORMAT, read_file
from components.corrections.records import Corrections
from components.projects.project import (
    delete,
    folder_of,
    make,
    names,
    open_project,
    require_project,
)
from components.sources.opening import open_sources

HEAD_BYTES = 200
"""The start of a file of corrections has its format."""


def add_options(verb: argparse.ArgumentParser) -> None:
    actions = verb.add_subparsers(dest="action", required=True, metavar="{list,add,remove,delete}")
    actions.add_parser("list", help="name all, each with the sha256 of the last line of its log")
    adding = actions.add_parser(
        "add", help="add articles and corrections; a new name, a new project"
    )
    adding.add_argument("name", metavar="NAME", help="letters a to z, digits, spaces, - and _")
    adding.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="articles (files, folders, tables), and files of corrections",
    )
    add_metadata(adding)
    removing = actions.add_parser("remove", help="remove an article and its corrections")
    deleting = actions.add_parser("delete", help="delete a project with all that it holds")
    for lessening in (removing, deleting):
        lessening.add_argument("name", metavar="NAME")
        lessening.add_argument("--yes", action="store_true", help="do it; it cannot be undone")
    removing.add_argument(
        "article",
        metavar="ARTICLE",
        help="its headline, or how it begins; or the sha256 of its text",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print the projects after the change; 1 where something could not be read."""
    failed = _add(options, warn) if options.action == "add" else 0
    if options.action == "remove":
        _remove(options)
    elif options.action == "delete":
        require_project(folder_of(options.name))
        _require_yes(options, "The project and all that it holds")
        delete(options.name)
    for name in (options.name,) if options.action in {"add", "remove"} else names():
        try:
            found = open_project(name)
        except DatelineError as error:
            warn(str(error))
            failed += 1
            continue
        print(
            f"{found.name}: {len(found.articles):,} articles, "
            f"{len(found.corrections.corrections):,} corrections; last "
            f"{found.entries[-1]}, sha256 {found.last}"
        )
        for problem in found.problems:
            warn(str(problem))
    return 1 if failed else 0


def _remove(options: argparse.Namespace) -> None:
    project, wanted = open_project(options.name), options.article.casefold()
    every = {text: one.what for text, one in project.articles.items()}
    alike = {
        text: what
        for text, what in every.items()
        if what.casefold().startswith(wanted) or text == wanted
    }
    exact = {text: what for text, what in alike.items() if wanted in {what.casefold(), text}}
    if len(alike := exact or alike) != 1:
        headlines = "; ".join(f"{text} {what}" for text, what in (alike or every).items())
        raise InputError(
            f"{'Several headlines' if alike else 'No headline'} in this project "
            f"{'begin' if alike else 'begins'} with that.",
            where=options.article,
            way_out=f"Give the sha256 that stands before the headline: {headlines}",
        )
    [(text, what)] = alike.items()
    _require_yes(options, f"“{what}” and its corrections")
    project.without(text, time=_now())


def _require_yes(options: argparse.Namespace, what: str) -> None:
    if not options.yes:
        raise InputError(
            f"{what} would be gone from this machine. This cannot be undone.",
            where=options.name,
            way_out="To go on, give the same command with --yes.",
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _add(options: argparse.Namespace, warn: Warn) -> int:
    """Add everything that can be read, in one step; returns the number of failures."""
    came, sources, articles, failed = Corrections(), list[Path](), list[Article](), 0
    for file in options.files:
        if file.is_file() and FORMAT.encode() in file.read_bytes()[:HEAD_BYTES]:
            came = came.and_these(read_file(file))
        else:
            sources.append(file)
    about = {name: getattr(options, name) for name in ("title", "publisher", "url")}
    for item in open_sources(sources):
        try:
            article = article_from(item, options.published, **about, any_language=True)
            articles.append(article)
        except DatelineError as error:
            warn(str(error))
            failed += 1
    if came == Corrections() and not articles:
        return failed
    now = _now()
    is_new = options.name.lower() not in map(str.lower, names())
    project = make(options.name, time=now) if is_new else open_project(options.name)
    project = project.with_articles(articles, time=now)
    project.with_corrections(project.corrections.and_these(came), time=now)
    return failed
