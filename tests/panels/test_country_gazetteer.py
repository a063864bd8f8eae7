"""Places of the article's country, fetched on the person's word from a copy on this machine or given
as a file; and taken away again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from streamlit.testing.v1 import AppTest

from components.places.adding import installed
from tests.panels.page import html_of, labels, opened, press
from tests.panels.test_page import read
from tests.places.test_adding import place_lines, zipped
from tests.sources.site import Page, Site, running

DUMP = "/export/dump/SD.zip"
TEXT = (
    "Fighters attacked the village of Um Zarzoura on Friday, killing 12 people, residents of El "
    "Fasher in Sudan said. The army left the village of Zarnokha in North Darfur on Sunday. Shells "
    "fell on El Fasher and Nyala."
)
LINES = (
    ("990101", "Um Zarzoura", "Um Zarzoura", "", 13.7, 25.2, "P", "PPL", "SD", "55", 0),
    ("990102", "Kulkul", "Kulkul", "", 13.8, 25.3, "P", "PPL", "SD", "55", 0),
)
BUTTON = "All places of Sudan (GeoNames)"


class ToCopy(httpx.HTTPTransport):
    """Leads what is meant for GeoNames to a site on this machine."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert (request.url.scheme, request.url.host) == ("https", "download.geonames.org")
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return super().handle_request(request)


@pytest.fixture
def dump(tmp_path: Path) -> bytes:
    return zipped(tmp_path / "SD.zip", place_lines(LINES)).read_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def page(home: Path, site: Site) -> AppTest:
    opened_page = opened()
    opened_page.session_state["dump_transport"] = ToCopy(site.port)
    return read(opened_page, TEXT, day="2025-01-27")


def places(page: AppTest) -> dict[str, str]:
    """The name of each place in the article's words, and what it was taken for."""
    table = page.session_state.on_page.open.places
    return dict(zip(table["text"], table["place_id"].fillna(""), strict=True))


def test_nothing_is_asked_before_the_button_is_pressed(page: AppTest, site: Site) -> None:
    assert BUTTON in labels(page)
    told = html_of(page)
    assert "Names of places that were not found: Um Zarzoura, Zarnokha." in told
    assert "The places that come with the program do not have them." in told
    assert site.asked == []


def test_the_places_are_fetched_the_article_is_read_again_and_all_of_it_is_undone(
    page: AppTest, site: Site, home: Path, dump: bytes
) -> None:
    site.pages[DUMP] = Page(body=dump, kind="application/zip")
    page.button(key="region_fetch").click().run()
    assert site.asked == [DUMP]
    told = html_of(page)
    assert places(page)["Um Zarzoura"] == "geonames:990101"
    assert "All places of Sudan were added: 2 of SD.zip" in told
    assert f"sha256 {hashlib.sha256(dump).hexdigest()[:12]}" in told
    assert "1 name of 2 found: Um Zarzoura is Um Zarzoura, " in told
    assert "Still not found: Zarnokha." in told
    (held,) = installed(home)
    assert held.sha256 == hashlib.sha256(dump).hexdigest()
    press(page, "Remove these places")
    assert installed(home) == ()
    assert not places(page)["Um Zarzoura"].startswith("geonames")
    assert BUTTON in labels(page)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Page(status=404), "The server has no such file."),
        (Page(body="<html>", kind="text/html"), "What came is no zip."),
    ],
)
def test_what_goes_wrong_is_told_and_changes_nothing(
    answer: Page, words: str, page: AppTest, site: Site, home: Path
) -> None:
    site.pages[DUMP] = answer
    page.button(key="region_fetch").click().run()
    assert words in html_of(page)
    assert BUTTON in labels(page)
    assert installed(home) == ()
    assert list(home.glob("fetching-*")) == []


def test_the_same_comes_from_a_file(page: AppTest, site: Site, home: Path, dump: bytes) -> None:
    page.file_uploader(key="region_file").upload("SD.zip", dump, "application/zip").run()
    press(page, "Add its places")
    assert site.asked == []
    assert places(page)["Um Zarzoura"] == "geonames:990101"
    assert [one.name for one in installed(home)] == ["SD"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on El Fasher in Sudan on Friday, residents said. Nyala was hit, too.",
        "Fighters left the village of Um Zarzoura on Friday. Talks were held in Paris and Nairobi, and "
        "the ministers went on to Lima and Hanoi.",
    ],
    ids=["no name is missing", "no country is plain"],
)
def test_where_nothing_is_missing_or_no_country_is_plain_nothing_is_offered(
    text: str, home: Path
) -> None:
    page = read(opened(), text, day="2025-01-27")
    assert page.session_state.on_page.open.article.text == text
    assert "region_fetch" not in [button.key for button in page.button]
