"""Tables as CSV that a spreadsheet may open."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.atomic_files import replace_file
from components.core.records import Analysis
from components.export.csv import safe_cell, to_csv
from components.tables.rows import claims_table, events_table, places_table
from tests.sample import analysis


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\n=1",
        "\uff1d1+1",
        '=HYPERLINK("http://example.org","x")',
    ],
)
def test_formula_gets_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["04", "007", "12e7", "1E400", "1234567890123456"])
def test_a_code_that_a_spreadsheet_would_change_gets_one_too(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        "4",
        "0",
        "0.5",
        "123456789012345",
        "04-11",
        "e7",
        "Izyum",
        "2022-09-10",
        "",
        "30 - 40 miles",
        "a=b",
        "“-5”",
        -5.2,
        7,
        None,
    ],
)
def test_other_cells_are_left_alone(cell: object) -> None:
    assert safe_cell(cell) == cell


def test_negative_degrees_stay_numbers() -> None:
    table = pd.DataFrame(
        {
            "latitude": pd.array([-5.25, None], dtype="Float64"),
            "name": pd.array(["-x", None], dtype="string"),
        }
    )
    assert to_csv(table) == "latitude,name\n-5.25,'-x\n,\n"


@pytest.mark.parametrize("make", [events_table, places_table, claims_table])
def test_header_is_the_layout_and_cells_read_back(make: Callable[[Analysis], pd.DataFrame]) -> None:
    table = make(analysis())
    rows = list(csv.DictReader(io.StringIO(to_csv(table))))
    assert list(rows[0]) == list(table.columns)
    assert [row["place_name"] for row in rows] == list(table["place_name"].fillna(""))


@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1)
)
def test_text_reads_back_but_for_the_apostrophe(cells: list[str]) -> None:
    text = to_csv(
        pd.DataFrame({"number": range(len(cells)), "text": pd.array(cells, dtype="string")})
    )
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [row[1] for row in rows] == [safe_cell(cell) for cell in cells]


def test_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("old")
    replace_file(path, "a\né\n")
    assert path.read_bytes() == "a\né\n".encode()
    assert [one.name for one in tmp_path.iterdir()] == ["events.csv"]
