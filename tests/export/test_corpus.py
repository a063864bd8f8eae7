"""Files of what is chosen of a corpus: every row with its source, coarse places coarse, formulas
disarmed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from components.core.records import Signature
from components.corrections.spot_check import result_of
from components.export.about import About
from components.export.corpus import CORPUS_FORMATS, CorpusSelection
from components.export.geojson import FEATURES
from components.export.identity import data_sign, program_sign, sign_of
from components.places.areas import open_areas
from components.tables.columns import EVENTS, columns_of
from components.tables.rows import claims_table, events_table
from tests.sample import analysis, with_a_coarser_place

HEAD = About(
    title="Corpus “old”",
    as_of="As of 1 to 2 May",
    stamp="Not checked",
    publisher="",
    published="",
    url="",
    shown="3 of 9 events",
    query="find=bridge",
)
PACKAGE, EVENTS_CSV, CSV, GEOJSON, GEOPARQUET = (one.make for one in CORPUS_FORMATS)


def chosen(*, is_coarser: bool = False) -> CorpusSelection:
    read = with_a_coarser_place() if is_coarser else analysis()
    rows = events_table(read).assign(publishers=2, origins=1, story_id="s")
    rows.loc[0, "title"] = "=HYPERLINK(1)"
    return CorpusSelection(
        rows=rows,
        claims=claims_table(read).assign(doc_id=read.article.id),
        head=HEAD,
        areas=open_areas(),
        corpus="“old”, sign fa0194e12a3fe589, 9 documents",
    )


def test_a_csv_holds_all_rows_with_day_source_and_stamp() -> None:
    rows = list(csv.DictReader(io.StringIO(CSV(chosen()).decode())))
    assert set(rows[0]) == {column.name for column in (*EVENTS, *columns_of("chosen"), *FEATURES)}
    assert len(rows) == len(chosen().rows)
    assert {row["as_of"] for row in rows} == {"As of 12 September 2022, as told by Example"}
    assert all(
        "not checked by a person" in row["stamp"] and row["view"] == "find=bridge" for row in rows
    )
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    (own,) = {
        row["stamp"].partition(", not checked")[0]
        for row in csv.DictReader(
            io.StringIO(CSV(replace(chosen(), read_by="the language model x")).decode())
        )
    }
    assert own == "Read by the language model x"
    signed = {row["doc_id"]: Signature(name="A. Coder", day=date(2022, 9, 13)) for row in rows}
    checked = csv.DictReader(io.StringIO(CSV(replace(chosen(), signed=signed)).decode()))
    assert all(row["stamp"].startswith("Checked by A. Coder on 13 Sep") for row in checked)
    assert {row["left_by"] for row in rows if row["place_name"] == "Balakliya"} == {"Russia"}


def test_geojson_has_what_is_drawn_and_areas_as_outlines() -> None:
    whole = json.loads(GEOJSON(chosen()))
    assert whole["dateline"]["title"] == "Corpus “old”"
    drawn = whole["features"]
    assert all(one["properties"]["latitude"] is not None for one in drawn)
    kinds = {one["properties"]["place_kind"]: one["geometry"]["type"] for one in drawn}
    assert kinds["settlement"] == "Point"
    assert kinds["admin1"] in {"Polygon", "MultiPolygon"}


def test_a_coarser_place_stays_coarse() -> None:
    coarse = [
        row
        for row in csv.DictReader(io.StringIO(CSV(chosen(is_coarser=True)).decode()))
        if row["coarsened"]
    ]
    assert coarse
    for row in coarse:
        assert row["place_kind"] == "admin1"
        assert {name for name, cell in row.items() if "Kupiansk" in cell} <= {
            "sentence",
            "quantity",
            "check_measured",
        }
    drawn = json.loads(GEOJSON(chosen(is_coarser=True)))["features"]
    assert {one["geometry"]["type"] for one in drawn if one["properties"]["coarsened"]} <= {
        "Polygon",
        "MultiPolygon",
    }


def test_geoparquet_reads_back() -> None:
    table = pq.read_table(io.BytesIO(GEOPARQUET(chosen())))
    assert json.loads(table.schema.metadata[b"dateline"])["shown"] == "3 of 9 events"
    assert "geometry" in table.column_names
    assert table.num_rows == events_table(analysis())["latitude"].notna().sum()


def test_a_package_says_what_its_columns_mean_and_how_the_same_is_chosen_again() -> None:
    with zipfile.ZipFile(io.BytesIO(PACKAGE(chosen()))) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    assert files["events-chosen.csv"] == EVENTS_CSV(chosen()).decode()
    assert files["events-chosen-places.csv"] == CSV(chosen()).decode()
    rows = list(csv.DictReader(io.StringIO(files["events-chosen.csv"])))
    assert [row["event_id"] for row in rows] == [f"e{number}" for number in range(1, 8)]
    meanings = list(csv.DictReader(io.StringIO(files["codebook.csv"])))
    assert {row["column"] for row in meanings} == set(rows[0])
    assert all(row["meaning"] and row["example"] for row in meanings)
    assert {row["corpus"] for row in rows} == {"“old”, sign fa0194e12a3fe589, 9 documents"}
    for told in (
        "?find=bridge",
        "sign fa0194e12a3fe589",
        data_sign(),
        program_sign(),
        "Not checked",
        "GeoNames, CC BY 4.0",
    ):
        assert told in files["README.txt"]
    assert PACKAGE(chosen()) == PACKAGE(chosen()), "the same bytes for the same selection"


def test_a_sign_is_of_names_and_contents_in_any_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("a")
    two.write_text("b")
    first = sign_of([one, two], under=tmp_path)
    assert sign_of([two, one, tmp_path], under=tmp_path) == first
    two.write_text("c")
    assert sign_of([one, two], under=tmp_path) != first


def test_each_row_says_what_random_checks_of_the_selection_found() -> None:
    check = result_of([True, False], events=9, name="A. Coder", day=date(2023, 1, 2))
    rows = csv.DictReader(io.StringIO(CSV(replace(chosen(), checks=(check,))).decode()))
    assert {row["stamp"] for row in rows} == {
        "Read by a program, not signed off by a person. In a random check of 2 of 9 events 1 was "
        "wrong (50 %, 95 % interval 9–91 %), by A. Coder on 2 January 2023. What one article of 12 "
        "September 2022 says; not the situation today."
    }
