"""Several articles in Chromium: a person adds them beside the open one, turns to one, and takes one
away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import IS_MARKED, MARK, PHONE, TOUCH, Visit, visit
from tests.browser.test_several import add, opened, tell_days_that_are_missing

pytestmark = pytest.mark.browser

LAID_UNDER = "() => Object.values(map._layers).some((one) => one.feature && one.feature.properties.layer === 'beside')"
OTHER = (
    "Russian troops withdrew from Izyum on September 10, 2022, the Russian Defense Ministry said. "
    "Ukrainian forces said they had entered Kupiansk on Saturday."
)


def add_pasted(here: Visit, text: str = OTHER, *, publisher: str = "Second paper") -> None:
    fields = opened(here)
    fields.get_by_label("Text", exact=True).fill(text)
    fields.get_by_role("textbox", name="Day of publication").fill("2022-09-12")
    fields.get_by_role("textbox", name="Publisher").fill(publisher)
    add(fields)
    expect(here.page.get_by_role("heading", name="Articles side by side")).to_be_visible()
    here.idle()


def add_example_and_go_back(here: Visit) -> None:
    """The back button closes the comparison and takes the example away again."""
    fields = opened(here)
    fields.get_by_text("Example", exact=True).first.click()
    expect(fields.get_by_role("combobox")).to_be_visible()
    here.idle()
    fields.get_by_role("button", name="Add beside the open one").scroll_into_view_if_needed()
    fields.get_by_role("combobox").click()
    expect(here.page.get_by_role("option").first).to_be_visible()
    fields.get_by_role("combobox").press_sequentially("Sudzha")
    expect(here.page.get_by_role("option")).to_have_count(1)
    fields.get_by_role("combobox").press("ArrowDown")
    fields.get_by_role("combobox").press("Enter")
    add(fields)
    here.page.wait_for_url("**beside=kursk-august-2024**")
    here.go("Data", "Compare")
    here.page.wait_for_url("**compare=kursk-august-2024**")
    here.idle()
    here.page.go_back()
    expect(here.page.get_by_role("radio", name="Events", exact=True)).to_be_checked()
    here.idle()
    here.page.go_back()
    expect(here.page.get_by_role("radio", name="List", exact=True)).to_be_checked()
    here.idle()
    here.page.go_back()
    expect(here.page.get_by_role("heading", name="Articles side by side")).to_have_count(0)


def compare(here: Visit) -> None:
    """The two articles, in the part that holds them against each other."""
    here.go("Data", "Compare")
    table = here.page.locator(".dl-compared").filter(has_text="Izyum")
    expect(table).to_contain_text("Second paper")
    here.page.locator(".dl-only summary").first.click()
    expect(here.page.locator(".dl-only li").first).to_be_visible()
    here.page.get_by_role("button", name="Show its card").first.click()
    expect(here.card()).to_be_visible()
    with here.page.expect_download() as download:
        here.page.get_by_role("button", name="These are not the same").click()
        here.page.get_by_role("button", name="Download what you keep apart (CSV)").click()
    assert download.value.path().read_text(encoding="utf-8").splitlines()[1].startswith("apart,")


def test_an_article_is_added_compared_opened_and_removed(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        here.wait_for_map()
        add_example_and_go_back(here)
        headline = here.page.locator(".dl-headline").inner_text()
        here.wait_for_map().evaluate(MARK)
        add_pasted(here)
        assert here.map_frame.evaluate(IS_MARKED)
        expect(here.page.locator(".dl-headline")).to_have_text(headline)
        # A card says who tells it too, and a person keeps them apart.
        here.wait_on_map(LAID_UNDER)
        here.page.locator(".st-key-event_list").get_by_role("button", name="Left").click()
        expect(here.page.locator(".dl-telling")).to_contain_text(
            "Russian troops withdrew from Izyum on September 10"
        )
        expect(here.page.get_by_text("2 publishers, 1 origin")).to_be_visible()
        here.page.get_by_role("button", name="These are not the same").click()
        expect(here.page.locator(".dl-telling")).to_have_count(0)
        here.page.get_by_role("button", name="They are the same after all").click()
        expect(here.page.locator(".dl-telling")).to_have_count(1)
        here.all_events()
        compare(here)
        # The added one is opened, and removed.
        here.go("Read", "List")
        here.page.get_by_role("button", name="Open this one").click()
        expect(here.page.locator(".dl-byline")).to_contain_text("Second paper")
        expect(here.page.locator(".st-key-event_list")).to_contain_text("Left: Izyum")
        here.idle()
        here.page.get_by_role("button", name="Remove", exact=True).click()
        expect(here.page.get_by_role("heading", name="Articles side by side")).to_have_count(0)


def test_it_can_be_done_on_a_telephone(chromium: Browser, page_url: str, tmp_path: Path) -> None:
    with visit(chromium, page_url, **TOUCH) as here:
        here.wait_for_map()
        here.open_sidebar()
        add_pasted(here)
        buttons = here.page.locator("[data-testid='stSidebar'] button")
        expect(buttons.filter(has_text="Open this one")).to_be_visible()
        boxes = [buttons.nth(at).bounding_box() for at in range(buttons.count())]
        assert all(box["x"] + box["width"] <= PHONE["width"] for box in boxes if box)
        here.close_sidebar()
        compare(here)
        here.all_events()
        here.open_sidebar()
        tell_days_that_are_missing(here, tmp_path)
