"""Each file reads back, says its day, source and stamp, comes out the same twice, and runs nothing
that a text says."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache

import geopandas
import openpyxl
import pyarrow.parquet
import pytest
from lxml import etree, html
from PIL import Image

from components.export import formats
from components.export.geojson import FEATURES
from components.export.selection import Selection, selection_of
from components.reading.knowledge import Knowledge
from components.tables import columns
from components.tables.columns import Column
from components.view.selection import FIRST_LAYERS, View
from tests import sample
from tests.export.given import AS_OF, STAMP, chosen, coded, deadly, hostile
from tests.readings import read

IDENTITY = columns.columns_of("identity")
"""The last column of each CSV of an article; other formats have it beside their rows."""
MAKE = {one.name: one.make for one in formats.FORMATS}
KML = "{http://www.opengis.net/kml/2.2}"
TEXT_FILES = ("csv", "csv-places", "acled", "ucdp", "geojson")
HELD: dict[str, tuple[Column, ...]] = {
    "csv": (*columns.EVENTS, *FEATURES, *IDENTITY),
    "csv-places": (*columns.EVENTS, *FEATURES, *IDENTITY),
    "acled": (*columns.columns_of("acled"), *IDENTITY),
    "ucdp": (*columns.columns_of("ucdp"), *IDENTITY),
}
DRAWN = {
    ("e1", "Kharkiv"),
    ("e2", "Kupyansk"),
    ("e3", "Izyum"),
    ("e3", "Balakliya"),
    ("e4", "Dnipro"),
    ("e5", "Samarkand"),
    ("e6", "Beijing"),
}


SELECTIONS: dict[str, Callable[[], Selection]] = {
    "plain": lambda: chosen(deadly(coded(sample.analysis())), layers=FIRST_LAYERS | {"mentions"}),
    "hostile": lambda: chosen(deadly(coded(hostile()))),
    "empty": lambda: chosen(layers=frozenset()),
}


@cache
def made(name: str, selection: str = "plain") -> bytes:
    """A file of a selection, made once for all tests."""
    return MAKE[name](SELECTIONS[selection]())


def document(selection: str = "plain") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(made("kml", selection))) as packed:
        return etree.fromstring(packed.read("doc.kml"))


def workbook(selection: str = "plain") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made("excel", selection)))


def all_cells(book: openpyxl.Workbook) -> list[openpyxl.cell.Cell]:
    return [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize("name", sorted(MAKE.keys() - {"print", "png"}))
def test_the_same_reading_gives_the_same_file(name: str) -> None:
    assert MAKE[name](SELECTIONS["plain"]()) == made(name)


@pytest.mark.parametrize("name", sorted(MAKE.keys() - {"print", "svg"}))
def test_nothing_chosen_still_gives_a_file(name: str) -> None:
    assert len(made(name, "empty")) > 50


@pytest.mark.parametrize("name", sorted(MAKE.keys() - {"print"}))
def test_hostile_text_makes_no_file_fail(name: str) -> None:
    assert len(made(name, "hostile")) > 100


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_files_say_day_source_and_stamp(name: str) -> None:
    text = made(name).decode()
    assert AS_OF in text
    assert STAMP in text


def test_geojson_reads_back() -> None:
    table = geopandas.read_file(io.BytesIO(made("geojson")))
    events = table[table["layer"].isin(["control", "diplomacy", "other"])]
    assert set(zip(events["event_id"], events["place_name"], strict=True)) == DRAWN
    [izyum] = events[events["place_name"] == "Izyum"].geometry
    assert (izyum.y, izyum.x) == (sample.IZYUM.latitude, sample.IZYUM.longitude)
    assert events[events["place_kind"] == "admin1"].geometry.iloc[0].contains(izyum)
    assert set(table[table["layer"] == "measures"].geom_type) == {"LineString"}
    assert table.crs.to_epsg() == 4326


def test_geojson_has_the_columns_of_the_dictionary() -> None:
    first = json.loads(made("geojson"))["features"][0]["properties"]
    assert list(first) == [column.name for column in (*columns.EVENTS, *FEATURES)]


def test_geoparquet_reads_back() -> None:
    file = made("geoparquet")
    table = geopandas.read_parquet(io.BytesIO(file))
    assert set(zip(table["event_id"], table["place_name"], strict=True)) == DRAWN
    assert table.crs.to_epsg() == 4326
    assert table["latitude"].dtype == "Float64"
    told = json.loads(pyarrow.parquet.read_metadata(io.BytesIO(file)).metadata[b"dateline"])
    assert (told["as_of"], told["stamp"]) == (AS_OF, STAMP)
    assert (
        json.loads(pyarrow.parquet.read_metadata(io.BytesIO(file)).metadata[b"geo"])["version"]
        == "1.1.0"
    )


def test_kml_reads_back() -> None:
    root = document()
    folders = [one.findtext(f"{KML}name") for one in root.iter(f"{KML}Folder")]
    assert folders == ["Territorial changes", "Summits and diplomacy", "Other events", "Measures"]
    placemarks = root.iter(f"{KML}Placemark")
    rows = [
        {data.get("name"): data.findtext(f"{KML}value") for data in one.iter(f"{KML}Data")}
        for one in placemarks
    ]
    assert {(row["event_id"], row["place_name"]) for row in rows if row} == DRAWN
    description = root.findtext(f"{KML}Document/{KML}description")
    assert AS_OF in description
    assert STAMP in description
    table = geopandas.read_file(io.BytesIO(etree.tostring(root)), layer="Territorial changes")
    assert len(table) == 4


def test_kml_holds_what_a_later_claim_supersedes(knowledge: Knowledge) -> None:
    """The first capture is no claim of the day shown, so that no mark of that day tells of it."""
    analysis = read(
        "Russian troops captured the town of Lyman in May. Ukrainian troops recaptured the town "
        "of Lyman in October.",
        knowledge,
        published=date(2022, 11, 1),
    )
    file = MAKE["kml"](selection_of(analysis, View(), areas=knowledge.areas))
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        root = etree.fromstring(packed.read("doc.kml"))
    names = [one.findtext(f"{KML}name") for one in root.iter(f"{KML}Placemark")]
    assert names == ["Lyman: Taken, May", "Lyman: retaken by Ukraine, reported"]


def test_kml_fills_no_area_and_brings_its_symbols() -> None:
    root = document()
    assert {fill.text for fill in root.iter(f"{KML}fill")} == {"0"}
    wanted = {href.text for href in root.iter(f"{KML}href")}
    with zipfile.ZipFile(io.BytesIO(made("kml"))) as packed:
        assert {name for name in packed.namelist() if name.endswith(".png")} == wanted
        for name in wanted:
            assert Image.open(io.BytesIO(packed.read(name))).getbbox() is not None


def test_kml_shows_hostile_text_as_text() -> None:
    root = document("hostile")
    name = root.findtext(f"{KML}Document/{KML}name")
    assert "<script>" in name
    assert "\x00" not in name
    for described in root.iter(f"{KML}description"):
        assert "<script" not in described.text
        assert [
            one for one in html.fragments_fromstring(described.text) if one.tag != "p" or len(one)
        ] == []


def test_excel_reads_back() -> None:
    book = workbook()
    assert book.sheetnames == [
        "Sources",
        "Events",
        "Claims",
        "Places",
        "Measures",
        "Not on the map",
        "Columns",
    ]
    head, *rows = book["Events"].iter_rows(values_only=True)
    assert list(head) == [column.name for column in (*columns.EVENTS, *FEATURES)]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert {
        (row["event_id"], row["place_name"]) for row in found if row["latitude"] is not None
    } == DRAWN
    assert {type(row["latitude"]) for row in found if row["latitude"] is not None} == {float}
    told = [cell.value for row in book["Sources"].iter_rows() for cell in row if cell.value]
    assert {AS_OF, STAMP, "CC BY 4.0", "LGPL 3", "public domain"} <= set(told)


def test_excel_explains_every_column() -> None:
    book = workbook()
    explained = {(row[0], row[1]) for row in book["Columns"].iter_rows(min_row=2, values_only=True)}
    heads = {
        (sheet.title, cell.value)
        for sheet in book
        for cell in sheet[1]
        if sheet.title not in {"Sources", "Columns"}
    }
    assert heads == explained


def test_no_cell_of_excel_is_a_formula() -> None:
    book = workbook("hostile")
    started = [
        cell
        for cell in all_cells(book)
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert started
    assert {cell.data_type for cell in all_cells(book)} <= {"s", "n"}
    assert all(
        cell.quotePrefix for cell in started if cell.parent.title not in {"Sources", "Columns"}
    )
    assert {cell.hyperlink for cell in all_cells(book)} == {None}


@pytest.mark.parametrize("name", HELD)
def test_no_cell_of_csv_is_a_formula(name: str) -> None:
    lines = made(name, "hostile").decode()
    assert "'=cmd" in lines
    assert "\n=" not in lines
    assert ",=" not in lines
    assert ',"=' not in lines


@pytest.mark.parametrize(("name", "size"), [("png", (1200, 630)), ("print", (3509, 2481))])
def test_pictures_have_their_size_and_are_not_blank(name: str, size: tuple[int, int]) -> None:
    picture = Image.open(io.BytesIO(made(name)))
    assert picture.size == pytest.approx(size, abs=1)
    assert len(picture.convert("RGB").getcolors(1 << 22)) > 500
    assert STAMP in picture.text["Description"]
    assert AS_OF in picture.text["Description"]
    assert picture.text["Title"] == "Summit nears as front line moves in the north-east"


def test_svg_is_parsed_and_asks_for_nothing() -> None:
    root = etree.fromstring(made("svg"))
    text = etree.tostring(root, encoding="unicode")
    assert STAMP in text
    assert AS_OF in text
    assert not list(root.iter("{*}script", "{*}image", "{*}foreignObject"))
    links = [
        link for one in root.iter() for name, link in one.attrib.items() if name.endswith("href")
    ]
    assert [link for link in links if not link.startswith("#")] == []


def test_svg_holds_hostile_text_as_text() -> None:
    root = etree.fromstring(made("svg", "hostile"))
    assert not list(root.iter("{*}script"))
    assert "<script>window.ran=1</script>" in root.findtext("{*}metadata//{*}title")


@pytest.mark.parametrize("name", HELD)
def test_csv_has_the_columns_of_the_dictionary(name: str) -> None:
    first = made(name).decode().splitlines()[0].split(",")
    assert sorted(first) == sorted(column.name for column in HELD[name])


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(name).decode())))


def test_csv_has_one_row_an_event_and_begins_with_what_people_read() -> None:
    rows, by_place = rows_of("csv"), rows_of("csv-places")
    assert list(rows[0])[:6] == [
        "said",
        "place_name",
        "admin1",
        "country",
        "first_day",
        "last_day",
    ]
    assert [row["event_id"] for row in rows] == list(dict.fromkeys(r["event_id"] for r in by_place))
    assert len(rows) < len(by_place)
    (left,) = (row for row in rows if row["event_id"] == "e3")
    assert left["place_name"] == "Balakliya | Izyum"
    assert left["left_by"] == "Russia"
    points = zip(*(left[name].split(" | ") for name in ("latitude", "longitude")), strict=True)
    own = [row for row in by_place if row["event_id"] == "e3"]
    assert list(points) == [(row["latitude"], row["longitude"]) for row in own]


def test_places_on_the_map_stand_before_those_that_are_only_named() -> None:
    (row,) = (row for row in rows_of("csv") if row["event_id"] == "e2")
    assert row["place_role"] == "at | reference"
    assert row["latitude"].endswith(" | ")
    assert row["place_name"] == "Kupyansk | Izyum"


@pytest.mark.parametrize(
    "column",
    [
        column
        for table in ("shown", "view", "chosen", "acled", "ucdp", "ushahidi", "identity")
        for column in columns.columns_of(table)
    ],
    ids=lambda one: one.name,
)
def test_every_further_column_is_described(column: Column) -> None:
    assert column.meaning
    assert column.example
    assert column.unit or column.dtype == "string"
    assert column.unit != "day" or date.fromisoformat(column.example)
