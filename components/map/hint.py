"""Ticks of the guess for settlements near claimed towns; on the page alone, never in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from components.control.hint import WORDS
from components.map.marks import Mark, mark_of
from components.map.style import UNKNOWN, Symbol
from components.wording.phrases import row_dicts, value

LAYER = "hint"
TICK_PX = 3.5


def hint_marks(ticks: pd.DataFrame, *, colours: Mapping[str, str]) -> Iterator[Mark]:
    """A tick for each row of ``ticks`` (control.hint.COLUMNS); the legend says what they are."""
    for row in row_dicts(ticks):
        look = Symbol(
            shape="triangle",
            fill="hollow",
            colour=colours.get(value(row, "holder"), UNKNOWN),
            radius=TICK_PX,
        )
        yield mark_of(row, layer=LAYER, look=look, meaning=f"{WORDS} {value(row, 'holder')}")
