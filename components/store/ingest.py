"""A corpus from its sources into its store: the whole run. Read this first.

A store of an older version is migrated first, part by part, so that it can be interrupted and
continued at any time. What depends on all documents (which share an id, which are copies of one
text, which report one event) is settled last. The result is the same whatever the order of the
documents, the number of runs and of interruptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyarrow as pa

from components.core.records import ENGLISH
from components.sources.records import RawArticle, SkippedEntry
from components.store.copies import find_copies
from components.store.dask_run import BatchResult, Workers, batches, parallel_with, run_batches
from components.store.folder import (
    ABOUT,
    begin,
    new_run,
    require_run,
    store_info,
    write_info,
)
from components.store.ids import resolve_ids
from components.store.integrity import read_part, schema_of
from components.store.link_state import changes_of, mark_linked, unlink_all
from components.store.merge import merge_units
from components.store.origins import signature_of
from components.store.parallel import ParallelMap, ReportStage, no_progress, sequential
from components.store.processed_keys import ProcessedKeys, open_done
from components.store.reader import OWN, DocumentReader
from components.store.reading import OWN_ID, Item, given_sha256
from components.store.schema import DOCUMENTS, LANGUAGE, READ, SCHEMA, arrow_schema
from components.store.stories import count_stories, link_store
from components.store.units import part_draft, parts


@dataclass(slots=True)
class RunTotals:
    """Documents so far. ``skipped`` were in the store already, or came twice. ``stories`` are those
    of the whole store."""

    read: int = 0
    failed: int = 0
    error: str = ""
    """Of the first that failed."""
    skipped: int = 0
    stories: int = 0
    taken_bytes: int = 0
    """Of the sources that were read or failed."""
    skipped_bytes: int = 0
    faults: tuple[str, ...] = ()
    """Documents that failed by an error of the program, a line each that names the document."""


def read_corpus(
    items: Iterable[Item],
    store: Path,
    *,
    workers: Callable[[], Workers],
    resume: bool = False,
    report: Callable[[RunTotals], object] = lambda totals: None,
    report_stage: ReportStage = no_progress,
    most_documents: int | None = None,
    reader: DocumentReader | None = OWN,
) -> RunTotals:
    """Read what is not in ``store`` yet, then find copies and link the reports of one event.

    ``workers`` starts the readers once the store has been checked. What was written before an
    interruption stays; a run with ``resume`` continues, also in a store of an older version.
    ``report`` is called for each batch written and each document skipped, ``report_stage`` for the
    rest, with the stage and the number of steps done and in all. ``reader`` is None where there are
    no ``items``. Raises BadStore, RunError, OSError, and ModelError where the model's first answer
    is unusable.
    """
    if resume:
        migrate(store, report=partial(report_stage, "Migrating"))
    run = begin(store, resume=resume, reader=reader.name() if reader else "")
    totals, read = RunTotals(), reader or OWN

    def add(step: BatchResult) -> None:
        totals.read += step.read
        totals.failed += step.failed
        totals.error = totals.error or step.error
        totals.taken_bytes += step.taken_bytes
        totals.faults += step.faults
        report(totals)

    def skip(item: Item) -> None:
        totals.skipped += 1
        totals.skipped_bytes += item.taken_bytes
        report(totals)

    with open_done(store) as done, workers() as client:
        fresh = batches(
            _fresh(items, done, skip), most_documents=most_documents or read.most_documents
        )
        run_batches(fresh, client, store=store, run=run, done=add, read=read)
        totals.stories = link_documents(
            store, run=run, share=parallel_with(client), report=report_stage
        )
    return totals


def _fresh(
    items: Iterable[Item], done: ProcessedKeys, skip: Callable[[Item], object]
) -> Iterator[Item]:
    """The items that the store does not have. One whose id belongs to an earlier item is reported
    as failed, since a changed text needs its own id."""
    for item in items:
        key = given_sha256(item)
        if isinstance(item, RawArticle) and item.doc_id and not done.may_be(item.doc_id, key):
            error = f"{item.where}: Its id {item.doc_id} is that of another document. {OWN_ID}"
            item = SkippedEntry(where=item.where, error=error, taken_bytes=item.taken_bytes)
            key = given_sha256(item)
        if done.add(key):
            yield item
        else:
            skip(item)


def link_documents(
    store: Path, *, run: str, share: ParallelMap = sequential, report: ReportStage = no_progress
) -> int:
    """Give each id to one document and each document its origin, make the stories, and return how
    many there are.

    The cost depends on what changed since the last time. Raises RunError where another run has
    begun, and OSError.
    """
    news = changes_of(store)
    if news.is_all:
        unlink_all(store)
    resolve_ids(store, news, run=run)
    merge_units(store, run=run, share=share, report=partial(report, "Merging parts"))
    if news := changes_of(store):
        find_copies(store, news, run=run, share=share, report=partial(report, "Looking for copies"))
        link_store(store, news, run=run, share=share, report=report)
        require_run(store, run)
        mark_linked(store)
    return count_stories(store)


def migrate(store: Path, *, report: Callable[[int, int], object] = lambda done, of: None) -> None:
    """Migrate a store of an older version; any other folder is left as it is.

    ``report`` is called with the number of parts done and in all. Other runs cannot write to the
    store from here on. Raises BadStore where the file with the version is damaged, and OSError.
    """
    if not (store / ABOUT).exists() or (info := store_info(store)).schema >= SCHEMA:
        return
    info = replace(info, run=new_run())
    write_info(store, info)
    paths = parts(store, DOCUMENTS)
    for done, path in enumerate(paths):
        report(done, len(paths))
        if "signature" not in schema_of(path).names:
            with part_draft(path, _signed(read_part(path, None))):
                pass
    write_info(store, replace(info, schema=SCHEMA))


def _signed(documents: pa.Table) -> pa.Table:
    """Documents of version 1 with a signature and a language: English, the only one read then.
    Copies are found again later."""
    signatures = [
        signature_of(text).written() if status == READ else None
        for text, status in zip(
            documents["text"].to_pylist(), documents["status"].to_pylist(), strict=True
        )
    ]
    languages = [ENGLISH if text else None for text in documents["text"].to_pylist()]
    for name, cells in (("signature", signatures), (LANGUAGE.name, languages)):
        documents = documents.append_column(name, pa.array(cells, type=pa.string()))
    return documents.select(arrow_schema(DOCUMENTS).names)
