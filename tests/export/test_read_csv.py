"""Our tables read back from CSV, and what is said of one that is not ours."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from components.api.article import TABLES
from components.core.errors import BadTable
from components.export.csv import read_csv, to_csv
from components.tables import columns
from components.tables.columns import Column
from components.tables.rows import with_text
from tests import sample


@pytest.mark.parametrize("name", TABLES)
def test_a_table_reads_back(name: str, tmp_path: Path) -> None:
    table = with_text(TABLES[name](sample.analysis()), identity="one")
    (tmp_path / name).write_text(to_csv(table))
    pd.testing.assert_frame_equal(read_csv(tmp_path / name, columns.TABLES[name][1]), table)


LAYOUT: tuple[Column, ...] = columns.CLAIMS
HEADER = ",".join(column.name for column in LAYOUT)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a,b\n1,2\n", "claims.csv: It has no column claim_id"),
        (b"", "claims.csv: It has no column claim_id"),
        (
            f"{HEADER}\nc,e,p,n,north\n".encode(),
            "claims.csv, line 2: latitude 'north' is no number.",
        ),
        (
            f"{HEADER}\nc,e,p,n,1,2,,,10/9/22\n".encode(),
            "claims.csv, line 2: from_day '10/9/22' is no day. Give it as in this",
        ),
        (
            f"{HEADER}\nc,e,p,n,inf\n".encode(),
            "claims.csv, line 2: latitude 'inf' is no number.",
        ),
        (f'{HEADER}\n"c\n'.encode(), "It is no CSV"),
        (f'"claim_id"x,{HEADER}\n'.encode(), "It is no CSV"),
        (b"\xff\xfe\x00", "It is not UTF-8."),
    ],
)
def test_what_is_wrong_is_said(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(data)
    with pytest.raises(BadTable) as error:
        read_csv(tmp_path / "claims.csv", LAYOUT)
    assert told in str(error.value)


@pytest.mark.parametrize("number", ["1.5", "inf", "nan"])
def test_a_fraction_is_no_whole_number(number: str, tmp_path: Path) -> None:
    header = ",".join(column.name for column in columns.REJECTED)
    (tmp_path / "rejected.csv").write_text(f"{header}\n{number},2,on,place,why\n")
    with pytest.raises(BadTable, match=f"char_start '{number}' is no whole number"):
        read_csv(tmp_path / "rejected.csv", columns.REJECTED)


def test_a_mark_of_byte_order_and_further_columns_are_no_harm(tmp_path: Path) -> None:
    text = f"{HEADER},mine\n'=1+1,e,geonames:1,'n,,,,,,,'-5,\n"
    (tmp_path / "claims.csv").write_text(text, encoding="utf-8-sig")
    row = read_csv(tmp_path / "claims.csv", LAYOUT).iloc[0]
    assert (row["claim_id"], row["place_name"], row["status"]) == ("=1+1", "'n", "-5")
