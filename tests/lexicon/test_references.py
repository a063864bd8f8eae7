"""Statuses and sources of references: each row of the lexicon with its example; days in values and
in names."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from components.control.references.geojson import day_in_name, day_of, without_day
from components.control.references.records import CONTESTED, UNKNOWN
from components.core import settings
from tests.control.references.given import world

WORDS = world().words
DAY = date(2022, 9, 12)


def rows(name: str) -> list[dict[str, str]]:
    with (settings.LEXICON / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


SIDES = {row["side"] for row in rows("sides.csv")}


@pytest.mark.parametrize("row", rows("control_words.csv"), ids=lambda row: row["value"])
def test_a_status_names_a_side_in_its_country(row: dict[str, str]) -> None:
    value = row["example"].split(": ")[1]
    assert row["side"] in SIDES | {CONTESTED, UNKNOWN}
    assert WORDS.side_of(value, lambda country: country == row["country"]) == row["side"]
    assert not row["country"] or WORDS.side_of(value, lambda country: False) is None


@pytest.mark.parametrize(
    ("value", "side"),
    [
        ("Ukraine", "Ukraine"),
        ("ukr", "Ukraine"),
        ("M23", "M23"),
        ("Rapid  Support Forces", "Rapid Support Forces"),
        ("purple", None),
        ("", None),
        (None, None),
        (7, None),
        ("Звільнено /// Liberated", "Ukraine"),
    ],
)
def test_other_statuses(value: object, side: str | None) -> None:
    assert WORDS.side_of(value, lambda country: country == "UKR") == side


@pytest.mark.parametrize("row", rows("control_sources.csv"), ids=lambda row: row["name"])
def test_a_source_is_told_by_its_mark(row: dict[str, str]) -> None:
    source = WORDS.source_of(row["example"])
    assert source is not None
    assert source.name == row["name"]


@pytest.mark.parametrize("name", ["areas", "iswara-2022", "my map", ""])
def test_other_names_are_of_no_known_source(name: str) -> None:
    assert WORDS.source_of(name) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-09-12", DAY),
        ("2022-09-12T23:30:00+03:00", DAY),
        ("20220912", DAY),
        (20220912, DAY),
        (1662940800, DAY),
        (1662940800.5, DAY),
        ("1662940800000", DAY),
        ("2022-13-12", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (12, None),
        ([2022], None),
        ("0001-01-01", None),
    ],
)
def test_days_of_values(value: object, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("name", "day", "rest"),
    [
        ("areas-2022-09-12", date(2022, 9, 12), "areas"),
        ("deepstatemap_data_20240708", date(2024, 7, 8), "deepstatemap_data"),
        ("1662940800", date(2022, 9, 12), ""),
        ("areas", None, "areas"),
        ("v2-99999999", None, "v2-99999999"),
    ],
)
def test_days_in_names(name: str, day: date | None, rest: str) -> None:
    assert day_in_name(name) == day
    assert without_day(name) == rest
