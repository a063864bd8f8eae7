"""What axe-core finds against WCAG 2.2 A and AA on every tab and in every state, and what a
keyboard alone can do."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.axe import SMALL, violations, violations_of_parts, violations_of_popover
from tests.browser.steps import MAP, TOUCH, Visit, visit

pytestmark = pytest.mark.browser

SHIFTS = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value))).observe(
    {type: 'layout-shift', buffered: false});
}"""

LOW = """() =>
  [...document.querySelectorAll('.stMain button, .stMain [role=tab], .stMain label:has(input)')]
  .filter((one) => one.getClientRects().length && one.querySelector('p, [data-testid=stIconMaterial]')
    && !one.closest('[data-testid=stElementToolbar], [data-testid=stTooltipIcon]')
    && one.getBoundingClientRect().height < 43.5).map((one) => one.textContent)"""
"""What a finger touches and is less than 44 pixels high."""


@pytest.mark.parametrize(
    ("scheme", "context"), [("light", TOUCH), ("dark", {})], ids=["light phone", "dark desk"]
)
def test_axe_finds_nothing(
    chromium: Browser, page_url: str, scheme: Literal["light", "dark"], context: dict[str, Any]
) -> None:
    with visit(chromium, page_url, color_scheme=scheme, **context) as here:
        here.wait_for_map()
        here.idle()
        if context == TOUCH:
            assert here.page.evaluate(LOW) == []
        found = violations(here, "first visit")
        found += violations_of_parts(here)
        for popover in ("Filter", "Signs and layers"):
            found += violations_of_popover(here, popover)
        expect(here.card()).to_be_visible()  # of the step at which the walk stood
        found += violations(here, "card")
        here.page.get_by_role("button", name="All events").press("Enter")
        here.page.locator(".st-key-event_list button").first.press("Enter")
        here.page.get_by_role("button", name="In the article").press("Enter")
        expect(here.page.locator(".dl-reader")).to_be_visible()
        found += violations(here, "article beside the map")
        assert found == []


def has_map_legend_and_days_alone(here: Visit, page_url: str) -> None:
    """The frame for another page."""
    told = here.page.locator(".stMain").inner_text()
    assert "As of 12 September 2022, as told by Dateline example digest" in told
    assert "Read by a program, not checked by a person." in told
    assert "GeoNames CC BY 4.0" in told
    expect(here.page.locator(".dl-legend")).to_be_visible()
    expect(here.page.locator(".dl-days")).to_be_visible()
    for absent in (
        "[data-testid='stSidebar']",
        "[role='tab']",
        ".dl-card",
        "[data-testid='stTextArea']",
    ):
        assert here.page.locator(absent).count() == 0
    assert {one["layer"] for one in here.features()} == {"control"}
    assert here.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert [url for url in here.requests if not url.startswith((page_url, "data:", "blob:"))] == []


@pytest.mark.parametrize(
    ("scheme", "context"), [("dark", TOUCH), ("light", {})], ids=["dark phone", "light desk"]
)
def test_axe_finds_nothing_in_what_an_address_opens(
    chromium: Browser, page_url: str, scheme: Literal["light", "dark"], context: dict[str, Any]
) -> None:
    """The first visit, the walk, the article with its form, two articles compared, and the frame
    for another page."""
    found = []
    for query in (
        "",
        "?pane=walk",
        "?pane=article",
        "?compare=kursk-august-2024",
        "?embed=true&layers=control",
    ):
        with visit(
            chromium, f"{page_url}/{query}", waits_for=".dl-stamp", color_scheme=scheme, **context
        ) as here:
            here.wait_for_map()
            if query == "?pane=article":
                here.page.get_by_text("Add a missed event").click()
                expect(here.page.get_by_role("combobox", name="Sentence")).to_be_visible()
            found += violations(here, query or "first visit")
            if "embed" in query:
                has_map_legend_and_days_alone(here, page_url)
    assert found == []


