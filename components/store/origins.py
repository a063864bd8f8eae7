"""Copies of one text among many documents: an agency's report with another head, dateline or a cut
tail is one origin.

MinHash (Broder 1997; datasketch) of the sets of three words in a row, found again by bands
(locality-sensitive hashing, Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
Two texts are copies where at least ``MIN_SHARED`` of the shorter one's word triples stand in the
longer one, as far as the hashes tell. Of each hash the last eight bits are kept (b-bit minwise
hashing: Li and König, WWW 2010), a quarter of the room for the same answer.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from components.core.unions import Unions

WORDS_IN_A_ROW: Final = 3
MIN_SHARED: Final = 0.7
"""Measured (tests/benchmarks/origins.py): copies share 0.71 and more, two days' bulletins of one
form 0.63, different reports of one event 0.04, and of 41 articles of many papers no two more than
0.13."""
BANDS, ROWS = 32, 4
"""Of 128 hashes. Texts that share half of all their triples are compared in 87 of 100 cases, three
fifths in 99."""
MOST_IN_A_BAND: Final = 64
"""Texts alike in a band that are compared, the earliest first, so that thousands made from one form
cost no more."""
RECENT: Final = 4096
SEED: Final = 1
BY_CHANCE: Final = 1 / 256
"""Share of eight-bit hashes that are the same in texts that share nothing."""

Hashes = NDArray[np.uint8]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinHashSignature:
    """What is kept of a text: the number of its different triples, and for each of 128 hash
    functions the last eight bits of the smallest value."""

    triples: int
    hashes: Hashes

    def written(self) -> str:
        """As a store holds it: the number in four bytes, the lowest first, then the hashes, in
        base64; 176 characters."""
        return base64.b64encode(self.triples.to_bytes(4, "little") + self.hashes.tobytes()).decode(
            "ascii"
        )


def read_signature(written: str) -> MinHashSignature:
    """What ``Signature.written`` wrote."""
    held = base64.b64decode(written, validate=True)
    return MinHashSignature(
        triples=int.from_bytes(held[:4], "little"),
        hashes=np.frombuffer(held, dtype=np.uint8, offset=4),
    )


def signature_of(text: str) -> MinHashSignature:
    """The same for a text everywhere and always; small letters and punctuation make no
    difference."""
    words = re.findall(r"\w+", text.casefold())
    rows = {
        " ".join(words[at : at + WORDS_IN_A_ROW]).encode()
        for at in range(len(words) - WORDS_IN_A_ROW + 1)
    }
    sketch = _empty().copy()
    sketch.update_batch(rows)
    return MinHashSignature(triples=len(rows), hashes=(sketch.hashvalues & 0xFF).astype(np.uint8))


class OriginIndex:
    """Documents by origin, as they come. Takes about two kilobytes a document (measured: 218 MB at
    100,000)."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._hashes = np.empty((RECENT, BANDS * ROWS), dtype=np.uint8)
        self._triples = np.empty(RECENT, dtype=np.int32)
        self._unions = Unions[int]()
        self._bands = _BandIndex()

    def add(self, doc_id: str, signature: MinHashSignature) -> str:
        """The origin: id of the earliest document that it is a copy of, directly or through other
        copies, else its own.

        A document that joins two groups makes them one from then on; what was answered before stays
        as it was. ``origins`` has all of them as they stand in the end.
        """
        own = self._keep(doc_id, signature)
        if signature.triples:
            # A number for each band: the number of the band, then its four hashes of
            # eight bits.
            bands: Keys = np.arange(BANDS, dtype=np.uint64) << np.uint64(8 * ROWS)
            keys = bands | signature.hashes.view("<u4").astype(np.uint64)
            for other in self._copies(signature, self._bands.candidates(keys)):
                self._unions.join(own, other)
            self._bands.add(keys, own)
        return self._ids[self._unions.first(own)]

    def origins(self) -> Mapping[str, str]:
        """The origin of each document by doc_id: the smallest id among its copies, in whatever
        order they were added."""
        smallest: dict[int, str] = {}
        for number, doc_id in enumerate(self._ids):
            first = self._unions.first(number)
            smallest[first] = min(smallest.get(first, doc_id), doc_id)
        return {
            doc_id: smallest[self._unions.first(number)] for number, doc_id in enumerate(self._ids)
        }

    def _keep(self, doc_id: str, signature: MinHashSignature) -> int:
        own = len(self._ids)
        if own == len(self._triples):
            self._hashes = np.concatenate([self._hashes, np.empty_like(self._hashes)])
            self._triples = np.concatenate([self._triples, np.empty_like(self._triples)])
        self._hashes[own], self._triples[own] = signature.hashes, signature.triples
        self._ids.append(doc_id)
        return own

    def _copies(self, signature: MinHashSignature, others: NDArray[np.int32]) -> list[int]:
        """Those of ``others`` that are copies; the share of the shorter follows from the share of
        both and the two sizes."""
        seen = (self._hashes[others] == signature.hashes).mean(axis=1)
        alike = np.maximum(seen - BY_CHANCE, 0) / (1 - BY_CHANCE)
        both = alike / (1 + alike) * (self._triples[others] + signature.triples)
        shared = both / np.minimum(self._triples[others], signature.triples)
        return [int(other) for other in others[shared >= MIN_SHARED]]


class _BandIndex:
    """Numbers of documents by the keys of their bands: the latest in a dictionary, the others in
    sorted runs, each at least twice as long as the next (a log-structured merge tree)."""

    def __init__(self) -> None:
        self._latest: defaultdict[int, list[int]] = defaultdict(list)
        self._waiting = 0
        self._runs: list[tuple[Keys, NDArray[np.int32]]] = []

    def candidates(self, keys: Keys) -> NDArray[np.int32]:
        """Documents that share a band, the earliest ``MOST_IN_A_BAND`` of each run."""
        found = {
            number for key in keys.tolist() for number in self._latest.get(key, ())[:MOST_IN_A_BAND]
        }
        for known, numbers in self._runs:
            starts = np.searchsorted(known, keys, "left")
            ends = np.searchsorted(known, keys, "right")
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                found.update(numbers[start : min(end, start + MOST_IN_A_BAND)].tolist())
        return np.array(sorted(found), dtype=np.int32)

    def add(self, keys: Keys, number: int) -> None:
        for key in keys.tolist():
            self._latest[key].append(number)
        self._waiting += 1
        if self._waiting == RECENT:
            self._merge_runs()

    def _merge_runs(self) -> None:
        pairs = [(key, number) for key, numbers in self._latest.items() for number in numbers]
        keys = np.array([key for key, _ in pairs], dtype=np.uint64)
        numbers = np.array([one for _, one in pairs], dtype=np.int32)
        run = _sorted(keys, numbers)
        while self._runs and len(self._runs[-1][0]) < 2 * len(run[0]):
            before = self._runs.pop()
            run = _sorted(np.concatenate([before[0], run[0]]), np.concatenate([before[1], run[1]]))
        self._runs.append(run)
        self._latest.clear()
        self._waiting = 0


def _sorted(keys: Keys, numbers: NDArray[np.int32]) -> tuple[Keys, NDArray[np.int32]]:
    order = np.argsort(keys, kind="stable")
    return keys[order], numbers[order]


@cache
def _empty() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=zlib.crc32)
