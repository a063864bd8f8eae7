"""Reads the parameters of the page's address; what cannot be read is reported and left out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.wording.phrases import counted

Readers = Mapping[str, tuple[str, Callable[[str], Any]]]
"""Parameter to the field that it fills, and what reads it; a reader raises ValueError."""
SHOWN_CHARACTERS = 40
MOST_TELLERS = 1000
"""No event is reported by more; a larger number in an address is a mistake."""
MOST_COUNTED = 1_000_000_000
NUMBERS = re.compile(r"([0-9]+)(?:-([0-9]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRange:
    """A range of numbers, both ends inclusive; ``most`` is None for no upper end."""

    least: int = 1
    most: int | None = None

    def __str__(self) -> str:
        """As in an address: "2" for 2 or more, "2-4"; empty for any number."""
        if self.most is None:
            return "" if self == ANY else str(self.least)
        return f"{self.least}-{self.most}"

    def in_words(self, what: str) -> str:
        """ "1 publisher", "2 publishers or more", "5 to 9 publishers"."""
        if self.most is None:
            return f"{counted(self.least, what)} or more"
        most = counted(self.most, what)
        return most if self.least == self.most else f"{self.least} to {most}"


ANY = CountRange()


def read_query(query: Mapping[str, str], readers: Readers) -> tuple[dict[str, Any], list[str]]:
    """The fields that were read, and a sentence for each parameter that could not be read.

    Sets for the same field are united."""
    read: dict[str, Any] = {}
    notices: list[str] = []
    for key, (name, read_value) in readers.items():
        if not (value := query.get(key, "")):
            continue
        try:
            found = read_value(value)
        except ValueError:
            notices.append(
                f"The address says {key}={value[:SHOWN_CHARACTERS]}, which cannot be read; it was "
                "left out."
            )
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


def within(low: float, high: float, *, digits: int) -> Callable[[str], float]:
    """Reads a number from ``low`` to ``high``, both inclusive, rounded to the digits with which an
    address is written."""

    def number(value: str) -> float:
        if not (math.isfinite(found := float(value)) and low <= found <= high):
            raise ValueError(value)
        return round(found, digits)

    return number


def count(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_COUNTED):
        raise ValueError(value)
    return int(value)


def numbers(value: str) -> CountRange:
    """Reads "2" for 2 or more, and "2-4"."""
    if not (found := NUMBERS.fullmatch(value)):
        raise ValueError(value)
    least, most = int(found[1]), int(found[2] or MOST_TELLERS)
    if not 1 <= least <= most <= MOST_TELLERS:
        raise ValueError(value)
    return CountRange(least=least, most=most if found[2] else None)
