"""Records as JSON and JSON lines: numbers are numbers, unknown is null, days are YYYY-MM-DD."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from components.core.records import Analysis
from components.tables.coarse import coarsened_names
from components.wording.phrases import row_dicts
from components.wording.provenance import stamp_of

FIGURES = ("time_precision", "date_prec", "geo_precision", "where_prec", "quantity")
"""Text columns whose cells are numbers where they hold a single one."""

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def to_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A dict per row, with the columns as keys and None for what is unknown."""
    return [
        {name: _figure(cell) if name in FIGURES else cell for name, cell in row.items()}
        for row in row_dicts(table)
    ]


def _figure(cell: str | None) -> str | int | float | None:
    if not NUMBER.fullmatch(cell or ""):
        return cell
    number = float(cell or 0)
    return int(number) if number.is_integer() else number


def to_line(record: Mapping[str, Any]) -> str:
    """A line of JSON lines, without its line feed; line separators inside text are escaped."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def to_document(value: object) -> str:
    """A whole file of JSON, indented."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def analysis_json(analysis: Analysis) -> Mapping[str, Any]:
    """The analysis as plain values with its stamp, without what rule 11 hides."""
    plain: Mapping[str, Any] = _plain(dataclasses.asdict(coarsened_names(analysis)))
    optional = ("read_by", "spot_checks")
    kept = {name: value for name, value in plain.items() if value or name not in optional}
    return {**kept, "stamp": stamp_of(analysis)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - walks values of any type
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
