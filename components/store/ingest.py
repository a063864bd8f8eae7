"""A corpus from its sources into its store: the run as a whole. Read this first.

A store of an older version is first made into this one, part by part, so that it can be ended and
gone on with at any time. What can be said of documents only once all are there (which have one id,
which are copies of one text, which tell of one event) is settled last; it comes to the same
whatever the order in which they came, in however many runs, and however often one was ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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
    describe,
    draw_run,
    reader_of,
    require_run,
    version_of,
)
from components.store.ids import resolve_ids
from components.store.integrity import read_part, schema_of
from components.store.link_state import changes_of, forget, mark_linked
from components.store.merge import merge_units
from components.store.origins import signature_of
from components.store.parallel import ParallelMap, TellStage, no_progress, sequential
from components.store.processed_keys import ProcessedKeys, open_done
from components.store.reader import OWN, DocumentReader
from components.store.reading import OWN_ID, Item, given_sha256
from components.store.schema import DOCUMENTS, LANGUAGE, READ, SCHEMA, arrow_schema
from components.store.stories import count_stories, link_store
from components.store.units import part_draft, parts


@dataclass(slots=True)
class RunTotals:
    """Documents so far. ``skipped`` were in the store before, or came twice. ``stories`` are those
    of the whole store."""

    read: int = 0
    failed: int = 0
    error: str = ""
    """Of the first that failed."""
    skipped: int = 0
    stories: int = 0
    taken_bytes: int = 0
    """Of the sources, for what was read or failed."""
    skipped_bytes: int = 0
    faults: tuple[str, ...] = ()
    """Of those that failed what no source is to blame for, a line each that names the document."""


def read_corpus(
    items: Iterable[Item],
    store: Path,
    *,
    workers: Callable[[], Workers],
    resume: bool = False,
    tell: Callable[[RunTotals], object] = lambda totals: None,
    tell_stage: TellStage = no_progress,
    most_documents: int | None = None,
    reader: DocumentReader | None = OWN,
) -> RunTotals:
    """Reads what is not in ``store`` yet, and says of all of it what are copies and what tells of
    one event.

    ``workers`` opens who reads, once the store is known to be fit for it. What was written before
    an interruption stays, and a run with ``resume`` goes on from there, in a store of an older
    version too. ``tell`` hears of each batch that was written and each document that is skipped,
    ``tell_stage`` of the rest: what is done, and how much of it, of how much. ``reader`` is None
    where there are no ``items``. Raises BadStore, RunError, OSError, and ModelError where the
    reader's model gives no usable answer from the first.
    """
    if resume:
        migrate(store, tell=partial(tell_stage, "Migrating"))
    run = begin(store, resume=resume, reader=reader.name() if reader else "")
    totals, read = RunTotals(), reader or OWN

    def add(step: BatchResult) -> None:
        totals.read += step.read
        totals.failed += step.failed
        totals.error = totals.error or step.error
        totals.taken_bytes += step.taken_bytes
        totals.faults += step.faults
        tell(totals)

    def skip(item: Item) -> None:
        totals.skipped += 1
        totals.skipped_bytes += item.taken_bytes
        tell(totals)

    with open_done(store) as done, workers() as client:
        fresh = batches(
            _fresh(items, done, skip), most_documents=most_documents or read.most_documents
        )
        run_batches(fresh, client, store=store, run=run, done=add, read=read)
        totals.stories = link_documents(
            store, run=run, share=parallel_with(client), tell=tell_stage
        )
    return totals


def _fresh(
    items: Iterable[Item], done: ProcessedKeys, skip: Callable[[Item], object]
) -> Iterator[Item]:
    """The items that the store does not hold; one whose id an earlier one has is told, for a
    changed text needs an id too."""
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
    store: Path, *, run: str, share: ParallelMap = sequential, tell: TellStage = no_progress
) -> int:
    """Gives each id to one document, each document its origin, and makes the stories; gives how
    many there are.

    The cost is that of what came or went since it was last done. Raises RunError where another run
    has begun, and OSError.
    """
    news = changes_of(store)
    if news.is_all:
        forget(store)
    resolve_ids(store, news, run=run)
    merge_units(store, run=run, share=share, tell=partial(tell, "Merging parts"))
    if news := changes_of(store):
        find_copies(store, news, run=run, share=share, tell=partial(tell, "Looking for copies"))
        link_store(store, news, run=run, share=share, tell=tell)
        require_run(store, run)
        mark_linked(store)
    return count_stories(store)


def migrate(store: Path, *, tell: Callable[[int, int], object] = lambda done, of: None) -> None:
    """Makes a store of an older version this version; leaves any other folder as it is.

    ``tell`` hears how many parts are done, of how many. Other runs cannot write to the store from
    here on. Raises BadStore where the file that tells the version is damaged, and OSError.
    """
    if not (store / ABOUT).exists() or (version := version_of(store)) >= SCHEMA:
        return
    run, reader = draw_run(), reader_of(store)
    describe(store, version=version, run=run, reader=reader)
    paths = parts(store, DOCUMENTS)
    for done, path in enumerate(paths):
        tell(done, len(paths))
        if "signature" not in schema_of(path).names:
            with part_draft(path, _signed(read_part(path, None))):
                pass
    describe(store, version=SCHEMA, run=run, reader=reader)


def _signed(documents: pa.Table) -> pa.Table:
    """Documents of version 1, with their signatures and their language: English, for nothing else
    was read then. Copies of one another are found anew."""
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
