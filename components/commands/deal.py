"""``python -m components deal``: articles dealt out to coders, with gold ones hidden among them."""

from __future__ import annotations

import argparse
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from components.commands.options import Warn, add_number, add_out, add_path, write_file
from components.commands.table_options import add_columns, given_columns
from components.core.errors import InputError, ReadingFailed
from components.core.faults import reading_of
from components.core.records import Article
from components.corrections.files import read_file
from components.corrections.gold_items import dealt
from components.corrections.records import Corrections, text_id
from components.export.annotating.label_studio import task_of, to_label_config
from components.export.csv import to_csv
from components.export.json import to_document, to_line
from components.export.selection import selection_of
from components.reading.analysis import analyse
from components.reading.knowledge import shared_knowledge
from components.sources.opening import open_sources, open_upload
from components.sources.records import SkippedEntry, article_of, line_of
from components.view.selection import View

PAGE_TAKES = 10
"""Articles in a file: as many as the page opens at once."""
KEY = "key.csv"
PAGE, LABEL_STUDIO = "page", "label-studio"
ENDINGS = {PAGE: ".jsonl", LABEL_STUDIO: ".json"}
"""The ending of a coder's files, by their form."""


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "inputs",
        metavar="INPUT",
        type=Path,
        nargs="+",
        help="articles: files, folders, tables or archives, as corpus takes them",
    )
    add_columns(verb)
    verb.add_argument(
        "--coders", metavar="NAME", nargs="+", required=True, help="who gets tasks, two or more"
    )
    add_path(
        verb,
        "--gold",
        "a file of corrections with the right answers on some of the articles: every coder "
        "gets these among the others, and no file of a coder says which they are",
    )
    add_number(
        verb, "--each", "coders that get an article which is not gold (default 2)", default=2
    )
    verb.add_argument(
        "--form",
        choices=[*ENDINGS],
        default=PAGE,
        help="what tasks are made for: the page (articles alone), or Label Studio (each article "
        "with its reading as a prediction; default page)",
    )
    verb.add_argument(
        "--seed",
        metavar="WORD",
        default="",
        help="another word deals differently; by default made from the articles' sha256",
    )
    add_out(verb, "folder; made if missing")


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write coders' files and the key; ``warn`` is called for unreadable articles. Raises
    InputError."""
    names = {coder: re.sub(r"\W+", "-", coder).strip("-") for coder in options.coders}
    if len({*names.values(), ""}) <= len(options.coders) or options.each > len(names):
        raise InputError(
            f"{options.each} of these coders cannot get each article: {', '.join(options.coders)}.",
            way_out="Name at least as many coders as --each says, each with a name of its own.",
        )
    given = read_file(options.gold) if options.gold else Corrections()
    articles = _articles(options, warn)
    gold = {one.article for one in given.corrections}
    if absent := len(gold - set(articles)):
        warn(f"Not dealt: {absent} of the gold articles, which are not among the articles given.")
    if not articles or (options.gold and not gold & set(articles)):
        raise InputError(
            "There is no article to deal, or none of those named is gold.",
            where=", ".join(map(str, options.inputs)),
            way_out="Name the articles, and those that the file of --gold was made of.",
        )
    seed = options.seed or hashlib.sha256(" ".join(sorted(articles)).encode()).hexdigest()[:12]
    shares = dealt(articles, gold, coders=options.coders, each=options.each, seed=seed)
    tasks = {}
    if options.form == LABEL_STUDIO:
        knowledge = shared_knowledge()
        for one, article in articles.items():
            # With the id of the text alone, by which its events are looked up later.
            analysis = analyse(replace(article, id=text_id(article)), knowledge)
            tasks[one] = task_of(selection_of(analysis, View(), areas=knowledge.areas))
        write_file(options.out / "label-studio.xml", to_label_config())
    key = []
    for coder, share in shares.items():
        for start in range(0, len(share), PAGE_TAKES):
            file = f"{names[coder]}-{start // PAGE_TAKES + 1}{ENDINGS[options.form]}"
            part = share[start : start + PAGE_TAKES]
            lines = (f"{to_line(line_of(articles[one]))}\n" for one in part)
            content = to_document([tasks[one] for one in part]) if tasks else "".join(lines)
            write_file(options.out / file, content)
            key += [
                (coder, file, number, one, articles[one].title, "yes" if one in gold else "no")
                for number, one in enumerate(part, start=1)
            ]
        print(f"{coder}: {len(share):,} articles")
    head = ["coder", "file", "number", "article", "title", "gold"]
    write_file(options.out / KEY, to_csv(pd.DataFrame(key, columns=head)))
    print(
        f"Seed {seed}. Written to {options.out}. Keep {KEY}, which names the gold, from the coders."
    )
    return 0


def _articles(options: argparse.Namespace, warn: Warn) -> dict[str, Article]:
    """By the sha256 of their text, each once; ``warn`` is called for those that cannot be dealt."""
    found: dict[str, Article] = {}
    for one in open_sources(options.inputs, mapping=given_columns(options)):
        try:
            if isinstance(one, SkippedEntry):
                raise InputError(one.error)
            with reading_of(one.where):
                article = article_of(one)
                found[_as_dealt(article, one.where)] = article
        except (InputError, ReadingFailed) as error:
            warn(str(error))
    return found


def _as_dealt(article: Article, where: str) -> str:
    """The id after a coder has opened it from the file. Raises InputError where the text
    changes."""
    [again] = open_upload("dealt.jsonl", to_line(line_of(article)).encode())
    if isinstance(again, SkippedEntry) or text_id(article_of(again)) != text_id(article):
        raise InputError(
            "Its text changes when it is written as JSON.",
            where=where,
            way_out="Deal out the text alone (.txt).",
        )
    return text_id(article)
