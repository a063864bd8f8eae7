"""Work shared between processes: Dask's workers each read batches and write them into the store.

The store must be on a file system that all workers see under the same path: on one machine, or in a
shared folder. Documents are sent to the workers, which return only counts. A batch that fails as a
whole (its worker dies, or the program has an error) is halved until the faulty document is found,
which becomes a row with its error.

As far as the days of the documents are known, a batch has documents of one month, so that a part
holds many rows.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import dask
from dask.typing import Key
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed

from components.core.errors import BadStore, RunError, WriteError
from components.core.faults import fault_in_words
from components.sources.records import RawArticle
from components.store.parallel import ParallelMap, R, T
from components.store.parts import write_documents
from components.store.reading import Item, failed_document, month_of

Batch = tuple[Item, ...]
MOST_DOCUMENTS = 200
"""In a batch: some ten seconds of work, which are lost when a process dies."""
MOST_BYTES = 1_000_000
"""In a batch, unless a single document is larger; limits the memory for long documents."""
MOST_WAITING_DOCUMENTS = 4_000
MOST_WAITING_BYTES = 32_000_000
"""In all batches that are being filled; above it, the fullest batch is sent."""


def batches(items: Iterable[Item], *, most_documents: int = MOST_DOCUMENTS) -> Iterator[Batch]:
    """All items, each once; holds a limited number of them at a time."""
    months: dict[str, list[Item]] = {}
    sizes_bytes = Counter[str]()

    def pop(month: str) -> Batch:
        del sizes_bytes[month]
        return tuple(months.pop(month))

    for item in items:
        month = month_of(item.published if isinstance(item, RawArticle) else None)
        if month in months and sizes_bytes[month] + _bytes(item) > MOST_BYTES:
            yield pop(month)
        months.setdefault(month, []).append(item)
        sizes_bytes[month] += _bytes(item)
        waiting = sum(map(len, months.values()))
        if len(months[month]) >= most_documents:
            yield pop(month)
        elif waiting > MOST_WAITING_DOCUMENTS or sizes_bytes.total() > MOST_WAITING_BYTES:
            yield pop(max(months, key=lambda name: len(months[name])))
    for month in sorted(months):
        yield pop(month)


def _bytes(item: Item) -> int:
    return len(item.content) if isinstance(item, RawArticle) else 0


Workers = AbstractContextManager[Client]

UNDER_WAY = 2
"""Batches per worker, so that none waits for work."""
MOST_TRIES = 4
"""For a step of linking whose worker dies; it may have waited in a worker that another step
killed."""
WAIT_SECONDS = 60
"""For a scheduler, and for its first worker."""
UNLOGGED = {"distributed.admin.low-level-log-length": 0}
"""Otherwise Dask keeps the last thousand messages to each process for its developers, which hold as
many batches. A scheduler that is started separately does so too, unless its environment is set
(``START``)."""
START = (
    "Start it in the folder of Dateline: PYTHONPATH=. "
    "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH=0 .venv/bin/dask scheduler, and workers: "
    "PYTHONPATH=. .venv/bin/dask worker ADDRESS --nthreads 1"
)
UNKNOWN_HERE = "Error during deserialization of the task graph"
"""The answer of a scheduler that cannot import the program."""
KILLED = "Reading it ended the process that read it, twice. It may need more memory than there is."
LOCAL = {
    **UNLOGGED,
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.http.routes": [],
    "distributed.deploy.lost-worker-timeout": "1000 days",
}
"""A batch that kills its process is not retried as a whole; none waits in a process that another
one may kill; no web pages. A process that died is never given up: by default Dask checks it once,
15 seconds later, and if it is just restarting (for the second time, or slowly), ends it for good,
with the work that it was given."""
UNSERVED = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """The result of a batch."""

    read: int = 0
    failed: int = 0
    error: str = ""
    """Of one that failed."""
    taken_bytes: int = 0
    """Of the sources."""
    faults: tuple[str, ...] = ()
    """Documents that failed by an error of the program, a line each that names the document."""


Read = Callable[[Path, Batch, str], BatchResult]
"""What a worker does with a batch of a run."""


@contextmanager
def local_workers(jobs: int) -> Iterator[Client]:
    """Processes of this machine, with one thread each, which no other machine can reach. Raises
    RunError where they cannot be started."""
    with dask.config.set(LOCAL):
        try:
            cluster = LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                host="127.0.0.1",
                scheduler_kwargs=UNSERVED,
                silence_logs=logging.CRITICAL,
            )
        except RuntimeError as error:
            raise RunError(
                "The processes that share the work could not be started.",
                way_out="In a script of your own, begin what it does with: "
                'if __name__ == "__main__":',
            ) from error
        with cluster, Client(cluster) as client:
            try:
                yield client
            finally:
                # Waits for processes that are restarting: Dask mistakes one that died while it was
                # starting for the next one, which it then cannot close, and that error would hide
                # what stopped the run.
                with suppress(TimeoutError):
                    client.wait_for_workers(jobs, timeout=WAIT_SECONDS)


@contextmanager
def workers_at(address: str) -> Iterator[Client]:
    """The workers of a scheduler. Raises RunError where none answers."""
    try:
        with dask.config.set(UNLOGGED):
            client = Client(address, timeout=WAIT_SECONDS)
    except (OSError, ValueError) as error:
        raise RunError(f"No scheduler answers ({error}).", where=address, way_out=START) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT_SECONDS)
        except TimeoutError as error:
            raise RunError("The scheduler has no workers.", where=address, way_out=START) from error
        yield client


def run_batches(
    batches: Iterable[Batch],
    client: Client,
    *,
    store: Path,
    run: str,
    done: Callable[[BatchResult], object],
    read: Read,
) -> None:
    """Read all batches, and call ``done`` for each; only as many are under way as the workers need.

    ``read`` is what a worker does with a batch. Raises OSError and DatelineError for what stops the
    whole run: a full disk, or a store that is not visible.
    """
    waiting, suspected = list[Batch](), list[Batch]()

    def submit(batch: Batch) -> Future[BatchResult]:
        return client.submit(read, store, batch, run, pure=False)

    for batch, outcome in _outcomes(client, submit, waiting, batches):
        if isinstance(outcome, BatchResult):
            done(outcome)
        elif len(batch) > 1:
            waiting += [batch[len(batch) // 2 :], batch[: len(batch) // 2]]
        else:
            suspected.append(batch)
    # A single document may have killed its worker, or only waited in a worker that another document
    # killed. So it is read once more, alone.
    for alone in suspected:
        [(_, outcome)] = _outcomes(client, submit, [alone])
        if isinstance(outcome, BatchResult):
            done(outcome)
            continue
        error = KILLED if isinstance(outcome, KilledWorker) else fault_in_words(outcome)
        failed = failed_document(alone[0], error)
        write_documents(store, [failed], run=run)
        line = f"{alone[0].where}: document {failed.row['doc_id']}: {failed.row['error']}"
        done(BatchResult(failed=1, taken_bytes=alone[0].taken_bytes, faults=(line,)))


def parallel_with(client: Client) -> ParallelMap:
    """Share the steps of linking between the workers. A step whose worker dies is repeated by
    another.

    Raises what a step raises, and RunError where one kills its worker again and again.
    """

    def share(do: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[R]:
        waiting, tried = list(tasks)[::-1], Counter[T]()

        def submit(task: T) -> Future[R]:
            return client.submit(do, task, pure=False)

        for task, outcome in _outcomes(client, submit, waiting):
            tried[task] += 1
            if not isinstance(outcome, BaseException):
                yield outcome
            elif not isinstance(outcome, KilledWorker):
                raise outcome
            elif tried[task] < MOST_TRIES:
                waiting.append(task)
            else:
                raise RunError(
                    "A step of linking killed its process again and again. It may need more memory "
                    "than there is.",
                    way_out="Give each process more memory, then the same command with --resume.",
                ) from outcome

    return share


def _outcomes(
    client: Client, submit: Callable[[T], Future[R]], waiting: list[T], more: Iterable[T] = ()
) -> Iterator[tuple[T, R | BaseException]]:
    """Each task with its result or error; only as many are under way as the workers need. A task
    that the caller adds to ``waiting`` comes next."""
    under_way, task_of, rest = as_completed(), dict[Key, T](), iter(more)
    while True:
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        while len(task_of) < UNDER_WAY * workers:
            task = waiting.pop() if waiting else next(rest, None)
            if task is None:
                break
            future = submit(task)
            task_of[future.key] = task
            under_way.add(future)
        if not task_of:
            return
        future = next(under_way)
        outcome = _outcome(future)
        yield task_of.pop(future.key), outcome


def _outcome(future: Future[R]) -> R | BaseException:
    """The result of a task, or its error; raises an error that concerns all tasks."""
    # A result that is lost with its worker is computed again: it is waited for, and that can fail.
    with suppress(KilledWorker, CancelledError):
        if future.exception() is None:
            return future.result()
    if future.cancelled():
        raise RunError(
            "The scheduler has gone.",
            way_out="Start it again, then the same command with --resume.",
        )
    error: BaseException = future.exception()
    if isinstance(error, OSError | BadStore | RunError | WriteError):
        raise error
    if str(error).startswith(UNKNOWN_HERE):
        raise RunError("The scheduler does not find the program.", way_out=START) from error
    return error
