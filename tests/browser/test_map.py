"""The map in Chromium: markers are drawn, a click opens a card, filters leave the map where the
person put it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import IS_MARKED, MARK, PAINTED, PHONE, visit

pytestmark = pytest.mark.browser

HAS_NO = """([name, words]) => !Object.values(map._layers).some(
  (layer) => layer.feature && layer.feature.properties[name].includes(words))"""
HAS_FOUND = """([words]) => Object.values(map._layers).some(
  (layer) => layer.feature && layer.feature.properties.label.includes(words) && layer.feature.properties.symbol.found)"""
IS_NEAR = """([latitude, longitude]) => Math.abs(map.getCenter().lat - latitude) < 0.5
  && Math.abs(map.getCenter().lng - longitude) < 0.5"""


def test_markers_are_drawn_where_the_article_happens(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        labels = " ".join(one["label"] for one in here.features())
        for name in ("Kupiansk", "Izyum", "Balakliya", "Samarkand", "Beijing"):
            assert name in labels
        izyum = here.feature_at("Izyum")
        assert here.map_frame.evaluate(PAINTED, [izyum["latitude"], izyum["longitude"]])
        stands = here.stands()
        assert abs(stands["latitude"] - 49.5) < 1.5
        assert abs(stands["longitude"] - 36.9) < 2


def test_click_on_a_marker_opens_its_card(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        here.click_feature("Izyum")
        expect(here.card()).to_contain_text("Russian forces left")
        expect(here.card()).to_contain_text("Holder not stated")
        expect(here.card().locator("mark")).to_have_count(1)


def test_same_marker_can_be_clicked_again_after_another_choice(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url) as here:
        here.click_feature("Samarkand")
        expect(here.card()).to_contain_text("Summit")
        here.page.get_by_role("button", name="All events").click()
        expect(here.card()).to_have_count(0)
        here.idle()
        here.click_feature("Samarkand")
        expect(here.card()).to_contain_text("Summit")


def test_date_filter_changes_markers_and_keeps_the_map(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        frame = here.wait_for_map()
        frame.evaluate(MARK)
        frame.evaluate(
            "() => L.Map.prototype.setView.call(map, [48.7, 36.1], 6.5, {animate: false})"
        )
        before = here.stands()
        here.begin_at(date(2022, 9, 14))
        here.wait_on_map(HAS_NO, "label", "Izyum")
        assert any("Samarkand" in one["label"] for one in here.features())
        assert frame.evaluate(IS_MARKED)
        assert here.stands() == pytest.approx(before, abs=1e-6)
        assert here.map_frame == frame


def test_layer_switch_takes_its_markers_off(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        frame = here.wait_for_map()
        frame.evaluate(MARK)
        here.page.get_by_role("button", name="Signs and layers").click()
        here.page.get_by_text("Summits and diplomacy", exact=False).first.click()
        here.wait_on_map(HAS_NO, "layer", "diplomacy")
        assert frame.evaluate(IS_MARKED)


def test_group_buttons_fly_there_and_again(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        frame = here.wait_for_map()
        button = here.page.get_by_role("button", name="Samarkand, planned")
        button.click()
        here.wait_on_map(IS_NEAR, 39.65, 66.96)
        frame.evaluate("() => L.Map.prototype.setView.call(map, [10, 10], 4, {animate: false})")
        here.idle()
        button.click()
        here.wait_on_map(IS_NEAR, 39.65, 66.96)


def test_table_selects_events_by_keyboard(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        here.wait_for_map()
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


def test_card_leads_to_the_passage(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        here.click_feature("Izyum")
        expect(here.card()).to_be_visible()
        here.go("Data", "Places")
        expect(here.page.get_by_role("button", name="In the article")).to_be_visible()
        here.idle()
        here.page.get_by_role("button", name="In the article").click()
        passage = here.page.locator("#passage")
        expect(passage).to_be_attached()
        expect(here.page.locator(".dl-selected", has_text="Izyum").first).to_be_in_viewport()
        assert here.page.locator(".dl-article .dl-trigger").count() > 3


def test_back_button_brings_the_view_back(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        here.click_feature("Izyum")
        expect(here.card()).to_be_visible()
        here.idle()
        here.page.go_back()
        expect(here.card()).to_have_count(0)
        here.page.go_forward()
        expect(here.card()).to_be_visible()


def test_address_brings_the_view_back(chromium: Browser, page_url: str) -> None:
    with visit(chromium, page_url) as here:
        here.click_feature("Izyum")
        expect(here.card()).to_be_visible()
        here.begin_at(date(2022, 9, 5))
        shared = here.page.url
        stands = here.stands()
    with visit(chromium, shared) as there:
        expect(there.card()).to_contain_text("Russian forces left")
        assert there.days_shown() == ["5 September 2022", "no bound"]
        there.wait_for_map()
        assert there.stands() == pytest.approx(stands, abs=0.01)


@pytest.mark.parametrize("context", [{}, {"viewport": PHONE}], ids=["desk", "phone"])
def test_moving_the_map_reaches_the_address_without_an_entry_in_the_history(
    chromium: Browser, page_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, page_url, **context) as here:
        frame = here.wait_for_map()
        here.idle()
        frame.evaluate(MARK)
        length = here.page.evaluate("history.length")
        here.drag_map(90, 40)
        here.page.wait_for_url("**&lat=*&lon=*&zoom=*")
        stands = here.stands()
        here.idle()
        assert here.page.evaluate("history.length") == length
        assert frame.evaluate(IS_MARKED)
        shared = here.page.url
    with visit(chromium, shared, **context) as there:
        there.wait_for_map()
        assert there.stands() == pytest.approx(stands, abs=0.01)


def test_a_choice_from_the_list_keeps_a_closer_zoom(chromium: Browser, page_url: str) -> None:
    with visit(chromium, f"{page_url}/?lat=49.20000&lon=37.25000&zoom=10") as here:
        here.wait_for_map()
        assert here.stands()["zoom"] == pytest.approx(9.25), "10 on a map of full size"
        here.page.get_by_role("button", name="Retaken: Kupiansk").click()
        here.wait_on_map(f"(place) => map.getZoom() === 9.25 && ({IS_NEAR})(place)", 49.71, 37.61)


@pytest.mark.parametrize("context", [{}, {"viewport": PHONE}], ids=["desk", "phone"])
def test_find_marks_what_it_finds_in_any_spelling(
    chromium: Browser, page_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, page_url, **context) as here:
        here.wait_for_map()
        here.page.get_by_label("Find", exact=True).fill("Изюм")
        here.page.get_by_label("Find", exact=True).press("Enter")
        here.wait_on_map(HAS_FOUND, "Izyum")
        assert [one["label"] for one in here.features() if one["symbol"].get("found")] == ["Izyum"]
        expect(here.page.locator(".st-key-event_list button").first).to_contain_text(
            "Retaken: Kupiansk"
        )
        here.page.wait_for_url("**find=*")
        shared = here.page.url
    with visit(chromium, shared, **context) as there:
        there.wait_on_map(HAS_FOUND, "Izyum")
        expect(there.page.get_by_text(re.compile("in 2 of [0-9]+ events"))).to_be_visible()
