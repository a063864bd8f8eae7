"""Tables as CSV (UTF-8, comma, LF, days as YYYY-MM-DD, empty where unknown), and back, also as a
person or a spreadsheet saved them.

Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV
injection"), as does a code that it would read as another number, "04" or "12e7". Numbers are
unchanged.

CSV for people has the most readable columns first, and may have one row per event."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from components.core.errors import BadTable
from components.tables.columns import Column
from components.tables.rows import DTYPES, SEPARATOR, frame
from components.wording.phrases import Row, parts, row_dicts, value

FORMULA_START = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
"""Characters, also full-width ones, with which spreadsheets start a formula."""

MISREAD_NUMBER = re.compile(r"0[0-9]+|[0-9]+[eE][0-9]+|[0-9]{16,}")
"""Codes and ids that a spreadsheet would change: it drops leading zeros and reads powers of ten."""


def needs_apostrophe(text: str) -> bool:
    """Whether the text gets an apostrophe."""
    return bool(FORMULA_START.match(text) or MISREAD_NUMBER.fullmatch(text))


def safe_cell(value: Any) -> Any:  # noqa: ANN401 (a cell holds text, a number, a day or nothing)
    """Text with an apostrophe where a spreadsheet would run or change it; other values
    unchanged."""
    return f"'{value}" if isinstance(value, str) and needs_apostrophe(value) else value


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text, header first, safe to open in a spreadsheet."""
    rows = _Rows()
    writer = csv.writer(rows)
    writer.writerow(table.columns)
    writer.writerows([safe_cell(cell) for cell in row.values()] for row in row_dicts(table))
    return "".join(rows.lines)


class _Rows:
    """Collects rows. The writer ends them with CRLF, so that a lone CR is quoted; here they end
    with LF."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, row: str) -> int:
        self.lines.append(row.removesuffix("\r\n") + "\n")
        return len(row)


TITLES = ("column", "meaning", "type", "unit", "several values", "values", "example")


def codebook(layouts: Mapping[str, Sequence[Column]], *, of: str) -> pd.DataFrame:
    """A row per table and column; the first column, called ``of``, names the table."""
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


READABLE = (
    "said place_name admin1 country first_day last_day actor1 actor2 attributed_to claim_status "
    "sentence kind modality quantity quantity_kind time_text reported holder left_by latitude "
    "longitude title publisher published url as_of stamp"
).split()
OF_A_PLACE = (
    "place_name admin1 country latitude longitude place_role place_kind place_id geo_precision "
    "where_prec place_start place_end"
).split()
"""For an event with several places a value per place, in the same order, drawn places first."""
CORRECTED = ("corrected", "corrected_by")
"""In pairs; those of the event are repeated at each of its places."""


def readable_first(table: pd.DataFrame) -> pd.DataFrame:
    """The same columns, those of ``READABLE`` first."""
    first = [name for name in READABLE if name in table]
    return table[[*first, *(name for name in table if name not in READABLE)]]


def one_row_per_event(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of each event joined into one; columns that depend on the place become text."""
    events: dict[tuple[str, str], list[Row]] = {}
    for row in row_dicts(table):
        events.setdefault((value(row, "doc_id"), value(row, "event_id")), []).append(row)
    rows = [
        _joined(sorted(own, key=lambda row: not value(row, "latitude"))) for own in events.values()
    ]
    texts = table.astype(dict.fromkeys(OF_A_PLACE, DTYPES["string"])).dtypes
    return pd.DataFrame(
        {
            str(name): pd.Series([row[str(name)] for row in rows], dtype=dtype).replace("", pd.NA)
            for name, dtype in texts.items()
        }
    )


def _joined(rows: Sequence[Row]) -> Row:
    whole = dict(rows[0])
    for name in OF_A_PLACE:
        cells = [value(row, name) for row in rows]
        whole[name] = SEPARATOR.join(cells) if any(cells) else ""
    for name in ("layer", "holder", "left_by", "coarsened"):
        whole[name] = SEPARATOR.join(dict.fromkeys(one for row in rows for one in parts(row, name)))
    pairs = dict.fromkeys(
        pair
        for row in rows
        for pair in zip(*(parts(row, name) for name in CORRECTED), strict=False)
    )
    return whole | {
        name: SEPARATOR.join(pair[at] for pair in pairs) for at, name in enumerate(CORRECTED)
    }


MADE_BY = "Write it with: .venv/bin/python -m components read FILE --published DAY --out FOLDER"


def read_csv(path: Path, layout: Sequence[Column]) -> pd.DataFrame:
    """The table at ``path`` with exactly the columns of ``layout``.

    Raises OSError, and BadTable for missing columns, invalid numbers or days, invalid CSV and other
    encodings than UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable(
            "It is not UTF-8.", where=str(path), way_out="Save it as CSV in UTF-8."
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        named = reader.fieldnames or ()
        if missing := [column.name for column in layout if column.name not in named]:
            raise BadTable(
                f"It has no column {', '.join(missing)}.", where=str(path), way_out=MADE_BY
            )
        rows = [
            {one.name: _cell(row[one.name] or "", one, path, reader.line_num) for one in layout}
            for row in reader
        ]
    except csv.Error as error:
        raise BadTable(
            f"It is no CSV ({error}).", where=f"{path}, line {reader.line_num}", way_out=MADE_BY
        ) from error
    return frame(rows, layout)


KINDS = {"string": "day", "Int64": "whole number", "Float64": "number"}


def _cell(text: str, column: Column, path: Path, line: int) -> object:
    try:
        if text and column.dtype != "string":
            number = float(text)
            if not math.isfinite(number) or (column.dtype == "Int64" and number % 1):
                raise ValueError(text)
            return number
        if text and column.unit == "day":
            return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadTable(
            f"{column.name} {text!r} is no {KINDS[column.dtype]}.",
            where=f"{path}, line {line}",
            way_out=f"Give it as in this example: {column.example}",
        ) from error
    return text[1:] if text[:1] == "'" and needs_apostrophe(text[1:]) else text or None
