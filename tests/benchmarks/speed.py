"""Documents per second of ``geoparse`` beside a bare pass of the same language model, peak memory,
opening, and ``--jobs``.

``python -m tests.benchmarks.speed [FILE.jsonl]``; without a file, the bundled articles, each twenty
times. Both read the same texts in the same batches, in turns; times are of the processor, so that
other programs on the machine matter less. Only the last table, how ``--jobs`` scales, is by the
clock: it needs an idle machine.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from components.commands.geoparse import MOST_TOGETHER
from components.core import settings
from components.export.json import to_line
from components.export.jsonl import geoparse_answer, read_document
from components.places.gazetteer import open_gazetteer
from components.reading.analysis import places_in
from components.reading.knowledge import Knowledge, load_knowledge

ROUNDS = 5
COPIES = 20


def lines(path: Path | None) -> list[bytes]:
    if path is not None:
        return path.read_bytes().splitlines()
    texts = [file.read_text(encoding="utf-8") for file in sorted(settings.ARTICLES.glob("*.txt"))]
    return [
        json.dumps({"id": str(number), "text": text}).encode()
        for number, text in enumerate(texts * COPIES)
    ]


def batches(held: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(held), MOST_TOGETHER):
        yield held[start : start + MOST_TOGETHER]


def bare(held: list[bytes], knowledge: Knowledge) -> None:
    """The language model alone, with all its components."""
    for batch in batches(held):
        for _ in knowledge.nlp.pipe(json.loads(line)["text"] for line in batch):
            pass


def whole(held: list[bytes], knowledge: Knowledge) -> None:
    """From lines to lines."""
    for batch in batches(held):
        documents = [read_document(line) for line in batch]
        for (document_id, _), answer in zip(
            documents, places_in([article for _, article in documents], knowledge), strict=True
        ):
            to_line(geoparse_answer(document_id, answer))


def rate(
    work: Callable[[list[bytes], Knowledge], None], held: list[bytes], knowledge: Knowledge
) -> float:
    start = time.process_time()
    work(held, knowledge)
    return len(held) / (time.process_time() - start)


def opened_seconds() -> float:
    """Of the processor, to open the gazetteer and ask it a first name."""
    start = time.process_time()
    open_gazetteer().lookup("Kyiv")
    return time.process_time() - start


def clock_seconds(held: list[bytes], jobs: int) -> float:
    """Of the whole command, its start included."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "components", "geoparse", "--jobs", str(jobs)]
    subprocess.run(command, input=b"\n".join(held), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def scaling(held: list[bytes]) -> None:
    """The start, which every process needs, is taken off: a command with one line for each
    process."""
    rates = {}
    for jobs in range(1, (os.cpu_count() or 1) + 1):
        rates[jobs] = len(held) / (clock_seconds(held, jobs) - clock_seconds(held[:jobs], jobs))
        print(
            f"--jobs {jobs}: {rates[jobs]:.1f} documents a second by the clock, {rates[jobs] / rates[1]:.2f} times one process"
        )


def main(path: Path | None) -> None:
    print(f"gazetteer opened in {opened_seconds():.3f} s")
    start = time.perf_counter()
    knowledge, held = load_knowledge(rules_alone=True), lines(path)
    print(f"{len(held)} documents; loaded in {time.perf_counter() - start:.1f} s")
    rates = [
        (rate(bare, held, knowledge), rate(whole, held, knowledge)) for _ in range(ROUNDS + 1)
    ][1:]
    for one, other in rates:
        print(f"bare {one:.1f}, geoparse {other:.1f} documents a second: {100 * other / one:.0f} %")
    print(f"median {100 * statistics.median(other / one for one, other in rates):.0f} %")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    scaling(held)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
