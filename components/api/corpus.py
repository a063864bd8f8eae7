"""Many articles, read into a store for queries."""

from __future__ import annotations

import warnings
import weakref
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from components.llm.reader import model_reader
from components.llm.server import Server
from components.places.store import no_progress
from components.sources.fields import Columns, DayOrder
from components.sources.opening import open_sources, open_upload
from components.store.dask_run import local_workers
from components.store.database import Store, open_store
from components.store.ingest import read_corpus
from components.store.queries import failures
from components.store.reader import OWN, DocumentReader

MOST_NAMED = 3
"""Errors that are quoted in a warning."""


def read_many(
    articles: str | Path | Iterable[str | Path] | pd.DataFrame,
    out: str | Path | None = None,
    *,
    jobs: int = 2,
    columns: Mapping[str, str] | None = None,
    days: DayOrder = "",
    resume: bool = False,
    model: tuple[str, str] | None = None,
    send_to: str = "",
) -> Store:
    """Read files and folders of articles, or a table with an article per row, with ``jobs``
    processes.

    The store is the folder ``out``, which can be opened again; without it, it exists as long as the
    result. ``columns`` names the columns of a table with the text, published, title, publisher, url
    and id, where their names do not say it; ``days`` is the order in 12/09/2022; ``resume`` adds to
    a store. ``model`` is the address of your own language model and its name there, which then
    reads, in its languages; on another machine, ``send_to`` must name the host to which the
    articles may be sent. A warning reports articles that could not be read; the store's documents
    have the reasons.

    A script that calls this needs ``if __name__ == "__main__":``, like all that start processes.
    Raises InputError, RunError, ModelError and OSError.
    """
    reader = OWN
    if model:
        server = Server(url=model[0], model=model[1])
        server.require_leave(send_to)
        reader = DocumentReader(model=model_reader(server, report=no_progress))
    mapping = Columns(names=dict(columns or {}), day_order=days)
    if isinstance(articles, pd.DataFrame):
        rows = articles.to_csv(index=False).encode()
        items = open_upload("table.csv", rows, mapping=mapping)
    else:
        named = [articles] if isinstance(articles, str | Path) else articles
        items = open_sources(map(Path, named), mapping=mapping)
    with ExitStack() as stack:
        home, folder = None, Path(out or "").resolve()
        if not out:
            home = Path(stack.enter_context(TemporaryDirectory(prefix="dateline-")))
            folder = home / "store"
        workers = partial(local_workers, jobs)
        totals = read_corpus(items, folder, workers=workers, resume=resume, reader=reader)
        store = open_store(folder, home=home)
        weakref.finalize(store, stack.pop_all().close)
    if totals.failed:
        errors = failures(store, most=MOST_NAMED)["error"]
        count = totals.failed + totals.read
        warnings.warn(
            f"{totals.failed} of {count} could not be read: {' '.join(errors)}", stacklevel=2
        )
    return store
