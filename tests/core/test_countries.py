"""Names and numbers of countries, and the words for where a place lies."""

from __future__ import annotations

import pytest

from components.core.countries import country_name, iso_number, name_and_unit
from components.core.records import Place


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [
        ("UKR", "Ukraine", 804),
        ("SDN", "Sudan", 729),
        ("PSE", "Palestinian Territories", 275),
        ("", "", None),
        ("XKX", "Kosovo", 983),
        ("XXX", "XXX", None),
    ],
)
def test_countries(code: str, name: str, number: int | None) -> None:
    assert (country_name(code), iso_number(code)) == (name, number)


@pytest.mark.parametrize(
    ("name", "admin1", "country", "kind", "words"),
    [
        ("Izyum", "Kharkiv Oblast", "UKR", "settlement", "Izyum, Kharkiv Oblast, Ukraine"),
        ("Kharkiv Oblast", "Kharkiv Oblast", "UKR", "admin1", "Kharkiv Oblast, Ukraine"),
        ("Turkey", "", "TUR", "country", "Turkey"),
        ("Black Sea", "", "", "natural", "Black Sea"),
    ],
)
def test_a_place_is_told_with_its_unit_and_country(
    name: str, admin1: str, country: str, kind: str, words: str
) -> None:
    place = Place(
        id="x", name=name, kind=kind, country=country, admin1=admin1, latitude=0.0, longitude=0.0
    )
    assert name_and_unit(place) == words
