"""Several articles in Chromium: a person adds them beside the open one, turns to one, and takes one away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.steps import PHONE, Visit, visit

pytestmark = pytest.mark.browser

MARK = "() => { window.map.markedByTest = true; }"
IS_MARKED = "() => window.map.markedByTest === true"
OTHER = (
    "Russian troops withdrew from Izyum on September 10, 2022, the Russian Defense Ministry said. "
    "Ukrainian forces said they had entered Kupiansk on Saturday."
)


def form(here: Visit) -> Locator:
    """The fields for another article, opened."""
    here.page.get_by_text("Add another article").click()
    fields = here.page.locator("[data-testid='stExpander']", has_text="Add another article")
    expect(fields.get_by_role("button", name="Add beside the open one")).to_be_visible()
    return fields


def add_pasted(here: Visit, text: str = OTHER, *, publisher: str = "Second paper") -> None:
    fields = form(here)
    fields.get_by_label("Text", exact=True).fill(text)
    fields.get_by_role("textbox", name="Day of publication").fill("2022-09-12")
    fields.get_by_role("textbox", name="Publisher").fill(publisher)
    fields.get_by_role("button", name="Add beside the open one").click()
    expect(here.page.get_by_role("heading", name="Articles side by side")).to_be_visible()
    here.idle()


def test_an_article_is_added_opened_and_removed(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        headline = here.page.locator(".dl-headline").inner_text()
        here.wait_for_map().evaluate(MARK)
        add_pasted(here)
        assert here.map_frame.evaluate(IS_MARKED)
        expect(here.page.get_by_role("button", name="Add beside the open one")).to_have_count(0)
        expect(here.page.locator(".dl-headline")).to_have_text(headline)
        here.page.get_by_role("button", name="Open this one").click()
        expect(here.page.locator(".dl-byline")).to_contain_text("Second paper")
        expect(here.page.locator(".dl-article")).to_contain_text("Russian troops withdrew from Izyum")
        here.idle()
        here.page.get_by_role("button", name="Remove", exact=True).click()
        expect(here.page.get_by_role("heading", name="Articles side by side")).to_have_count(0)


def test_several_files_come_at_once(chromium: Browser, page_url: str, tmp_path: Path) -> None:
    for number, town in enumerate(("Izyum", "Kherson")):
        (tmp_path / f"{number}.txt").write_text(f"Shelling hit the town of {town} on Sunday, officials said.", encoding="utf-8")
    with visit(chromium, page_url) as here:
        fields = form(here)
        fields.get_by_text("File", exact=True).click()
        fields.locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.txt")))
        expect(fields.get_by_text("1.txt")).to_be_visible()
        fields.get_by_role("textbox", name="Day of publication").fill("2022-09-12")
        fields.get_by_role("button", name="Add beside the open one").click()
        expect(here.page.get_by_role("button", name="Remove", exact=True)).to_have_count(2)


def test_the_back_button_takes_an_added_example_away(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        fields = form(here)
        fields.get_by_text("Example", exact=True).first.click()
        fields.get_by_role("combobox").fill("Sudzha")
        here.page.get_by_role("option").filter(has_text="Sudzha").click()
        fields.get_by_role("button", name="Add beside the open one").click()
        here.page.wait_for_url("**beside=kursk-august-2024**")
        here.idle()
        here.page.go_back()
        expect(here.page.get_by_role("heading", name="Articles side by side")).to_have_count(0)


def test_it_can_be_done_on_a_telephone(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url, viewport=PHONE, has_touch=True, is_mobile=True) as here:
        here.page.get_by_test_id("stExpandSidebarButton").tap()
        add_pasted(here)
        buttons = here.page.locator("[data-testid='stSidebar'] button")
        expect(buttons.filter(has_text="Open this one")).to_be_visible()
        boxes = [buttons.nth(at).bounding_box() for at in range(buttons.count())]
        assert all(box["x"] + box["width"] <= PHONE["width"] for box in boxes if box)
