"""A run of one process that writes a store, to be killed. Read by the process from which runs are
forked, so that each begins at once."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from components.core.errors import WriteError
from components.store.folder import begin
from components.store.ingest import link_documents
from components.store.parts import write_documents
from components.store.processed_keys import open_done
from components.store.reading import DocumentRows
from tests.linking.given import row
from tests.store.made import made

DOCUMENTS, BATCH, DAYS = 240, 4, 90
FULL = 28


def documents() -> list[DocumentRows]:
    """Some are copies, some tell of one event, some have one id."""
    told = []
    for number in range(DOCUMENTS):
        day = date(2022, 1, 1) + timedelta(days=number * 7 % DAYS)
        own = f"{number % 200}"
        one = row(
            own,
            "1",
            published=f"{day}",
            first_day=f"{day}",
            last_day=f"{day}",
            publisher=f"Paper {number}",
        )
        text = f"Troops left Izyum on day {number % 60}, {'and more was said of it, ' * 20}officials said."
        told.append(made(own, published=f"{day}", text=text, events=[one], given=f"{number}"))
    return told


def go_on(store: Path) -> None:
    """A run of one process: what is not there is written, and all of it settled."""
    run = begin(store, resume=True)
    with open_done(store) as done:
        fresh = [one for one in documents() if done.add(one.row["given_sha256"])]
    for at in range(0, len(fresh), BATCH):
        write_documents(store, fresh[at : at + BATCH], run=run)
    link_documents(store, run=run)


def until_full(store: Path) -> None:
    """The same on a disk that is full before its end: told with ``FULL``, as an error of ours."""
    try:
        go_on(store)
    except WriteError:
        sys.exit(FULL)
