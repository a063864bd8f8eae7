"""Copies of one text among many documents: an agency's report with another headline, dateline or a
cut end is one origin.

MinHash (Broder 1997; datasketch) of the sets of three consecutive words, compared by bands
(locality-sensitive hashing, Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
Two texts are copies where, as estimated by the hashes, at least ``MIN_SHARED`` of the word triples
of the shorter text occur in the longer one. The last eight bits of each hash are kept (b-bit
minwise hashing: Li and König, WWW 2010): a quarter of the space for the same result.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from components.core.unions import Unions

WORDS_IN_A_ROW: Final = 3
MIN_SHARED: Final = 0.7
"""Measured (tests/benchmarks/origins.py): copies share 0.71 or more, bulletins of two days in one
form 0.63, different reports of one event 0.04; of 41 articles of many papers no two share more than
0.13."""
BANDS, ROWS = 32, 4
"""Of 128 hashes. Texts that share half of all their triples are compared in 87 % of cases, those
that share three fifths in 99 %."""
MOST_IN_A_BAND: Final = 64
"""Texts with the same band that are compared, the earliest first; limits the cost of thousands of
texts with one form."""
SEED: Final = 1
BY_CHANCE: Final = 1 / 256
"""Share of equal eight-bit hashes in texts that share nothing."""

Hashes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinHashSignature:
    """What is kept of a text: the number of its different triples, and for each of 128 hash
    functions the last eight bits of the smallest value."""

    triples: int
    hashes: Hashes

    def written(self) -> str:
        """As a store has it: the number in four bytes, little-endian, then the hashes, in base64;
        176 characters."""
        return base64.b64encode(self.triples.to_bytes(4, "little") + self.hashes.tobytes()).decode(
            "ascii"
        )


def read_signature(written: str) -> MinHashSignature:
    """Reads what ``MinHashSignature.written`` wrote."""
    data = base64.b64decode(written, validate=True)
    return MinHashSignature(
        triples=int.from_bytes(data[:4], "little"),
        hashes=np.frombuffer(data, dtype=np.uint8, offset=4),
    )


def signature_of(text: str) -> MinHashSignature:
    """Deterministic; case and punctuation make no difference."""
    words = re.findall(r"\w+", text.casefold())
    rows = {
        " ".join(words[at : at + WORDS_IN_A_ROW]).encode()
        for at in range(len(words) - WORDS_IN_A_ROW + 1)
    }
    sketch = _empty().copy()
    sketch.update_batch(rows)
    return MinHashSignature(triples=len(rows), hashes=(sketch.hashvalues & 0xFF).astype(np.uint8))


def copies_among(documents: Sequence[tuple[str, MinHashSignature]]) -> Mapping[str, str]:
    """The documents, given in a fixed order, that have copies, also indirect ones: each with the
    smallest id among its copies."""
    signed = [(doc_id, one) for doc_id, one in documents if one.triples]
    if not signed:
        return {}
    hashes = np.stack([one.hashes for _, one in signed])
    triples = np.array([one.triples for _, one in signed])
    unions, copies, compared = Unions[str](), set[str](), set[bytes]()
    # A number for each band: its four hashes of eight bits.
    for band in hashes.view("<u4").T:
        order = np.argsort(band, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(band[order]) != 0])
        sizes = np.diff(np.r_[starts, len(order)])
        for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
            alike = order[start : start + size]
            if alike.tobytes() in compared:
                continue  # The same texts are alike in many bands.
            compared.add(alike.tobytes())
            for at in range(1, size):
                own, others = alike[at], alike[: min(at, MOST_IN_A_BAND)]
                shared = _shared(hashes, triples, own, others)
                found = [signed[other][0] for other in others[shared >= MIN_SHARED]]
                copies.update(found, [signed[own][0]] if found else ())
                for other in found:
                    unions.join(signed[own][0], other)
    return {doc_id: unions.first(doc_id) for doc_id in sorted(copies)}


def _shared(
    hashes: Hashes, triples: NDArray[np.int64], own: int, others: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The share of the triples of the shorter text that occur in the longer, from the share of both
    and the two sizes."""
    seen = (hashes[others] == hashes[own]).mean(axis=1)
    alike = np.maximum(seen - BY_CHANCE, 0) / (1 - BY_CHANCE)
    both = alike / (1 + alike) * (triples[others] + triples[own])
    shares: NDArray[np.float64] = both / np.minimum(triples[others], triples[own])
    return shares


@cache
def _empty() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=zlib.crc32)
