"""Hands, keys and screens on the map of many events: fingers, arrows, less motion, fine pixels,
another size."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from components.map.packing import packed
from tests.many import events_of
from tests.map.opening import DESK, PHONE, TWO_FRAMES, Open

pytestmark = pytest.mark.browser

EVENTS = events_of(3_000, places=200)
STANDS = "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
LARGEST = """() => {
  const [item] = [...map._datelineMany.canvas.items].sort((one, other) => other.count - one.count);
  const at = map.layerPointToContainerPoint([item.x, item.y]);
  return [at.x, at.y, item.count];
}"""
SHARP = """() => {
  const canvas = map.getPane('dateline-many').querySelector('canvas'), {width} = canvas.getBoundingClientRect();
  return canvas.width / width;
}"""
COVERED = """() => {
  const canvas = map.getPane('dateline-many').querySelector('canvas').getBoundingClientRect();
  const own = map.getContainer().getBoundingClientRect();
  return canvas.left <= own.left && canvas.right >= own.right && canvas.top <= own.top && canvas.bottom >= own.bottom;
}"""

Points = list[tuple[float, float]]


def touch(session: CDPSession, kind: str, points: Points) -> None:
    fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def move(page: Page, *steps: Points) -> None:
    """Fingers that go down at the first of the steps, go on to each of the others, and lift."""
    session = page.context.new_cdp_session(page)
    for number, points in enumerate(steps):
        touch(session, "touchMove" if number else "touchStart", points)
    touch(session, "touchEnd", [])
    session.detach()


def test_two_fingers_zoom_and_the_page_hears_where_the_map_stands(open_many: Open) -> None:
    page = open_many(packed(EVENTS), options=PHONE)
    before = page.evaluate(STANDS)
    move(page, *[[(195 - apart, 200), (195 + apart, 200)] for apart in range(40, 165, 12)])
    page.wait_for_function(
        "(zoom) => map.getZoom() >= zoom + 1 && !map._animatingZoom", arg=before[2]
    )
    page.wait_for_function("() => told.length > 0")
    assert page.evaluate("() => [told.at(-1).map_latitude, told.at(-1).file !== undefined]") == [
        pytest.approx(page.evaluate(STANDS)[0], abs=1e-4),
        True,
    ]


def test_a_finger_that_stays_tells_what_is_under_it_and_a_tap_chooses(open_many: Open) -> None:
    page = open_many(packed(EVENTS), options=PHONE)
    x, y, count = page.evaluate(LARGEST)
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", [(x, y)])
    page.locator(".dateline-tip").get_by_text(f"{count:,} pins").wait_for()
    touch(session, "touchEnd", [])
    session.detach()
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("told.length") == 0
    page.touchscreen.tap(x, y)
    page.wait_for_function("(count) => told.length && told.at(-1).picked_of === count", arg=count)


def test_one_finger_scrolls_the_page_and_two_drag_the_map(open_many: Open) -> None:
    page = open_many(packed(EVENTS), options=PHONE)
    before = page.evaluate(STANDS)
    move(page, *[[(195, 260 - 15 * step)] for step in range(6)])
    page.locator(".dateline-hint.shown").wait_for()
    assert page.evaluate(STANDS) == before
    move(page, *[[(150, 260 - 15 * step), (240, 260 - 15 * step)] for step in range(6)])
    page.wait_for_function("(latitude) => map.getCenter().lat < latitude - 0.01", arg=before[0])


def test_a_telephone_that_is_turned_keeps_the_map_on_the_screen(open_many: Open) -> None:
    page = open_many(packed(EVENTS), options=PHONE)
    for width, height in ((844, 390), (390, 600)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("(width) => map.getSize().x === width", arg=width)
        page.evaluate(TWO_FRAMES)
        assert page.evaluate(COVERED)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("ratio", "motion", "is_there"),
    [(1, "no-preference", False), (2, "reduce", True), (3, "no-preference", False)],
)
def test_fine_screens_are_sharp_answer_a_click_and_fly_where_that_is_wanted(
    open_many: Open, ratio: int, motion: str, is_there: bool
) -> None:
    options: dict[str, Any] = DESK | {"device_scale_factor": ratio, "reduced_motion": motion}
    page = open_many(packed(EVENTS), options=options)
    assert page.evaluate(SHARP) == pytest.approx(ratio, rel=0.01)
    x, y, count = page.evaluate(LARGEST)
    page.mouse.click(x, y)
    page.wait_for_function("(count) => told.length && told.at(-1).picked_of === count", arg=count)
    page.evaluate("() => void map.setView([49, 32], 5)")
    at_once = page.evaluate("""() => {
      map.setView([50.5, 30.5], 8);
      const flown = Math.round(map.getCenter().lat * 10) / 10;
      map.setZoom(6);
      return [flown, map.getZoom()];
    }""")
    assert (at_once == [50.5, 6]) is is_there


def test_keys_move_and_zoom_the_map_and_tab_goes_on_to_every_pin(open_many: Open) -> None:
    page = open_many(packed(EVENTS))
    page.evaluate("() => map.getContainer().focus()")
    before = page.evaluate(STANDS)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "(longitude) => map.getCenter().lng > longitude && !map._panAnim?._inProgress",
        arg=before[1],
    )
    page.keyboard.press("+")
    page.wait_for_function(
        "(zoom) => map.getZoom() === zoom + 1 && !map._animatingZoom", arg=before[2]
    )
    page.keyboard.press("-")
    page.wait_for_function("(zoom) => map.getZoom() === zoom && !map._animatingZoom", arg=before[2])
    names = []
    while "Every pin" not in names and len(names) < 30:
        page.keyboard.press("Tab")
        names.append(page.evaluate("() => document.activeElement.textContent"))
    assert names[-1] == "Every pin"
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
