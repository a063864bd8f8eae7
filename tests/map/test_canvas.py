"""The canvas of many events in Chromium: exact counts, the legend's colours, clicks, hostile
words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from components.map import tiles
from components.map.assets import url
from components.map.canvas import Window
from components.map.packing import packed
from components.view.selection import View
from tests.browser.axe import RULES
from tests.many import events_of
from tests.map.opening import DESK, PHONE, TWO_FRAMES, Open
from tests.plain import shown

pytestmark = pytest.mark.browser

TARGETS = """() => [...document.querySelectorAll('.dateline-many button')].map((one) =>
  [one.outerHTML.slice(0, 80), one.getBoundingClientRect().width, one.getBoundingClientRect().height])"""
OBEY = "(order) => map._datelineMany.obey({...map._datelineMany.order, ...order})"
SETTLED = "() => window.told.length > 0"
LARGEST = """() => {
  const [item] = [...map._datelineMany.canvas.items].sort((one, other) => other.count - one.count);
  const at = map.layerPointToContainerPoint([item.x, item.y]);
  return {x: at.x, y: at.y, count: item.count, marks: map._datelineMany.canvas.marksOf(item)};
}"""
DRAWN = "() => map._datelineMany.canvas.items.reduce((sum, item) => sum + item.count, 0)"
FOUND = "() => map._datelineMany.found"
COLOUR = """([latitude, longitude]) => {
  const canvas = map.getPane('dateline-many').querySelector('canvas');
  const frame = canvas.getBoundingClientRect(), own = map.getContainer().getBoundingClientRect();
  const at = map.latLngToContainerPoint([latitude, longitude]), scale = canvas.width / frame.width;
  const [x, y] = [(at.x + own.left - frame.left) * scale, (at.y + own.top - frame.top) * scale];
  const pixel = canvas.getContext('2d').getImageData(x, y, 1, 1);
  return '#' + [...pixel.data].slice(0, 3).map((part) => part.toString(16).padStart(2, '0')).join('');
}"""
SHOWN = "() => map._datelineMany.packed.recordsOf([...map._datelineMany.packed.order], map._datelineMany.choice)"
STANDING = """() => {
  const {canvas, choice} = map._datelineMany, here = canvas.packed();
  return here.recordsOf(canvas.all().flatMap((item) => canvas.marksOf(item)), choice)
    .map((one) => [one, here.latitude[here.markOf(one)], here.longitude[here.markOf(one)]]);
}"""
ALONE = """() => {
  const {canvas, choice} = map._datelineMany, size = map.getSize();
  const item = canvas.all().find((one) => {
    const at = map.layerPointToContainerPoint([one.x, one.y]),
      isInside = at.x > 80 && at.y > 80 && at.x < size.x - 80 && at.y < size.y - 80;
    return isInside && one.count === 1 && canvas.under(L.point(one.x, one.y)).length === 1;
  });
  const at = map.layerPointToContainerPoint([item.x, item.y]);
  return {x: at.x, y: at.y, record: canvas.packed().recordsOf([item.mark], choice)[0]};
}"""
HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}`</script><script>alert(3)</script>"
EVENTS = events_of(5_000, places=300)
WINDOWS = (
    ("", "", True),
    ("", "", False),
    ("2022-09-01", "2022-09-30", True),
    ("2023-01-01", "", False),
    ("", "2022-03-01", False),
    ("2022-05-05", "2022-05-05", False),
    ("2029-01-01", "2029-02-01", True),
    ("2001-01-01", "2001-02-01", True),
)
"""First and last day, and whether undated ones are shown; the last two lie behind and before all
of them."""


def as_on_the_page(table: pd.DataFrame, window: Window, *, undated: bool = True) -> pd.DataFrame:
    """What the page's own rule lets through."""
    return shown(table, View(first_day=window[0], last_day=window[1], show_undated=undated))


