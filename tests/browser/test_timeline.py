"""The timeline in Chromium: a window drawn with mouse or finger, steps and play, and the map that
none of it builds anew."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import IS_MARKED, MARK, TOUCH, Visit, visit

pytestmark = pytest.mark.browser

DAYS = [
    f"Police killed {number + 2} protesters in the town of Izyum on September {number + 1}."
    for number in range(11)
]


WINDOW = ".stVegaLiteChart svg g.window_brush_bg path"
"""What is drawn of the days that are chosen."""
NO_WINDOW = "M0,0h0v0h0Z"


def days_shown(here: Visit) -> list[str]:
    return [here.page.get_by_label(name, exact=True).input_value() for name in ("From", "To")]


def drag(here: Visit, *, touch: bool) -> None:
    """Across the first three quarters of the chart, into the days of the news."""
    chart = here.page.locator("[data-testid='stVegaLiteChart'] svg")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    xs, y = [box["x"] + box["width"] * (0.03 + 0.09 * step) for step in range(9)], box["y"] + 40
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


@pytest.mark.parametrize("context", [{}, TOUCH], ids=["desk", "phone"])
def test_days_are_chosen_by_drawing_across_the_chart(
    chromium: Browser, page_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, page_url, **context) as here:
        frame = here.wait_for_map()
        frame.evaluate(MARK)
        here.idle()
        assert days_shown(here) == ["", ""], "nobody chose any"
        drag(here, touch=bool(context))
        expect(here.page.get_by_label("To", exact=True)).not_to_have_value("")
        here.page.wait_for_url("**from=*&to=*")
        first, last = days_shown(here)
        here.page.get_by_role("button", name="News days").click()
        expect(here.page.get_by_label("To", exact=True)).not_to_have_value(last)
        news = days_shown(here)
        assert first < news[0] < last < news[1]
        here.page.get_by_role("button", name="All days").click()
        expect(here.page.get_by_label("To", exact=True)).to_have_value("")
        expect(here.page.locator(WINDOW)).to_have_attribute("d", NO_WINDOW)
        assert frame.evaluate(IS_MARKED)


def test_the_drawn_window_is_that_of_the_days_after_another_article(
    chromium: Browser, page_url: str
) -> None:
    drawn = f"() => document.querySelector('{WINDOW}')?.getAttribute('d')"
    with visit(chromium, f"{page_url}/?article=kherson-november-2022") as here:
        for name in ("Sudan", "Sudzha"):
            here.page.get_by_label("Example article").click()
            here.page.get_by_role("option", name=re.compile(name)).click()
            expect(here.page.locator(".dl-headline")).to_contain_text(name)
        here.page.get_by_role("button", name="News days").click()
        expect(here.page.get_by_label("To", exact=True)).not_to_have_value("")
        here.idle()
        found = days_shown(here), here.page.wait_for_function(drawn).json_value()
        here.page.reload()
        expect(here.page.locator(".dl-headline")).to_contain_text(name)
        here.idle()
        assert (days_shown(here), here.page.wait_for_function(drawn).json_value()) == found


@pytest.mark.parametrize("context", [{}, TOUCH], ids=["desk", "phone"])
def test_playing_goes_from_day_to_day_and_the_map_stays(
    chromium: Browser, page_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, page_url, **context) as here:
        if context:
            here.open_sidebar()
        here.paste(" ".join(DAYS))
        expect(here.page.locator(".dl-article")).to_contain_text("on September 11")
        here.idle()
        frame = here.wait_for_map()
        frame.evaluate(MARK)
        length = here.page.evaluate("history.length")
        here.page.get_by_role("button", name="Play").press("Enter")
        expect(here.page.get_by_label("From", exact=True)).to_have_value(
            re.compile("2022-09-(0[3-9]|1.)")
        )
        here.page.get_by_role("button", name="Pause").press("Enter")
        expect(here.page.get_by_role("button", name="Play")).to_be_visible()
        here.page.wait_for_url("**from=2022-09-*")
        assert here.page.evaluate("history.length") == length + 1, (
            "one way back, however long it played"
        )
        here.idle()
        paused, _ = days_shown(here)
        here.page.get_by_role("button", name="Earlier").press("Enter")
        expect(here.page.get_by_label("To", exact=True)).not_to_have_value(paused)
        assert days_shown(here)[0] < paused
        assert frame.evaluate(IS_MARKED)
        assert here.map_frame == frame
