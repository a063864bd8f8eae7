"""The card, the filter and the table in Chromium: words light up, map and table follow a choice,
and the map stays the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.steps import IS_MARKED, MARK, PHONE, Visit, visit

pytestmark = pytest.mark.browser

ARTICLE = (
    "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Shelling hit the town of Izyum on Sunday. "
    "The two presidents will meet at a summit in Samarkand on September 15-16. "
    "Ukrainian troops will advance on Tokmak in October."
)
HAS_NO = """([words]) => !Object.values(map._layers).some(
  (layer) => layer.feature && layer.feature.properties.label.includes(words))"""
HAS = """([words]) => Object.values(map._layers).some(
  (layer) => layer.feature && layer.feature.properties.label.includes(words))"""
IS_NEAR = """([latitude, longitude]) => Math.abs(map.getCenter().lat - latitude) < 0.5
  && Math.abs(map.getCenter().lng - longitude) < 0.5"""
CLEAR = "rgba(0, 0, 0, 0)"
SMALLEST_TARGET_PX = 24


def pasted(here: Visit) -> None:
    here.read(ARTICLE)
    here.wait_on_map(HAS, "Samarkand")
    here.idle()


def listed(here: Visit, words: str) -> Locator:
    return here.page.locator(".st-key-event_list").get_by_role("button", name=words)


def background(words: Locator) -> str:
    return str(words.evaluate("(one) => getComputedStyle(one).backgroundColor"))


def touch_parts_and_choices(here: Visit) -> None:
    """On a telephone, where each is large enough."""
    here.page.get_by_role("button", name="Filter").tap()
    choices = here.page.locator(".st-key-filter_kind button")
    expect(choices.first).to_be_visible()
    heights = [choices.nth(at).bounding_box()["height"] for at in range(choices.count())]
    here.page.keyboard.press("Escape")
    here.page.locator(".st-key-event_list button").first.tap()
    parts = here.card().locator(".dl-fact[tabindex]")
    expect(parts.first).to_be_visible()
    heights += [parts.nth(at).bounding_box()["height"] for at in range(parts.count())]
    assert min(heights) >= SMALLEST_TARGET_PX
    here.card().locator(".dl-p-place").tap()
    assert background(here.card().locator(".dl-w-place").first) != CLEAR
    assert here.page.locator(".stMain").evaluate("(part) => part.scrollWidth") <= PHONE["width"]


def test_card_list_table_and_filter_answer_each_other(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        pasted(here)
        here.map_frame.evaluate(MARK)
        # A planned movement is an area and no town.
        assert not any("Tokmak" in f"{one['label']}{one['tips']}" for one in here.features())
        area = here.feature_at("Zaporizhzhia")
        assert area["note"][0] == "exact place not shown"
        listed(here, "Advance").click()
        expect(here.card()).to_contain_text("not shown more exactly than Zaporizhzhia Oblast")
        expect(here.card()).to_contain_text("a movement of forces that is still to come")
        here.all_events()
        # An event that is chosen from the list is shown on the map.
        listed(here, "Summit").click()
        here.wait_on_map(IS_NEAR, 39.65, 66.96)
        # Words light up with their part, by pointer and by keyboard.
        words = here.card().locator(".dl-w-place")
        expect(words).to_have_text("Samarkand")
        here.idle()
        assert background(words) == CLEAR
        here.card().locator(".dl-p-place").hover()
        assert background(words) != CLEAR
        here.card().locator(".dl-p-reading").hover()
        assert background(words) == CLEAR
        here.card().locator(".dl-p-what").focus()
        place = here.card().locator(".dl-p-place")
        while not place.evaluate("(one) => one === document.activeElement"):
            here.page.keyboard.press("Tab")
        assert background(words) != CLEAR
        assert place.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
        here.all_events()
        # So is one that is chosen from the table.
        here.go("Data", "Events")
        here.grid()
        here.page.keyboard.press("ArrowDown")
        expect(here.card()).to_contain_text("Izyum")
        here.wait_on_map(IS_NEAR, 49.21, 37.25)
        here.idle()
        # A filter acts on map and table, and the map stays.
        rows = here.page.locator("[data-testid='stDataFrame'] canvas tbody tr")
        expect(rows.nth(1)).to_be_attached()
        here.page.get_by_role("button", name="Filter").click()
        here.page.get_by_role("button", name="diplomacy (1)").click()
        here.wait_on_map(HAS_NO, "Kupiansk")
        here.wait_on_map(HAS, "Samarkand")
        expect(rows).to_have_count(1)
        here.page.wait_for_url("**kind=diplomacy**")
        here.page.keyboard.press("Escape")
        here.page.get_by_role("button", name="diplomacy", exact=True).click()
        here.wait_on_map(HAS, "Kupiansk")
        assert here.map_frame.evaluate(IS_MARKED)
