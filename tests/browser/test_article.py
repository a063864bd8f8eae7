"""The article beside the map in Chromium: sentence and marker answer one another by pointer, finger
and keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import TOUCH, Visit, visit

pytestmark = pytest.mark.browser

POINTED = """([words]) => Object.values(map._layers).some((layer) => layer.feature && layer.feature.properties.symbol.pointed
  && layer.feature.properties.label.includes(words))"""
NONE_POINTED = "() => !Object.values(map._layers).some((layer) => layer.feature && layer.feature.properties.symbol.pointed)"
IN_VIEW = """(passage) => {
  let box = passage.parentElement;
  while (!/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  const around = box.getBoundingClientRect(), own = passage.getBoundingClientRect();
  return own.top >= around.top - 1 && own.bottom <= around.bottom + 1;
}"""
"""Whether it is within the part of the page that scrolls."""


def point_and_focus(here: Visit) -> None:
    """Sentence and marker that are pointed at or focused answer each other."""
    sentence = here.page.locator(".dl-sentence", has_text="Balakliya and Izyum")
    sentence.hover()
    here.wait_on_map(POINTED, "Izyum")
    here.page.locator(".dl-headline").hover()
    here.wait_on_map(NONE_POINTED)
    sentence.focus()
    here.wait_on_map(POINTED, "Balakliya")
    assert sentence.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    here.page.keyboard.press("Enter")
    expect(here.page.locator(".dl-lede")).to_contain_text("Russian forces left")
    expect(sentence).to_have_attribute("aria-pressed", "true")
    here.page.wait_for_url("**event=*")
    expect(sentence).to_be_focused()
    # A marker under the pointer has its sentence answer.
    here.idle()
    here.click_feature("Izyum")
    expect(here.page.locator(".dl-reader #passage")).to_be_visible()
    here.page.mouse.move(2, 2)
    here.hover_feature("Kupiansk")
    expect(here.page.locator(".dl-sentence.dl-pointed", has_text="Kupiansk")).to_be_attached()
    expect(here.page.locator(".dl-sentence.dl-pointed", has_text="nearly all of")).to_have_count(0)


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 1200, "height": 720}}, TOUCH], ids=["desk", "phone"]
)
def test_sentence_and_marker_answer_each_other(
    chromium: Browser, page_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, f"{page_url}/?pane=article", **context) as here:
        here.wait_for_map()
        sentence = here.page.locator(".dl-sentence", has_text="Samarkand").last
        expect(sentence).to_be_attached()
        assert not sentence.evaluate(IN_VIEW)
        here.click_feature("Samarkand")
        expect(here.page.locator("#passage")).to_contain_text("Samarkand")
        here.page.wait_for_function(f"() => ({IN_VIEW})(document.querySelector('#passage'))")
        expect(here.page.locator(".dl-lede")).to_contain_text("Meeting, planned")
        if context != TOUCH:
            here.page.mouse.move(2, 2)
            point_and_focus(here)
