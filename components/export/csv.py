"""Tables as CSV: UTF-8, comma, LF, dates YYYY-MM-DD, empty where unknown.

A text cell that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises
("CSV injection"); so does a code that it would take for another number, "04" or "12e7". Numbers
stay numbers, so a latitude of -5.2 is left alone.

The meaning of each column goes beside them as rows: a file beside a CSV, or a sheet of a workbook.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from components.export.files import replace_file
from components.tables.columns import Column
from components.tables.rows import records

FORMULA_START = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
"""Characters (full-width ones too) that make Excel, LibreOffice or Google Sheets read a cell as a
formula."""

TAKEN_FOR_ANOTHER = re.compile(r"0[0-9]+|[0-9]+[eE][0-9]+|[0-9]{16,}")
"""Codes and ids that a spreadsheet would change: it drops zeros, and reads powers of ten."""


def is_marked(text: str) -> bool:
    """Whether the text gets an apostrophe before it."""
    return bool(FORMULA_START.match(text) or TAKEN_FOR_ANOTHER.fullmatch(text))


def defused(value: Any) -> Any:  # noqa: ANN401 (a cell holds text, a number, a day or nothing)
    """The cell with an apostrophe before it where a spreadsheet would run or change it; every value
    but text unchanged."""
    return f"'{value}" if isinstance(value, str) and is_marked(value) else value


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text, header first, safe to open in a spreadsheet."""
    rows = _Rows()
    writer = csv.writer(rows)
    writer.writerow(table.columns)
    writer.writerows([defused(cell) for cell in row.values()] for row in records(table))
    return "".join(rows.lines)


class _Rows:
    """Takes one row at a time. The writer ends it with CRLF, so that a lone CR is quoted too; here
    it ends in LF."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, row: str) -> int:
        self.lines.append(row.removesuffix("\r\n") + "\n")
        return len(row)


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write the table to ``path``, replacing it whole or not at all."""
    replace_file(path, to_csv(table))


TITLES = ("column", "meaning", "type", "unit", "several values", "values", "example")


def codebook(layouts: Mapping[str, Sequence[Column]], *, of: str) -> pd.DataFrame:
    """A row per table and column; the tables' names stand in the first column, which is called
    ``of``."""
    rows = [
        (
            name,
            one.name,
            one.meaning,
            one.dtype,
            one.unit,
            "yes" if one.several else "",
            ", ".join(one.values) or one.source,
            one.example,
        )
        for name, layout in layouts.items()
        for one in layout
    ]
    return pd.DataFrame(rows, columns=[of, *TITLES], dtype="string")
