"""Names, kinds, ids and neighbours as the shipped gazetteer gives them."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from components.core import settings as limits
from components.core.errors import InstallationError
from components.core.protocols import Gazetteer
from components.places.gazetteer import PACKED, SqliteGazetteer
from components.places.sounds import likeness, skeleton
from components.places.store import unpacked

FOUND = (
    # name, kind, country, id of the place that must be among the answers
    ("Izyum", "settlement", "UKR", "geonames:707292"),
    ("Izium", "settlement", "UKR", "geonames:707292"),
    ("Ізюм", "settlement", "UKR", "geonames:707292"),
    ("Изюм", "settlement", "UKR", "geonames:707292"),
    ("Kupiansk", "settlement", "UKR", "geonames:703656"),
    ("Balakliya", "settlement", "UKR", "geonames:712926"),
    ("Balakliia", "settlement", "UKR", "geonames:712926"),
    ("Kiev", "settlement", "UKR", "geonames:703448"),
    ("Artemivsk", "settlement", "UKR", "geonames:713174"),
    ("Marinka", "settlement", "UKR", "geonames:701845"),
    ("Huliaipole", "settlement", "UKR", "geonames:707898"),
    ("Hodeidah", "settlement", "YEM", "geonames:79415"),
    ("Samarkand", "settlement", "UZB", "geonames:1216265"),
    ("Kharkiv Oblast", "admin1", "UKR", "geonames:706482"),
    ("Kharkiv region", "admin1", "UKR", "geonames:706482"),
    ("Kharkiv", "admin1", "UKR", "geonames:706482"),
    ("Crimea", "admin1", "UKR", "geonames:703883"),
    ("Perm Oblast", "admin1", "RUS", "geonames:511180"),
    ("Chechnya", "admin1", "RUS", "geonames:569665"),
    ("Gaza Strip", "admin1", "PSE", "geonames:281132"),
    ("West Bank", "admin1", "PSE", "geonames:285153"),
    ("Rakhine", "admin1", "MMR", "geonames:1298852"),
    ("Sicily", "admin1", "ITA", "geonames:2523119"),
    ("Izyum Raion", "admin2", "UKR", "geonames:9197254"),
    ("U.S.", "country", "USA", "geonames:6252001"),
    ("Britain", "country", "GBR", "geonames:2635167"),
    ("UAE", "country", "ARE", "geonames:290557"),
    ("Russian Federation", "country", "RUS", "geonames:2017370"),
    ("Burma", "country", "MMR", "geonames:1327865"),
    ("Ivory Coast", "country", "CIV", "geonames:2287781"),
    ("DRC", "country", "COD", "geonames:203312"),
    ("Robotyne", "settlement", "UKR", "extra:robotyne"),
    ("Hrakove", "settlement", "UKR", "extra:hrakove"),
    ("Rafah crossing", "facility", "", "extra:rafah-crossing"),
    ("Donbas", "region", "UKR", "extra:donbas"),
    ("Central Anatolia", "region", "TUR", "extra:central-anatolia"),
    ("Snake Island", "island", "UKR", "extra:snake-island"),
    ("Black Sea", "water", "", "extra:black-sea"),
    ("Dnieper River", "river", "", "extra:dnipro-river"),
    ("Da Nang International Airport", "facility", "VNM", "extra:airport-vvdn"),
    ("Macdonald-Cartier International Airport", "facility", "CAN", "extra:airport-cyow"),
    ("Aleppo Airport", "facility", "SYR", "extra:airport-osap"),
    ("Shayrat Air Base", "facility", "SYR", "extra:airport-os65"),
    ("Khartoum International Airport", "facility", "SDN", "extra:khartoum-airport"),
    ("South West England", "region", "GBR", "extra:south-west-england"),
)

NOT_FOUND = (
    ("us", "geonames:6252001", "a pronoun"),
    ("Us", "geonames:6252001", "a pronoun"),
    ("IN", "geonames:4921868", "Indiana's postal code"),
    ("OR", "geonames:5744337", "Oregon's postal code"),
    ("IST", "geonames:745044", "an airport's code"),
    ("TRU", "geonames:3691175", "an airport's code"),
    ("", "geonames:3038832", "an empty alternate"),
)


@pytest.mark.parametrize(("name", "kind", "country", "place_id"), FOUND)
def test_finds(
    gazetteer: SqliteGazetteer, name: str, kind: str, country: str, place_id: str
) -> None:
    found = {place.id: place for place in gazetteer.lookup(name)}
    assert place_id in found
    assert (found[place_id].kind, found[place_id].country) == (kind, country)


@pytest.mark.parametrize(("name", "place_id", "why"), NOT_FOUND)
def test_leaves_alone(gazetteer: SqliteGazetteer, name: str, place_id: str, why: str) -> None:
    assert place_id not in {place.id for place in gazetteer.lookup(name)}, why


def test_keeps_the_protocol(gazetteer: SqliteGazetteer) -> None:
    asked: Gazetteer = gazetteer
    assert asked.lookup("Izyum")[0].admin1 == "Kharkiv Oblast"


def test_the_namesake_with_most_people_comes_first(gazetteer: SqliteGazetteer) -> None:
    people = [place.population for place in gazetteer.lookup("Springfield")]
    assert people == sorted(people, reverse=True)
    assert len(people) > 20


def test_knows_its_unit(gazetteer: SqliteGazetteer) -> None:
    town = gazetteer.place("geonames:712926")
    assert town is not None
    assert (town.name, town.admin1, town.admin1_id) == (
        "Balakliya",
        "Kharkiv Oblast",
        "geonames:706482",
    )


def test_names_of_a_place(gazetteer: SqliteGazetteer) -> None:
    names = gazetteer.names("geonames:707292")
    assert names[0] == "Izyum"
    assert {"Izium", "Ізюм", "Изюм"} <= set(names)
    assert len(set(names)) == len(names)
    assert gazetteer.names("extra:no-such-place") == ()


@pytest.mark.parametrize(
    "place_id",
    ["geonames:", "geonames:x", "geonames:1", "extra:", "extra:none", "area:1", "", "707292"],
)
def test_unknown_ids(gazetteer: SqliteGazetteer, place_id: str) -> None:
    assert gazetteer.place(place_id) is None


def test_countries_and_their_units(gazetteer: SqliteGazetteer) -> None:
    ukraine = gazetteer.country("UKR")
    assert ukraine is not None
    assert ukraine.name == "Ukraine"
    assert gazetteer.country("UA") == ukraine
    assert gazetteer.country("XYZ") is None
    units = gazetteer.admin1_units("UKR")
    assert len(units) == 27
    assert {"Autonomous Republic of Crimea", "Sevastopol"} <= {unit.name for unit in units}


def test_abbreviations_after_a_comma(gazetteer: SqliteGazetteer) -> None:
    assert [place.name for place in gazetteer.by_code("TX")] == ["Texas"]
    assert [place.name for place in gazetteer.by_code("Ill.")] == ["Illinois"]
    assert [place.name for place in gazetteer.by_code("W. Va.")] == ["West Virginia"]
    assert gazetteer.by_code("ZZ") == ()


@pytest.mark.parametrize(
    ("written", "country", "name"),
    [
        ("Beiji", "IRQ", "Bayjī"),
        ("Qamishli", "SYR", "Al Qāmishlī"),
        ("Shabwa", "YEM", "Shabwah Governorate"),
    ],
)
def test_names_of_a_skeleton(
    gazetteer: SqliteGazetteer, written: str, country: str, name: str
) -> None:
    found = gazetteer.of_skeleton(skeleton(written), country)
    assert name in {place.name for spelled, place in found if likeness(written, spelled) == 1.0}


NEAREST = (
    (49.2, 37.3, "geonames:707292", "beside Izyum"),
    (-16.8, -180.0, "", "on the antimeridian"),
    (90.0, 0.0, "", "the north pole"),
    (-90.0, 0.0, "", "the south pole"),
    (0.0, -150.0, "", "far out at sea"),
)


@pytest.mark.parametrize(("latitude", "longitude", "place_id", "where"), NEAREST)
def test_nearest(
    gazetteer: SqliteGazetteer, latitude: float, longitude: float, place_id: str, where: str
) -> None:
    found = gazetteer.nearest(latitude, longitude, limit=3)
    distances_km = [
        geodesic((latitude, longitude), (place.latitude, place.longitude)).km for place in found
    ]
    assert len(found) == 3
    assert distances_km == sorted(distances_km)
    assert not place_id or found[0].id == place_id, where


@settings(max_examples=25, deadline=None)
@given(
    latitude=st.floats(-89.0, 89.0),
    longitude=st.floats(-180.0, 180.0),
    turn=st.sampled_from((-0.2, 0.2)),
)
def test_a_step_away_is_no_farther_than_the_step(
    gazetteer: SqliteGazetteer, latitude: float, longitude: float, turn: float
) -> None:
    """The nearest from here is at most the nearest from a step away, and the step."""
    step_km = geodesic((latitude, longitude), (latitude + turn, longitude)).km
    assert (
        _nearest_km(gazetteer, latitude, longitude)
        <= _nearest_km(gazetteer, latitude + turn, longitude) + step_km + 1e-6
    )


def _nearest_km(gazetteer: SqliteGazetteer, latitude: float, longitude: float) -> float:
    place = gazetteer.nearest(latitude, longitude)[0]
    return float(geodesic((latitude, longitude), (place.latitude, place.longitude)).km)


def test_threads_share_it(gazetteer: SqliteGazetteer) -> None:
    names = [row[0] for row in FOUND] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(gazetteer.lookup, names)) == [gazetteer.lookup(name) for name in names]


@pytest.mark.parametrize("content", [None, b"", b"no xz", "cut"])
def test_a_damaged_file_says_the_way_out(tmp_path: Path, content: bytes | str | None) -> None:
    packed = tmp_path / PACKED
    if content == "cut":
        packed.write_bytes((limits.GAZETTEER / PACKED).read_bytes()[:5000])
    elif isinstance(content, bytes):
        packed.write_bytes(content)
    with pytest.raises(InstallationError, match=r"data/build\.py"):
        unpacked(packed, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} <= {PACKED}


def test_an_unpacked_one_is_used_again(gazetteer: SqliteGazetteer, tmp_path: Path) -> None:
    shutil.copy(limits.GAZETTEER / PACKED, tmp_path / PACKED)
    home = limits.home()
    assert unpacked(tmp_path / PACKED, home) == unpacked(limits.GAZETTEER / PACKED, home)
