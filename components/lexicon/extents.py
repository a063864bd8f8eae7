"""How much of a place the words say is held: extents.csv, and figures in per cent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from components.lexicon.rows import rows

Share = tuple[float, float]
"""Least and most, 0 to 1."""
WHOLE: Share = (1.0, 1.0)
UNSAID: Share = (0.0, 1.0)
"""Words that give no share: "30 settlements"."""
PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)")
PERCENT_TOLERANCE = 0.1
"""Of the figure: "90 %" means 81 to 99 %."""


def load_extents(path: Path) -> Mapping[str, Share]:
    """Words to the share they mean; reads extents.csv."""
    return {row["words"]: (float(row["low"]), float(row["high"])) for row in rows(path)}


def share_of(words: str, extents: Mapping[str, Share]) -> Share:
    """The whole where no extent is said, else that of the longest row in the words."""
    if not words:
        return WHOLE
    if (figure := PERCENT.search(words)) is not None:
        value = float(figure.group(1)) / 100
        return value * (1 - PERCENT_TOLERANCE), min(1.0, value * (1 + PERCENT_TOLERANCE))
    said = f" {words.casefold()} "
    found = [row for row in extents if re.search(rf"(?<!\w){re.escape(row)}(?!\w)", said)]
    return extents[max(found, key=len)] if found else UNSAID
