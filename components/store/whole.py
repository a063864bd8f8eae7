"""A corpus from its sources into its store: the run as a whole. Read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from components.sources.records import Given, NotGiven
from components.store.batches import MOST_DOCUMENTS, batches
from components.store.done import Done, open_done
from components.store.folder import begin
from components.store.migrate import migrate
from components.store.reading import OWN_ID, Item, given_sha256
from components.store.run import Read, Step, Workers, read_and_write, run_batches, sharing_with
from components.store.settle import settle
from components.store.sharing import TellStage, unheard


@dataclass(slots=True)
class Totals:
    """Documents so far. ``skipped`` were in the store before, or came twice. ``stories`` are those
    of the whole store."""

    read: int = 0
    failed: int = 0
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
    tell: Callable[[Totals], object] = lambda totals: None,
    tell_stage: TellStage = unheard,
    most_documents: int = MOST_DOCUMENTS,
    read: Read = read_and_write,
) -> Totals:
    """Reads what is not in ``store`` yet, and says of all of it what are copies and what tells of
    one event.

    ``workers`` opens who reads, once the store is known to be fit for it. What was written before
    an interruption stays, and a run with ``resume`` goes on from there, in a store of an older
    version too. ``tell`` hears of each batch that was written and each document that is skipped,
    ``tell_stage`` of the rest: what is done, and how much of it, of how much. Raises BadStore,
    RunError and OSError.
    """
    if resume:
        migrate(store, tell=partial(tell_stage, "Migrating"))
    run, totals = begin(store, resume=resume), Totals()

    def add(step: Step) -> None:
        totals.read += step.read
        totals.failed += step.failed
        totals.taken_bytes += step.taken_bytes
        totals.faults += step.faults
        tell(totals)

    def skip(item: Item) -> None:
        totals.skipped += 1
        totals.skipped_bytes += item.taken_bytes
        tell(totals)

    with open_done(store) as done, workers() as client:
        fresh = batches(_fresh(items, done, skip), most_documents=most_documents)
        run_batches(fresh, client, store=store, run=run, done=add, read=read)
        totals.stories = settle(store, run=run, share=sharing_with(client), tell=tell_stage)
    return totals


def _fresh(items: Iterable[Item], done: Done, skip: Callable[[Item], object]) -> Iterator[Item]:
    """The items that the store does not hold; one whose id an earlier one has is told, for a
    changed text needs an id too."""
    for item in items:
        key = given_sha256(item)
        if isinstance(item, Given) and item.doc_id and not done.may_be(item.doc_id, key):
            error = f"{item.where}: Its id {item.doc_id} is that of another document. {OWN_ID}"
            item = NotGiven(where=item.where, error=error, taken_bytes=item.taken_bytes)
            key = given_sha256(item)
        if done.add(key):
            yield item
        else:
            skip(item)