def test_pins_are_clicked_counted_and_drawn_and_a_file_that_does_not_come_is_told(
    open_many: Open, tmp_path: Path
) -> None:
    file = packed(EVENTS)
    page = open_many(file)
    # A click answers with all events under it, and the next click with the next of them.
    spot = page.evaluate(LARGEST)
    page.mouse.click(spot["x"], spot["y"])
    page.wait_for_function(SETTLED)
    told = page.evaluate("told.at(-1)")
    assert told["picked_of"] == spot["count"]
    assert told["chosen"] == 0
    picked = EVENTS.set_index("event_id").loc[[file.id(number) for number in told["picked"]]]
    dated = picked["first_day"].dropna().tolist()
    assert dated == sorted(dated, reverse=True)
    page.mouse.click(spot["x"], spot["y"])
    page.wait_for_function("(before) => told.at(-1).picks > before", arg=told["picks"])
    assert page.evaluate("told.at(-1).chosen") == 1
    # The keyboard goes through the pins.
    page.evaluate("() => { told.length = 0; }")
    spot = page.evaluate(LARGEST)
    walker = page.get_by_role("button", name="Go through the pins")
    walker.press("ArrowRight")
    assert f"{spot['count']:,} pins" in page.locator("[aria-live=polite]").inner_text()
    walker.press("Enter")
    page.wait_for_function(SETTLED)
    assert page.evaluate("told.at(-1).picked_of") == spot["count"]
    # Circles have exact counts, whatever days the page orders.
    page.evaluate("() => void L.Map.prototype.setView.call(map, [48.5, 34], 4, {animate: false})")
    for first, last, undated in WINDOWS:
        window = (
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )
        page.evaluate(OBEY, {"window": [first, last], "undated": undated})
        page.evaluate(TWO_FRAMES)
        expected = len(as_on_the_page(EVENTS, window, undated=undated))
        assert page.evaluate(FOUND)["pins"] == page.evaluate(DRAWN) == expected, window
        assert (
            f"{expected:,} of 5,000 events"
            in page.locator(".dateline-many [role=status]").inner_text()
        )
    # Every pin is drawn where it stands.
    page.evaluate(OBEY, {"window": ["", ""], "undated": True})
    page.get_by_role("button", name="Every pin").click()
    page.evaluate(TWO_FRAMES)
    page.wait_for_function(
        "() => map._datelineMany.canvas.all().length > 300 && !map._datelineMany.canvas.items[0].cluster"
    )
    # A file that does not come is told and can be asked for again.
    away = tmp_path / "away.bin"
    page.evaluate(OBEY, {"url": url("packed", away.name), "file": "other"})
    notice = page.get_by_text("The events did not load")
    notice.wait_for()
    away.write_bytes(packed(EVENTS.head(10)).data)
    page.get_by_role("button", name="Try again").click()
    page.wait_for_function("() => map._datelineMany.packed.records === 10")


def test_a_pin_has_the_colour_of_the_legend(open_many: Open) -> None:
    file = packed(
        events_of(2).assign(
            latitude=[49.0, 49.4],
            longitude=[36.0, 36.4],
            display_group="control",
            modality="done",
            place_kind="settlement",
            holder=["Ukraine", "Russia"],
        )
    )
    page = open_many(file)
    page.evaluate("() => void L.Map.prototype.setView.call(map, [49.2, 36.2], 9, {animate: false})")
    page.evaluate(TWO_FRAMES)
    colours = {look.meaning: look.symbol.colour.lower() for look in file.looks}
    for place, side in (([49.0, 36.0], "Ukraine"), ([49.4, 36.4], "Russia")):
        assert page.evaluate(COLOUR, place) == colours[f"Place said to be held by {side}"]


def test_bits_of_the_page_say_what_is_shown(open_many: Open) -> None:
    file = packed(EVENTS)
    kept = EVENTS[EVENTS["display_group"].isin(["diplomacy", "control"])]
    page = open_many(file, shown=file.bits(kept["event_id"]))
    assert page.evaluate(FOUND)["pins"] == len(kept)
    records = page.evaluate(SHOWN)
    assert {file.id(number) for number in records} == set(kept["event_id"])