def tab_to(here: Visit, wanted: Locator, *, most: int = 90) -> None:
    """Go on with the Tab key until it has the focus."""
    for _ in range(most):
        if wanted.evaluate("(one) => one.contains(document.activeElement)"):
            return
        here.page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {wanted}")


def test_the_first_stops_skip_to_map_and_events_and_nothing_jumps(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, f"{page_url}/?article=kharkiv-september-2022&pane=events") as here:
        frame = here.wait_for_map()
        here.idle()
        here.page.keyboard.press("Tab")
        here.page.keyboard.press("Enter")
        frame.wait_for_function("() => document.activeElement === map.getContainer()")
        here.page.get_by_role("button", name="Skip to the events").press("Enter")
        expect(here.page.locator(".st-key-event_list button").first).to_be_focused()
        # Nothing jumps after a filter or a choice.
        here.page.evaluate(SHIFTS)
        here.page.get_by_role("button", name="Signs and layers").click()
        here.page.get_by_text("Summits and diplomacy", exact=False).first.click()
        here.page.keyboard.press("Escape")
        here.page.wait_for_url("**layers=*")
        here.begin_at(date(2022, 9, 14))
        here.idle()
        assert here.page.evaluate("window.shift") < 0.05


def test_a_keyboard_alone_reaches_and_works_everything_and_nothing_moves_where_that_is_not_wanted(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url, reduced_motion="reduce") as here:
        frame = here.wait_for_map()
        here.idle()
        # The map has its words.
        told = str(frame.evaluate("() => map.getContainer().getAttribute('aria-label')"))
        for words in ("Izyum: Russian forces left", "Kupiansk", "Samarkand"):
            assert words in told
        # No writing is too small.
        assert here.page.evaluate(SMALL, 12) == []
        assert (
            frame.evaluate("""() => [...document.querySelectorAll('.leaflet-control *')].filter((one) => one.textContent.trim()
          && parseFloat(getComputedStyle(one).fontSize) < 12).length""")
            == 0
        )
        # Enter in the field of the day does not read yet.
        own = here.page.locator("[data-testid='stForm']").first
        own.get_by_label("Text").fill("Troops left Izyum on Saturday.")
        day = own.get_by_role("textbox", name="Day of publication")
        day.fill("2022-09-12")
        day.press("Enter")
        here.idle()
        expect(day).to_have_value("2022-09-12")
        expect(here.page.locator(".dl-headline")).to_contain_text("Kharkiv front")
        # All can be reached and worked.
        tab_to(here, here.page.get_by_role("button", name="Got it"))
        here.page.keyboard.press("Enter")
        expect(here.page.get_by_role("button", name="Got it")).to_have_count(0)
        here.idle()
        tab_to(here, here.page.get_by_role("button", name="Go to"))
        here.page.keyboard.press("Enter")
        here.page.get_by_role("menuitem", name="Samarkand, planned").press("Enter")
        here.page.wait_for_url("**&lat=*")
        frame.wait_for_function("() => Math.abs(map.getCenter().lng - 66.96) < 0.5")
        assert frame.evaluate("() => !map._flyToFrame")
        tab_to(here, here.page.locator(MAP))
        frame.wait_for_function("() => document.activeElement === map.getContainer()")
        assert frame.evaluate("() => getComputedStyle(map.getContainer()).outlineStyle") == "solid"
        before = here.page.url
        here.page.keyboard.press("ArrowLeft")
        here.page.wait_for_function("(url) => location.href !== url", arg=before)
        here.idle()
        tab_to(here, here.page.get_by_label("Find", exact=True))
        here.page.keyboard.type("Izium")
        here.page.keyboard.press("Enter")
        expect(here.page.get_by_text(re.compile("in 2 of [0-9]+ events"))).to_be_visible()
        here.idle()
        tab_to(here, here.page.locator(".st-key-event_list button").first)
        here.page.keyboard.press("Enter")
        expect(here.card()).to_contain_text("Kupiansk")
        here.idle()
        tab_to(here, here.page.get_by_role("button", name="Later", exact=True))
        here.page.keyboard.press("Enter")
        here.page.wait_for_url("**from=2022-09-01&to=2022-09-01**")
