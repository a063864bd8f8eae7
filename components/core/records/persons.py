"""What a person adds to a reading: what they changed, and their word for having checked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a person changed of the program's reading, told beside it and never mixed with it."""

    field: str
    """What was changed, in a word: "kind", "days", "place"."""
    was: str
    """In words, as it was read; empty where there was nothing."""
    coder: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a person says of an event that needs another look."""

    coder: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomCheck:
    """What a person found who checked events of a reading that were drawn at random."""

    name: str
    day: date
    events: int
    """How many there were to draw from."""
    checked: int
    wrong: int
    interval: tuple[float, float] | None
    """The 95 % interval of the share that is wrong, 0 to 1; None where all were checked."""
    corrected_since: int = 0
    """Corrections that were made after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A person's word for having checked a reading; ``day`` is their calendar's."""

    name: str
    day: date
    note: str = ""
