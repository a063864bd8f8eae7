"""The sharing out: batches go to Dask's workers, each of which reads its own and writes them into the store.

The store must lie on a file system that all of them see under one path: always so on one machine, by a shared folder on
several. Documents go to the workers, and only counts come back. A batch that cannot be read as a whole (a worker that is
ended again and again, an error of the program) is halved until the one document is found that is at fault, which becomes a
row with its error.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import dask
from dask.typing import Key
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed

from components.corpus.batches import Batch
from components.corpus.folder import require_run
from components.corpus.parts import write_documents
from components.corpus.reading import failed_document, read_batch
from components.corpus.schema import FAILED
from components.errors import BadStore, RunError
from components.knowledge import Knowledge, load_knowledge

Workers = AbstractContextManager[Client]

UNDER_WAY = 2
"""Batches for each worker, so that none waits for work."""
WAIT_SECONDS = 60
"""For a scheduler, and for its first worker."""
_reading = Lock()
"""The language model reads one batch at a time, also in a worker with several threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one batch brought."""

    read: int = 0
    failed: int = 0


@cache
def _knowledge() -> Knowledge:
    """Once for each process."""
    return load_knowledge()


def read_and_write(store: Path, batch: Batch, run: str) -> Step:
    """What a worker does with a batch. Raises BadStore where it does not see the store."""
    require_run(store, run)
    with _reading:
        documents = read_batch(batch, _knowledge())
    write_documents(store, documents, run=run)
    failed = sum(document.row["status"] == FAILED for document in documents)
    return Step(read=len(documents) - failed, failed=failed)


@contextmanager
def local_workers(jobs: int) -> Iterator[Client]:
    """Processes of this machine, each with one thread, that no other machine can reach."""
    unserved = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.scheduler.http.routes": []}),
        LocalCluster(n_workers=jobs, threads_per_worker=1, host="127.0.0.1", scheduler_kwargs=unserved,
                     silence_logs=logging.ERROR) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def workers_at(address: str) -> Iterator[Client]:
    """The workers of a scheduler. Raises RunError where none answers."""
    way_out = "Start it with: dask scheduler, and workers with: PYTHONPATH=. dask worker ADDRESS --nthreads 1"
    try:
        client = Client(address, timeout=WAIT_SECONDS)
    except (OSError, ValueError) as error:
        raise RunError(f"No scheduler answers ({error}).", where=address, way_out=way_out) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT_SECONDS)
        except TimeoutError as error:
            raise RunError("The scheduler has no workers.", where=address, way_out=way_out) from error
        yield client


def run_batches(batches: Iterable[Batch], client: Client, *, store: Path, run: str, done: Callable[[Step], object]) -> None:
    """Reads all batches and tells ``done`` of each; never more of them under way than the workers need.

    Raises OSError and DatelineError for what stops the run as a whole: a disk that is full, a store that is not seen.
    """
    under_way = as_completed()
    batch_of: dict[Key, Batch] = {}

    def submit(batch: Batch) -> None:
        future = client.submit(read_and_write, store, batch, run, pure=False)
        batch_of[future.key] = batch
        under_way.add(future)

    def take() -> None:
        future = next(under_way)
        batch = batch_of.pop(future.key)
        error = _error(future)
        if error is None:
            done(future.result())
        elif len(batch) > 1:
            for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
                submit(half)
        else:
            write_documents(store, [failed_document(batch[0], _told(error))], run=run)
            done(Step(failed=1))

    for batch in batches:
        while len(batch_of) >= UNDER_WAY * len(client.scheduler_info(n_workers=-1)["workers"]):
            take()
        submit(batch)
    while batch_of:
        take()


def _error(future: Future[Step]) -> BaseException | None:
    """What kept one batch from being read; what keeps all of them from it is raised."""
    if future.status in ("lost", "cancelled"):
        raise RunError("The scheduler has gone.", way_out="Start it anew, then the same command with --resume.")
    error: BaseException | None = future.exception()
    if isinstance(error, OSError | BadStore | RunError):
        raise error
    return error


def _told(error: BaseException) -> str:
    if isinstance(error, KilledWorker):
        return "Reading it ended the process that read it, several times. It may need more memory than there is."
    return f"Reading it failed, which is a fault of the program: {type(error).__name__}: {error}"
