"""Tables as CSV: UTF-8, comma, LF, dates YYYY-MM-DD, empty where unknown.

A text cell that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises ("CSV injection").
Numbers stay numbers, so a latitude of -5.2 is left alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from components.export.files import replace_file

FORMULA_START = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
"""Characters (full-width ones too) that make Excel, LibreOffice or Google Sheets read a cell as a formula."""


def defused(value: Any) -> Any:  # noqa: ANN401 (a cell holds text, a number, a day or nothing)
    """The cell with an apostrophe before it where a spreadsheet would run it; every value but text unchanged."""
    return f"'{value}" if isinstance(value, str) and FORMULA_START.match(value) else value


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text, header first, safe to open in a spreadsheet."""
    safe = pd.DataFrame({name: _safe_column(column) for name, column in table.items()}, columns=table.columns)
    return str(safe.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"))


def _safe_column(column: pd.Series[Any]) -> pd.Series[Any]:
    return column if pd.api.types.is_numeric_dtype(column) else column.map(defused, na_action="ignore")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write the table to ``path``, replacing it whole or not at all."""
    replace_file(path, to_csv(table))
