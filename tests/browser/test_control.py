"""Who holds what, on the page: the day is moved, and the map, the words and the address follow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import PHONE, Visit, visit

pytestmark = pytest.mark.browser

STORY = (
    "Russian troops captured the town of Lyman on September 5, the Russian Defense Ministry said. On September 9, Ukrainian "
    "forces recaptured Lyman, officials said. Russian troops left Izyum on September 10, the Russian Defense Ministry said. "
    "Kupiansk is about 30 miles north of Izyum."
)
UKRAINE, RUSSIA = "#0072B2", "#D55E00"
LOOKS = """([label, colour]) => Object.values(window.map._layers).some((layer) => layer.feature
  && layer.feature.properties.label === label && layer.feature.properties.symbol.colour === colour)"""
MARK = "() => { window.map.markedByTest = true; }"
IS_MARKED = "() => window.map.markedByTest === true"


def told(here: Visit) -> None:
    """Have the page read the story."""
    here.paste(STORY)
    expect(here.page.locator(".dl-article")).to_contain_text("recaptured Lyman")
    here.wait_for_map()
    here.idle()


def test_the_day_changes_who_holds_a_town(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        told(here)
        here.wait_on_map(LOOKS, "Lyman", UKRAINE)
        here.map_frame.evaluate(MARK)
        before = here.page.get_by_role("button", name="Day before", exact=True)
        for day in (11, 10, 9, 8):
            before.click()
            expect(here.page.get_by_text(f"As of {day} September 2022")).to_be_visible()
        here.wait_on_map(LOOKS, "Lyman", RUSSIA)
        here.wait_on_map(LOOKS, "Izyum", "unknown")
        assert here.map_frame.evaluate(IS_MARKED)
        here.page.get_by_role("button", name="Follow the days shown").click()
        here.wait_on_map(LOOKS, "Lyman", UKRAINE)


def test_the_address_keeps_the_day(chromium: Browser, page_url: str) -> None:
    with visit(chromium, f"{page_url}/?article=kharkiv-september-2022&asof=2022-09-11") as here:
        here.wait_on_map(LOOKS, "Kupiansk", "unknown")
        slider = here.page.get_by_role("slider", name="Who is said to hold what, as of")
        slider.press("ArrowRight")
        here.wait_on_map(LOOKS, "Kupiansk", UKRAINE)
        here.page.wait_for_url("**asof=2022-09-12**")


def test_the_day_is_moved_on_a_telephone(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url, viewport=PHONE, has_touch=True, is_mobile=True) as here:
        here.wait_for_map()
        here.page.get_by_role("button", name="Day before", exact=True).tap()
        here.wait_on_map(LOOKS, "Kupiansk", "unknown")
        assert here.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
