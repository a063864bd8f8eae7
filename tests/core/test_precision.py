"""Precision codes, row by row of the two tables in the data dictionary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.precision import kind_of_width, place_codes, time_codes
from components.core.records import EventTime, Place, PlaceKind, TimeKind

DAY = date(2022, 9, 12)


def place(kind: PlaceKind) -> Place:
    return Place(id="geonames:1", name="", kind=kind, latitude=0.0, longitude=0.0)


def time(kind: TimeKind, first: date | None = DAY, last: date | None = DAY) -> EventTime:
    return EventTime(first_day=first, last_day=last, kind=kind)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("day", ("1", "1")),
        ("range", ("2", "2")),
        ("week", ("2", "3")),
        ("month", ("3", "4")),
        ("vague", ("", "5")),
        ("unknown", ("", "")),
    ],
)
def test_time_codes(kind: TimeKind, codes: tuple[str, str]) -> None:
    assert time_codes(time(kind)) == codes


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (1, ("1", "1")),
        (2, ("2", "2")),
        (6, ("2", "2")),
        (7, ("2", "3")),
        (8, ("3", "4")),
        (31, ("3", "4")),
        (32, ("", "5")),
    ],
)
def test_open_time_is_coded_by_its_width(days: int, codes: tuple[str, str]) -> None:
    assert time_codes(time("open", DAY, DAY + timedelta(days=days - 1))) == codes


def test_open_time_without_a_start_or_an_end_has_no_codes() -> None:
    assert time_codes(time("open", None, DAY)) == ("", "")
    assert time_codes(time("open", DAY, None)) == ("", "")


@given(st.integers(min_value=1, max_value=400))
def test_a_wider_interval_never_gets_a_finer_code(days: int) -> None:
    order = ["day", "range", "week", "month", "vague"]
    assert order.index(kind_of_width(days)) <= order.index(kind_of_width(days + 1))


@pytest.mark.parametrize(
    ("kind", "near", "codes"),
    [
        ("settlement", False, ("1", "1")),
        ("district", False, ("1", "1")),
        ("facility", False, ("1", "1")),
        ("position", False, ("1", "1")),
        ("settlement", True, ("2", "2")),
        ("district", True, ("2", "2")),
        ("admin2", False, ("3", "3")),
        ("admin1", False, ("3", "4")),
        ("admin1", True, ("3", "4")),
        ("region", False, ("3", "5")),
        ("island", False, ("3", "5")),
        ("river", False, ("3", "5")),
        ("river", True, ("3", "5")),
        ("country", False, ("", "6")),
        ("country", True, ("", "6")),
        ("water", False, ("3", "7")),
        ("planet", False, ("", "")),
    ],
)
def test_place_codes(kind: PlaceKind, near: bool, codes: tuple[str, str]) -> None:
    assert place_codes(place(kind), near) == codes


@pytest.mark.parametrize("kind", get_args(PlaceKind))
def test_each_kind_of_place_has_a_code(kind: PlaceKind) -> None:
    assert place_codes(place(kind), False)[1]


@pytest.mark.parametrize(
    ("place_id", "units", "codes"),
    [
        ("in:geonames:706482/Vesele", ("geonames:706482",), ("3", "4")),
        ("in:part:UKR:east/Vesele", ("geonames:706482", "geonames:709716"), ("3", "5")),
        ("ring:49.50000,37.50000,25/Vesele", (), ("2", "2")),
        ("ring:49.50000,37.50000,34/Vesele", (), ("3", "5")),
    ],
)
def test_a_place_that_the_words_place_is_coded_as_what_it_lies_in(
    place_id: str, units: tuple[str, ...], codes: tuple[str, str]
) -> None:
    one = replace(
        place("settlement"), id=place_id, units=units, admin1_id=units[0] if len(units) == 1 else ""
    )
    assert place_codes(one, False) == codes
