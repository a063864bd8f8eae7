"""The columns of every table that can be downloaded: the data dictionary.

They are rows of data/lexicon/columns.csv, put together by tables.csv beside it;
``python -m components columns`` prints them, and tests compare them with the tables.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from components.core import records, settings

DType = Literal["string", "Int64", "Float64"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``meaning`` says what an empty cell means where that is not obvious."""

    name: str
    dtype: DType
    several: bool
    """Whether a cell may hold several values, joined by " | "."""
    unit: str
    """Empty where the cell holds no measure."""
    values: tuple[str, ...]
    """All values that occur; empty where any value may occur."""
    source: str
    """Files of data/lexicon and the columns that list the values, where ``values`` does not."""
    example: str
    meaning: str


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table of data/lexicon/columns.csv, in the order of its rows."""
    return tuple(column for name, column in _dictionary() if name == table)


@cache
def _dictionary() -> tuple[tuple[str, Column], ...]:
    """Table and column of each row. "@Modality" among its values is the type of that name in
    ``core.records``."""
    return tuple(
        (
            row["table"],
            Column(
                name=row["name"],
                dtype=cast(DType, row["type"]),
                several=row["several"] == "yes",
                unit=row["unit"],
                values=get_args(getattr(records, row["values"][1:]))
                if row["values"].startswith("@")
                else tuple(filter(None, row["values"].split("|"))),
                source=row["source"],
                example=row["example"],
                meaning=row["meaning"],
            ),
        )
        for row in _rows("columns.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (settings.LEXICON / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


EVENTS = columns_of("events")
REVIEW = columns_of("review")
"""A column of each file with events; a store has none, since nobody corrects it."""
PLACES = columns_of("places")
CLAIMS = columns_of("claims")
CHECKS = columns_of("checks")
REJECTED = columns_of("rejected")
STAMP = columns_of("stamp")
"""A column of each file: a table outside its folder still says who has checked it."""

TABLES: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    row["file"]: (
        row["row"],
        tuple(column for table in row["columns"].split("|") for column in columns_of(table)),
    )
    for row in _rows("tables.csv")
}
"""For each file: what a row is, and its columns."""
