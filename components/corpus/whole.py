"""A corpus from its sources into its store: the run as a whole. Read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from components.corpus.batches import MOST_DOCUMENTS, batches
from components.corpus.done import Done, open_done
from components.corpus.folder import begin
from components.corpus.reading import OWN_ID, Item, given_sha256
from components.corpus.run import Step, Workers, run_batches
from components.corpus.settle import settle
from components.sources.records import Given, NotGiven


@dataclass(slots=True)
class Totals:
    """Documents so far. ``skipped`` were in the store before, or came twice."""

    read: int = 0
    failed: int = 0
    skipped: int = 0


def read_corpus(
    items: Iterable[Item], store: Path, *, workers: Callable[[], Workers], resume: bool = False,
    tell: Callable[[Totals], object] = lambda totals: None, most_documents: int = MOST_DOCUMENTS,
) -> Totals:
    """Reads what is not in ``store`` yet, and gives how many there were; ``tell`` hears of each batch that was written.

    ``workers`` opens who reads, once the store is known to be fit for it. What was written before an interruption stays, and
    a run with ``resume`` goes on from there. Raises BadStore, RunError and OSError.
    """
    run, totals = begin(store, resume=resume), Totals()

    def add(step: Step) -> None:
        totals.read += step.read
        totals.failed += step.failed
        tell(totals)

    with open_done(store) as done, workers() as client:
        fresh = batches(_fresh(items, done, totals), most_documents=most_documents)
        run_batches(fresh, client, store=store, run=run, done=add)
    settle(store, run=run)
    return totals


def _fresh(items: Iterable[Item], done: Done, totals: Totals) -> Iterator[Item]:
    """The items that the store does not hold; one whose id an earlier one has is told, for a changed text needs an id too."""
    for item in items:
        key = given_sha256(item)
        if isinstance(item, Given) and item.doc_id and not done.may_be(item.doc_id, key):
            item = NotGiven(where=item.where, error=f"{item.where}: Its id {item.doc_id} is that of another document. {OWN_ID}")
            key = given_sha256(item)
        if done.add(key):
            yield item
        else:
            totals.skipped += 1
