"""The run on Dask: local processes, and a scheduler with two workers of its own, give the same
store, whatever happens."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import dask
import pytest
from distributed import Client, KilledWorker

from components.__main__ import main
from components.core.errors import BadStore, RunError
from components.core.settings import ROOT
from components.sources.opening import open_sources
from components.sources.records import RawArticle
from components.store.dask_run import (
    Batch,
    BatchResult,
    local_workers,
    parallel_with,
    run_batches,
    workers_at,
)
from components.store.folder import begin
from components.store.ingest import RunTotals, read_corpus
from components.store.reader import DocumentReader
from tests.commands.terminal import terminal
from tests.generated import write
from tests.store.given import Contents, contents, documents

pytestmark = pytest.mark.workers
BAD = (
    "no JSON",
    json.dumps({"id": "undated", "text": "Russian troops left Izyum on Sunday, officials said."}),
)
COUNT, BATCH = 60, 5
BYTES = 100_000


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents, two of which cannot be read."""
    path = tmp_path_factory.mktemp("given") / "documents.jsonl"
    write(COUNT, seed=7, out=path)
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(BAD) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def local(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Contents, list[str]]:
    """What the local run with one process gives, and what a terminal shows meanwhile."""
    store = tmp_path_factory.mktemp("local") / "store"
    with terminal() as seen:
        assert main(["corpus", str(lines), "--out", str(store)]) == 0
    found = contents(store)
    assert len(found["documents"]) == COUNT + len(BAD)
    assert len(found["events"]) > COUNT / 2
    return found, seen


@pytest.fixture(scope="module")
def expected(local: tuple[Contents, list[str]]) -> Contents:
    return local[0]


