"""Many articles, read into a store that is then asked."""

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
"""Of what could not be read, in a warning."""


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
    """Reads files and folders of articles, or a table with one a row, by ``jobs`` processes.

    The store that is made stands in the folder ``out``, to be opened again; without it, it goes
    with the answer. ``columns`` says which columns of a table hold the text, published, title,
    publisher, url and id, where their names do not; ``days`` how 12/09/2022 is meant; ``resume``
    adds to a store. ``model`` is the address of a language model of your own and its name there,
    which then reads, in its languages; where it is on another machine, ``send_to`` names the host
    to which the articles may go. What cannot be read is told in a warning and stands in the store's
    documents.
    A script that calls this has its own work under ``if __name__ == "__main__":``, as all that
    start processes. Raises InputError, RunError, ModelError and OSError.
    """
    reader = OWN
    if model:
        server = Server(url=model[0], model=model[1])
        server.require_leave(send_to)
        reader = DocumentReader(model=model_reader(server, tell=no_progress))
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
        warnings.warn(
            f"{totals.failed} of {totals.failed + totals.read} could not be read: {' '.join(errors)}",
            stacklevel=2,
        )
    return store
