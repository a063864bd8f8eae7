"""What the encoder gave for a batch of sentences, kept on disk from one run of the tests to the
next, by the sha256 of its graph and of all that it was given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from components.core import settings
from components.language.encoder import GRAPH, Encoder, Vectors, opened
from tests.parsed import kept_table

NAME = "encoded (key PRIMARY KEY, width, cells)"


class KeptEncoder(Encoder):
    """The encoder of the program, which computes only what it has not computed before."""

    def __init__(self, kept: Path) -> None:
        super().__init__(settings.MODEL)
        self._kept = kept_table(kept / "encoded.sqlite", NAME)

    @cached_property
    def _session(self) -> KeptEncoder:  # type: ignore[override] # it is asked for run() alone
        return self

    def run(self, names: None, given: Mapping[str, NDArray[np.int64]]) -> list[Vectors]:
        """As an InferenceSession answers."""
        whole = hashlib.sha256(self._name)
        for name in sorted(given):
            whole.update(f"{name}{given[name].shape}".encode() + given[name].tobytes())
        key = whole.digest()
        row = self._kept.execute(
            "SELECT width, cells FROM encoded WHERE key = ?", (key,)
        ).fetchone()
        if row:
            return [np.frombuffer(row[1], np.float32).reshape(-1, row[0])]
        (vectors,) = self._computing.run(names, given)
        self._kept.execute(
            "INSERT OR IGNORE INTO encoded VALUES (?, ?, ?)",
            (key, vectors.shape[1], vectors.tobytes()),
        )
        return [vectors]

    @cached_property
    def _computing(self) -> InferenceSession:
        return opened(settings.MODEL / GRAPH)

    @cached_property
    def _name(self) -> bytes:
        graph = (settings.MODEL / GRAPH).read_bytes()
        return hashlib.sha256(onnxruntime.__version__.encode() + graph).digest()
