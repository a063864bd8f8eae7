"""The page of a corpus in Chromium: choose, open a place, turn pages, go into an article and back,
share, take away."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect

from components.panels.corpus.page import SECTIONS
from tests.browser.axe import (
    SMALL,
    violations,
    violations_of_parts,
    violations_of_popover,
    violations_of_tabs,
)
from tests.browser.steps import DESK, IS_MARKED, MARK, TOUCH, Visit, visit
from tests.conftest import home_with_gazetteer, page_running
from tests.store.stores import Written

pytestmark = pytest.mark.browser
MANY_READY = "() => window.map && map._datelineMany && map._datelineMany.found"
COUNT = ".dl-count[role=status]"
KHERSON = (46.64, 32.61)
STEP_TWICE = """async ([steps, pause_ms]) => {
  history.go(steps);
  await new Promise((done) => setTimeout(done, pause_ms));
  history.go(steps);
}"""
"""Back (-1) or forward (1), and again while the page may still be at work for the first."""


@pytest.fixture(scope="module")
def corpus_url(tmp_path_factory: pytest.TempPathFactory, written: Written) -> Iterator[str]:
    home = home_with_gazetteer(tmp_path_factory.mktemp("home"))
    with page_running(
        "dashboard.py", "--", "--corpus", str(written.folder), DATELINE_HOME=str(home)
    ) as (address, _):
        yield address


def find(here: Visit, words: str) -> None:
    here.page.get_by_label("Find", exact=True).fill(words)
    here.page.get_by_label("Find", exact=True).press("Enter")


def begin_later(here: Visit) -> None:
    """Move the first handle by keys."""
    here.handle("First day").press("PageUp")
    here.page.wait_for_url("**from=*")


def open_row(here: Visit) -> None:
    """A row opens its card, arrow keys go on, and the card opens its article; and back."""
    here.go("Data")
    here.idle()
    table = here.page.locator("[data-testid='stDataFrame']").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    here.page.mouse.click(box["x"] + 80, box["y"] + 55)
    sentence = here.card().locator("blockquote")
    expect(sentence).to_be_in_viewport(ratio=1)
    first = here.card().inner_text()
    here.page.keyboard.press("ArrowDown")
    expect(here.card()).not_to_have_text(first, use_inner_text=True)
    expect(sentence).to_be_in_viewport(ratio=1)
    here.idle()
    words = sentence.inner_text()
    here.page.get_by_role("button", name="Open the whole article").click()
    here.page.wait_for_url("**article=*")
    expect(sentence).to_contain_text(words[:40])
    expect(here.page.get_by_role("button", name="Back to the corpus")).to_be_in_viewport()
    here.page.get_by_role("button", name="Back to the corpus").click()
    expect(here.page.get_by_role("heading", name="Corpus “digests”")).to_be_visible()


def turn_pages_and_open_place(here: Visit) -> None:
    here.go("Data")
    here.page.get_by_role("button", name="Next page").click()
    here.page.wait_for_url("**page=2**")
    expect(here.page.get_by_text(re.compile("page 2 of 4"))).to_be_visible()
    find(here, "Херсон")
    here.page.wait_for_url("**find=*")
    expect(here.page.locator(COUNT)).not_to_contain_text("8 articles")
    assert "page=" not in here.page.url
    here.go("Overview")
    here.page.get_by_role("button", name=re.compile("^Kherson, Kherson Oblast, Ukraine")).click()
    expect(
        here.page.get_by_role("heading", name=re.compile("What is said about Kherson"))
    ).to_be_visible()
    expect(here.page.locator(".dl-told li").first).to_contain_text("Paper")
    here.page.get_by_role("button", name="Open its card").last.click()
    expect(here.card().first).to_be_in_viewport()


@pytest.mark.parametrize("context", [{"viewport": DESK}, TOUCH], ids=["desk", "phone"])
def test_a_person_opens_rows_turns_pages_searches_and_opens_a_place(
    chromium: Browser, corpus_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, corpus_url, **context) as here:
        here.wait_on_map(MANY_READY)
        expect(here.page.locator(COUNT)).to_contain_text("reported by 8 articles")
        turn_pages_and_open_place(here)
        open_row(here)
        assert here.dialogs == []
        assert {url.split("/")[2] for url in here.requests if url.startswith("http")} == {
            corpus_url.split("/")[2]
        }
        wide = here.page.evaluate("document.querySelector('.stMain').scrollWidth")
        assert wide <= context["viewport"]["width"]


def test_the_map_stands_while_a_person_chooses_and_the_address_shows_the_same_elsewhere(
    chromium: Browser, corpus_url: str
) -> None:
    with visit(chromium, corpus_url) as here:
        here.wait_on_map(MANY_READY)
        here.idle()
        all_told = here.page.locator(COUNT).inner_text()
        here.map_frame.evaluate(MARK)
        find(here, "Kherson")
        here.page.wait_for_url("**find=Kherson*")
        expect(here.page.locator(".st-key-chips")).to_be_visible()
        expect(here.page.locator(COUNT)).not_to_have_text(all_told)
        here.idle()
        here.wait_on_map(
            "([latitude, longitude]) => map.getCenter().distanceTo([latitude, longitude]) < 50000",
            *KHERSON,
        )
        begin_later(here)
        here.idle()
        assert here.map_frame.evaluate(IS_MARKED)
        told, address = here.page.locator(COUNT).inner_text(), here.page.url
        for pause_ms in (0, 60, 150, 400):  # steps back and forward are kept however quick
            here.page.evaluate(STEP_TWICE, [-1, pause_ms])
            expect(here.page.locator(COUNT)).to_have_text(all_told)
            here.page.evaluate(STEP_TWICE, [1, pause_ms])
            expect(here.page.locator(COUNT)).to_have_text(told)
            here.idle()
            assert "from=" in here.page.url
    with visit(chromium, address) as there:
        expect(there.page.locator(COUNT)).to_have_text(told)
        there.wait_on_map(MANY_READY)


def take_away(here: Visit, folder: Path) -> None:
    """The selection, which is of one publisher."""
    here.go("Download")
    with here.page.expect_download() as waiting:
        here.page.get_by_role("button", name="CSV", exact=True).click()
    waiting.value.save_as(folder / "chosen.csv")
    rows = list(csv.DictReader((folder / "chosen.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["publisher"] for row in rows} == {"Paper 1"}
    assert all("not checked by a person" in row["stamp"] for row in rows)


def test_bars_and_weeks_choose_and_what_is_chosen_is_taken_away_or_given_up_by_its_chip(
    chromium: Browser, corpus_url: str, tmp_path: Path
) -> None:
    with visit(chromium, corpus_url) as here:
        here.idle()
        all_told = here.page.locator(COUNT).inner_text()
        here.page.get_by_role("button", name=re.compile("^2 publishers")).click()
        here.page.wait_for_url("**publishers=2-2**")
        expect(here.page.locator(COUNT)).to_contain_text("of 2 publishers")
        expect(here.page.get_by_role("button", name=re.compile("^2 publishers"))).to_have_attribute(
            "aria-pressed", "true"
        )
        here.idle()
        here.page.locator(".dl-kinds button").first.click()
        here.page.wait_for_url("**kind=*")
        here.idle()
        here.page.locator(".st-key-chips").get_by_role(
            "button", name="reported by 2 publishers"
        ).click()
        here.page.wait_for_url(lambda url: "publishers=" not in url)
        here.idle()
        here.page.locator(".st-key-chips").get_by_role("button").first.click()
        expect(here.page.locator(COUNT)).to_have_text(all_told)
        here.idle()
        plot = here.page.locator(".dl-plot")
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box is not None
        here.page.mouse.move(box["x"] + box["width"] / 8, box["y"] + 40)
        expect(here.page.locator(".dl-day-told")).to_contain_text(re.compile(r"\d{4}( to |: )"))
        here.page.mouse.down()
        here.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60, steps=4)
        here.page.mouse.up()
        here.page.wait_for_url(re.compile("from=[0-9-]+&to=[0-9-]+"))
        here.idle()
        assert "no limit" not in here.days_shown()
        expect(here.page.locator(COUNT)).not_to_have_text(all_told)
        assert here.dialogs == []
    with visit(chromium, f"{corpus_url}/?publisher=Paper%201") as here:
        here.idle()
        take_away(here, tmp_path)


@pytest.mark.parametrize(
    ("scheme", "context"), [("light", TOUCH), ("dark", {})], ids=["light phone", "dark desk"]
)
def test_axe_finds_nothing(
    chromium: Browser, corpus_url: str, scheme: Literal["light", "dark"], context: dict[str, Any]
) -> None:
    with visit(chromium, corpus_url, color_scheme=scheme, **context) as here:
        here.wait_on_map(MANY_READY)
        found = violations(here, "first visit")
        found += violations_of_tabs(here)
        found += violations_of_popover(here, "Filter")
        here.idle()
        found += violations_of_parts(here, SECTIONS)
        here.page.get_by_role("tab", name="Places").click()
        expect(here.page.get_by_role("tab", name="Places")).to_have_attribute(
            "aria-selected", "true"
        )
        here.page.get_by_role("button", name=re.compile("^Kherson, Kherson Oblast, Ukraine")).press(
            "Enter"
        )
        expect(here.page.locator(".dl-told")).to_be_visible()
        found += violations(here, "a place")
        assert found == []
        assert here.page.evaluate(SMALL, 12) == []
