"""An Excel workbook: sources, the tables, and the meaning of each column.

Text is written as text; what would run as a formula when edited is marked as quoted."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.core.safe_html import printable
from components.export.about import SOURCES, About, about
from components.export.csv import FORMULA_START, codebook
from components.export.geojson import FEATURES, features_table
from components.export.selection import Selection
from components.tables import columns
from components.tables.columns import Column
from components.wording.phrases import row_dicts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1)
"""Fixed, so that the same reading gives the same bytes."""
MOST_CHARACTERS = 32_767
"""Excel's limit for a cell."""
WIDEST, NARROWEST = 60, 8
"""Of a column, in characters."""
CUT = "… (cut: a cell of Excel holds no more)"


def sheets_of(selection: Selection) -> Mapping[str, tuple[pd.DataFrame, Sequence[Column]]]:
    return {
        "Events": (features_table(selection), (*columns.EVENTS, *FEATURES)),
        "Claims": (selection.claims, columns.CLAIMS),
        "Places": (selection.places, columns.PLACES),
        "Measures": (selection.checks, columns.CHECKS),
        "Not on the map": (selection.rejected, columns.REJECTED),
    }


def to_excel(selection: Selection) -> bytes:
    """The workbook; the sheet "Sources" comes first, "Columns" last."""
    # Imported here, so that the page starts without it.
    from xlsxwriter.workbook import Workbook

    head, file = about(selection), io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {"created": CREATED, "title": printable(head.title), "comments": head.stamp}
        )
        formats = {name: book.add_format(options) for name, options in FORMATS.items()}
        _fill_sources(book.add_worksheet("Sources"), head, formats)
        sheets = sheets_of(selection)
        for name, (table, layout) in sheets.items():
            _fill(book.add_worksheet(name), table, layout, formats)
        meanings = codebook({name: layout for name, (_, layout) in sheets.items()}, of="sheet")
        _fill(book.add_worksheet("Columns"), meanings, (), formats)
    return file.getvalue()


FORMATS: Mapping[str, dict[str, Any]] = {
    "plain": {"valign": "top"},
    "quoted": {"valign": "top", "quote_prefix": True},
    "head": {"bold": True, "valign": "top", "bottom": 1},
    "title": {"bold": True, "font_size": 14},
    "stamp": {"bold": True},
}
Formats = Mapping[str, "Format"]


def _fill_sources(sheet: Worksheet, head: About, formats: Formats) -> None:
    """What the workbook is, whose data it has and under which licence."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 3, 48)
    _write(sheet, (0, 0), head.title, formats, "title")
    _write(sheet, (1, 0), head.as_of, formats, "stamp")
    _write(sheet, (2, 0), head.stamp, formats, "stamp")
    publisher = head.publisher or "the article"
    rows = [
        ("Published by", head.publisher),
        ("Published on", head.published),
        ("Address", head.url),
        ("Shown", head.shown),
        ("View", head.query),
        ("", ""),
        ("Data", "Source", "Licence", "Address"),
        ("Sentences", publisher, "quoted from the article; its publisher's", head.url),
        *(tuple(one.values()) for one in SOURCES),
    ]
    for number, row in enumerate(rows, start=4):
        for column, cell in enumerate(row):
            _write(sheet, (number, column), cell, formats, "head" if row[0] == "Data" else "plain")


def _fill(
    sheet: Worksheet, table: pd.DataFrame, layout: Sequence[Column], formats: Formats
) -> None:
    """A table with a frozen header; the meaning of each column is a note on its header."""
    titles = list(table.columns)
    rows = [list(row.values()) for row in row_dicts(table)]
    sheet.freeze_panes(1, 0)
    for at, title in enumerate(titles):
        _write(sheet, (0, at), title, formats, "head")
        longest = max([len(title) + 2, *(len(str(row[at])) for row in rows if row[at] is not None)])
        sheet.set_column(at, at, max(NARROWEST, min(longest, WIDEST)))
    for at, column in enumerate(layout):
        sheet.write_comment(0, at, column.meaning)
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            _write(sheet, (number, at), cell, formats, "plain")
    if rows:
        sheet.autofilter(0, 0, len(rows), len(titles) - 1)


def _write(
    sheet: Worksheet,
    at: tuple[int, int],
    cell: str | float | None,
    formats: Formats,
    look: str,
) -> None:
    if cell is None or cell == "":
        return
    if not isinstance(cell, str):
        sheet.write_number(*at, cell, formats[look])
        return
    words = printable(cell)
    if len(words) > MOST_CHARACTERS:
        words = words[: MOST_CHARACTERS - len(CUT)] + CUT
    if look == "plain" and FORMULA_START.match(words):
        look = "quoted"
    sheet.write_string(*at, words, formats[look])
