"""The encoder's home: words of sentences to vectors, the same on every machine.

Weights have eight bits and are computed with in single precision on one thread, so that processors
agree. Each sentence is read alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from components.core.data_files import checked
from components.core.errors import InstallationError

Vectors = NDArray[np.float32]
Words = Sequence[str]

GRAPH, VOCABULARY = "encoder.onnx", "vocabulary.txt"
MOST_PIECES = 126
"""Pieces of words in one pass; a longer sentence is read in parts."""

AT_ONCE = 4
"""Sentences of one pass: more of them make memory grow and save no time on one thread."""

FIRST, LAST = 101, 102
"""Numbers of the marks around a sentence."""

UNKNOWN = "[UNK]"
CONTINUED = "##"
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f]")
LONGEST = 100
"""Characters of a word that is cut into pieces; a longer one is unknown."""

MOST_WORDS = 50_000
"""Whose pieces are kept in memory."""


class Encoder:
    """Opened at its first use, for a page that reads nothing needs none of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def vectors(self, sentences: Sequence[Words]) -> list[Vectors]:
        """Of each sentence one row a word, taken at the first piece of the word."""
        parts = [part for at, words in enumerate(sentences) for part in self._parts(at, words)]
        parts.sort(key=lambda part: part.length)
        found: list[list[tuple[int, Vectors]]] = [[] for _ in sentences]
        for start in range(0, len(parts), AT_ONCE):
            batch = parts[start : start + AT_ONCE]
            for part, rows in zip(batch, self._run(batch), strict=True):
                found[part.sentence].append((part.begins, rows))
        return [
            np.concatenate([own for _, own in sorted(rows, key=lambda row: row[0])])
            if rows
            else np.zeros((0, 0), np.float32)
            for rows in found
        ]

    def _parts(self, at: int, words: Words) -> Iterator[_Part]:
        pieces = [self._pieces.of(word)[:MOST_PIECES] for word in words]
        held: list[tuple[int, ...]] = []
        for index, own in enumerate(pieces):
            if held and sum(map(len, held)) + len(own) > MOST_PIECES:
                yield _Part(at, index - len(held), held)
                held = []
            held.append(own)
        if held:
            yield _Part(at, len(pieces) - len(held), held)

    def _run(self, batch: Sequence[_Part]) -> list[Vectors]:
        longest = max(part.length for part in batch)
        ids = np.zeros((len(batch), longest), np.int64)
        mask = np.zeros_like(ids)
        for row, part in enumerate(batch):
            ids[row, : part.length] = [FIRST, *chain.from_iterable(part.pieces), LAST]
            mask[row, : part.length] = 1
        first = np.concatenate([row * longest + part.firsts() for row, part in enumerate(batch)])
        vectors: Vectors = self._session.run(None, {"ids": ids, "mask": mask, "first": first})[0]
        ends = list(accumulate(len(part.pieces) for part in batch))
        return np.split(vectors, ends[:-1])

    @cached_property
    def _session(self) -> InferenceSession:
        return opened(self._folder / GRAPH)

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(present(self._folder / VOCABULARY))


def opened(graph: Path) -> InferenceSession:
    """A graph, computed on one thread. Raises InstallationError where the file is missing."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(present(graph)), options, providers=["CPUExecutionProvider"])


def present(path: Path) -> Path:
    """A file of the model, as it was made. Raises InstallationError where it is missing."""
    if not path.is_file():
        raise InstallationError(
            "a file of the model is missing", where=path.name, way_out="Install Dateline again."
        )
    return checked(path)


def arrays_of(path: Path) -> dict[str, NDArray[Any]]:
    """What is in an .npz file of the model, numbers in single precision. Raises
    InstallationError where the file is missing."""
    with np.load(present(path), allow_pickle=False) as held:
        return {
            name: one.astype(np.float32) if (one := held[name]).dtype.kind == "f" else one
            for name in held.files
        }


class _Part:
    """A run of words of one sentence that fits into a pass."""

    def __init__(self, sentence: int, begins: int, pieces: Sequence[Sequence[int]]) -> None:
        self.sentence, self.begins, self.pieces = sentence, begins, list(pieces)
        self.length = sum(map(len, self.pieces)) + 2

    def firsts(self) -> NDArray[np.int64]:
        """Where in the row each word begins."""
        return np.array(list(accumulate(map(len, self.pieces), initial=1))[:-1], np.int64)


class Pieces:
    """Words to BERT's uncased WordPieces: a piece a line, numbered from 0."""

    def __init__(self, path: Path) -> None:
        self._number = {
            piece: number
            for number, piece in enumerate(path.read_text(encoding="utf-8").split("\n"))
            if piece
        }
        self.of = lru_cache(maxsize=MOST_WORDS)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        return tuple(number for run in _runs(word) for number in self._cut(run)) or (
            self._number[UNKNOWN],
        )

    def _cut(self, run: str) -> list[int]:
        """The longest known piece from the left, again and again; unknown where that fails."""
        found, start = list[int](), 0
        while start < len(run) <= LONGEST:
            prefix = CONTINUED if start else ""
            ends = (
                end for end in range(len(run), start, -1) if prefix + run[start:end] in self._number
            )
            if (end := next(ends, 0)) == 0:
                break
            found.append(self._number[prefix + run[start:end]])
            start = end
        return found if start == len(run) else [self._number[UNKNOWN]]


def _runs(word: str) -> list[str]:
    """Lower case without accents, parted at blanks; a mark or a Chinese character stands alone."""
    parted = ""
    for sign in "".join(map(str.lower, unicodedata.normalize("NFD", word))):
        category = unicodedata.category(sign)
        is_control = category.startswith("C") and not sign.isspace()
        if category == "Mn" or is_control or sign == "\ufffd":
            continue
        is_ascii_mark = sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " "
        alone = is_ascii_mark or category.startswith("P") or IDEOGRAPH.match(sign)
        parted += f" {sign} " if alone else sign
    return parted.split()
