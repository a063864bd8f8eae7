"""The address of a feed, given in Chromium: its entries are listed as they are written, and the
chosen ones are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from components.panels.elements import WORD_JOINER
from tests.browser.steps import visit
from tests.conftest import home_with_gazetteer, page_running
from tests.panels.test_feed import ADDRESS, HOSTILE, article, feed
from tests.sources.site import Site, running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as site:
        site.pages = {"/feed.xml": feed(20), "/1": article("Izyum"), "/2": article("Kherson")}
        yield site


@pytest.fixture(scope="module")
def page_of_site(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = home_with_gazetteer(tmp_path_factory.mktemp("home"))
    with page_running(
        "tests/sources/page.py", DATELINE_HOME=str(home), SITE_PORT=str(site.port)
    ) as (address, _):
        yield address


def test_a_feed_is_listed_and_what_is_chosen_is_read(
    chromium: Browser,
    page_of_site: str,
    site: Site,
    tmp_path: Path,
) -> None:
    with visit(chromium, page_of_site) as here:
        here.page.get_by_text("Address", exact=True).click()
        here.page.get_by_label("Address", exact=True).fill(ADDRESS)
        here.page.get_by_role("button", name="Read this article").click()
        boxes = here.page.locator("[data-testid='stForm'] [data-testid='stCheckbox']")
        expect(boxes).to_have_count(20)
        assert (
            boxes.nth(2).inner_text().replace(WORD_JOINER, "") == f"{HOSTILE} · 12 September 2022"
        )
        expect(here.page.locator("[data-testid='stSidebar'] .dl-note")).to_be_in_viewport(ratio=1)
        assert site.asked == ["/feed.xml"]
        for number in (1, 2):
            boxes.nth(number).locator("label").click()
        here.page.screenshot(path=tmp_path / "feed.png")
        here.page.get_by_role("button", name="Fetch the chosen articles").click()
        expect(
            here.page.get_by_role("alert").filter(has_text="When was it published?")
        ).to_be_visible()
        here.page.locator(".st-key-missing_day_0 input").fill("2022-09-13")
        here.page.get_by_role("button", name="Read with this day").click()
        expect(here.page.locator(".dl-headline")).to_have_text("Izyum")
        expect(here.page.locator(".dl-beside", has_text="Kherson")).to_be_visible()
        assert site.asked == ["/feed.xml", "/robots.txt", "/1", "/2"]
        assert all("example" not in address for address in here.requests)
        assert here.dialogs == []
