"""``python -m components corpus``: articles of any number into a store, read by several processes
or machines."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path

from components.commands.model import add_reader, model_given
from components.commands.options import Warn, add_out, positive
from components.commands.progress import Pace, Progress, WorkDone, time_left
from components.commands.table_options import add_columns, given_columns
from components.core.errors import EmptyInput, RunError
from components.places.store import no_progress
from components.sources.meter import bytes_of
from components.sources.opening import ARCHIVE, READERS, open_sources
from components.store.checksums import missing_parts, unrecorded_in_words, unrecorded_parts
from components.store.dask_run import local_workers, workers_at
from components.store.folder import RULES
from components.store.ingest import RunTotals, read_corpus
from components.store.reader import DocumentReader
from components.store.schema import DOCUMENTS


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "inputs",
        metavar="INPUT",
        type=Path,
        nargs="*",
        help=f"articles: files, folders, and files of many ({', '.join((*READERS, ARCHIVE))}); "
        "what is known of a.txt may stand in a.json beside it",
    )
    add_columns(verb)
    add_reader(verb)
    add_out(verb, "folder of the store; made if missing", metavar="STORE")
    readers = verb.add_mutually_exclusive_group()
    readers.add_argument(
        "--jobs",
        metavar="N",
        type=positive,
        default=1,
        help="processes that share the work, each takes some 700 MB; with --model as many "
        "questions are asked at a time",
    )
    readers.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help=(
            "a Dask scheduler whose workers do it (tcp://HOST:PORT); they must see STORE under "
            "the same path"
        ),
    )
    verb.add_argument(
        "--resume",
        action="store_true",
        help="add to a store, or go on with it: what is in it is skipped; "
        "without INPUT, finish or migrate it",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read all and print the counts; 1 where none could be read, or where the program had an error.

    Raises EmptyInput for nothing to do, RunError where other machines would ask the model."""
    if not options.inputs and not options.resume:
        raise EmptyInput(
            "No INPUT is named.",
            way_out="Name files or folders of articles, or finish a store with --resume.",
        )
    if options.model and options.scheduler:
        raise RunError(
            "The workers of a scheduler ask no language model: this machine alone asks it.",
            way_out="Share the work with --jobs in place of --scheduler.",
        )
    store = options.out.resolve()
    workers = (
        partial(workers_at, options.scheduler)
        if options.scheduler
        else partial(local_workers, options.jobs)
    )
    for path in missing_parts(store / DOCUMENTS):
        warn(
            f"{path}: This part of the store is gone. Its documents are in it again only where "
            "INPUT holds them."
        )
    if older := len(list(unrecorded_parts(store))):
        warn(f"{store}: {unrecorded_in_words(older)}")
    items = open_sources(options.inputs, mapping=given_columns(options))
    reader = reader_given(options) if options.inputs else None
    pace, whole_bytes = Pace(), bytes_of(options.inputs)
    with Progress("Reading") as progress:

        def report(totals: RunTotals) -> None:
            far = WorkDone(
                documents=totals.read + totals.failed,
                done=totals.taken_bytes,
                passed=totals.skipped_bytes,
                whole=whole_bytes,
            )
            per_second, left_seconds = pace.at(far)
            skipped = f", {totals.skipped:,} skipped" if totals.skipped else ""
            words = (
                f"{far.documents:,} documents, {per_second:,.1f} a second, {totals.failed:,} "
                f"failed{skipped}{time_left(left_seconds)}"
            )
            progress.show(far.share, words, doing="Reading")

        def report_stage(doing: str, done: int, of: int) -> None:
            progress.show(done / of if of else None, f"{done:,} of {of:,} steps", doing=doing)

        totals = read_corpus(
            items,
            store,
            workers=workers,
            resume=options.resume,
            reader=reader,
            report_stage=report_stage,
            report=report,
        )
    why = f" The reasons are in {options.out / 'documents'}, column error." if totals.failed else ""
    print(
        f"{totals.read:,} documents read, {totals.failed:,} failed, {totals.skipped:,} skipped "
        f"(already there, or twice).{why}\n"
        f"{totals.stories:,} events of the store are reported by several documents.\nWritten to "
        f"{options.out}"
    )
    if totals.error:
        warn(f"For example: {totals.error}")
    for line in totals.faults:
        warn(line)
    return 1 if totals.faults or (totals.failed and not totals.read) else 0


def reader_given(options: argparse.Namespace) -> DocumentReader:
    """The reader of ``--reader`` and ``--model``. Raises ModelError."""
    model = model_given(options)
    return DocumentReader(
        rules_alone=options.reader == RULES, model=model and replace(model, report=no_progress)
    )
