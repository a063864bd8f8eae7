"""A state of control in words, for page, commands and captions (rule 10)."""

from __future__ import annotations

import re

from components.control.statements import Row
from components.core.status import NOT_STATED, holding_in_words
from components.lexicon.measures import KM_PER_UNIT
from components.tables.rows import SEPARATOR

PARTS_SEPARATOR = " and "
BEARING = re.compile(r"bearing (\d+° \([A-Z]+\))")


def state_in_words(row: Row) -> str:
    """ "left by Russia, acknowledged; holder not stated"; "held by Ukraine (almost all), ..."."""
    standing, status = str(row["standing"]), _status(row)
    if standing == "unknown":
        return "unknown"
    if standing == "contested":
        return f"contested: {_sides(row) or NOT_STATED}{_extent(row)}, {status}"
    words, *more = holding_in_words(_sides(row) if standing == "held" else "", _sides(row))
    return "; ".join([f"{words}{_extent(row)}, {status}", *more])


def distance_in_words(row: Row) -> str:
    """ "36–40 mi centre to centre, 24° (NNE); the text says roughly 30 miles north of Izyum"; no
    decimals from 3 up."""
    unit = str(row["unit"])
    low, high = (float(row[name]) / KM_PER_UNIT[unit] for name in ("low_km", "high_km"))
    ends = list(
        dict.fromkeys(f"{value:.0f}" if high >= 3 else f"{value:.1f}" for value in (low, high))
    )
    bearing = BEARING.search(str(row["how"]))
    turned = f", {bearing.group(1)}" if bearing else ""
    return f"{'–'.join(ends)} {unit} centre to centre{turned}; the text says {row['claim']}"


def _sides(row: Row) -> str:
    return str(row["holder"] or row["left_by"]).replace(SEPARATOR, PARTS_SEPARATOR)


def _extent(row: Row) -> str:
    return f" ({str(row['extent']).replace(SEPARATOR, ', ')})" if row["extent"] else ""


def _status(row: Row) -> str:
    """The words of status, without the name of a side that acknowledges its own leaving."""
    if row["standing"] == "left" and row["status"] == f"acknowledged by {row['left_by']}":
        return "acknowledged"
    return str(row["status"]).replace(SEPARATOR, ", ")
