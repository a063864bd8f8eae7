"""Runs that are killed (SIGKILL) at random moments, and gone on with, give the same store to the
byte, in canonical order, as one that was left alone.

``python -m tests.endurance.kills [runs | disks | command] [MINUTES] [SEED]``.

- runs: half of the stores are killed once more while they are gone on with. Between the runs the
  files of every third store get times ten years ahead: a clock that has gone back since.
- disks: a disk is full before the end of a run, and is given room.
- command: the command itself with two processes: a worker is killed alone, and later the whole
  group; and with a scheduler apart, which is killed. It goes on as long as it takes.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from components.store.checksums import missing_parts, unrecorded_parts
from components.store.integrity import require_undamaged
from tests.conftest import ROOT, free_port
from tests.endurance.runs import FULL, go_on, until_full
from tests.generated import write as write_generated
from tests.store.given import contents

GIVEN = 80
"""Documents that the command reads."""
ENDS_WITHIN_SECONDS = 180
"""The command whose scheduler is gone."""
TEN_YEARS = 10 * 365 * 86_400
FORKING = multiprocessing.get_context("forkserver")


def canonical(store: Path) -> str:
    """sha256 of all rows, in an order that does not hang on the parts."""
    whole = hashlib.sha256()
    for table, rows in sorted(contents(store).items()):
        for one in rows:
            whole.update(json.dumps([table, *one], default=str).encode() + b"\n")
    return whole.hexdigest()


def stage(store: Path) -> str:
    """What a run was at when it was killed."""
    if (store / "merging.json").exists():
        return "merging"
    if any(store.glob(".windows-*")):
        return "linking"
    if (store / "settled").exists():
        return "settling"
    return "writing" if any(store.rglob("*.parquet")) else "beginning"


def killed(store: Path, after_s: float) -> bool:
    """Whether the run was still at it when it was killed."""
    process = FORKING.Process(target=go_on, args=(store,))
    process.start()
    process.join(after_s)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def require_same(store: Path, wanted: str) -> None:
    for part in store.rglob("*.parquet"):
        require_undamaged(part)
    assert not missing_parts(store), f"parts are gone: {missing_parts(store)}"
    assert not list(unrecorded_parts(store)), "parts have no sha256"
    assert canonical(store) == wanted, f"{store} holds something else"


def undisturbed(folder: Path) -> float:
    """The store of that name, and the seconds that it takes."""
    for name in ("first", "undisturbed"):  # the first one waits for all that is imported
        started = time.monotonic()
        whole = FORKING.Process(target=go_on, args=(folder / name,))
        whole.start()
        whole.join()
    return time.monotonic() - started


def kill_runs(folder: Path, chance: Random, *, ends: float) -> None:
    seconds, wanted = undisturbed(folder), canonical(folder / "undisturbed")
    done, stores, at = 0, 0, Counter[str]()
    while not done or time.monotonic() < ends:
        store = folder / f"store{stores}"
        stores += 1
        for _ in range(1 + stores % 2):
            if killed(store, chance.uniform(0, seconds)):
                done += 1
                at[stage(store)] += 1
            if stores % 3 == 0:
                for path in store.rglob("*"):
                    os.utime(path, (time.time() + TEN_YEARS,) * 2)
        last = FORKING.Process(target=go_on, args=(store,))
        last.start()
        last.join()
        assert last.exitcode == 0, f"{store} could not be gone on with"
        require_same(store, wanted)
    moments = ", ".join(f"{count} while {name}" for name, count in sorted(at.items()))
    print(
        f"{done} kills of {stores} stores ({moments}): each the same as undisturbed ({seconds:.1f} s)."
    )


def children(pid: int) -> list[int]:
    """Of a process, and theirs."""
    with suppress(OSError):
        told = [one.read_text().split() for one in Path(f"/proc/{pid}/task").glob("*/children")]
        own = [int(child) for several in told for child in several]
        return [one for child in own for one in (child, *children(child))]
    return []


def fill_disks(folder: Path, chance: Random, *, ends: float) -> None:
    """Each is full at a random share of what the whole store takes."""
    undisturbed(folder)
    wanted = canonical(folder / "undisturbed")
    whole_kb = sum(path.stat().st_blocks for path in (folder / "undisturbed").rglob("*")) // 2
    disk = folder / "disk"
    disk.mkdir()
    number = 0
    while not number or time.monotonic() < ends:
        number += 1
        size_kb = chance.randrange(16, whole_kb)
        try:
            mount(disk, f"size={size_kb}k")
        except subprocess.CalledProcessError:
            print("Skipped: no disk was filled, for that takes the right to mount one.")
            return
        try:
            for target, code in ((until_full, FULL), (go_on, 0)):
                run = FORKING.Process(target=target, args=(disk / "store",))
                run.start()
                run.join()
                assert run.exitcode == code, f"disk {number} of {size_kb} kB: {run.exitcode}"
                mount(disk, "remount,size=1g")
            require_same(disk / "store", wanted)
        finally:
            subprocess.run(["umount", disk], check=True)
    print(
        f"{number} disks of up to {whole_kb} kB were full: told, and the same once there is room."
    )


def mount(disk: Path, options: str) -> None:
    """Raises CalledProcessError where this user may not."""
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "none", disk], check=True, capture_output=True
    )


@dataclass(frozen=True, slots=True)
class Command:
    """The command over generated documents, into stores of this folder."""

    folder: Path

    def start(self, store: str, *sharing: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "components", "corpus", str(self.folder / "documents.jsonl"),
             "--out", str(self.folder / store), *(sharing or ("--jobs", "2")),
             "--reader", "rules", "--resume"],
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def undisturbed(self) -> tuple[str, float]:
        """What its store holds, and the seconds that it takes."""
        write_generated(GIVEN, seed=11, out=self.folder / "documents.jsonl")
        started = time.monotonic()
        assert self.start("calm").wait() == 0
        return canonical(self.folder / "calm"), time.monotonic() - started

    def at(self, store: str) -> str:
        path = self.folder / store
        return stage(path) if path.exists() else "beginning"


def kill_workers(command: Command, wanted: str, *, seconds: float, chance: Random) -> None:
    """A worker is killed, later all of them."""
    run = command.start("killed")
    with suppress(subprocess.TimeoutExpired):
        run.wait(chance.uniform(seconds / 3, seconds / 2))
    workers = [
        one for one in children(run.pid) if b"spawn" in Path(f"/proc/{one}/cmdline").read_bytes()
    ]
    os.kill(chance.choice(workers), signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        run.wait(chance.uniform(0, seconds))
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    at = command.at("killed")
    assert command.start("killed").wait() == 0
    require_same(command.folder / "killed", wanted)
    print(f"A worker killed, then all while {at}: the same {GIVEN} documents ({seconds:.0f} s).")


def kill_scheduler(command: Command, wanted: str, *, seconds: float, chance: Random) -> None:
    """The command ends by itself, and another one goes on with what is there."""
    port = str(free_port())
    address = f"tcp://127.0.0.1:{port}"
    bound = ["--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    dask, env = [sys.executable, "-m", "dask"], os.environ | {"PYTHONPATH": str(ROOT)}
    with (
        (command.folder / "dask.log").open("wb") as log,
        subprocess.Popen(
            [*dask, "scheduler", *bound], cwd=command.folder, env=env, stdout=log, stderr=log
        ) as scheduler,
        subprocess.Popen(
            [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"],
            cwd=command.folder,
            env=env,
            stdout=log,
            stderr=log,
        ) as worker,
    ):
        run = command.start("unscheduled", "--scheduler", address)
        while not list(command.folder.glob("unscheduled/documents/month=*/part-*.parquet")):
            with suppress(subprocess.TimeoutExpired):
                run.wait(0.1)
                raise AssertionError("it ended before it wrote anything")
        with suppress(subprocess.TimeoutExpired):
            run.wait(chance.uniform(0, seconds / 20))
        scheduler.kill()
        at, code = command.at("unscheduled"), run.wait(ENDS_WITHIN_SECONDS)
        worker.kill()
    assert code == 1, f"without a scheduler it ended with {code}"
    assert command.start("unscheduled").wait() == 0
    require_same(command.folder / "unscheduled", wanted)
    print(f"The scheduler killed while {at}: told, and the same {GIVEN} documents.")


def kill_command(folder: Path, chance: Random, *, ends: float) -> None:
    command = Command(folder)
    wanted, seconds = command.undisturbed()
    for kill in (kill_workers, kill_scheduler):
        kill(command, wanted, seconds=seconds, chance=chance)
    print("3 kills: a worker, the command, a scheduler; the same store each time.")


KILLS = {"runs": kill_runs, "disks": fill_disks, "command": kill_command}


def main(what: str = "runs", minutes: str = "10", seed: str = "19") -> None:
    FORKING.set_forkserver_preload(["tests.endurance.runs"])
    ends = time.monotonic() + 60 * float(minutes)
    with tempfile.TemporaryDirectory() as folder:
        KILLS[what](Path(folder), Random(int(seed)), ends=ends)


if __name__ == "__main__":
    main(*sys.argv[1:4])
