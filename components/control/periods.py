"""The other half of a comparison: whose gains, and since which day: rows of
comparison_periods.csv."""

from __future__ import annotations

import calendar
import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from components.control.references.records import CONTESTED, UNKNOWN
from components.lexicon.references import ReferenceWords

MONTHS = tuple(calendar.month_name)[1:]
WORD = re.compile(r"[\w'’-]+")
MOST_WORDS = 4
"""Of the name of a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """ "than Russia had taken since April": the side and the first day."""

    side: str
    since: date


def compared_in(claim: str, before: date, *, path: Path, words: ReferenceWords) -> Compared | None:
    """What stands behind "than"; None where it names no side or no day. A month without a year is
    the last that began before ``before``."""
    _, than, behind = claim.partition(" than ")
    side, since = _side(behind, words), _since(behind, before, path)
    return Compared(side=side, since=since) if than and side and since else None


def _side(text: str, words: ReferenceWords) -> str:
    """The first side that a run of words names, longer runs first at each word."""
    found = WORD.findall(text)
    for start in range(len(found)):
        for length in range(min(MOST_WORDS, len(found) - start), 0, -1):
            side = words.side_of(" ".join(found[start : start + length]), lambda country: False)
            if side is not None and side not in {CONTESTED, UNKNOWN}:
                return side
    return ""


def _since(text: str, before: date, path: Path) -> date | None:
    for pattern, at in _patterns(path):
        if (match := pattern.search(text)) is not None:
            month = MONTHS.index(match["month"].capitalize()) + 1
            year = int(match["year"]) if match["year"] else before.year - (month > before.month)
            return date(year, month, calendar.monthrange(year, month)[1] if at == "last" else 1)
    return None


@cache
def _patterns(path: Path) -> tuple[tuple[re.Pattern[str], str], ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        (re.compile(row["pattern"].replace("{month}", "|".join(MONTHS)), re.IGNORECASE), row["day"])
        for row in rows
    )
