"""The map in Chromium: markers are drawn, a click opens a card, filters leave the map where the
person put it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import IS_MARKED, MAP, MARK, PAINTED, PHONE, Visit, visit

pytestmark = pytest.mark.browser

HAS_NO = """([name, words]) => !Object.values(map._layers).some(
  (layer) => layer.feature && layer.feature.properties[name].includes(words))"""
HAS_FOUND = """([words]) => Object.values(map._layers).some(
  (layer) => layer.feature && layer.feature.properties.label.includes(words) && layer.feature.properties.symbol.found)"""
IS_NEAR = """([latitude, longitude]) => Math.abs(map.getCenter().lat - latitude) < 0.5
  && Math.abs(map.getCenter().lng - longitude) < 0.5"""

IS_AT = IS_NEAR.replace("0.5", "0.001")


def open_cards(here: Visit) -> None:
    """A click on a marker opens its card, the back button closes it, and a marker can be clicked
    again."""
    labels = " ".join(one["label"] for one in here.features())
    for name in ("Kupiansk", "Izyum", "Balakliya", "Samarkand", "Beijing"):
        assert name in labels
    izyum = here.feature_at("Izyum")
    assert here.map_frame.evaluate(PAINTED, [izyum["latitude"], izyum["longitude"]])
    stands = here.stands()
    assert abs(stands["latitude"] - 49.5) < 1.5
    assert abs(stands["longitude"] - 36.9) < 2
    here.click_feature("Izyum")
    expect(here.card()).to_contain_text("Russian forces left")
    expect(here.card()).to_contain_text("Holder not stated")
    expect(here.card().locator("mark")).to_have_count(1)
    here.idle()
    here.page.go_back()
    expect(here.card()).to_have_count(0)
    here.page.go_forward()
    expect(here.card()).to_be_visible()
    here.idle()
    here.all_events()
    for told in ("Meeting, planned", "Summit, planned"):
        here.click_feature("Samarkand")
        expect(here.card()).to_contain_text(told)
        here.all_events()


def go_to_groups_and_passages(here: Visit) -> None:
    """Buttons of groups, the table and the card lead to the map and to the passage."""
    frame = here.map_frame
    here.go_to("Samarkand, planned")
    here.wait_on_map(IS_NEAR, 39.65, 66.96)
    frame.evaluate("() => void L.Map.prototype.setView.call(map, [10, 10], 4, {animate: false})")
    here.go_to("Samarkand, planned")
    here.wait_on_map(IS_NEAR, 39.65, 66.96)
    # The table selects events by keyboard.
    here.go("Data", "Events")
    grid = here.grid()
    here.page.keyboard.press("ArrowDown")
    expect(here.card()).to_be_visible()
    first = here.card().inner_text()
    here.idle()
    rows = grid.locator("tr").count()
    for _ in range(rows):
        here.page.keyboard.press("ArrowDown")
    expect(here.card()).not_to_have_text(first)
    here.idle()
    # The card leads to the passage.
    here.click_feature("Izyum")
    expect(here.card()).to_contain_text("Russian forces left")
    here.go("Places")
    expect(here.page.get_by_role("button", name="In the article")).to_be_visible()
    here.idle()
    here.page.get_by_role("button", name="In the article").click()
    passage = here.page.locator("#passage")
    expect(passage).to_be_attached()
    expect(here.page.locator(".dl-selected", has_text="Izyum").first).to_be_in_viewport()
    assert here.page.locator(".dl-article .dl-trigger").count() > 3


def load_tiles(here: Visit) -> None:
    """Only when they are asked for."""
    here.page.route("**/*openstreetmap.org/**", lambda route: route.abort())
    assert not any("openstreetmap" in one for one in here.requests)
    here.idle()
    with here.page.expect_request("**/*openstreetmap.org/**"):
        here.page.get_by_role("button", name="Signs and layers").click()
        here.page.get_by_text("OpenStreetMap tiles", exact=False).click()
    expect(here.page.frame_locator(MAP).get_by_text("OpenStreetMap")).to_be_visible()


def test_markers_groups_table_and_card_lead_to_one_another(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url) as here:
        open_cards(here)
        go_to_groups_and_passages(here)
        load_tiles(here)


def test_days_and_layers_change_markers_keep_the_map_and_go_with_the_address(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url) as here:
        frame = here.wait_for_map()
        frame.evaluate(MARK)
        frame.evaluate(
            "() => void L.Map.prototype.setView.call(map, [48.7, 36.1], 6.5, {animate: false})"
        )
        before = here.stands()
        here.begin_at(date(2022, 9, 14))
        here.wait_on_map(HAS_NO, "label", "Izyum")
        assert any("Samarkand" in one["label"] for one in here.features())
        assert frame.evaluate(IS_MARKED)
        assert here.stands() == pytest.approx(before, abs=1e-6)
        assert here.map_frame == frame
        here.idle()
        here.page.get_by_role("button", name="Signs and layers").click()
        here.page.get_by_text("Summits and diplomacy", exact=False).first.click()
        here.wait_on_map(HAS_NO, "layer", "diplomacy")
        assert frame.evaluate(IS_MARKED)
    with visit(chromium, page_url) as here:
        here.click_feature("Izyum")
        expect(here.card()).to_be_visible()
        here.begin_at(date(2022, 9, 5))
        shared = here.page.url
        stands = here.stands()
    with visit(chromium, shared) as there:
        expect(there.card()).to_contain_text("Russian forces left")
        assert there.days_shown() == ["5 September 2022", "no limit"]
        there.wait_for_map()
        assert there.stands() == pytest.approx(stands, abs=0.01)


def test_a_choice_keeps_a_closer_zoom_and_the_address_has_what_is_found_and_where_the_map_stands(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, f"{page_url}/?lat=49.20000&lon=37.25000&zoom=10") as here:
        here.wait_for_map()
        assert here.stands()["zoom"] == pytest.approx(9.25), "10 on a map of full size"
        here.page.get_by_role("button", name="Retaken: Kupiansk").click()
        here.wait_on_map(f"(place) => map.getZoom() === 9.25 && ({IS_NEAR})(place)", 49.71, 37.61)
    with visit(chromium, page_url, viewport=PHONE) as here:
        frame = here.wait_for_map()
        here.idle()
        frame.evaluate(MARK)
        # Find marks what it finds in any spelling, and the map goes there.
        here.page.get_by_label("Find", exact=True).fill("Изюм")
        here.page.get_by_label("Find", exact=True).press("Enter")
        here.wait_on_map(HAS_FOUND, "Izyum")
        assert [one["label"] for one in here.features() if one["symbol"].get("found")] == ["Izyum"]
        expect(here.page.locator(".st-key-event_list button").first).to_contain_text(
            "Retaken: Kupiansk"
        )
        here.page.wait_for_url("**find=*")
        here.wait_on_map(IS_AT, 49.207, 37.277)
        here.idle()
        length, found_at = here.page.evaluate("history.length"), here.page.url
        here.drag_map(90, 40)
        here.page.wait_for_url(lambda url: url != found_at and "&lat=" in url)
        stands = here.stands()
        here.idle()
        assert here.page.evaluate("history.length") == length, "moving is no entry in the history"
        assert frame.evaluate(IS_MARKED)
        shared = here.page.url
    with visit(chromium, shared, viewport=PHONE) as there:
        there.wait_on_map(HAS_FOUND, "Izyum")
        expect(there.page.get_by_text(re.compile("in 2 of [0-9]+ events"))).to_be_visible()
        assert there.stands() == pytest.approx(stands, abs=0.01)
