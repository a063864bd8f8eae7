"""UCDP's columns: what is said to have killed by arms, and no number that the words do not give."""

from __future__ import annotations

import pandas as pd
import pytest

from components.export.conflict_tables import bounds, ucdp_table
from components.export.selection import selection_of
from components.reading.knowledge import Knowledge
from components.view.selection import View
from tests.readings import read

CODEBOOK = """id year side_a side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 latitude
longitude geom_wkt country date_prec date_start date_end best low high"""
"""Names of columns of the codebook of the UCDP Georeferenced Event Dataset that are filled here."""


def table(text: str, knowledge: Knowledge) -> pd.DataFrame:
    return ucdp_table(selection_of(read(text, knowledge), View(), areas=knowledge.areas))


def test_a_row_has_the_names_of_the_codebook_and_what_the_article_says(
    knowledge: Knowledge,
) -> None:
    found = table(
        "Russian shelling killed 12 people in the city of Dnipro on Friday, officials said.",
        knowledge,
    )
    assert set(CODEBOOK.split()) == {*found} - {"Not UCDP data", "deaths_in_words", "notes"}
    (row,) = found.to_dict("records")
    assert row["Not UCDP data"].startswith("As of 12 September 2022")
    expected = {
        "year": 2022,
        "where_prec": "1",
        "where_coordinates": "Dnipro",
        "where_description": "at Dnipro",
        "country": "Ukraine",
        "date_prec": "1",
        "date_start": "2022-09-09",
        "date_end": "2022-09-09",
        "best": 12,
        "low": 12,
        "high": 12,
        "number_of_sources": 1,
    }
    assert {name: row[name] for name in expected} == expected
    assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    assert row["longitude"] == pytest.approx(35.04, abs=0.1)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("12", (12, 12, 12)),
        ("at least 12", (12, None, None)),
        ("at most 12", (None, None, 12)),
        ("about 12", (None, None, None)),
        ("dozens", (None, None, None)),
    ],
)
def test_a_bound_stays_a_bound(figure: str, expected: tuple[int | None, ...]) -> None:
    assert bounds(figure) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops left Izyum on Friday.",
        "Shelling wounded 12 people in Dnipro on Friday.",
        "An earthquake killed 12 people in Izmir on Friday.",
        "The army denied that shelling killed 12 people in Dnipro on Friday.",
    ],
)
def test_what_did_not_kill_or_was_not_done_by_arms_makes_no_row(
    text: str, knowledge: Knowledge
) -> None:
    assert table(text, knowledge).empty


def test_the_dead_of_several_places_stand_on_no_row_alone(knowledge: Knowledge) -> None:
    found = table("Shelling killed 12 people in Dnipro and Kherson on Friday.", knowledge)
    assert len(found) == 2
    assert found["best"].isna().all()
    assert set(found["deaths_in_words"]) == {"12"}
