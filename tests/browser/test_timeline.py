"""The days in Chromium: chosen by drawing, by handles and keys, stepped and played; who holds what
follows the right handle, and the map is not built anew by any of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import IS_MARKED, MARK, PHONE, TOUCH, Visit, visit
from tests.browser.test_control import LOOKS, RUSSIA, UKRAINE, scroll_strip, told
from tests.browser.test_filter import touch_parts_and_choices

pytestmark = pytest.mark.browser

DAYS = [
    f"Police killed {number + 2} protesters in the town of Izyum on September {number + 1}."
    for number in range(11)
]
ALL_DAYS = ["no limit", "no limit"]


def drag(here: Visit, start: float, end: float, *, touch: bool) -> None:
    """Across the chart, from one part of its width to another."""
    chart = here.page.locator(".dl-plot")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    xs = [box["x"] + box["width"] * (start + (end - start) * step / 8) for step in range(9)]
    y = box["y"] + 20
    if not touch:
        here.page.mouse.move(xs[0], y)
        here.page.mouse.down()
        for x in xs:
            here.page.mouse.move(x, y)
        here.page.mouse.up()
        return
    fingers = here.page.context.new_cdp_session(here.page)
    for number, x in enumerate(xs):
        kind = "touchMove" if number else "touchStart"
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def choose_days(here: Visit, *, touch: bool) -> None:
    """By drawing, by a handle and by keys, back to all of them."""
    frame = here.wait_for_map()
    frame.evaluate(MARK)
    here.idle()
    assert here.days_shown() == ALL_DAYS, "nobody chose any"
    drag(here, 0.1, 0.5, touch=touch)
    here.page.wait_for_url("**from=*&to=*")
    here.idle()
    first, last = here.days_shown()
    drag(here, 0.495, 0.7, touch=touch)
    expect(here.handle("Last day")).not_to_have_attribute("aria-valuetext", last)
    here.idle()
    assert here.days_shown()[0] != first, "drawn beside the handle, other days begin"
    here.handle("Last day").press("End")
    here.page.wait_for_url(re.compile("from=[^&]*(?!.*to=)"))
    here.idle()
    expect(here.handle("Last day")).to_be_focused()
    here.page.get_by_role("button", name="News days").click()
    here.page.wait_for_url("**from=*&to=*")
    here.page.get_by_role("button", name="All days").click()
    expect(here.page.get_by_role("button", name="All days")).to_have_count(0)
    assert here.days_shown() == ALL_DAYS
    assert frame.evaluate(IS_MARKED)
    assert here.page.evaluate("document.documentElement.scrollWidth") <= (
        PHONE["width"] if touch else 1440
    )


def see_who_holds_what(here: Visit) -> None:
    """It follows the right handle."""
    told(here)
    here.wait_on_map(LOOKS, "Lyman", UKRAINE)
    here.map_frame.evaluate(MARK)
    here.page.get_by_role("button", name="News days").click()
    here.page.wait_for_url("**to=2022-09-12*")
    here.idle()
    for day in (11, 10, 9, 8):
        here.handle("Last day").press("ArrowLeft")
        expect(here.page.get_by_text(f"As of {day} September 2022")).to_be_visible()
        here.idle()
    here.wait_on_map(LOOKS, "Lyman", RUSSIA)
    here.wait_on_map(LOOKS, "Izyum", "unknown")
    assert here.map_frame.evaluate(IS_MARKED)


def play(here: Visit) -> None:
    """From day to day; the map stays."""
    here.read(" ".join(DAYS))
    frame = here.wait_for_map()
    frame.evaluate(MARK)
    length = here.page.evaluate("history.length")
    here.page.get_by_role("button", name="Play").press("Enter")
    expect(here.handle("First day")).to_have_attribute(
        "aria-valuetext", re.compile(r"([3-9]|1\d) September 2022")
    )
    here.page.get_by_role("button", name="Pause").press("Enter")
    expect(here.page.get_by_role("button", name="Play")).to_be_visible()
    here.page.wait_for_url("**from=2022-09-*")
    assert here.page.evaluate("history.length") == length + 1, (
        "one way back, however long it played"
    )
    here.idle()
    paused = here.days_shown()[0]
    here.page.get_by_role("button", name="Earlier").press("Enter")
    expect(here.handle("First day")).not_to_have_attribute("aria-valuetext", paused)
    assert int(here.days_shown()[0].split()[0]) < int(paused.split()[0])
    assert frame.evaluate(IS_MARKED)
    assert here.map_frame == frame


def test_days_are_chosen_followed_and_played_and_the_map_is_not_built_anew(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url) as here:
        play(here)
        here.page.get_by_role("button", name="All days").click()
        expect(here.page.get_by_role("button", name="All days")).to_have_count(0)
        here.idle()
        see_who_holds_what(here)
    with visit(chromium, f"{page_url}/?article=kharkiv-september-2022&asof=2022-09-11") as here:
        here.wait_on_map(LOOKS, "Kupiansk", "unknown")
        assert here.days_shown() == ["no limit", "11 September 2022"]
        here.page.get_by_role("button", name="All days").click()
        expect(here.page.get_by_role("button", name="All days")).to_have_count(0)
        choose_days(here, touch=False)


def test_days_facets_card_and_evidence_are_worked_by_a_finger(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url, **TOUCH) as here:
        choose_days(here, touch=True)
        touch_parts_and_choices(here)
        here.all_events()
        scroll_strip(here)
