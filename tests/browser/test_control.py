"""Who holds what, on the page: references under the markers, the evidence by day, and measures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import IS_MARKED, MARK, PHONE, Visit, visit
from tests.browser.test_page import is_local

pytestmark = pytest.mark.browser

STORY = (
    "Russian troops captured the town of Lyman on September 5, the Russian Defense Ministry said. On September 9, Ukrainian "
    "forces recaptured Lyman, officials said. Russian troops left Izyum on September 10, the Russian Defense Ministry said. "
    "Kupiansk is about 30 miles north of Izyum."
)
UKRAINE, RUSSIA = "#0072B2", "#D55E00"
LOOKS = """([label, colour]) => Object.values(window.map._layers).some((layer) => layer.feature
  && layer.feature.properties.label === label && layer.feature.properties.symbol.colour === colour)"""


def told(here: Visit) -> None:
    """Have the page read the story."""
    here.read(STORY)
    here.wait_for_map()
    here.idle()


AREAS = """{"type": "FeatureCollection", "name": "Example areas", "license": "CC BY 4.0", "features": [{"type": "Feature",
  "properties": {"holder": "Russia", "date": "2022-09-08"}, "geometry": {"type": "Polygon",
  "coordinates": [[[36.5, 48.8], [38.2, 48.8], [38.2, 50.0], [36.5, 50.0], [36.5, 48.8]]]}}]}"""
ORDER = """() => {
  const drawn = [];
  const canvas = Object.values(window.map._layers).find((one) => one._drawFirst);
  for (let order = canvas._drawFirst; order; order = order.next) {
    if (order.layer.feature) drawn.push(order.layer.feature.properties.layer);
  }
  return drawn;
}"""
HAS_LAYER = "([name]) => Object.values(window.map._layers).some((one) => one.feature?.properties.layer === name)"
LISTEN = """() => {
  const written = CanvasRenderingContext2D.prototype.fillText;
  window.writtenByTest = [];
  CanvasRenderingContext2D.prototype.fillText = function (words, ...where) {
    window.writtenByTest.push(words);
    return written.call(this, words, ...where);
  };
  L.Map.prototype.setView.call(map, map.getCenter(), map.getZoom() + 0.25, {animate: false});
}"""
HAS_WRITTEN = "([words]) => window.writtenByTest.includes(words)"


def scroll_strip(here: Visit) -> None:
    """The evidence for a town, on a telephone."""
    here.go("Data", "Control")
    strip = here.page.get_by_role("region", name="Evidence for")
    expect(strip.get_by_role("rowheader")).to_contain_text("this article")
    assert strip.get_by_role("columnheader").count() > 10
    assert strip.get_attribute("tabindex") == "0"
    assert strip.evaluate("(one) => one.scrollWidth > one.clientWidth")
    assert here.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_reference_is_loaded_drawn_under_the_markers_and_held_against_the_claims(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    (tmp_path / "areas.geojson").write_text(AREAS, encoding="utf-8")
    (tmp_path / "broken.geojson").write_text("{", encoding="utf-8")
    with visit(chromium, page_url) as here:
        here.wait_for_map().evaluate(LISTEN)
        here.wait_on_map(HAS_WRITTEN, "38 mi, 24° NNE")  # the label of a measure's line
        here.map_frame.evaluate(MARK)
        here.page.get_by_text("Reference maps").click()
        box = here.page.locator("[data-testid='stExpander']", has_text="Reference maps")
        box.get_by_role("region", name="Files").locator("input[type=file]").set_input_files(
            sorted(tmp_path.glob("*.geojson"))
        )
        expect(box.get_by_text("broken.geojson")).to_be_visible()
        box.get_by_role("button", name="Load as reference").click()
        expect(here.page.locator(".dl-references")).to_have_text(
            "Reference: Example areas, 2022-09-08, CC BY 4.0"
        )
        expect(
            box.get_by_text("“holder” says who holds an area: “Russia” is Russia")
        ).to_be_visible()
        expect(box.get_by_role("alert")).to_contain_text("broken.geojson")
        here.wait_on_map(HAS_LAYER, "references")
        order = here.map_frame.evaluate(ORDER)
        assert order[0] == "references"
        assert set(order[1:]) >= {"control", "measures"}
        assert here.map_frame.evaluate(IS_MARKED)
        here.go("Data", "Control")
        expect(here.page.locator(".dl-standing")).to_contain_text(
            "Example areas: contradicted (Russia on 2022-09-08)"
        )
        here.idle()
        assert [one for one in here.requests if not is_local(one)] == []
