"""An Arabic article pasted in Chromium: refused, and read through the person's own language model,
whose panel stands under the refusal; its words go from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import visit
from tests.conftest import home_with_gazetteer, page_running
from tests.llm.foreign import ARTICLES
from tests.llm.recorded import answer, recorded, whole

pytestmark = pytest.mark.browser
TEXT, EVENTS, NAMES = ARTICLES["ar"]
(NAME,) = NAMES


@pytest.fixture(scope="module")
def own_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """With a home of its own, where no answer is kept."""
    home = home_with_gazetteer(tmp_path_factory.mktemp("home"))
    with page_running("dashboard.py", DATELINE_HOME=str(home)) as (address, _):
        yield address


def test_an_arabic_article_is_read_through_the_model_under_its_refusal(
    chromium: Browser, own_page: str, tmp_path: Path
) -> None:
    with recorded(whole(answer(*EVENTS))) as held, visit(chromium, own_page) as here:
        page = here.page
        here.paste(TEXT)
        refusal = page.get_by_role("alert").filter(has_text="The text is in Arabic")
        expect(refusal).to_contain_text("or have a language model of your own read it.")
        here.idle()
        panel = page.locator(".st-key-own_model")
        expect(panel).to_be_in_viewport()
        panel.get_by_text("Read it with a language model of your own").click()
        address = panel.get_by_label("Address", exact=True)
        expect(address).to_be_visible()
        here.idle()
        address.fill(held.url)
        panel.get_by_role("textbox", name="Name of the model there").fill("gemma")
        panel.get_by_role("button", name="Read 1 refused article with it").click()
        headline = page.locator(".dl-headline")
        expect(headline).to_have_attribute("lang", "ar")
        expect(page.locator(".dl-stamp")).to_contain_text("Read by the language model gemma")
        expect(refusal).to_have_count(0)
        here.idle()
        assert [one["label"] for one in here.features() if NAME in one["label"]]
        listed = page.locator(".st-key-event_list button").filter(has_text=NAME)
        is_before = listed.evaluate(
            """(button, name) => {
                const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
                while (!texts.nextNode().data.includes(name));
                const words = texts.currentNode;
                const left = (sign, after) => {
                    const range = document.createRange();
                    const at = words.data.indexOf(sign, after);
                    range.setStart(words, at);
                    range.setEnd(words, at + sign.length);
                    return range.getBoundingClientRect().left;
                };
                return left(name, 0) < left("9", 0);
            }""",
            NAME,
        )
        assert is_before, "the day stands before the place"
        listed.click()
        quote = here.card().locator("blockquote")
        expect(quote).to_contain_text(EVENTS[0]["trigger"]["words"])  # type: ignore[index]
        assert quote.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
        assert quote.get_attribute("lang") == "ar"
        here.go("Read", "Article")
        text = page.locator(".dl-article")
        expect(text).to_have_attribute("dir", "rtl")
        told = page.locator(".dl-line").inner_text()
        assert f"\u2068{NAME}\u2069 (9 September)" in told
        page.screenshot(path=tmp_path / "arabic.png")
    assert len(held.asked) == 1
