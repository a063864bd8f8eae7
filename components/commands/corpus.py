"""``python -m components corpus``: articles of any number into a store, read by several processes or machines."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from tqdm import tqdm

from components.commands.mapping import add_columns, given_columns
from components.commands.options import Warn, positive
from components.corpus.run import local_workers, workers_at
from components.corpus.whole import Totals, read_corpus
from components.errors import EmptyInput
from components.sources.opening import open_sources


def add_options(verb: argparse.ArgumentParser) -> None:
    """Where articles come from, where they go, and who reads them."""
    verb.add_argument("inputs", metavar="INPUT", type=Path, nargs="*",
                      help="articles: files, folders, tables (.csv, .tsv), JSON lines (.jsonl), .zip, .warc; what is known of "
                           "a.txt may stand in a.json beside it")
    add_columns(verb)
    verb.add_argument("--out", metavar="STORE", type=Path, required=True, help="folder of the store; made if missing")
    readers = verb.add_mutually_exclusive_group()
    readers.add_argument("--jobs", metavar="N", type=positive, default=1, help="processes that share the work, each with 500 MB")
    readers.add_argument("--scheduler", metavar="ADDRESS", default="",
                         help="a Dask scheduler whose workers do it (tcp://HOST:PORT); they must see STORE under the same path")
    verb.add_argument("--resume", action="store_true", help="add to a store, or go on with it: what is in it is skipped; "
                      "without INPUT, finish or migrate it")


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read all, print how many were read; 1 where none could be. Raises EmptyInput where there is nothing to do."""
    if not options.inputs and not options.resume:
        raise EmptyInput("No INPUT is named.", way_out="Name files or folders of articles, or finish a store with --resume.")
    store = options.out.resolve()
    workers = partial(workers_at, options.scheduler) if options.scheduler else partial(local_workers, options.jobs)
    items = open_sources(options.inputs, mapping=given_columns(options))
    with _bar("Reading", " documents") as bar, _Stages() as stages:
        totals = read_corpus(items, store, workers=workers, resume=options.resume, tell=partial(_step, bar),
                             tell_stage=stages.tell)
    print(f"{totals.read:,} documents read, {totals.failed:,} failed, {totals.skipped:,} skipped (there already or twice).\n"
          f"{totals.stories:,} events of the store are told by several documents.\nWritten to {options.out}")
    return 1 if totals.failed and not totals.read else 0


def _bar(doing: str, unit: str) -> tqdm[None]:
    return tqdm(desc=doing, unit=unit, disable=None, leave=False, file=sys.stderr)


class _Stages(AbstractContextManager["_Stages"]):
    """What comes beside the reading: a bar for each, one after the other."""

    def __init__(self) -> None:
        self._doing, self._bar = "", _bar("", "")

    def tell(self, doing: str, done: int, of: int) -> None:
        if doing != self._doing:
            self._bar.close()
            self._doing, self._bar = doing, _bar(doing, " steps")
        self._bar.total = of
        self._bar.update(done - self._bar.n)

    def __exit__(self, *raised: object) -> None:
        self._bar.close()


def _step(bar: tqdm[None], totals: Totals) -> None:
    bar.set_postfix(failed=totals.failed, refresh=False)
    bar.update(totals.read + totals.failed - bar.n)
