"""Numbers in words, tolerances of hedges, and patterns of measures, from tables."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from components.core.geodesy import HEADINGS, KM_PER_MILE
from components.core.records import CheckKind
from components.lexicon.rows import rows

ONES: Final = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10.0 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES: Final = {
    "dozen": 12.0,
    "score": 20.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """Shares of the stated number, infinite where the words set no bound on that side."""

    below: float
    above: float
    words: str

    def allows(self, stated: float, low: float, high: float) -> bool:
        """Whether a value from ``low`` to ``high`` is within ``stated``'s tolerance; one unit."""
        return high >= stated * (1 - self.below) and low <= stated * (1 + self.above)


PLAIN = Tolerance(below=0.05, above=0.05, words="no hedge: 5 %")


def load_tolerances(path: Path) -> Mapping[str, Tolerance]:
    """Hedge to its tolerance; an empty share in tolerances.csv sets no bound."""
    found = {}
    for row in rows(path):
        below, above = (float(row[name] or "inf") for name in ("below", "above"))
        less, more = (
            "any" if math.isinf(share) else f"{share * 100:.0f} %" for share in (below, above)
        )
        allowed = less if below == above else f"{less} below, {more} above"
        words = f'"{row["hedge"]}" allows {allowed}'
        found[row["hedge"]] = Tolerance(below=below, above=above, words=words)
    return found


def longest_in(text: str, table: Iterable[str]) -> str:
    """The longest of the table's words that stands in the text; empty where none does."""
    text = text.casefold()
    found = (words for words in table if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    return max(found, key=len, default="")


def tolerance_in(words: str, tolerances: Mapping[str, Tolerance]) -> Tolerance:
    """The tolerance of the longest hedge before the first number; PLAIN without one."""
    return tolerances.get(longest_in(re.split(r"\d", words)[0], tolerances), PLAIN)


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
SLOTS = {
    "number": r"\d[\d,.]*\d|\d|" + "|".join(sorted(WORDS, key=len, reverse=True)),
    "unit": "|".join(sorted(UNITS, key=len, reverse=True)),
    # Longer names first, so that "north" does not take "northeast".
    "direction": "|".join(
        f"{name[:5]}-?{name[5:]}" if len(name) > 5 else name
        for name in sorted(HEADINGS, key=len, reverse=True)
    ),
}


@dataclass(frozen=True, slots=True)
class MeasurePattern:
    """A kind of measure and its words; ``ends_at_place`` where a toponym follows."""

    kind: CheckKind
    regex: re.Pattern[str]
    tolerances: Mapping[str, Tolerance]

    @property
    def ends_at_place(self) -> bool:
        return self.kind in {"distance", "share"}


def load_measures(path: Path) -> tuple[MeasurePattern, ...]:
    """Reads measures.csv; {hedge} is filled from tolerances.csv beside it."""
    tolerances = load_tolerances(path.parent / "tolerances.csv")
    slots = {"hedge": "|".join(sorted(tolerances, key=len, reverse=True)), **SLOTS}
    found = []
    for row in rows(path):
        pattern = re.sub(r"\{([a-z]+)\}", lambda slot: slots[slot[1]], row["pattern"])
        regex = re.compile(rf"\b{pattern}", re.IGNORECASE)
        found.append(MeasurePattern(cast(CheckKind, row["kind"]), regex, tolerances))
    return tuple(found)


def in_text(match: re.Match[str]) -> tuple[float | None, str]:
    """(stated number, unit mi or km) of a match; None and empty where it has none."""
    groups = {name: (found or "").lower() for name, found in match.groupdict().items()}
    number, digits = groups.get("number", ""), groups.get("number", "").replace(",", "")
    stated = float(digits) if digits.replace(".", "", 1).isdigit() else None
    return WORDS.get(number) or stated, UNITS.get(groups.get("unit", ""), "")


def tolerance_of(match: re.Match[str], tolerances: Mapping[str, Tolerance]) -> Tolerance:
    """What the hedge of a match allows."""
    hedge = " ".join((match.groupdict().get("hedge") or "").lower().split())
    return tolerances[hedge] if hedge else PLAIN


Share = tuple[float, float]
"""Least and most, 0 to 1."""
WHOLE: Share = (1.0, 1.0)
UNSAID: Share = (0.0, 1.0)
"""Words that give no share: "30 settlements"."""
PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)")
PERCENT_TOLERANCE = 0.1
"""Of the figure: "90 %" means 81 to 99 %."""


def load_extents(path: Path) -> Mapping[str, Share]:
    return {row["words"]: (float(row["low"]), float(row["high"])) for row in rows(path)}


def share_of(words: str, extents: Mapping[str, Share]) -> Share:
    """The whole where no extent is said, else that of the longest row in the words."""
    if not words:
        return WHOLE
    if (figure := PERCENT.search(words)) is not None:
        value = float(figure.group(1)) / 100
        return value * (1 - PERCENT_TOLERANCE), min(1.0, value * (1 + PERCENT_TOLERANCE))
    return extents.get(longest_in(words, extents), UNSAID)
