"""The walk through an article, and files taken away, as a person does them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import MAP, TOUCH, Visit, visit

pytestmark = pytest.mark.browser

KUPIANSK, IZYUM, SAMARKAND = (49.71, 37.61), (49.21, 37.26), (39.65, 66.96)
IN_VIEW = "([latitude, longitude]) => map.getBounds().contains([latitude, longitude])"


def step(here: Visit, told: str) -> None:
    """Wait until the step that is shown says so."""
    expect(here.page.locator(".dl-step .dl-hint")).to_have_text(told)


def downloaded(here: Visit, name: str, ending: str, folder: Path) -> Path:
    """A file, which is made when its button is pressed."""
    here.go("Download")
    with here.page.expect_download() as download:
        here.page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename == f"kharkiv-september-2022{ending}"
    download.value.save_as(folder / name)
    return folder / name


def test_the_walk_goes_on_by_button_arrow_key_and_search(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    with visit(chromium, page_url) as here:
        here.wait_for_map()
        here.go("Walk")
        step(here, "Step 1 of 6")
        expect(here.page.locator(".dl-step .dl-status")).to_have_text(
            "assessed by the Institute for the Study of War"
        )
        expect(here.page.locator(".dl-step blockquote")).to_contain_text(
            "nearly all of Kharkiv Oblast"
        )
        for town in KUPIANSK, IZYUM:
            here.wait_on_map(IN_VIEW, *town)
        here.page.keyboard.press("ArrowRight")
        step(here, "Step 2 of 6")
        here.page.get_by_role("button", name="Next").click()
        step(here, "Step 3 of 6")
        here.page.get_by_role("button", name="Next").click()
        step(here, "Step 4 of 6")
        here.wait_on_map(IN_VIEW, *SAMARKAND)
        for told in "Step 3 of 6", "Step 2 of 6":
            here.page.keyboard.press("ArrowLeft")
            step(here, told)
        here.idle()
        address = here.page.url
        # A search goes to what it found, and a typing error is answered.
        find = here.page.get_by_label("Find", exact=True)
        find.fill("Samarkand")
        find.press("Enter")
        step(here, "Step 4 of 6")
        here.wait_on_map(IN_VIEW, *SAMARKAND)
        here.idle()
        find.fill("Isium")
        find.press("Enter")
        here.page.get_by_role("button", name="Izyum", exact=True).click()
        expect(here.page.locator(".dl-step .dl-status")).to_be_visible()
        here.wait_on_map(IN_VIEW, *IZYUM)
        expect(here.page.get_by_text("“Izyum”: in ")).to_be_visible()
    with visit(chromium, address) as there:
        step(there, "Step 2 of 6")
        file = downloaded(there, "GeoJSON", "-events.geojson", tmp_path)
        told = json.loads(file.read_text(encoding="utf-8"))
        assert told["dateline"]["query"].startswith("article=kharkiv-september-2022")


def test_a_finger_goes_on_by_swipe_with_the_map_in_view(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    with visit(chromium, f"{page_url}/?pane=walk", **TOUCH) as here:
        step(here, "Step 1 of 6")
        here.wait_for_map()
        here.idle()
        here.page.locator(".dl-step").scroll_into_view_if_needed()
        box = here.page.locator(".dl-step").bounding_box()
        assert box is not None
        touch = here.page.context.new_cdp_session(here.page)
        y = box["y"] + 40
        for kind, points in (
            ("touchStart", [{"x": 320, "y": y}]),
            ("touchMove", [{"x": 80, "y": y}]),
            ("touchEnd", []),
        ):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        step(here, "Step 2 of 6")
        expect(here.page.locator(MAP)).to_be_in_viewport(ratio=0.99)
        expect(here.page.get_by_role("button", name="Next")).to_be_in_viewport()
        here.go("List")
        here.page.wait_for_url(lambda url: "pane=" not in url)
        assert zipfile.is_zipfile(downloaded(here, "Excel", "-tables.xlsx", tmp_path))
        folder = downloaded(here, "Folder for a web host (ZIP)", "-site.zip", tmp_path)
        with zipfile.ZipFile(folder) as archive:
            assert {"index.html", "embed.txt", "map.png"} <= {*archive.namelist()}
