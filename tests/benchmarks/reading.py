"""How long reading takes beside a bare spaCy pass over the same text, and how much memory.

``python -m tests.benchmarks.reading [FILE…]``
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from components.core import settings
from components.reading.analysis import analyse
from components.reading.knowledge import load_knowledge
from components.sources.article.read import read_bytes

RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """Median of RUNS, after one that is not counted."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(paths: list[Path]) -> None:
    start = time.perf_counter()
    knowledge = load_knowledge()
    print(f"knowledge loaded in {time.perf_counter() - start:.2f} s")
    for path in paths:
        article = read_bytes(path.read_bytes(), name=path.name, published=date(2022, 9, 12))
        bare = seconds(partial(knowledge.nlp, article.text))
        whole = seconds(partial(analyse, article, knowledge))
        size = len(article.text)
        print(
            f"{path.stem}: {size} characters, spaCy {bare:.3f} s, whole reading {whole:.3f} s, ratio {whole / bare:.2f}"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(settings.ARTICLES.glob("*.txt")))
