"""Documents per second of ``geoparse`` beside a bare pass of the same language model, and its peak memory.

``python -m tests.benchmarks.speed [FILE.jsonl]``; without a file, the bundled articles, each twenty times. Both read the same
texts in the same batches, in turns; times are of the processor, so that other programs on the machine matter less.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from components import settings
from components.commands.geoparse import MOST_TOGETHER
from components.export.json import to_line
from components.export.jsonl import geoparse_answer, read_document
from components.geoparsing import Geoparser, load_geoparser

ROUNDS = 5
COPIES = 20


def lines(path: Path | None) -> list[bytes]:
    if path is not None:
        return path.read_bytes().splitlines()
    texts = [file.read_text(encoding="utf-8") for file in sorted(settings.ARTICLES.glob("*.txt"))]
    return [json.dumps({"id": str(number), "text": text}).encode() for number, text in enumerate(texts * COPIES)]


def batches(held: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(held), MOST_TOGETHER):
        yield held[start : start + MOST_TOGETHER]


def bare(held: list[bytes], geoparser: Geoparser) -> None:
    """The language model alone, with all its components."""
    for batch in batches(held):
        for _ in geoparser.nlp.pipe(json.loads(line)["text"] for line in batch):
            pass


def whole(held: list[bytes], geoparser: Geoparser) -> None:
    """From lines to lines."""
    for batch in batches(held):
        documents = [read_document(line) for line in batch]
        for (document_id, _), answer in zip(documents, geoparser.read([article for _, article in documents]), strict=True):
            to_line(geoparse_answer(document_id, answer))


def rate(work: Callable[[list[bytes], Geoparser], None], held: list[bytes], geoparser: Geoparser) -> float:
    start = time.process_time()
    work(held, geoparser)
    return len(held) / (time.process_time() - start)


def main(path: Path | None) -> None:
    start = time.perf_counter()
    geoparser, held = load_geoparser(), lines(path)
    print(f"{len(held)} documents; loaded in {time.perf_counter() - start:.1f} s")
    rates = [(rate(bare, held, geoparser), rate(whole, held, geoparser)) for _ in range(ROUNDS + 1)][1:]
    for one, other in rates:
        print(f"bare {one:.1f}, geoparse {other:.1f} documents a second: {100 * other / one:.0f} %")
    print(f"median {100 * statistics.median(other / one for one, other in rates):.0f} %")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
