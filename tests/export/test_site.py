"""A folder for any web host: each link leads to a file of it, previews find the picture, and the
code that embeds it holds a hostile title as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, expect

from components.core.zips import archive_of
from components.export.site import EMBED, PAGE, site
from tests.export.given import AS_OF, HOSTILE, STAMP, chosen, hostile

ADDRESS = "https://example.org/kharkiv/"


@cache
def plain() -> Mapping[str, bytes]:
    return site(chosen())


def test_links_of_the_page_lead_to_files_of_the_folder() -> None:
    files = plain()
    links = {
        link
        for link in html.fromstring(files[PAGE]).xpath("//nav[@class='sa-files']/a/@href")
        if not link.startswith("#")
    }
    assert links == files.keys() - {PAGE, EMBED}
    assert {"data/events-shown.csv", "data/events.geojson", "questions.html"} <= links


def test_a_preview_finds_the_picture_and_says_day_and_stamp() -> None:
    files = site(chosen(), address=ADDRESS)
    root = html.fromstring(files[PAGE])
    tags = {one.get("property"): one.get("content") for one in root.xpath("//meta[@property]")}
    assert tags["og:url"] == ADDRESS
    picture = Image.open(io.BytesIO(files[tags["og:image"].removeprefix(ADDRESS)]))
    assert (tags["og:image:width"], tags["og:image:height"]) == tuple(map(str, picture.size))
    assert tags["og:image:alt"] == f"Map. {AS_OF}. {STAMP}"
    assert tags["og:title"] == root.findtext(".//h1")


def test_the_folder_comes_as_one_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(archive_of(plain()))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == plain()
    assert archive_of(plain()) == archive_of(plain())


def test_without_an_address_no_preview_is_promised() -> None:
    files = plain()
    assert not html.fromstring(files[PAGE]).xpath("//meta[@property='og:image']")
    assert b"https://ADDRESS-OF-THIS-FOLDER/index.html#story" in files[EMBED]


def test_the_code_to_embed_is_one_frame_whatever_the_title_says() -> None:
    (frame,) = html.fragments_fromstring(site(chosen(hostile()), address=ADDRESS)[EMBED].decode())
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{ADDRESS}index.html#story"
    assert frame.get("title").startswith(HOSTILE[:20])
    assert not list(frame)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    chromium: Browser, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(offline=True, color_scheme=scheme)
    for path in (PAGE, f"{PAGE}#story", "questions.html"):
        name, _, fragment = path.partition("#")
        (tmp_path / name).write_bytes(plain()[name])
        page = context.new_page()
        page.goto(f"{(tmp_path / name).as_uri()}#{fragment}")
        if name == PAGE:
            page.wait_for_function("() => window.datelineMap && datelineMap._loaded")
        assert Axe().run(page).response["violations"] == [], path
        page.close()
    context.close()


@pytest.mark.browser
def test_the_folder_opens_without_a_network_within_another_page(
    chromium: Browser, tmp_path: Path
) -> None:
    for path, content in plain().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    code = (tmp_path / EMBED).read_text(encoding="utf-8")
    (tmp_path / "paper.html").write_text(
        code.replace("https://ADDRESS-OF-THIS-FOLDER/", ""), encoding="utf-8"
    )
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto((tmp_path / "paper.html").as_uri())
    expect(page.frame_locator("iframe").locator(".dl-step:visible")).to_contain_text("Step 1 of 6")
    page.goto((tmp_path / PAGE).as_uri())
    page.get_by_role("link", name="Questions for a class").click()
    expect(page.locator("h1").first).to_contain_text("Questions: Summit nears")
    assert [url for url in asked if not url.startswith((tmp_path.as_uri(), "data:"))] == []
    context.close()
