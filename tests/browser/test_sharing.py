"""A first visit is told how the page works, once; and what one person sees, another sees by its
address and, for an article of one's own, its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import FIRST_LOAD_MS, MAP, TOUCH, visit

pytestmark = pytest.mark.browser

ARTICLE = "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Shelling hit the town of Izyum on Sunday."


def test_a_telephone_is_led_to_the_form_in_three_steps_that_are_dismissed_for_good(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url, **TOUCH) as here:
        here.wait_for_map()
        here.page.get_by_role("button", name="Signs and layers").click()
        expect(here.page.get_by_text("Place said to be held by Ukraine")).to_be_visible()
        here.page.keyboard.press("Escape")
        steps = here.page.locator(".dl-steps li")
        expect(steps).to_have_count(2)
        here.page.get_by_role("button", name="1. Give an article").click()
        expect(here.page.get_by_label("Text", exact=True)).to_be_in_viewport()
        here.close_sidebar()
        here.idle()
        here.page.get_by_role("button", name="Got it").click()
        expect(steps).to_have_count(0)
        here.idle()
        here.page.goto(page_url)
        expect(here.page.locator(".dl-line")).to_be_visible()
        here.idle()
        expect(steps).to_have_count(0)


def test_the_tag_for_another_page_shows_the_map_there_and_the_way_back(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, f"{page_url}/?article=kharkiv-september-2022&layers=control") as here:
        here.wait_for_map()
        expect(here.page).to_have_title(re.compile("^Kharkiv front .* · Dateline$"))
        here.go("Download")
        tag = here.page.get_by_test_id("stCode").filter(has_text="<iframe").inner_text()
        here.page.set_content(f"<p>A newspaper</p>{tag}")
        frame = here.page.frame_locator("iframe")
        whole = frame.get_by_role("link", name="Open with the article and its sentences")
        same = re.compile("article=kharkiv-september-2022&layers=control$")
        expect(whole).to_have_attribute("href", same, timeout=FIRST_LOAD_MS)
        expect(frame.locator(".dl-stamp")).to_be_visible()
        expect(frame.frame_locator(MAP).locator(".dateline-map")).to_be_visible()


def test_a_view_of_ones_own_article_goes_with_its_file(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    with visit(chromium, page_url) as here:
        here.read(ARTICLE)
        here.page.get_by_role("button", name="Retaken: Kupiansk").click()
        expect(here.card()).to_be_visible()
        here.page.wait_for_url("**event=*")
        here.go("Download")
        expect(here.page.get_by_text("A link cannot carry your pasted article")).to_be_visible()
        with here.page.expect_download() as saved:
            here.page.get_by_role("button", name="Save the article as a file").click()
        file = tmp_path / saved.value.suggested_filename
        address = here.page.locator(".st-key-share code").inner_text()
        saved.value.save_as(file)
    with visit(chromium, address) as there:
        expect(there.page.locator(".dl-note")).to_contain_text("article of this link is not here")
        there.page.get_by_text("File", exact=True).click()
        there.page.locator("input[type=file]").set_input_files(file)
        expect(there.page.get_by_role("button", name=f"Remove {file.name}")).to_be_visible()
        there.page.get_by_role("button", name="Read this article").click()
        expect(there.card()).to_contain_text("Kupiansk")
        expect(there.page.locator(".dl-byline")).to_contain_text("12 September 2022")
        asked = address.partition("?")[2].partition("&lat=")[0]
        there.page.wait_for_url(f"**{asked}*")


def test_every_choice_stands_in_the_address(chromium: Browser, page_url: str) -> None:
    query = (
        "article=kharkiv-september-2022&from=2022-09-01&to=2022-09-20&layers=control,diplomacy&find=Izyum&pane=article"
        "&names=uk&units=km&dates=iso&kind=control&side=Russia,Ukraine&lat=49.50000&lon=37.00000&zoom=8"
    )
    with visit(chromium, f"{page_url}/?{query}", **TOUCH) as here:
        here.wait_for_map()
        here.idle()
        labels = " ".join(one["label"] for one in here.features())
        assert "Ізюм" in labels
        assert "Куп’янськ" in labels
        assert here.days_shown() == ["2022-09-01", "2022-09-20"]
        expect(here.page.locator(".dl-stamp")).to_contain_text("2022-09-12")
        expect(here.page.locator(".dl-reader")).to_be_visible()
        assert set(here.page.url.partition("?")[2].replace("%2C", ",").split("&")) == set(
            query.split("&")
        )
        assert here.stands()["latitude"] == pytest.approx(49.5, abs=0.01)
