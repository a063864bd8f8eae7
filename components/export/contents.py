"""The rows of an exported file, and the differences between two files of one format, in cells, rows
or lines. The identity is not compared."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from lxml import etree

from components.core import settings
from components.core.zips import BROKEN
from components.export.identity import FOUND

Rows = Mapping[str, Mapping[str, str]]
"""Cells by the words that identify their row."""
NAMED_BY = (
    "sheet", "event_id", "event_id_cnty", "id", "event_date", "claim_id", "place_id", "place_start",
    "char_start", "claim", "layer", "place_name", "location", "where_coordinates",
)  # fmt: skip
"""Columns that identify a row."""
PARTS = re.compile(r"\n|(?<=>)(?=.)|(?<=[}\]],)|(?=<)")
"""Where a text without rows is split."""
MOST_SHOWN = 120
"""Characters of a cell."""
UNREADABLE = (*BROKEN, csv.Error, etree.LxmlError, LookupError, TypeError, AttributeError)
"""Errors of reading a file with the wrong ending."""


def differences(given: bytes, wanted: bytes, *, name: str) -> Iterator[str]:
    """A line for each difference between ``given`` and ``wanted``; ``name`` is the file's.

    Raises ValueError for a file whose contents do not match its name."""
    rows_given, rows_made = (rows_in(one, name=name) for one in (given, wanted))
    for key in dict.fromkeys((*rows_made, *rows_given)):
        if key not in rows_given:
            yield f"{key}: missing in the file"
        elif key not in rows_made:
            yield f"{key}: only in the file"
        else:
            for cell in dict.fromkeys((*rows_made[key], *rows_given[key])):
                one, other = rows_given[key].get(cell, ""), rows_made[key].get(cell, "")
                if one != other:
                    yield f"{key}: {cell} is {_shown(one)}, read again {_shown(other)}"


def rows_in(content: bytes, *, name: str) -> Rows:
    """Raises ValueError for bytes that are no such file."""
    try:
        # Of the same length, since packed files have the lengths of their parts.
        found = _READ.get(PurePath(name).suffix.lower(), _lines)(
            FOUND.sub(lambda identity: b"-" * len(identity[0]), content)
        )
        counted: Counter[str] = Counter()
        rows: dict[str, Mapping[str, str]] = {}
        for cells in found:
            key = ", ".join(f"{own} {cells[own]}" for own in NAMED_BY if cells.get(own))
            key = key or _shown(cells.get("line", "")) or "row"
            counted[key] += 1
            rows[key if counted[key] == 1 else f"{key} ({counted[key]})"] = cells
    except UNREADABLE as error:
        raise ValueError(str(error)) from error
    return rows


def _shown(cell: str) -> str:
    cut = cell if len(cell) <= MOST_SHOWN else f"{cell[:MOST_SHOWN]}…"
    return f"“{' '.join(cut.split())}”" if cell else "empty"


def _csv(content: bytes) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        yield {name or "": str(cell or "") for name, cell in row.items()}


def _geojson(content: bytes) -> Iterator[dict[str, str]]:
    whole = json.loads(content)
    yield {"sheet": "dateline", **_cells(whole["dateline"])}
    for one in whole["features"]:
        yield _cells({**one["properties"], "geometry": one["geometry"]})


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
        for name, cell in row.items()
        if cell is not None
    }


def _parquet(content: bytes) -> Iterator[dict[str, str]]:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(content))
    yield {"sheet": "dateline", **_cells(json.loads(table.schema.metadata[b"dateline"]))}
    for row in table.to_pylist():
        yield _cells({**row, "geometry": row["geometry"].hex()})


@contextmanager
def _unpacked(content: bytes) -> Iterator[zipfile.ZipFile]:
    """A small archive can unpack to gigabytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > settings.MAX_UNPACKED_BYTES:
            raise ValueError(f"it unpacks to more than {settings.MAX_UNPACKED_BYTES / 1e6:,.0f} MB")
        yield packed


def _kmz(content: bytes) -> Iterator[dict[str, str]]:
    """The document in parts, and the pictures of its symbols by their bytes."""
    with _unpacked(content) as packed:
        for member in packed.namelist():
            if member.endswith(".kml"):
                yield from _lines(packed.read(member))
            else:
                yield {"sheet": member, "bytes": packed.read(member).hex()}


def _xlsx(content: bytes) -> Iterator[dict[str, str]]:
    """Rows by sheet; the first row of a sheet has the names of its columns."""
    with _unpacked(content) as packed:
        words = [
            "".join(map(str, one.itertext()))
            for one in etree.fromstring(packed.read("xl/sharedStrings.xml"))
        ]
        book = etree.fromstring(packed.read("xl/workbook.xml"))
        names = [str(one.get("name")) for one in book.iterfind("{*}sheets/{*}sheet")]
        for number, sheet in enumerate(names, start=1):
            tree = etree.fromstring(packed.read(f"xl/worksheets/sheet{number}.xml"))
            head: dict[str, str] = {}
            for row in tree.iterfind("{*}sheetData/{*}row"):
                cells = {
                    str(cell.get("r")).rstrip("0123456789"): words[int(cell[0].text or 0)]
                    if cell.get("t") == "s"
                    else "".join(map(str, cell.itertext()))
                    for cell in row
                    if len(cell)
                }
                head = head or cells
                yield {"sheet": sheet} | {head.get(at, at): cell for at, cell in cells.items()}


def _lines(content: bytes) -> Iterator[dict[str, str]]:
    for line in PARTS.split(content.decode("utf-8", "replace")):
        if line.strip():
            yield {"line": line}


def _png(content: bytes) -> Iterator[dict[str, str]]:
    """The image data after the metadata."""
    yield {"sheet": "picture", "bytes": content[content.find(b"IDAT") :].hex()}


_READ = {
    ".csv": _csv,
    ".geojson": _geojson,
    ".parquet": _parquet,
    ".kmz": _kmz,
    ".xlsx": _xlsx,
    ".png": _png,
}
