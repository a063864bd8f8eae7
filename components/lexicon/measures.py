"""The words of measures as patterns: rows of measures.csv with their slots filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from components.core.geodesy import HEADINGS, KM_PER_MILE
from components.core.records import CheckKind
from components.lexicon.numbers import ONES, SCALES, TENS
from components.lexicon.rows import rows
from components.lexicon.tolerance import PLAIN, Tolerance, load_tolerances

WORDS = {**ONES, **TENS, "hundred": SCALES["hundred"]}
UNITS = {
    word: unit
    for unit, words in {
        "mi": "mile miles mi",
        "km": "kilometer kilometers kilometre kilometres km kms",
    }.items()
    for word in words.split()
}
KM_PER_UNIT = {"mi": KM_PER_MILE, "km": 1.0}
DIRECTIONS = sorted(HEADINGS, key=len, reverse=True)
"""Longer names first, so that "north" does not take "northeast"."""
SLOTS = {
    "number": r"\d[\d,.]*\d|\d|" + "|".join(sorted(WORDS, key=len, reverse=True)),
    "unit": "|".join(sorted(UNITS, key=len, reverse=True)),
    "direction": "|".join(
        f"{name[:5]}-?{name[5:]}" if len(name) > 5 else name for name in DIRECTIONS
    ),
}


@dataclass(frozen=True, slots=True)
class MeasurePattern:
    """A kind of measure and the words that state it; ``ends_at_place`` where a toponym follows the
    match."""

    kind: CheckKind
    regex: re.Pattern[str]
    tolerances: Mapping[str, Tolerance]

    @property
    def ends_at_place(self) -> bool:
        return self.kind in {"distance", "share"}


def load_measures(path: Path) -> tuple[MeasurePattern, ...]:
    """Reads measures.csv, and tolerances.csv beside it, whose words fill the slot {hedge}; the
    others are lists above."""
    tolerances = load_tolerances(path.parent / "tolerances.csv")
    slots = {"hedge": "|".join(sorted(tolerances, key=len, reverse=True)), **SLOTS}
    return tuple(
        MeasurePattern(cast(CheckKind, row["kind"]), _compiled(row["pattern"], slots), tolerances)
        for row in rows(path)
    )


def _compiled(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    for name, words in slots.items():
        pattern = pattern.replace("{" + name + "}", words)
    return re.compile(r"\b" + pattern, re.IGNORECASE)


def in_text(match: re.Match[str]) -> tuple[float | None, str]:
    """(stated number, unit mi or km) of a match; None and empty where it has none."""
    groups = match.groupdict()
    number, unit = (
        (groups.get("number") or "").lower(),
        UNITS.get((groups.get("unit") or "").lower(), ""),
    )
    return WORDS.get(number) or _number(number), unit


def tolerance_of(match: re.Match[str], tolerances: Mapping[str, Tolerance]) -> Tolerance:
    """What the hedge of a match allows."""
    hedge = " ".join((match.groupdict().get("hedge") or "").lower().split())
    return tolerances[hedge] if hedge else PLAIN


def _number(text: str) -> float | None:
    digits = text.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdigit() else None
