"""The words of measures as patterns: rows of measures.csv with their slots filled."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from components.geodesy import HEADINGS, KM_PER_MILE
from components.model import CheckKind

HEDGES = ("roughly", "about", "some", "around", "approximately", "nearly", "almost", "over", "more than", "at least", "up to",
          "less than", "just over", "just under", "just")
WORDS = {word: float(value) for value, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1)} | {
    "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 100.0}
UNITS = {"mile": "mi", "miles": "mi", "mi": "mi", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km",
         "km": "km", "kms": "km"}
KM_PER_UNIT = {"mi": KM_PER_MILE, "km": 1.0}
DIRECTIONS = sorted(HEADINGS, key=len, reverse=True)
"""Longer names first, so that "north" does not take "northeast"."""
SLOTS = {
    "hedge": "|".join(sorted(HEDGES, key=len, reverse=True)),
    "number": r"\d[\d,.]*\d|\d|" + "|".join(sorted(WORDS, key=len, reverse=True)),
    "unit": "|".join(sorted(UNITS, key=len, reverse=True)),
    "direction": "|".join(f"{name[:5]}-?{name[5:]}" if len(name) > 5 else name for name in DIRECTIONS),
}


@dataclass(frozen=True, slots=True)
class MeasurePattern:
    """A kind of measure and the words that state it; ``ends_at_place`` where a toponym follows the match."""

    kind: CheckKind
    regex: re.Pattern[str]

    @property
    def ends_at_place(self) -> bool:
        return self.kind in {"distance", "share"}


def load_measures(path: Path) -> tuple[MeasurePattern, ...]:
    """Reads measures.csv; the slots {hedge}, {number}, {unit} and {direction} stand for the word lists above."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(MeasurePattern(cast(CheckKind, row["kind"]), _compiled(row["pattern"])) for row in csv.DictReader(lines))


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, words in SLOTS.items():
        pattern = pattern.replace("{" + name + "}", words)
    return re.compile(r"\b" + pattern, re.IGNORECASE)


def in_text(match: re.Match[str]) -> tuple[float | None, str, str]:
    """(stated number, unit mi or km, tolerance in words) of a match; None and empty where it has none."""
    groups = match.groupdict()
    number, unit = (groups.get("number") or "").lower(), UNITS.get((groups.get("unit") or "").lower(), "")
    hedge = groups.get("hedge") or ""
    value = WORDS.get(number) or _number(number)
    if value is None:
        return None, unit, ""
    return value, unit, f"\"{hedge.strip()}\" allows 10 %" if hedge else "no hedge: 5 %"


def _number(text: str) -> float | None:
    digits = text.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdigit() else None
