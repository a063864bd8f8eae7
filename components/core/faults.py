"""A fault of the program met by one document, as an error that names it.

A stream reports it and reads on; a full disk or a missing file of the program still ends it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from components.core.errors import ReadingFailed
from components.core.settings import ROOT

FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What code that only computes may raise: neither files and network nor an interruption."""
WAY_OUT = "The others are read. Whoever keeps the program needs its text to fix that."


@contextmanager
def reading_of(document: str) -> Iterator[None]:
    """Whatever of ``FAULTS`` is raised within is raised as ReadingFailed at ``document``."""
    try:
        yield
    except FAULTS as fault:
        raise ReadingFailed(fault_in_words(fault), where=document, way_out=WAY_OUT) from fault


def fault_in_words(fault: BaseException) -> str:
    """What was raised, and the last line of the program that it came through."""
    frames = [
        (Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(fault.__traceback__)
    ]
    own = [(path, line) for path, line in frames if path.is_relative_to(ROOT / "components")]
    at = f" ({own[-1][0].relative_to(ROOT).as_posix()}, line {own[-1][1]})" if own else ""
    words = f"{type(fault).__name__}: {fault}"
    return f"Reading it failed, which is a fault of the program: {words}{at}."
