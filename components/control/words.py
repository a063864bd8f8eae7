"""A state of control in words, as the page, the command line and captions have it. Rule 10: no other words of status."""

from __future__ import annotations

from components.control.statements import Row
from components.tables import SEPARATOR

PARTS_SEPARATOR = " and "


def state_in_words(row: Row) -> str:
    """"left by Russia, acknowledged; holder not stated"; "held by Ukraine (almost all), assessed by the Institute..."."""
    standing, status = str(row["standing"]), _status(row)
    if standing == "unknown":
        return "unknown"
    if standing == "contested":
        return f"contested: {_sides(row)}{_extent(row)}, {status}"
    if standing == "left":
        return f"left by {_sides(row)}{_extent(row)}, {status}; holder not stated"
    return f"held by {_sides(row)}{_extent(row)}, {status}"


def _sides(row: Row) -> str:
    return str(row["holder"] or row["left_by"]).replace(SEPARATOR, PARTS_SEPARATOR)


def _extent(row: Row) -> str:
    return f" ({str(row['extent']).replace(SEPARATOR, ', ')})" if row["extent"] else ""


def _status(row: Row) -> str:
    """The words of status; who acknowledges its own leaving is not named twice."""
    if row["standing"] == "left" and row["status"] == f"acknowledged by {row['left_by']}":
        return "acknowledged"
    return str(row["status"]).replace(SEPARATOR, ", ")
