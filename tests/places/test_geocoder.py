"""The offline geocoder as geopy's users know geocoders, and Nominatim with its cache."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderQueryError, GeocoderRateLimited
from geopy.geocoders import Nominatim
from geopy.location import Location

from components.places.gazetteer import SqliteGazetteer
from components.places.geocoder import OfflineGeocoder, nominatim

ONE = (
    ("Izyum", "Izyum, Kharkiv Oblast, Ukraine"),
    ("Ізюм", "Izyum, Kharkiv Oblast, Ukraine"),
    ("Изюм", "Izyum, Kharkiv Oblast, Ukraine"),
    ("Balakliia, Kharkiv Oblast", "Balakliya, Kharkiv Oblast, Ukraine"),
    ("Balakliia, Poltava Oblast", "Balakliia, Poltava Oblast, Ukraine"),
    ("Springfield, Illinois", "Springfield, Illinois, United States"),
    ("Springfield, Ill.", "Springfield, Illinois, United States"),
    ("Paris", "Paris, Île-de-France, France"),
    ("Paris, TX", "Paris, Texas, United States"),
    ("Paris, FR", "Paris, Île-de-France, France"),
    ("Washington, D.C.", "Washington, United States"),
    ("New York", "New York City, New York, United States"),
    ("Kharkiv", "Kharkiv, Kharkiv Oblast, Ukraine"),
    ("Georgia", "Georgia"),
    ("Georgia, USA", "Georgia, United States"),
    ("Africa", "Africa"),
    ("Dnipro", "Dnipro, Dnipropetrovsk Oblast, Ukraine"),
    ("Dnieper", "Dnipro River"),
    ("Mt. Pleasant, Michigan", "Mount Pleasant, Michigan, United States"),
    ("city of Izyum", "Izyum, Kharkiv Oblast, Ukraine"),
    ("Izyum, Kharkiv region", "Izyum, Kharkiv Oblast, Ukraine"),
)


@pytest.fixture(scope="module")
def geocoder(gazetteer: SqliteGazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


@pytest.mark.parametrize(("query", "address"), ONE)
def test_geocodes(geocoder: OfflineGeocoder, query: str, address: str) -> None:
    found = geocoder.geocode(query)
    assert isinstance(found, Location)
    assert found.address == address


def test_alternatives_come_by_people(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode("Springfield", exactly_one=False)
    assert isinstance(found, list)
    people = [location.raw["population"] for location in found]
    assert len(people) == 10
    assert people == sorted(people, reverse=True)
    assert found[0].address == "Springfield, Missouri, United States"


def test_structured_queries(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode({"city": "Paris", "state": "Texas", "country": "USA"})
    assert found.address == "Paris, Texas, United States"


def test_country_codes(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Paris", country_codes="us").address == "Paris, Texas, United States"
    assert geocoder.geocode("Paris", country_codes=["CAN", "us"], exactly_one=False, limit=1)[
        0
    ].raw["country"] in ("CAN", "USA")
    assert geocoder.geocode("Izyum", country_codes="fr") is None


def test_language_picks_a_script(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Izyum", language="ru").address.startswith(("Изюм", "Ізюм"))
    assert geocoder.geocode("Izyum", language="en").address.startswith("Izyum")


def test_nothing_found(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Nosuchplaceanywhere") is None
    assert geocoder.geocode("Nosuchplaceanywhere", exactly_one=False) is None
    assert geocoder.geocode("Izyum, Texas") is None


@pytest.mark.parametrize("query", ["", "  ", ", ,", {}, {"street": "Main"}])
def test_a_query_without_a_name(geocoder: OfflineGeocoder, query: str) -> None:
    with pytest.raises(GeocoderQueryError, match="names no place"):
        geocoder.geocode(query)


def test_limit_below_one(geocoder: OfflineGeocoder) -> None:
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("Springfield", exactly_one=False, limit=0)


def test_reverse(geocoder: OfflineGeocoder) -> None:
    assert geocoder.reverse("49.2, 37.3").address == "Izyum, Kharkiv Oblast, Ukraine"
    several = geocoder.reverse((49.2, 37.3), exactly_one=False, limit=3)
    assert several[0].raw["name"] == "Izyum"
    assert len(several) == 3


def test_reverse_of_no_position(geocoder: OfflineGeocoder) -> None:
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("nowhere")


class Answering(BaseSyncAdapter):
    """A server in the test's own process: it answers from a table and counts what it was asked."""

    def __init__(self, *, proxies: object, ssl_context: object, asked: list[str]) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.asked = asked

    def get_json(self, url: str, *, timeout: object, headers: object) -> object:
        return json.loads(self.get_text(url, timeout=timeout, headers=headers))

    def get_text(self, url: str, *, timeout: object, headers: object) -> str:
        self.asked.append(url)
        name = parse_qs(urlsplit(url).query).get("q", [""])[0]
        if name == "busy":
            raise AdapterHTTPError("busy", status_code=429, headers={}, text="")
        if name == "broken":
            return "<html>"
        return json.dumps([{"lat": "1.5", "lon": "2.5", "display_name": name}])


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def server(asked: list[str], tmp_path: Path) -> Nominatim:
    return nominatim(tmp_path, adapter_factory=partial(Answering, asked=asked))


@pytest.fixture
def online(server: Nominatim, gazetteer: SqliteGazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer, online=server)


def test_nominatim_is_asked_once_for_what_is_not_held(
    online: OfflineGeocoder, asked: list[str]
) -> None:
    first, second = online.geocode("Nosuchplaceanywhere"), online.geocode("Nosuchplaceanywhere")
    assert (first.latitude, first.longitude, first.address) == (1.5, 2.5, "Nosuchplaceanywhere")
    assert second == first
    assert len(asked) == 1


def test_nominatim_is_not_asked_for_what_is_held(online: OfflineGeocoder, asked: list[str]) -> None:
    assert online.geocode("Izyum").raw["id"] == "geonames:707292"
    assert asked == []


def test_answers_outlive_the_program(online: OfflineGeocoder, tmp_path: Path) -> None:
    online.geocode("Nosuchplaceanywhere")
    with closing(sqlite3.connect(tmp_path / "nominatim.sqlite")) as connection:
        ((url, text),) = connection.execute("SELECT url, text FROM answer").fetchall()
    assert "Nosuchplaceanywhere" in url
    assert json.loads(text)[0]["lat"] == "1.5"


@pytest.mark.parametrize(
    ("query", "error"), [("busy", GeocoderRateLimited), ("broken", GeocoderParseError)]
)
def test_errors_are_geopys_and_are_not_kept(
    server: Nominatim, tmp_path: Path, query: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        server.geocode(query)
    with closing(sqlite3.connect(tmp_path / "nominatim.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)
