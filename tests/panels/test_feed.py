"""The address of a feed on the page: its entries are listed, and only what a person chooses is
fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.core.settings import ROOT
from components.panels.elements import label
from tests.conftest import home_with_gazetteer
from tests.panels.page import html_of, made, press
from tests.sources.site import HOST, Page, Site, running

ADDRESS = f"http://{HOST}/feed.xml"
HOSTILE = (
    "<script>alert(1)</script> **bold** :material/close: [a](http://evil.example) $x^2$ `code`"
)
DAY = "<pubDate>Mon, 12 Sep 2022 10:00:00 GMT</pubDate>"
PLACES = ("Izyum", "Kherson", "Balakliia", "Kupiansk")


def article(place: str) -> Page:
    text = (
        f"<p>Russian troops left the town of {place} on Sunday, officials said, after a week of heavy fighting.</p>"
        * 2
    )
    return Page(
        body=f"<html><head><title>{place}</title></head><body><article>{text}</article></body></html>"
    )


def feed(count: int, *, title: str = "Example News") -> Page:
    """Entries of which the second has no day and the third a hostile title."""
    titles = [
        f"Title {number}" if number != 2 else HOSTILE.replace("<", "&lt;")
        for number in range(count)
    ]
    items = "".join(
        f"<item><title>{one}</title><link>http://{HOST}/{number}</link>{'' if number == 1 else DAY}</item>"
        for number, one in enumerate(titles)
    )
    return Page(
        body=f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>',
        kind="application/rss+xml",
        headers={"ETag": '"a"'},
    )


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    with running() as site:
        site.pages = {"/feed.xml": feed(20)} | {
            f"/{number}": article(place) for number, place in enumerate(PLACES)
        }
        monkeypatch.setenv("SITE_PORT", str(site.port))
        monkeypatch.setenv("DATELINE_HOME", str(home_with_gazetteer(tmp_path)))
        yield site


def give(page: AppTest, address: str = ADDRESS) -> AppTest:
    page.session_state["own_source"] = "address"
    page.run()
    page.text_input(key="own_address").set_value(address)
    return press(page, "Read this article")


def opened() -> AppTest:
    return made(ROOT / "tests" / "sources" / "page.py").run()


def choose(page: AppTest, *numbers: int) -> AppTest:
    boxes = [box for box in page.checkbox if str(box.key).startswith("feed_")]
    for number in numbers:
        boxes[number].check()
    return press(page, "Fetch the chosen articles")


def texts(page: AppTest) -> str:
    return " ".join(one.article.text for one in page.session_state.on_page.read.values())


def test_the_entries_of_a_feed_are_listed_and_only_what_is_chosen_is_fetched(site: Site) -> None:
    page = give(opened())
    assert site.asked == ["/feed.xml"]
    assert "Example News is a feed. " in html_of(page)
    assert "It names 20 articles. Choose up to 12." in html_of(page)
    boxes = [box for box in page.checkbox if str(box.key).startswith("feed_")]
    assert boxes[0].label == "Title 0 · 12 September 2022"
    assert boxes[1].label == "Title 1 · no day given"
    assert boxes[2].label == f"{label(HOSTILE)} · 12 September 2022"
    choose(page, 0, 3)
    assert site.asked == ["/feed.xml", "/robots.txt", "/0", "/3"]
    assert "Izyum" in texts(page)
    assert "Kupiansk" in texts(page)
    assert page.session_state.on_page.open.article.publisher == "Example News"
    assert page.session_state.on_page.open.article.published.isoformat() == "2022-09-12"
    assert "is a feed" not in html_of(page)


def test_what_is_on_the_page_is_said_to_be_and_a_feed_that_did_not_change_is_not_sent_again(
    site: Site,
) -> None:
    page = choose(give(opened()), 0)
    site.asked.clear()
    site.pages["/feed.xml"].body = "this is not sent"
    give(page)
    assert site.asked == ["/robots.txt", "/feed.xml"]
    first = next(box for box in page.checkbox if str(box.key).startswith("feed_"))
    assert first.disabled
    assert first.label.endswith(" · on the page")


def test_a_day_that_neither_feed_nor_page_gives_is_asked_for_and_the_page_is_fetched_once(
    site: Site,
) -> None:
    page = choose(give(opened()), 1)
    assert "When was it published?" in html_of(page)
    page.text_input(key="missing_day_0").set_value("2022-09-13")
    press(page, "Read with this day")
    assert "Kherson" in texts(page)
    assert site.asked.count("/1") == 1


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), "0 are chosen"), (range(13), "13 are chosen, and the page has room for 12.")],
)
def test_too_many_or_none_are_not_fetched(site: Site, numbers: tuple[int, ...], told: str) -> None:
    page = choose(give(opened()), *numbers)
    assert told in html_of(page)
    assert site.asked == ["/feed.xml"]
    assert "is a feed" in html_of(page)


def test_robots_txt_is_kept_to_and_the_rest_is_read(site: Site) -> None:
    site.pages["/robots.txt"] = Page(body="User-agent: *\nDisallow: /0", kind="text/plain")
    page = choose(give(opened()), 0, 3)
    assert "robots.txt does not allow it" in html_of(page)
    assert "/0" not in site.asked
    assert "Kupiansk" in texts(page)


def test_an_entry_leads_to_no_private_address(site: Site) -> None:
    site.pages["/feed.xml"].body = str(feed(1).body).replace(
        f"http://{HOST}/0", "http://inside.local/secret"
    )
    page = choose(give(opened()), 0)
    assert "not a public address" in html_of(page)
    assert site.asked == ["/feed.xml"]


def test_a_page_without_an_article_names_the_feed_that_it_links(site: Site) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    site.pages["/"] = Page(
        body=f"<html><head>{link}</head><body><a href='/1'>One</a></body></html>"
    )
    page = give(opened(), f"http://{HOST}/")
    assert f"or of the feed that the page links: {ADDRESS}" in html_of(page)
    assert site.asked == ["/"]
