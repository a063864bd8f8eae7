"""Parameters of the page's address: each is read by its own reader, and what cannot be read is told and left out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

Readers = Mapping[str, tuple[str, Callable[[str], Any]]]
"""Parameter to the field that it fills, and what reads it; a reader raises ValueError."""
SHOWN_CHARACTERS = 40


def read_query(query: Mapping[str, str], readers: Readers) -> tuple[dict[str, Any], list[str]]:
    """Fields with what was read, and a sentence for each parameter that could not be.

    Parameters that fill one field of sets are put together.
    """
    read: dict[str, Any] = {}
    notices: list[str] = []
    for key, (name, read_value) in readers.items():
        if not (value := query.get(key, "")):
            continue
        try:
            found = read_value(value)
        except ValueError:
            notices.append(f"The address says {key}={value[:SHOWN_CHARACTERS]}, which cannot be read; it was left out.")
            continue
        before = read.get(name)
        read[name] = found | before if isinstance(before, frozenset) else found
    return read, notices


def flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"


def one_of(*values: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError(value)
        return value

    return read


def within(low: float, high: float) -> Callable[[str], float]:
    """Reads a finite number from ``low`` to ``high``, both inclusive."""
    def number(value: str) -> float:
        if not (math.isfinite(found := float(value)) and low <= found <= high):
            raise ValueError(value)
        return found

    return number
