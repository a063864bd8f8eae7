"""``python -m components watch``: what feeds report since the last time, as a sheet by place."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import get_args

from components.commands.corpus import reader_given
from components.commands.feed import add_feeds, poll_all
from components.commands.model import add_reader
from components.commands.options import Warn, add_number, add_out, add_path, write_file
from components.core.days import shift_day
from components.core.errors import BadModelServer, RunStopped
from components.export.json import to_document
from components.export.news import FORMS, NewsSheet, form_of
from components.sources.opening import open_sources
from components.sources.polite import Polite
from components.sources.polls import ARTICLES, ask_again
from components.store.dask_run import Workers, local_workers
from components.store.database import open_store
from components.store.folder import ABOUT
from components.store.ingest import read_corpus
from components.store.news import ReportedArticles, What, claims_of, documents, news, seen_now
from components.store.reader import DocumentReader

DAYS_AGAIN = 2
ONE_WORKER = partial(local_workers, 1)
LEAST_MINUTES = 10
"""Between two rounds; feeds are rarely updated more often."""


def add_options(verb: argparse.ArgumentParser) -> None:
    add_feeds(verb)
    add_path(
        verb,
        "--store",
        "store that the articles are read into; made if missing. What was fetched lies beside "
        "it, in STORE-feeds",
        metavar="STORE",
        required=True,
    )
    add_out(
        verb,
        f"sheet of what is new ({', '.join(FORMS)}); an earlier one is kept with its time in its "
        "name",
        metavar="SHEET",
    )
    add_number(
        verb,
        "--every",
        f"go on, a round each so many minutes ({LEAST_MINUTES} at least), until Ctrl+C",
        metavar="MINUTES",
    )
    verb.add_argument(
        "--again",
        metavar="DAYS",
        type=int,
        default=DAYS_AGAIN,
        help="ask again for articles of these last days, to see what was changed or taken down "
        f"(default {DAYS_AGAIN}; 0 asks for none)",
    )
    add_reader(verb)


def run(options: argparse.Namespace, warn: Warn) -> int:
    """One round, or one after the other; where the model does not answer, its articles are read in
    the next round. 1 where no feed could be fetched in a single round. Raises ModelError and
    RunError, with --every only where waiting does not help."""
    form_of(options.out)
    reader = reader_given(options)
    while True:
        try:
            done = one_round(options, warn, reader)
        except (BadModelServer, RunStopped) as error:
            if not options.every:
                raise
            warn(str(error))
        else:
            if not options.every:
                return done
        minutes = max(options.every, LEAST_MINUTES)
        print(f"The next round is in {minutes} minutes. Ctrl+C ends it.", flush=True)
        try:
            sleep(60 * minutes)
        except KeyboardInterrupt:
            return 0


def one_round(
    options: argparse.Namespace,
    warn: Warn,
    reader: DocumentReader,
    *,
    polite: Callable[[], Polite] = Polite,
    workers: Callable[[], Workers] = ONE_WORKER,
    now: datetime | None = None,
) -> int:
    """Fetch, read, and write a sheet of news or the first one; 1 where no feed could be fetched."""
    made = now or datetime.now(UTC)
    folder = options.store.with_name(f"{options.store.name}-feeds")
    name = hashlib.sha256(str(options.out.resolve()).encode()).hexdigest()[:16]
    data = folder / f".sheet-{name}.json"
    last = LastSheet.read(data, options.store)
    missed: list[str] = []

    def told(line: str) -> None:
        missed.append(line)
        warn(line)

    fetching, any_language = polite(), reader.model is not None
    gone = ask_again(
        folder,
        since=shift_day(made.date(), 1 - options.again),
        gone=last.gone,
        polite=fetching,
        on_error=lambda error: told(str(error)),
        any_language=any_language,
    )
    polled = poll_all(
        argparse.Namespace(feeds=options.feeds, out=folder, most=options.most),
        told,
        polite=fetching,
        any_language=any_language,
    )
    if not (folder / ARTICLES).exists():
        print("No article was fetched.")
        return 0 if polled else 1
    totals = read_corpus(
        open_sources([folder / ARTICLES]),
        options.store.resolve(),
        workers=workers,
        resume=(options.store / ABOUT).exists(),
        reader=reader,
    )
    for line in totals.faults:
        told(line)
    with closing(open_store(options.store)) as store:
        found = news(store, last.seen, gone=gone)
        sheet = NewsSheet(
            made=made,
            since=last.made,
            feeds=options.feeds,
            news=found,
            claims=claims_of(store, found),
            not_read=missed,
        )
        seen = seen_now(store, last.seen)
    if found or last.made is None:
        if options.out.exists():  # the earlier sheet is kept, with its time in its name
            earlier = datetime.fromtimestamp(options.out.stat().st_mtime, UTC)
            options.out.replace(
                options.out.with_stem(f"{options.out.stem}-{earlier:%Y-%m-%dT%H%M%SZ}")
            )
        write_file(options.out, form_of(options.out)(sheet))
        last = replace(last, made=made)
        counts = Counter(one.what for one in found)
        told_counts = ", ".join(f"{counts[what]} {what}" for what in get_args(What) if counts[what])
        print(f"{told_counts or 'Nothing new'}. Written to {options.out}")
    else:
        print(f"Nothing new; {options.out} stands as it was.")
    replace(last, seen=seen, gone=last.gone | gone).write(data, options.out)
    return 0 if polled else 1


@dataclass(frozen=True, kw_only=True)
class LastSheet:
    """The state after the last sheet of this name; ``made`` is None where there was none."""

    seen: ReportedArticles
    gone: frozenset[str] = frozenset()
    made: datetime | None = None

    @classmethod
    def read(cls, path: Path, store: Path) -> LastSheet:
        """Without an earlier sheet, all articles of the store count as known."""
        if path.exists():
            data = json.loads(path.read_text(encoding="utf-8"))
            articles, replaced = frozenset(data["articles"]), frozenset(data["replaced"])
            return cls(
                seen=ReportedArticles(articles=articles, replaced=replaced),
                gone=frozenset(data["gone"]),
                made=datetime.fromisoformat(data["made"]) if data["made"] else None,
            )
        if not (store / ABOUT).exists():
            return cls(seen=ReportedArticles())
        with closing(open_store(store)) as opened:
            return cls(seen=ReportedArticles(articles=documents(opened)))

    def write(self, path: Path, sheet: Path) -> None:
        data = {
            "sheet": str(sheet),
            "made": self.made.isoformat() if self.made else None,
            "gone": sorted(self.gone),
            "articles": sorted(self.seen.articles),
            "replaced": sorted(self.seen.replaced),
        }
        write_file(path, to_document(data))