@pytest.mark.parametrize("parts", [True, False], ids=["parts", "whole"])
def test_close_by_each_pin_of_a_tile_stands_at_its_own_place(
    open_many: Open, monkeypatch: pytest.MonkeyPatch, parts: bool
) -> None:
    monkeypatch.setattr(tiles, "MOST_MARKS", 500)
    monkeypatch.setattr(tiles, "SHEET_RECORDS", 200)
    table = events_of(3_000).assign(
        display_group="diplomacy",
        modality="done",
        time_kind="day",
        place_kind="settlement",
        holder="",
    )
    file = packed(table)
    kept = table[table.index % 3 == 0]
    page = open_many(file, parts=parts, shown=file.bits(kept["event_id"]))
    assert (
        f"summed to {file.tile_degrees:g}°"
        in page.locator(".dateline-many [role=status]").inner_text()
    )
    page.evaluate(
        "() => void L.Map.prototype.setView.call(map, [47.1, 37.54], 10, {animate: false})"
    )
    page.wait_for_function(
        "() => map._datelineMany.canvas.isFine() && map._datelineMany.sheets.state === ''"
    )
    page.get_by_role("button", name="Every pin").click()
    page.evaluate(TWO_FRAMES)
    assert "summed" not in page.locator(".dateline-many [role=status]").inner_text()
    drawn = {
        file.id(record): (latitude, longitude)
        for record, latitude, longitude in page.evaluate(STANDING)
    }
    south, north, west, east = page.evaluate(
        "() => { const b = map.getBounds(); return [b.getSouth(), b.getNorth(), b.getWest(), b.getEast()]; }"
    )
    inside = kept[kept["latitude"].between(south, north) & kept["longitude"].between(west, east)]
    assert len(inside) > 20
    for row in inside.itertuples():
        assert drawn[row.event_id] == pytest.approx((row.latitude, row.longitude), abs=1e-5)
    alone = page.evaluate(ALONE)
    page.mouse.move(alone["x"], alone["y"])
    place = table.set_index("event_id").loc[file.id(alone["record"]), "place_name"]
    page.locator(".dateline-tip").get_by_text(place, exact=True).wait_for()
    page.mouse.click(alone["x"], alone["y"])
    page.wait_for_function(
        "(record) => told.length && told.at(-1).picked[0] === record", arg=alone["record"]
    )


def test_sheets_that_do_not_come_are_told_and_asked_for_again(
    open_many: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tiles, "MOST_MARKS", 500)
    file = packed(events_of(3_000))
    page = open_many(file)
    (tmp_path / "sheets.bin").unlink()
    page.evaluate(
        "() => void L.Map.prototype.setView.call(map, [47.1, 37.54], 10, {animate: false})"
    )
    page.get_by_text("what is here did not load").wait_for()
    (tmp_path / "sheets.bin").write_bytes(file.sheets or b"")
    page.evaluate(
        "() => void L.Map.prototype.setView.call(map, [47.1, 37.5], 10, {animate: false})"
    )
    page.wait_for_function("() => map._datelineMany.canvas.isFine()")


@pytest.mark.parametrize(
    "options", [DESK, {"color_scheme": "dark"} | PHONE], ids=["desk", "dark phone"]
)
def test_axe_finds_nothing_and_fingers_find_everything(
    open_many: Open, options: dict[str, Any]
) -> None:
    page = open_many(packed(EVENTS), window=(date(2022, 6, 1), date(2022, 6, 30)), options=options)
    found = Axe().run(page, context=".dateline-many", options=RULES).response["violations"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]] == []
    sizes = page.evaluate(TARGETS)
    assert len(sizes) == 1
    assert [one for one in sizes if min(one[1:]) < 44] == []
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], "nothing stands beside the screen"


def test_hostile_words_do_nothing(open_many: Open) -> None:
    table = events_of(40).assign(
        event_id=HOSTILE, place_name=HOSTILE, latitude=48.0, longitude=36.0, display_group=HOSTILE
    )
    page = open_many(packed(table))
    spot = page.evaluate(LARGEST)
    page.mouse.move(spot["x"], spot["y"])
    tip = page.locator(".dateline-tip")
    tip.wait_for()
    assert HOSTILE[:80] in tip.inner_text()
    assert page.locator(".dateline-tip img, .dateline-tip script").count() == 0
    page.mouse.click(spot["x"], spot["y"])
    page.wait_for_function(SETTLED)
