"""How far copies and different reports of one event stand apart, and what finding copies costs.

``python -m tests.benchmarks.origins [DOCUMENTS]``: the share of the shorter text's word triples
that stand in the longer, for pairs of our own text; then the time and memory of that many
documents, each of 150 words, every tenth a copy.
"""

from __future__ import annotations

import random
import re
import sys
from collections import deque
from collections.abc import Iterator
from itertools import combinations
from resource import RUSAGE_SELF, getrusage
from time import process_time

from components.store.origins import MIN_SHARED, WORDS_IN_A_ROW, copies_among, signature_of
from tests.store.copies import BULLETINS, CHANGES, REPORTS

TEXTS = [text for pair in REPORTS.values() for text in pair]


def triples(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1)}


def shared(one: str, other: str) -> float:
    first, second = triples(one), triples(other)
    return len(first & second) / min(len(first), len(second))


def found(one: str, other: str) -> bool:
    return bool(copies_among([("a", signature_of(one)), ("b", signature_of(other))]))


def pairs() -> None:
    print(f"{'pair':34} {'least':>6} {'most':>6} {'one origin':>11}   (copies from {MIN_SHARED})")
    kinds = {name: [(text, change(text)) for text in TEXTS] for name, change in CHANGES.items()}
    kinds["a daily bulletin and the next one"] = list(combinations(BULLETINS, 2))
    kinds["two reports of one event"] = list(REPORTS.values())
    kinds["reports of different events"] = [
        (one, other)
        for one, other in combinations(TEXTS, 2)
        if (one, other) not in REPORTS.values()
    ]
    for name, both in kinds.items():
        values = [shared(one, other) for one, other in both]
        same = sum(found(one, other) for one, other in both)
        print(f"{name:34} {min(values):6.2f} {max(values):6.2f} {same:4} of {len(both):3}")


def documents(count: int) -> Iterator[str]:
    """Each of 150 words; every tenth is an earlier one with another head."""
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(20_000)]
    earlier = deque[str](maxlen=500)
    for number in range(count):
        fresh = " ".join(chance.choices(vocabulary, k=150))
        if number % 10 == 9:
            yield f"Another head for it here. {earlier[0]}"
        else:
            yield fresh
            earlier.append(fresh)


def cost(count: int) -> None:
    before_kb, began = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    signed = [(str(number), signature_of(text)) for number, text in enumerate(documents(count))]
    signed_in, began = process_time() - began, process_time()
    found = copies_among(signed)
    seconds, taken_mb = process_time() - began, (getrusage(RUSAGE_SELF).ru_maxrss - before_kb) / 1e3
    copies = sum(doc_id != origin for doc_id, origin in found.items())
    print(
        f"{count:,} documents: made and signed in {signed_in:,.1f} s, compared in {seconds:,.1f} s, "
        f"{taken_mb:,.0f} MB more, {copies:,} copies of {count // 10:,}"
    )


if __name__ == "__main__":
    pairs()
    cost(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