@contextmanager
def process(*arguments: str, cwd: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """A process of Dask's own that is ended with the block."""
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    with subprocess.Popen(command, cwd=cwd, stderr=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()
            assert started.stderr is not None
            started.stderr.close()


def told(started: subprocess.Popen[str], sign: str) -> str:
    """The rest of the first line on stderr that holds ``sign``, which says that the process is
    ready."""
    assert started.stderr is not None
    line = next((line for line in started.stderr if sign in line), "")
    assert line, f"{started.args} ended"
    return line.partition(sign)[2].split()[-1]


@contextmanager
def scheduler(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Its address, and the processes of its workers."""
    with ExitStack() as stack:
        head = stack.enter_context(process("scheduler", "--host", "127.0.0.1", "--port", "0"))
        address = told(head, "Scheduler at:")
        own = [
            stack.enter_context(
                process("worker", address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
            )
            for _ in range(workers)
        ]
        for one in own:
            told(one, "Registered to:")
        yield address, own


def test_a_terminal_shows_how_far_the_run_is(local: tuple[Contents, list[str]]) -> None:
    _, seen = local
    shares = [
        int(line[len("Reading:") :].split("%")[0])
        for line in seen
        if line.startswith("Reading:") and "%" in line
    ]
    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert any(
        f"| {COUNT + len(BAD)} documents, " in line and " a second, 2 failed" in line
        for line in seen
    )
    assert any(line.startswith("Linking:") for line in seen)
    assert re.search(
        r"% *\|.*\| \d+ documents, [\d.]+ a second, \d failed, \d\d:\d\d left", "\n".join(seen)
    )


@pytest.fixture(scope="module")
def worker() -> Iterator[Client]:
    """One process of this machine; where a test ends it, Dask starts another."""
    with local_workers(1) as client:
        yield client


def count(store: Path, batch: Batch, run: str) -> BatchResult:
    return BatchResult(read=len(batch))


def test_memory_does_not_grow_with_what_was_read(worker: Client, tmp_path: Path) -> None:
    texts = (
        RawArticle(where=str(number), name="a.txt", content=bytes(BYTES)) for number in range(COUNT)
    )
    tracemalloc.start()
    run_batches(
        ((one,) for one in texts),
        worker,
        store=tmp_path,
        run="",
        done=lambda step: None,
        read=count,
    )
    held_bytes = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held_bytes < COUNT * BYTES / 4


def test_a_scheduler_with_workers_gives_the_same_store_whatever_happens(
    lines: Path, expected: Contents, tmp_path: Path
) -> None:
    """At once, where one worker is killed that reads and one that settles, and where the run was
    interrupted and goes on where it was."""
    with scheduler(3) as (address, workers):
        assert (
            main(["corpus", str(lines), "--out", str(tmp_path / "whole"), "--scheduler", address])
            == 0
        )
        assert contents(tmp_path / "whole") == expected

        def kill(number: int) -> None:
            if workers[number].poll() is None:
                os.kill(workers[number].pid, signal.SIGKILL)
                workers[number].wait()

        def kill_when_it_settles(doing: str, done: int, of: int) -> None:
            if done:
                kill(1)

        totals = read_corpus(
            open_sources([lines]),
            tmp_path / "killed",
            workers=partial(workers_at, address),
            report=lambda totals: kill(0),
            report_stage=kill_when_it_settles,
            most_documents=BATCH,
        )
        assert [one.returncode for one in workers] == [-signal.SIGKILL, -signal.SIGKILL, None]
        assert (totals.read, totals.failed) == (COUNT, len(BAD))
        assert contents(tmp_path / "killed") == expected
        interrupted_run(address, lines, expected, tmp_path / "interrupted")


def interrupted_run(address: str, lines: Path, expected: Contents, store: Path) -> None:
    def interrupt(totals: RunTotals) -> None:
        if totals.read + totals.failed >= COUNT // 3:
            raise KeyboardInterrupt

    read = partial(
        read_corpus,
        open_sources([lines]),
        store,
        workers=partial(workers_at, address),
        most_documents=BATCH,
    )
    with pytest.raises(KeyboardInterrupt):
        read(report=interrupt)
    held = len(contents(store)["documents"])
    assert 0 < held < COUNT
    with pytest.raises(BadStore, match="--resume"):
        read_corpus(open_sources([lines]), store, workers=partial(workers_at, address))
    totals = read_corpus(
        open_sources([lines]), store, workers=partial(workers_at, address), resume=True
    )
    assert totals.skipped >= held
    assert contents(store) == expected
    again = read_corpus(
        open_sources([lines]), store, workers=partial(workers_at, address), resume=True
    )
    assert (again.read, again.failed, again.skipped) == (0, 0, COUNT + len(BAD))
    assert contents(store) == expected


def brittle(store: Path, batch: Batch, run: str) -> BatchResult:
    """Reads as a worker does, but one document ends the process and another meets a fault of the
    program."""
    names = {item.where for item in batch}
    if "generated-0-3" in names:
        os._exit(1)
    if "generated-0-1" in names:
        raise ZeroDivisionError("odd")
    return DocumentReader()(store, batch, run)


def test_a_document_that_ends_its_worker_is_a_row_and_the_rest_is_read(
    worker: Client, tmp_path: Path
) -> None:
    steps: list[BatchResult] = []
    run = begin(tmp_path, resume=False)
    run_batches(
        [tuple(documents(6))], worker, store=tmp_path, run=run, done=steps.append, read=brittle
    )
    found = {row[0]: row for row in contents(tmp_path)["documents"]}
    assert (sum(step.read for step in steps), sum(step.failed for step in steps)) == (4, 2)
    failed = {name: row for name, row in found.items() if "failed" in row}
    assert set(failed) == {"generated-0-1", "generated-0-3"}
    assert any("ZeroDivisionError: odd" in str(cell) for cell in failed["generated-0-1"])
    assert any("ended the process" in str(cell) for cell in failed["generated-0-3"])
    told = [line for step in steps for line in step.faults]
    assert sorted(line.split(":")[1] for line in told) == [
        " document generated-0-1",
        " document generated-0-3",
    ]


def ends_once(mark: Path) -> str:
    """Ends its process, but not the next one that does it."""
    if mark.exists():
        return mark.name
    mark.touch()
    os._exit(1)


def test_a_step_of_settling_whose_worker_ended_is_done_again_and_then_told(
    worker: Client, tmp_path: Path
) -> None:
    share = parallel_with(worker)
    assert sorted(share(ends_once, [tmp_path / "a", tmp_path / "b"])) == ["a", "b"]
    with pytest.raises(RunError, match="again and again"):
        list(share(os._exit, [1]))


def test_a_process_that_ended_comes_back_however_long_its_start_takes() -> None:
    """Dask's own patience, here a millisecond, is shorter than any start."""
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1ms"}),
        local_workers(1) as client,
    ):
        assert isinstance(client.submit(os._exit, 1).exception(), KilledWorker)
        client.wait_for_workers(1, timeout=60)
        assert client.submit(abs, -1).result(timeout=60) == 1


def test_a_scheduler_that_does_not_find_the_program_is_told_and_no_document_is_at_fault(
    lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bound = ("--host", "127.0.0.1")
    with process("scheduler", *bound, "--port", "0", cwd=tmp_path) as head:
        address = told(head, "Scheduler at:")
        with process("worker", address, *bound, "--nthreads", "1", "--no-nanny") as worker:
            told(worker, "Registered to:")
            store = tmp_path / "store"
            assert main(["corpus", str(lines), "--out", str(store), "--scheduler", address]) == 1
    assert "does not find the program" in capsys.readouterr().err
    assert contents(store)["documents"] == []


def test_no_scheduler_is_told(
    lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.store.dask_run.WAIT_SECONDS", 1)
    assert (
        main(
            [
                "corpus",
                str(lines),
                "--out",
                str(tmp_path / "store"),
                "--scheduler",
                "tcp://127.0.0.1:9",
            ]
        )
        == 1
    )
    assert "No scheduler answers" in capsys.readouterr().err
