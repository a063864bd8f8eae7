"""The map of many events on a page of Streamlit: what the hand does reaches the page, and the page's filter reaches the map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from components.layers.packing import packed
from tests.browser.steps import MAP, visit
from tests.conftest import ROOT, page_running
from tests.many import GROUPS, events_of

pytestmark = pytest.mark.browser

COUNT, PLACES = 3_000, 200
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
        expect(here.page.get_by_text(f"Chosen: {packed(table).id(newest)}, the newest of")).to_be_visible()
        frame.get_by_role("slider", name="First day").press("PageUp")
        expect(here.page.get_by_text("Days: (datetime.date(2022, 3, 1), None)")).to_be_visible()
        frame.get_by_role("button", name="Show all days").click()
        expect(here.page.get_by_text("Days: (None, None)")).to_be_visible()
        here.page.get_by_text(f"Only {GROUPS[0]}").click()
        here.wait_on_map(HAS, int(table["group"].eq(GROUPS[0]).sum()))
        assert here.map_frame == frame
        assert [one for one in here.requests if not one.startswith((many_url.split("/?")[0], "data:", "blob:"))] == []
        files = [one for one in here.requests if one.endswith(".bin")]
        assert len(files) == 1, "the file is fetched once"
