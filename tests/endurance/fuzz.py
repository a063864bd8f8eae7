"""Bytes that nobody would write at each door by which bytes of others come in.

``ENVIRONMENT/bin/python -m tests.endurance.fuzz [MINUTES] [DOOR ...]``, in an environment that has
atheris too (the manual says how to make it), or in that of the tests: then hypothesis makes the
bytes, which sees nothing of what the program does with them. Each door has its share of the time. A
fault is told with the bytes that meet it and the door is left; keep them as a row of
``tests/hostile/found.jsonl``, which the tests knock with.
"""

from __future__ import annotations

import base64
import importlib
import importlib.util
import json
import multiprocessing
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from random import Random
from traceback import format_exc

MINUTES = 60.0
FEWEST_BYTES, MOST_BYTES = 4_096, 60_000
"""Of one input at the least, and where what the door takes is longer."""
SLOW_SECONDS = 20
"""So many bytes that take longer than this are a fault."""
ROOMS = (
    "sources",
    "corrections",
    "view",
    "export",
    "linking",
    "llm",
    "control",
    "places",
    "projects",
    "store",
)
PARTS = (
    *(f"components.{room}" for room in ROOMS),
    "warcio",
    "docx",
    "pypdf",
    "feedparser",
    "asn1crypto",
)
"""What is watched by the fuzzer: what reads the bytes."""


def seeds(door: str) -> list[bytes]:
    """What the door takes, to begin with: files of the tests and of the program's own making."""
    from tests.hostile.examples import examples

    return [*examples(door)] or [b"{}"]


def told(door: str, data: bytes, runs: int) -> None:
    """The bytes and what they met, as a row and for people."""
    row = {"door": door, "base64": base64.b64encode(data).decode()}
    print(json.dumps(row), f"after {runs:,} runs", format_exc(limit=-9), sep="\n", flush=True)


def watched(door: str, seconds: float, folder: Path, total: Synchronized[int]) -> None:
    """By atheris, in a process of its own: it never gives back."""
    import atheris

    from tests.hostile.doors import knock

    runs, taken = 0, 0
    ends = time.monotonic() + seconds
    begin = folder / door.replace("/", " ")
    begin.mkdir()
    for number, one in enumerate(seeds(door)):
        (begin / f"{number}").write_bytes(one)

    def one(data: bytes) -> None:
        nonlocal runs, taken
        started = time.monotonic()
        if started > ends:
            print(f"{door}: {runs:,} runs, {taken:,} taken", flush=True)
            os._exit(0)
        runs += 1
        total.value += 1
        with ExitStack() as until_taken:
            until_taken.callback(lambda: (told(door, data, runs), os._exit(1)))
            taken += knock(door, data)
            assert time.monotonic() - started < SLOW_SECONDS, "it is slow"
            until_taken.pop_all()

    longest = min(MOST_BYTES, max(FEWEST_BYTES, *map(len, seeds(door))))
    options = [f"-max_len={longest}", "-rss_limit_mb=0", "-verbosity=0", "-timeout=120"]
    atheris.Setup([sys.argv[0], *options, str(begin)], one)
    atheris.Fuzz()


def blind(door: str, seconds: float, _: Path, total: Synchronized[int]) -> None:
    """By hypothesis: bytes, and seeds with parts cut out, doubled and replaced."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    from tests.hostile.doors import knock

    ends, runs = time.monotonic() + seconds, 0
    own = seeds(door)
    place = st.integers(0, MOST_BYTES)
    cuts = st.tuples(st.sampled_from(own), place, place)

    def changed(cut: tuple[bytes, int, int], put: bytes) -> bytes:
        whole, start, end = cut
        return whole[: start % (len(whole) + 1)] + put + whole[end % (len(whole) + 1) :]

    bytes_given = st.binary(max_size=FEWEST_BYTES) | st.builds(
        changed, cuts, st.binary(max_size=64) | st.sampled_from(own)
    )

    @settings(
        max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(bytes_given)
    def knocked(data: bytes) -> None:
        nonlocal runs
        runs += 1
        total.value += 1
        with ExitStack() as until_taken:
            until_taken.callback(told, door, data, runs)
            knock(door, data)
            until_taken.pop_all()

    while time.monotonic() < ends:
        knocked()
    print(f"{door}: {runs:,} runs by hypothesis", flush=True)


def main(minutes: float = MINUTES, *doors: str) -> None:
    run = blind
    if importlib.util.find_spec("atheris"):
        import atheris

        run = watched
        with atheris.instrument_imports(include=list(PARTS)):
            importlib.import_module("tests.hostile.examples")
    from tests.hostile.doors import DOORS

    chosen = list(doors or DOORS)
    Random(19).shuffle(chosen)
    failed, forking = [], multiprocessing.get_context("fork")
    total = forking.Value("q", 0)
    with tempfile.TemporaryDirectory() as folder:
        for door in chosen:
            process = forking.Process(
                target=run, args=(door, minutes * 60 / len(chosen), Path(folder), total)
            )
            process.start()
            process.join()
            if process.exitcode:
                failed.append(f"{door} ({process.exitcode})")
    at = f" at {', '.join(failed)}" if failed else ""
    print(f"{total.value:,} runs at {len(chosen)} doors; {len(failed)} faults{at}")
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main(*(map(float, sys.argv[1:2])), *sys.argv[2:])
