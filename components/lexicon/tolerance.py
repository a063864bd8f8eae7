"""How far a measure may lie from the words: rows of tolerances.csv, each a hedge with the shares it
allows."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from components.lexicon.rows import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """Shares of the stated number, infinite where the words set no bound on that side."""

    below: float
    above: float
    words: str

    def allows(self, stated: float, low: float, high: float) -> bool:
        """Whether any value from ``low`` to ``high`` lies within the tolerance of ``stated``; all
        in one unit."""
        return high >= stated * (1 - self.below) and low <= stated * (1 + self.above)


PLAIN = Tolerance(below=0.05, above=0.05, words="no hedge: 5 %")


def load_tolerances(path: Path) -> Mapping[str, Tolerance]:
    """Hedge to its tolerance; an empty share in tolerances.csv sets no bound."""
    return {row["hedge"]: _tolerance(row) for row in rows(path)}


def _tolerance(row: Mapping[str, str]) -> Tolerance:
    below, above = (float(row[name]) if row[name] else math.inf for name in ("below", "above"))
    allowed = (
        f"{below:.0%}".replace("%", " %")
        if below == above
        else f"{_share(below)} below, {_share(above)} above"
    )
    return Tolerance(below=below, above=above, words=f'"{row["hedge"]}" allows {allowed}')


def _share(value: float) -> str:
    return "any" if math.isinf(value) else f"{value:.0%}".replace("%", " %")


def tolerance_in(words: str, tolerances: Mapping[str, Tolerance]) -> Tolerance:
    """The tolerance of the longest hedge that stands before the first number of the words; PLAIN
    without one."""
    number = re.search(r"\d", words)
    before = words[: number.start()].casefold() if number else words.casefold()
    found = [
        hedge for hedge in tolerances if re.search(rf"(?<!\w){re.escape(hedge)}(?!\w)", before)
    ]
    return tolerances[max(found, key=len)] if found else PLAIN
