"""A corpus run on one and two processes beside a bare spaCy pass: documents a second, memory, size
of the store, recall.

``python -m tests.benchmarks.corpus [COUNT] [--jobs 1
2]`` (1,000 unless said), documents of ``tests.generated``. Rates are by the clock, so the machine
must be idle for them, and by the processors' time, which other programs disturb less. Peak memory
is that of the process that shares out and of the largest process that reads.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from distributed import Client

from components.language.parse import load_language_model
from components.sources.opening import open_sources
from components.store.dask_run import local_workers
from components.store.ingest import read_corpus
from components.store.schema import SETTLED, TABLES, WHOLE
from tests.benchmarks.memory import peak_megabytes
from tests.benchmarks.stages import Stages
from tests.generated import generated, write
from tests.store.recall import recall

MOST_BARE = 2_000
"""Documents of the bare pass."""
TOGETHER = 200


def children_seconds() -> float:
    """Processors' time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def megabytes(path: Path) -> float:
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file()) / 1e6


def bare(count: int) -> tuple[float, float]:
    """Documents a second of the language model alone on one core, by the clock and by the
    processor's time."""
    nlp = load_language_model()
    texts = [one.text for one in islice(generated(count), MOST_BARE)]
    list(nlp.pipe(texts[:TOGETHER], batch_size=TOGETHER))
    clock, used = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts, batch_size=TOGETHER):
        pass
    return len(texts) / (time.perf_counter() - clock), len(texts) / (time.process_time() - used)


class Watched:
    """Local processes, and the peak memory of the largest of them when the work is done."""

    def __init__(self, jobs: int) -> None:
        self.jobs, self.peak_megabytes = jobs, 0.0

    @contextmanager
    def __call__(self) -> Iterator[Client]:
        with local_workers(self.jobs) as client:
            yield client
            self.peak_megabytes = max(client.run(peak_megabytes).values())


def run(lines: Path, store: Path, jobs: int) -> tuple[float, float]:
    """Documents a second of reading with so many processes, their start and the loading of
    knowledge included; prints what comes after that apart. The processors' time is that of all of
    it."""
    used, workers, stages = children_seconds(), Watched(jobs), Stages("reading", time.perf_counter)
    totals = read_corpus(open_sources([lines]), store, workers=workers, report_stage=stages.tell)
    told, seconds, processors = stages.end(), stages.seconds["reading"], children_seconds() - used
    print(
        f"{jobs} processes: {totals.read:,} read, {totals.failed:,} failed in {seconds:.0f} s; {totals.read / seconds:.1f} "
        f"documents a second, {totals.read / processors:.1f} a processor's second; peak memory {peak_megabytes():.0f} MB, "
        f"of the largest of the others {workers.peak_megabytes:.0f} MB; {totals.stories:,} stories; {told}",
        flush=True,
    )
    return totals.read / seconds, totals.read / processors


def measure(count: int, jobs: list[int], folder: Path) -> None:
    write(count, seed=0, out=folder / "generated.jsonl")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        clock_rate, own_rate = apart.submit(bare, count).result()
    print(
        f"bare spaCy pass on one core: {clock_rate:.1f} documents a second, {own_rate:.1f} a processor's second",
        flush=True,
    )
    rates = {
        number: run(folder / "generated.jsonl", folder / str(number), number) for number in jobs
    }
    for number, (rate, own) in rates.items():
        print(
            f"{number} processes: {rate / clock_rate:.2f} of the bare pass by the clock, {own / own_rate:.2f} by processors' "
            f"time, {rate / rates[jobs[0]][0]:.2f} times {jobs[0]}"
        )
    report(folder / str(jobs[-1]), count)


def report(store: Path, count: int) -> None:
    """Of a store that was read: its size, and what was found."""
    sizes = {table: megabytes(store / table) for table in (*TABLES, *WHOLE, SETTLED)}
    files = sum(1 for _ in store.rglob("*.parquet"))
    print(
        f"store: {megabytes(store):.1f} MB in {files:,} files, {1e6 * megabytes(store) / count:,.0f} bytes a document; "
        + ", ".join(f"{table} {size:.1f}" for table, size in sizes.items())
    )
    print(recall(store, {one.doc_id: one for one in generated(count)}))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.corpus", description=__doc__.split("\n")[0]
    )
    parser.add_argument("count", metavar="COUNT", type=int, nargs="?", default=1_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        measure(options.count, options.jobs, Path(folder))


if __name__ == "__main__":
    main()
