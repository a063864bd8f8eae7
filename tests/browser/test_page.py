"""The page in Chromium: nothing leaves the machine, hostile text stays text, telephones and time
zones change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import DESK, IS_MARKED, MAP, MARK, TOUCH, Visit, visit

pytestmark = pytest.mark.browser

ARTICLE = (
    "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left Izyum on Sunday, "
    "the Russian Defense Ministry said. The two presidents will meet at a summit in Samarkand on September 15-16."
)
HOSTILE = (
    "<script>alert(1)</script> ${alert(1)} `backtick` \\ \\u0041 <img src=x onerror=alert(2)> {{7*7}} Ukrainian forces retook "
    "the town of Kupiansk on Saturday `${alert(3)}` <b>officials</b> said \\"
)
IMPATIENT = """() => {
  const click = (words) => [...document.querySelectorAll("button")].find((one) => one.innerText.trim() === words).click();
  click("Read this article");
  for (let turn = 0; turn < 8; turn++) setTimeout(() => click(turn % 2 ? "Read" : "Data"), 25 * turn);
}"""
LOCAL_SCHEMES = {"data", "blob"}


def is_local(address: str) -> bool:
    parts = urlparse(address)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in {"127.0.0.1", "localhost"}


def refuse(here: Visit) -> None:
    """What cannot be read is told, and the view stays; so are addresses of this machine."""
    headline = here.page.locator(".dl-headline").inner_text()
    for text, day, message in (
        ("", "2022-09-12", "There is no text in it."),
        (ARTICLE, "next week", "is no date"),
        (ARTICLE, "", "When was it published?"),
    ):
        here.paste(text, day=day)
        expect(here.page.get_by_role("alert").filter(has_text=message)).to_be_visible()
        expect(here.page.locator(".dl-headline")).to_have_text(headline)
        assert any("Izyum" in one["label"] for one in here.features())
    here.idle()
    here.page.get_by_text("Address", exact=True).click()
    for address, why in (
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("http://localhost:8501", "localhost"),
        ("http://[::1]/", "::1"),
    ):
        here.page.get_by_label("Address", exact=True).fill(address)
        here.page.get_by_role("button", name="Read this article").click()
        expect(here.page.get_by_role("alert").filter(has_text=why)).to_be_visible()
        assert any("Izyum" in one["label"] for one in here.features())


def upload(here: Visit, folder: Path) -> None:
    """A saved page of the web gets its map."""
    body = "".join(f"<p>{sentence}.</p>" for sentence in ARTICLE.split(". ") * 3)
    page = folder / "article.html"
    head = "<head><title>From the front</title></head>"
    page.write_text(
        f"<html>{head}<body><article><h1>From the front</h1>{body}</article></body></html>"
    )
    here.idle()
    here.page.get_by_text("File", exact=True).click()
    here.page.locator("input[type=file]").set_input_files(page)
    expect(here.page.get_by_text("article.html")).to_be_visible()
    own = here.page.locator(
        "[data-testid='stForm']"
    ).first  # the question for a day stands below it
    own.get_by_role("textbox", name="Day of publication").fill("2022-09-12")
    here.page.get_by_role("button", name="Read this article").click()
    expect(here.page.locator(".dl-headline")).to_contain_text("From the front")
    assert any("Kupiansk" in one["label"] for one in here.features())


def read_hostile_words(here: Visit) -> None:
    """They show as text."""
    here.read(HOSTILE)
    here.go("Read", "Article")
    expect(here.page.locator(".dl-article")).to_have_text(HOSTILE)
    here.go("List")
    here.click_feature("Kupiansk")
    expect(here.card().locator("blockquote")).to_contain_text("<b>officials</b> said")
    go_through_tables(here)
    assert here.page.locator("img[src='x']").count() == 0


def read_while_looking_around(here: Visit) -> None:
    """What is clicked before the page has heard that an article is being read takes nothing away
    from it."""
    before = here.page.locator(".dl-headline").inner_text()
    here.fill_in(ARTICLE)
    here.page.evaluate(IMPATIENT)
    expect(here.page.locator(".dl-headline")).not_to_have_text(before)
    here.idle()


def go_through_tables(here: Visit) -> None:
    for part in ("Events", "Places", "Not on the map", "Measures"):
        here.go("Data", part)
        here.idle()


def test_articles_are_given_in_every_way_and_no_request_leaves_the_machine(
    chromium: Browser, page_url: str, connections_log: Path, tmp_path: Path
) -> None:
    with visit(chromium, page_url) as here:
        refuse(here)
        upload(here, tmp_path)
    with visit(chromium, page_url) as there:
        there.click_feature("Izyum")
        expect(there.card()).to_be_visible()
        go_through_tables(there)
        there.go("Read", "Article")
        read_while_looking_around(there)
        there.go("Read", "List")
        there.idle()
        expect(there.page.get_by_label("Text", exact=True)).to_be_hidden()
        labels = " ".join(one["label"] for one in there.features())
        assert "Kupiansk" in labels
        assert "Samarkand" in labels
        read_hostile_words(there)
    assert [one for one in here.requests + there.requests if not is_local(one)] == []
    assert here.dialogs + there.dialogs == []
    connected = (
        connections_log.read_text(encoding="utf-8").splitlines() if connections_log.exists() else []
    )
    assert [
        line
        for line in connected
        if not any(name in line for name in ("127.0.0.1", "localhost", "::1", "/"))
    ] == []


ACROSS = {"viewport": {"width": 844, "height": 390}}
SIZES = [{"viewport": DESK}, {"viewport": {"width": 1024, "height": 768}}, TOUCH, ACROSS]


@pytest.mark.parametrize("context", SIZES, ids=["desk", "tablet", "phone", "phone held across"])
def test_what_matters_is_in_view_at_once_and_the_map_while_one_reads_and_corrects(
    chromium: Browser, page_url: str, context: dict[str, Any]
) -> None:
    with visit(chromium, page_url, **context) as here:
        here.wait_for_map().evaluate(MARK)
        here.idle()
        parts = (
            ".dl-headline",
            ".dl-stamp",
            ".dl-line",
            MAP,
            ".dl-handle >> nth=0",
            ".st-key-event_list button >> nth=0",
        )
        for part in parts if context != ACROSS else ():
            # All but the part of a pixel that a page's fractions may cut.
            expect(here.page.locator(part)).to_be_in_viewport(ratio=0.99)
        height = here.page.locator(MAP).bounding_box()["height"]
        assert here.map_frame.evaluate("() => map.getSize().y") == pytest.approx(height, abs=2)
        here.go("Article")
        last = here.page.locator(".dl-sentence").last
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()
        expect(here.page.locator(MAP)).to_be_in_viewport(ratio=0.99)
        here.go("List")
        here.page.locator(".st-key-event_list button").first.click()
        here.page.get_by_text("Correct", exact=True).click()
        save = here.page.get_by_role("button", name="Save", exact=True)
        save.scroll_into_view_if_needed()
        expect(save).to_be_in_viewport()
        expect(here.page.locator(MAP)).to_be_in_viewport(ratio=0.99)
        assert here.map_frame.evaluate(IS_MARKED)
        for part in ("html", ".stMain"):
            assert here.page.locator(part).evaluate("(one) => one.scrollWidth <= one.clientWidth")
        outside = here.page.evaluate(
            "() => [...document.querySelectorAll('.stMain h1, .stMain p, .stMain button, .stMain iframe')]"
            ".filter((one) => !one.closest('.st-key-groups') && one.getBoundingClientRect().right > innerWidth + 1).length"
        )
        assert outside == 0


def test_days_are_the_same_in_every_time_zone(chromium: Browser, page_url: str) -> None:
    told = []
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        with visit(chromium, page_url, timezone_id=zone) as here:
            here.click_feature("Izyum")
            expect(here.card()).to_be_visible()
            here.idle()
            chart = here.page.locator(".dl-days")
            expect(chart).to_be_visible()
            texts = here.page.locator(
                ".dl-byline, .dl-stamp, .dl-line, .dl-card, .st-key-event_list"
            ).all_inner_texts()
            told.append((texts, here.days_shown(), chart.inner_html()))
    assert told[0] == told[1]
    assert "By 10 September" in " ".join(told[0][0])
