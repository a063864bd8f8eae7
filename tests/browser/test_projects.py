"""A project in Chromium: made, added to, corrected and signed, closed, and open again the next day,
for the person at the machine alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.steps import Visit, visit
from tests.browser.test_correcting import choose, press, say_who
from tests.conftest import home_with_gazetteer, page_running

pytestmark = pytest.mark.browser

IZYUM = "Russian troops left Izyum on Sunday, officials said."
KHERSON = "Shelling hit the town of Kherson on Sunday, officials said."
NOT_KEPT = re.compile("Your own articles and corrections are not kept")


@contextmanager
def day(chromium: Browser, home: Path) -> Iterator[Visit]:
    """A visit of a page that was started on that day."""
    with (
        page_running("dashboard.py", DATELINE_HOME=str(home)) as (address, _),
        visit(chromium, address) as here,
    ):
        here.idle()
        yield here


def test_a_project_is_made_added_to_corrected_and_open_again_tomorrow(
    chromium: Browser, tmp_path: Path
) -> None:
    home = home_with_gazetteer(tmp_path)
    with day(chromium, home) as here:
        side = here.page.get_by_test_id("stSidebar")
        expect(side.get_by_text(NOT_KEPT)).to_be_visible()
        here.read(KHERSON)
        side.get_by_text("Projects", exact=True).click()
        side.get_by_role("textbox", name="Name of a new project").fill("Izium front")
        press(here, side, "Make it and add 1 article of this visit")
        expect(side.get_by_role("heading", name="Project “Izium front”")).to_be_visible()
        expect(side.get_by_text(NOT_KEPT)).to_have_count(0)
        here.read(IZYUM)
        expect(side.get_by_text("Kept on this machine: 2 articles")).to_be_visible()
        here.go("Review")
        review = here.page.locator(".st-key-pane_side")
        say_who(here, review)
        review.locator(".st-key-review_accept button").click()
        here.idle()
        press(here, review, "Sign off as A. Coder")
        expect(here.page.locator(".dl-checked").first).to_contain_text("A. Coder")
        assert violations(here, "open project") == []
    with day(chromium, home) as here:
        side = here.page.get_by_test_id("stSidebar")
        expect(side.get_by_text("2 articles, 1 correction")).to_be_visible()
        expect(here.page.locator(".dl-headline")).to_contain_text("troops left Izyum")
        expect(here.page.locator(".dl-checked").first).to_contain_text("A. Coder")
        here.wait_for_map()
        here.idle()
        choose(here, side, "Articles of the project", "Shelling hit")
        expect(here.page.locator(".dl-headline")).to_contain_text("Shelling hit")
        here.idle()
        press(here, side, "All articles on one map")
        expect(here.page.get_by_role("heading", name="Corpus “Izium front”")).to_be_visible()
        expect(here.page.get_by_text("2 articles by")).to_be_visible()
        press(here, here.page.locator(".stMain"), "Back to the project")
        expect(side.get_by_role("heading", name="Project “Izium front”")).to_be_visible()
        press(here, side, "Close it")
        expect(side.get_by_text(NOT_KEPT)).to_be_visible()
    with day(chromium, home) as here:
        side = here.page.get_by_test_id("stSidebar")
        expect(side.get_by_text(NOT_KEPT)).to_be_visible()
        side.get_by_text("Projects", exact=True).click()
        press(here, side, "Open it")
        expect(side.get_by_text("2 articles, 1 correction")).to_be_visible()
        from_elsewhere = {"extra_http_headers": {"X-Forwarded-For": "203.0.113.7"}}
        with visit(chromium, here.page.url.partition("?")[0], **from_elsewhere) as there:
            there.idle()
            side = there.page.get_by_test_id("stSidebar")
            expect(side.get_by_text(NOT_KEPT)).to_be_visible()
            expect(side.get_by_text("Izium front")).to_have_count(0)
            expect(side.get_by_text("Projects", exact=True)).to_have_count(0)
