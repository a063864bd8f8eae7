"""The sharing out: batches go to Dask's workers, each of which reads its own and writes them into
the store.

The store must lie on a file system that all of them see under one path: always so on one machine,
by a shared folder on several. Documents go to the workers, and only counts come back. A batch that
cannot be read as a whole (a worker that is ended again and again, an error of the program) is
halved until the one document is found that is at fault, which becomes a row with its error.

Batches are of one month each, as far as the documents' days are known, so that a part holds many
rows.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
"""In a batch: some ten seconds of work, which is what is lost with a process that ends."""
MOST_BYTES = 1_000_000
"""In a batch, unless one document has more, so that memory does not grow with the documents'
length."""
MOST_WAITING_DOCUMENTS = 4_000
MOST_WAITING_BYTES = 32_000_000
"""In all batches that are being filled; the fullest goes first where they hold more."""


def batches(items: Iterable[Item], *, most_documents: int = MOST_DOCUMENTS) -> Iterator[Batch]:
    """All items, each once; a bounded number of them is held at any time."""
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
"""Batches for each worker, so that none waits for work."""
MOST_TRIES = 4
"""Of a step of settling whose worker is ended; it may only have waited in one that another step
ended."""
WAIT_SECONDS = 60
"""For a scheduler, and for its first worker."""
UNLOGGED = {"distributed.admin.low-level-log-length": 0}
"""Dask else keeps the last thousand messages to each process for its own developers: as many
batches. So does a scheduler that is started apart, unless its environment says the same
(``START``)."""
START = (
    "Start it in the folder of Dateline: PYTHONPATH=. DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH=0 "
    ".venv/bin/dask scheduler, and workers: PYTHONPATH=. .venv/bin/dask worker ADDRESS --nthreads 1"
)
UNKNOWN_HERE = "Error during deserialization of the task graph"
"""What a scheduler answers with that cannot import the program."""
KILLED = "Reading it ended the process that read it, twice. It may need more memory than there is."
LOCAL = {
    **UNLOGGED,
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.http.routes": [],
    "distributed.deploy.lost-worker-timeout": "1000 days",
}
"""A batch that ends its process is not tried as a whole again; none waits in a process that another
one may end; no pages. And a process that ended is never given up: Dask else looks for it once,
15 seconds later, and if just then it is being started again (for the second time, or slowly), ends
it for good, with the work that it was given meanwhile."""
UNSERVED = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """What one batch brought."""

    read: int = 0
    failed: int = 0
    error: str = ""
    """Of one that failed."""
    taken_bytes: int = 0
    """Of the sources."""
    faults: tuple[str, ...] = ()
    """Of those that failed what no source is to blame for, a line each that names the document."""


Read = Callable[[Path, Batch, str], BatchResult]
"""What a worker does with a batch of a run."""


@contextmanager
def local_workers(jobs: int) -> Iterator[Client]:
    """Processes of this machine, each with one thread, that no other machine can reach. Raises
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
                way_out='In a script of your own, begin what it does with: if __name__ == "__main__":',
            ) from error
        with cluster, Client(cluster) as client:
            try:
                yield client
            finally:
                # Waits for processes that are being started again: Dask takes one that ended while
                # it was starting for the next one, which it then cannot close, and that error would
                # hide what stopped the run.
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
    """Reads all batches and tells ``done`` of each; never more of them under way than the workers
    need.

    ``read`` is what a worker does with one. Raises OSError and DatelineError for what stops the run
    as a whole: a disk that is full, a store that is not seen.
    """
    under_way, batch_of, suspected = as_completed(), dict[Key, Batch](), list[Batch]()

    def submit(batch: Batch) -> None:
        future = client.submit(read, store, batch, run, pure=False)
        batch_of[future.key] = batch
        under_way.add(future)

    def collect() -> tuple[Batch, BaseException | None]:
        """Waits for one and gives it with its error."""
        future = next(under_way)
        batch, outcome = batch_of.pop(future.key), _outcome(future)
        if isinstance(outcome, BaseException):
            return batch, outcome
        done(outcome)
        return batch, None

    def halve_what_failed() -> None:
        """One document is suspected of ending the worker that reads it. It may only have waited in
        one that another document ended, so it is read once more with nothing beside it."""
        batch, error = collect()
        if error is not None and len(batch) > 1:
            submit(batch[: len(batch) // 2])
            submit(batch[len(batch) // 2 :])
        elif error is not None:
            suspected.append(batch)

    for batch in batches:
        while len(batch_of) >= UNDER_WAY * _workers(client):
            halve_what_failed()
        submit(batch)
    while batch_of:
        halve_what_failed()
    for batch in suspected:
        submit(batch)
        _, error = collect()
        if error is not None:
            is_killed = isinstance(error, KilledWorker)
            failed = failed_document(batch[0], KILLED if is_killed else fault_in_words(error))
            write_documents(store, [failed], run=run)
            line = f"{batch[0].where}: document {failed.row['doc_id']}: {failed.row['error']}"
            done(BatchResult(failed=1, taken_bytes=batch[0].taken_bytes, faults=(line,)))


def parallel_with(client: Client) -> ParallelMap:
    """Shares the steps of settling out to the workers. A step whose worker was ended is done again,
    by another one.

    Raises what a step raises, and RunError where one ended its worker again and again.
    """

    def share(do: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[R]:
        waiting, tried = list(tasks)[::-1], Counter[T]()
        under_way, task_of = as_completed(), dict[Key, T]()
        while waiting or task_of:
            while waiting and len(task_of) < UNDER_WAY * _workers(client):
                future = client.submit(do, waiting[-1], pure=False)
                task_of[future.key] = waiting.pop()
                under_way.add(future)
            future = next(under_way)
            task = task_of.pop(future.key)
            tried[task] += 1
            outcome = _outcome(future)
            if not isinstance(outcome, BaseException):
                yield outcome
            elif not isinstance(outcome, KilledWorker):
                raise outcome
            elif tried[task] < MOST_TRIES:
                waiting.append(task)
            else:
                raise RunError(
                    "A step of settling ended its process again and again. It may need more memory "
                    "than there is.",
                    way_out="Give each process more memory, then the same command with --resume.",
                ) from outcome

    return share


def _workers(client: Client) -> int:
    return max(1, len(client.scheduler_info(n_workers=-1)["workers"]))


def _outcome(future: Future[R]) -> R | BaseException:
    """What came of one task, or the error that kept it from being done; what keeps all of them from
    it is raised."""
    if future.status in ("lost", "cancelled"):
        raise RunError(
            "The scheduler has gone.", way_out="Start it anew, then the same command with --resume."
        )
    # A result that is lost with its worker is worked out anew, and that can fail.
    with suppress(KilledWorker):
        if future.exception() is None:
            return future.result()
    error: BaseException = future.exception()
    if isinstance(error, OSError | BadStore | RunError | WriteError):
        raise error
    if str(error).startswith(UNKNOWN_HERE):
        raise RunError("The scheduler does not find the program.", way_out=START) from error
    return error
