"""Places computed from their ids: which units make a part of a country, and what is no such id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from components.core.geodesy import HEADINGS
from components.core.records import Place
from components.places.areas import open_areas
from components.places.computed import CENTRAL, FEWEST_UNITS
from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from components.places.geometry import lies_in

GAZETTEER, AREAS = open_gazetteer(), open_areas()
COUNTRIES = (
    "UKR SYR IRQ SDN COD MMR LBY NGA MLI YEM AFG PAK ETH SOM KEN TUR IRN COL MEX USA RUS CHN IND "
    "BFA NER MOZ PHL FRA DEU LBN"
).split()

PARTS = (
    # id, name, units that a reader of news expects in it, units that lie elsewhere
    ("part:UKR:east", "eastern Ukraine", "Kharkiv Donetsk Luhansk", "Lviv Odesa Kyiv"),
    ("part:UKR:south", "southern Ukraine", "Kherson Odesa Mykolaiv Zaporizhzhia", "Sumy Lviv"),
    ("part:SYR:northeast", "northeastern Syria", "Al-Hasakah Raqqa Deir", "Aleppo Idlib Homs"),
    ("part:SYR:northwest", "northwestern Syria", "Idlib Aleppo Latakia", "Raqqa Damascus"),
    ("part:IRQ:north", "northern Iraq", "Nineveh Duhok Erbil Kirkuk", "Basra Anbar Najaf"),
    ("part:SDN:west", "western Sudan", "West North South Central East", "Khartoum Kassala"),
    ("part:COD:east", "eastern Democratic", "North South Ituri Tanganyika", "Kinshasa Kasaï"),
    ("part:MMR:west", "western Myanmar", "Rakhine Chin", "Shan Kachin"),
    ("part:LBY:east", "eastern Libya", "Benghazi Butnan Kufra", "Tripoli Sirte"),
    ("part:NGA:northeast", "northeastern Nigeria", "Borno Yobe Adamawa", "Sokoto Lagos"),
    ("part:MLI:north", "northern Mali", "Kidal Timbuktu", "Bamako Sikasso Mopti"),
    ("part:MLI:central", "central Mali", "Mopti", "Bamako Gao"),
    ("part:USA:west", "western United States", "California Oregon Nevada", "Texas Maine"),
)


def units_of(place: Place) -> list[str]:
    return [unit.name for one in place.units if (unit := GAZETTEER.place(one))]


@pytest.mark.parametrize(("place_id", "name", "inside", "outside"), PARTS)
def test_parts(place_id: str, name: str, inside: str, outside: str) -> None:
    place = GAZETTEER.place(place_id)
    assert place is not None
    assert place.name.startswith(name)
    first_words = {unit.split()[0] for unit in units_of(place)}
    assert set(inside.split()) <= first_words
    assert not first_words & set(outside.split())


@given(st.sampled_from(COUNTRIES), st.sampled_from([*HEADINGS, CENTRAL]))
def test_a_part_lies_in_its_units_and_its_units_in_it(iso3: str, heading: str) -> None:
    place = GAZETTEER.place(f"part:{iso3}:{heading}")
    if place is None:
        return
    units = [unit for unit in GAZETTEER.admin1_units(iso3) if unit.id in place.units]
    assert (place.latitude, place.longitude) in [(one.latitude, one.longitude) for one in units]
    assert len(units) == len(place.units)
    assert {one.id for one in GAZETTEER.admin1_units(iso3) if lies_in(one, place)} == set(
        place.units
    )


@pytest.mark.parametrize("place_id", ["part:UKR:east", "part:COD:east", "part:IRQ:central"])
def test_an_outline_holds_the_points_of_its_units(place_id: str) -> None:
    """Also of those that have no outline of their own."""
    place, outline = GAZETTEER.place(place_id), AREAS.outline(place_id)
    assert place is not None
    held = shape(outline).buffer(0.01)
    for unit in GAZETTEER.admin1_units(place.country):
        is_inside = held.contains(Point(unit.longitude, unit.latitude))
        assert is_inside is (unit.id in place.units), unit.name


def test_the_area_of_a_part_is_that_of_its_units() -> None:
    place = GAZETTEER.place("part:UKR:south")
    assert place is not None
    whole = sum(AREAS.area_km2(unit) or 0.0 for unit in place.units)
    assert AREAS.area_km2(place.id) == pytest.approx(whole, rel=0.015)


def test_a_name_in_an_area_has_its_outline_and_no_area_of_its_own() -> None:
    place = GAZETTEER.place("in:geonames:706482/Vesele")
    assert place is not None
    assert (place.name, place.admin1, place.country) == ("Vesele", "Kharkiv Oblast", "UKR")
    assert shape(AREAS.outline(place.id)).equals(shape(AREAS.outline("geonames:706482")))
    assert AREAS.area_km2(place.id) is None


@pytest.mark.parametrize(
    "place_id",
    [
        "part:",
        "part:UKR",
        "part:UKR:up",
        "part:UA:east",
        "part:XXX:east",
        "part:PSE:north",  # two units tell no parts
        "in:geonames:1/Vesele",
        "in:geonames:706482",
        "in:geonames:706483/Vesele",  # a town is no area
        "ring:49.5,37.5/Vesele",
        "ring:49.50000,37.50000,25",
        "ring:a,b,c/Vesele",
    ],
)
def test_what_is_no_id_of_a_computed_place(place_id: str) -> None:
    assert GAZETTEER.place(place_id) is None
    assert AREAS.outline(place_id) is None
    assert GAZETTEER.names(place_id) == ()


def test_every_country_with_few_units_has_no_parts(gazetteer: SqliteGazetteer) -> None:
    assert len(gazetteer.admin1_units("PSE")) < FEWEST_UNITS
