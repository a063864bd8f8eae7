"""Files of a reading that holds the whole list: each reads back as what it is, and none of it runs,
asks for anything, or is a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlparse

import openpyxl
import pyarrow.parquet
import pytest
from lxml import etree
from playwright.sync_api import Browser

from components.export.csv import FORMULA_START, to_csv
from components.export.formats import FORMATS
from components.export.selection import Selection
from components.tables.rows import (
    checks_table,
    claims_table,
    events_table,
    places_table,
    rejected_table,
)
from tests.export.given import chosen, deadly
from tests.hostile.given import payloads, poisoned, short
from tests.markup import Elements

MAKE = {one.name: one.make for one in FORMATS}
LEAST = 220
NO_ELEMENTS = frozenset(
    ("iframe", "object", "embed", "base", "form", "link", "foreignobject", "animate", "set", "use")
)
"""That no page of ours has."""
ADDRESSES = frozenset({"", "http", "https", "data"})


@cache
def selection() -> Selection:
    return chosen(deadly(poisoned()))


@cache
def made(name: str) -> bytes:
    return MAKE[name](selection())


def require_harmless(markup: str) -> Elements:
    """No handler, no element and no address that could run or fetch something."""
    read = Elements(markup)
    for tag, attributes in read.found:
        assert tag not in NO_ELEMENTS
        assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"]
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            assert urlparse(attributes.get(name) or "").scheme in ADDRESSES
    return read


def test_the_list_is_long_and_each_stands_once() -> None:
    assert len(payloads()) == len(set(payloads())) >= LEAST


def test_the_standalone_file_has_no_element_of_a_text() -> None:
    read = require_harmless(made("html").decode())
    scripts = [attributes for tag, attributes in read.found if tag == "script"]
    plain = Elements(MAKE["html"](chosen()).decode())
    assert len(scripts) == sum(tag == "script" for tag, _ in plain.found)


@pytest.mark.browser
def test_nothing_of_the_standalone_file_runs(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "map.html").write_bytes(made("html"))
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda one: None if one.url.startswith(("file:", "data:")) else wrong.append(one.url),
    )
    page.goto((tmp_path / "map.html").as_uri())
    page.wait_for_function("() => window.datelineMap && datelineMap._loaded")
    page.evaluate("""() => { for (const one of document.querySelectorAll('*'))
      for (const name of ['mouseover', 'pointerenter', 'focus', 'error', 'load', 'toggle', 'animationstart', 'begin'])
        one.dispatchEvent(new Event(name)); }""")
    page.keyboard.press("ArrowRight")
    page.locator("details summary").evaluate_all("(all) => all.forEach((one) => one.click())")
    assert page.evaluate("() => [typeof window.ran, typeof Object.prototype.ran]") == [
        "undefined",
        "undefined",
    ]
    assert wrong == []
    assert page.evaluate("() => document.querySelectorAll('[onerror],[onload],iframe').length") == 0
    page.close()


csv.field_size_limit(10_000_000)
TABLES = {
    "events": lambda: events_table(poisoned()),
    "places": lambda: places_table(poisoned()),
    "claims": lambda: claims_table(poisoned()),
    "checks": lambda: checks_table(poisoned()),
    "rejected": lambda: rejected_table(poisoned()),
}


def texts_of_csv() -> Iterator[tuple[str, str]]:
    yield from ((name, made(name).decode()) for name in ("csv", "acled", "ucdp"))
    yield from ((name, to_csv(table())) for name, table in TABLES.items())


def test_no_cell_of_csv_is_a_formula_and_each_row_has_all_cells() -> None:
    for name, text in texts_of_csv():
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) > 1, name
        assert {len(row) for row in rows} == {len(rows[0])}, name
        for cell in (cell for row in rows[1:] for cell in row):
            assert not FORMULA_START.match(cell) or float(cell) < 0, (name, cell[:40])


def test_csv_gives_each_back() -> None:
    rows = list(csv.DictReader(io.StringIO(made("csv").decode(), newline="")))
    said = {row["sentence"] for row in rows} | {row["sentence"][1:] for row in rows}
    lost = [one for one in short() if one not in said]
    assert len(lost) < len(short()) / 5, "what is no text for the eye is not in a sentence"


def test_excel_holds_text_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("excel")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.hyperlink for cell in cells} == {None}
    with zipfile.ZipFile(io.BytesIO(made("excel"))) as packed:
        assert not [one for one in packed.namelist() if "external" in one or "vba" in one.lower()]
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(name))
        assert b"<f>" not in b"".join(packed.read(one) for one in packed.namelist())


def test_kml_holds_placemarks_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(made("kml"))) as packed:
        assert all("/" not in name and ".." not in name for name in packed.namelist())
        root = etree.fromstring(packed.read("doc.kml"), etree.XMLParser(resolve_entities=False))
    assert not root.getroottree().docinfo.internalDTD
    assert not list(root.iter("{*}NetworkLink", "{*}script", "{*}ScreenOverlay", "{*}Model"))
    for href in root.iter("{*}href"):
        assert (href.text or "").endswith(".png")
        assert not urlparse(href.text or "").scheme
    for told in root.iter("{*}description"):
        require_harmless(told.text or "")


def test_geojson_gives_each_back_as_text() -> None:
    whole = json.loads(made("geojson"))
    for one in whole["features"]:
        assert one["geometry"]["type"]
        assert not [cell for cell in one["properties"].values() if isinstance(cell, dict | list)]
    labels = {one["properties"].get("place_name") for one in whole["features"]}
    assert len(labels) > LEAST


def test_svg_has_shapes_and_no_more() -> None:
    root = etree.fromstring(made("svg"), etree.XMLParser(resolve_entities=False, huge_tree=True))
    assert not list(root.iter("{*}script", "{*}foreignObject", "{*}image", "{*}animate", "{*}set"))
    for one in root.iter():
        for name, value in one.attrib.items():
            assert not str(name).lower().startswith("on")
            assert not str(name).endswith("href") or str(value).startswith("#")


def test_geoparquet_reads_back() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(made("geoparquet")))
    rows = [one for one in json.loads(made("geojson"))["features"] if "doc_id" in one["properties"]]
    assert table.num_rows == len(rows) > LEAST


def test_pictures_are_made() -> None:
    assert made("png").startswith(b"\x89PNG")
