"""Our own tables read back from CSV, as a person or a spreadsheet may have saved them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from components.core.errors import BadTable
from components.export.csv import is_marked
from components.tables.columns import Column
from components.tables.rows import frame

MADE_BY = "Write it with: .venv/bin/python -m components read FILE --published DAY --out FOLDER"


def read_csv(path: Path, layout: Sequence[Column]) -> pd.DataFrame:
    """The table at ``path`` with exactly the columns of ``layout``.

    Raises OSError, and BadTable for missing columns, bad numbers or days, and no UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable(
            "It is not UTF-8.", where=str(path), way_out="Save it as CSV in UTF-8."
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    missing = [column.name for column in layout if column.name not in (reader.fieldnames or ())]
    if missing:
        raise BadTable(f"It has no column {', '.join(missing)}.", where=str(path), way_out=MADE_BY)
    try:
        rows = [_row(row, layout, f"{path}, line {reader.line_num}") for row in reader]
    except csv.Error as error:
        raise BadTable(
            f"It is no CSV ({error}).", where=f"{path}, line {reader.line_num}", way_out=MADE_BY
        ) from error
    return frame(rows, layout)


def _row(row: dict[str, Any], layout: Sequence[Column], where: str) -> dict[str, Any]:
    return {column.name: _cell(row[column.name] or "", column, where) for column in layout}


def _cell(text: str, column: Column, where: str) -> object:
    if not text:
        return None
    is_number = column.dtype != "string"
    try:
        if is_number:
            return float(text)
        if column.unit == "day":
            return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadTable(
            f"{column.name} {text!r} is no {'number' if is_number else 'day'}.",
            where=where,
            way_out=f"Give it as in this example: {column.example}",
        ) from error
    return text[1:] if text[0] == "'" and is_marked(text[1:]) else text
