"""The map of many events on a page of Streamlit: what the hand does reaches the page, and the
page's filter reaches the map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from components.map.packing import packed
from components.view.selection import View
from tests.browser.steps import FIRST_LOAD_MS, MAP, visit
from tests.conftest import ROOT, page_running
from tests.many import FIRST_DAY, GROUPS, events_of
from tests.plain import shown

pytestmark = pytest.mark.browser

COUNT, PLACES = 3_000, 200
FIRST_SHOWN = FIRST_DAY + timedelta(days=5)
TOWNS = ("Kyiv", "Lviv", "Odesa", "Kharkiv", "Izyum", "Sumy", "Chernihiv", "Kherson")
DAYS = tuple(date(2021, 9, 1) + timedelta(days=number) for number in range(260))
STORY = " ".join(
    [
        "Russian forces shelled Kharkiv Oblast on September 10, officials said.",
        "Ukrainian forces took Kupiansk, about 30 miles north of Izyum, on September 10.",
        *(
            f"Missiles hit {', '.join(TOWNS[:-1])} and {TOWNS[-1]} on {day:%B} {day.day}, {day.year}."
            for day in DAYS
        ),
    ]
)
"""Over 2,000 pins, an area and a measure."""
LAYER_OF = """([words]) => Object.values(map._layers).some((one) =>
  one.feature && one.feature.geometry.type !== 'Point' && one.feature.properties.tips.some((tip) => tip.includes(words)))"""
NO_LAYER_OF = LAYER_OF.replace("Object.values", "!Object.values")
BESIDE_PINS = """() => {
  const [outline] = Object.values(map._layers).filter((one) => one.feature && one.feature.geometry.type.endsWith('Polygon'));
  map.fitBounds(outline.getBounds(), {animate: false});
  const size = map.getSize(), many = map._datelineMany;
  for (let x = 40; x < size.x - 40; x += 10)
    for (let y = 40; y < size.y - 40; y += 10) {
      const at = map.containerPointToLayerPoint([x, y]);
      if (outline._containsPoint(at) && !many.isOver(at)) return [x, y];
    }
}"""
HAS = "([pins]) => window.map && map._datelineMany && map._datelineMany.found && map._datelineMany.found.pins === pins"
DRAWN = "() => (map._datelineMany.canvas.items || []).length > 0"
LARGEST = """() => {
  const [item] = [...map._datelineMany.canvas.items].sort((one, other) => other.count - one.count);
  const at = map.layerPointToContainerPoint([item.x, item.y]);
  return [at.x, at.y, map._datelineMany.packed.recordsOf(map._datelineMany.canvas.marksOf(item), map._datelineMany.choice)[0]];
}"""


@pytest.fixture
def many_url() -> Iterator[str]:
    with page_running("tests/benchmarks/many_page.py", PYTHONPATH=str(ROOT)) as (address, _):
        yield f"{address}/?n={COUNT}&places={PLACES}"


def test_hand_and_page_answer_each_other(chromium: Browser, many_url: str) -> None:
    table = events_of(COUNT, places=PLACES)
    with visit(chromium, many_url, waits_for=MAP) as here:
        here.wait_on_map(HAS, COUNT)
        here.wait_on_map(DRAWN)
        frame = here.map_frame
        x, y, newest = frame.evaluate(LARGEST)
        box = here.page.locator(MAP).bounding_box()
        assert box is not None
        here.page.mouse.click(box["x"] + x, box["y"] + y)
        expect(
            here.page.get_by_text(f"Chosen: {packed(table).id(newest)}, the newest of")
        ).to_be_visible()
        starts_later = View(first_day=FIRST_SHOWN)
        here.page.get_by_text(f"From {FIRST_SHOWN}").click()
        here.wait_on_map(HAS, len(shown(table, starts_later)))
        here.page.get_by_text(f"From {FIRST_SHOWN}").click()
        here.wait_on_map(HAS, COUNT)
        here.page.get_by_text(f"Only {GROUPS[0]}").click()
        here.wait_on_map(HAS, int(table["display_group"].eq(GROUPS[0]).sum()))
        assert here.map_frame == frame
        assert [
            one
            for one in here.requests
            if not one.startswith((many_url.split("/?")[0], "data:", "blob:"))
        ] == []
        files = [one for one in here.requests if one.endswith(".bin")]
        assert len(files) == 1, "the file is fetched once"


def test_an_article_of_very_many_pins_keeps_its_outlines_and_measures(
    chromium: Browser, page_url: str
) -> None:
    with visit(chromium, page_url) as here:
        here.read(STORY)
        here.page.get_by_role("button", name="Signs and layers").click()
        here.page.get_by_text("There are more than 2,000 pins").wait_for(timeout=FIRST_LOAD_MS)
        here.wait_on_map(DRAWN)
        here.wait_on_map(LAYER_OF, "Kharkiv Oblast")
        here.wait_on_map(LAYER_OF, "30 miles")
        legend = here.page.locator(".dl-legend")
        expect(legend).to_contain_text("somewhere in an area, drawn at its reference point")
        expect(legend).to_contain_text("Distance in the text, measured on the map")
        frame = here.page.locator(MAP)
        frame.scroll_into_view_if_needed()
        x, y = here.map_frame.evaluate(BESIDE_PINS)
        box = frame.bounding_box()
        assert box is not None
        here.page.mouse.click(box["x"] + x, box["y"] + y)
        expect(here.card()).to_contain_text("shelled Kharkiv Oblast")
        here.page.get_by_text("Measures (1)").click()
        here.wait_on_map(NO_LAYER_OF, "30 miles")
        expect(legend).not_to_contain_text("Distance in the text")
