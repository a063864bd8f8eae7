"""Polling against a real server on this machine: what is asked, what is not, and what is kept."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.__main__ import complain
from components.commands import feed
from components.core.errors import AddressRefused, BadResponse, FetchError, InputError
from components.sources.article.fetch import ARTICLE
from components.sources.opening import open_sources
from components.sources.polite import Polite
from components.sources.polls import Poll, ask_again, known_in, poll
from components.sources.records import RawArticle
from tests.commands.terminal import terminal
from tests.sources.site import HOST, Page, Site, running

FEED = f"http://{HOST}/feed.xml"
NO_FEED = str(Path(__file__).with_name("__init__.py"))
TEXT = "Russian troops left the town of Izyum on Sunday, officials said, after a week of heavy fighting in the region."
FRENCH = (
    "Les troupes russes ont quitté la ville dimanche, ont annoncé les autorités de la région après de violents combats. "
    * 3
)


def article(title: str, text: str = TEXT) -> Page:
    head = f"<head><title>{title}</title></head>"
    return Page(
        body=f"<html>{head}<body><article><p>{text}</p><p>{text}</p></article></body></html>"
    )


def rss(*paths: str) -> Page:
    day = "<pubDate>Mon, 12 Sep 2022 10:00:00 GMT</pubDate>"
    items = "".join(
        f"<item><title>T{path}</title><link>http://{HOST}{path}</link>{day}</item>"
        for path in paths
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title>{items}</channel></rss>'
    return Page(body=body, kind="application/rss+xml")


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        site.pages = {
            "/feed.xml": rss("/1", "/2"),
            "/1": article("One"),
            "/2": article("Two", f"{TEXT} It rained."),
        }
        yield site


def polled(site: Site, folder: Path, *, most: int = 100) -> tuple[Poll, list[str]]:
    heard: list[str] = []
    known = known_in(folder)
    return poll(
        FEED,
        folder,
        known=known,
        polite=site.polite(),
        most=most,
        on_error=lambda error: heard.append(str(error)),
    ), heard


def records(folder: Path) -> list[dict[str, str]]:
    return [
        json.loads(line)
        for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def test_the_articles_of_a_feed_come_into_a_folder_that_is_read_as_any_other(
    site: Site, tmp_path: Path
) -> None:
    assert polled(site, tmp_path) == (Poll(added=2), [])
    assert site.asked == ["/robots.txt", "/feed.xml", "/1", "/2"]
    first, second = open_sources([tmp_path])
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.title, first.publisher, first.published, first.url) == (
        "One",
        "Example News",
        date(2022, 9, 12),
        f"http://{HOST}/1",
    )
    assert TEXT in first.content.decode()


def test_what_is_known_is_not_asked_again_and_what_is_new_is(site: Site, tmp_path: Path) -> None:
    polled(site, tmp_path)
    site.asked.clear()
    site.pages |= {"/feed.xml": rss("/3", "/1", "/2"), "/3": article("Three")}
    assert polled(site, tmp_path) == (Poll(added=1, known=2), [])
    assert site.asked == ["/robots.txt", "/feed.xml", "/3"]
    assert [record["title"] for record in records(tmp_path)] == ["One", "Two", "Three"]


def test_a_feed_that_did_not_change_is_not_sent_again_and_its_last_body_is_used(
    site: Site, tmp_path: Path
) -> None:
    site.pages["/feed.xml"].headers = {"ETag": '"a"'}
    assert polled(site, tmp_path, most=1)[0] == Poll(added=1, left=1)
    site.pages["/feed.xml"].body = "this is not sent"
    assert polled(site, tmp_path)[0] == Poll(added=1, known=1)


def test_robots_txt_is_kept_to(site: Site, tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /2\nCrawl-delay: 7\n\nUser-agent: Other\nDisallow: /\n"
    site.pages["/robots.txt"] = Page(body=rules, kind="text/plain")
    found, heard = polled(site, tmp_path)
    assert found == Poll(added=1, failed=1)
    assert heard == [
        f"http://{HOST}/2: The site's robots.txt does not allow it. Read it in a browser."
    ]
    assert "/2" not in site.asked
    assert site.waited == [7.0, 7.0]


def test_two_seconds_pass_between_two_requests_to_a_host(site: Site, tmp_path: Path) -> None:
    polled(site, tmp_path)
    assert site.waited == [2.0, 2.0, 2.0]


def test_a_redirect_is_followed_only_where_the_rules_allow_it(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/robots.txt": Page(body="User-agent: *\nDisallow: /shut", kind="text/plain"),
        "/1": Page(status=302, headers={"Location": "/shut/1"}),
        "/shut/1": article("Shut"),
        "/2": Page(status=301, headers={"Location": "/open/2"}),
        "/open/2": article("Open"),
    }
    found, heard = polled(site, tmp_path)
    assert found == Poll(added=1, failed=1)
    assert "/shut/1" not in site.asked
    assert "robots.txt does not allow it" in heard[0]
    assert (records(tmp_path)[0]["url"], records(tmp_path)[0]["link"]) == (
        f"http://{HOST}/open/2",
        f"http://{HOST}/2",
    )


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_whose_rules_cannot_be_had_is_left_alone(
    status: int, site: Site, tmp_path: Path
) -> None:
    site.pages["/robots.txt"] = Page(status=status)
    with pytest.raises(FetchError, match="rules for programs cannot be had"):
        polled(site, tmp_path)
    assert site.asked == ["/robots.txt"]


def test_a_host_that_asks_to_wait_is_not_asked_again(site: Site, tmp_path: Path) -> None:
    site.pages["/1"] = Page(status=429, body="wait")
    found, heard = polled(site, tmp_path)
    assert found == Poll(failed=2)
    assert len(heard) == 2
    assert site.asked == ["/robots.txt", "/feed.xml", "/1"]


def test_a_site_that_wants_hours_between_two_requests_is_asked_once(
    site: Site, tmp_path: Path
) -> None:
    site.pages["/robots.txt"] = Page(
        body="User-agent: Dateline\nCrawl-delay: 3600", kind="text/plain"
    )
    with pytest.raises(BadResponse, match="wants 3,600 seconds"):
        polled(site, tmp_path)
    assert site.waited == []


def test_what_holds_no_article_is_told_once_and_not_asked_again(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/1": Page(body="<html><body><a href='/'>Home</a></body></html>"),
        "/2": article("Deux", FRENCH),
    }
    found, heard = polled(site, tmp_path)
    assert found == Poll(failed=2)
    assert ["no running text" in heard[0], "English" in heard[1]] == [True, True]
    site.asked.clear()
    assert polled(site, tmp_path) == (Poll(known=2), [])
    assert site.asked == ["/robots.txt", "/feed.xml"]


def test_what_could_not_be_fetched_is_asked_again(site: Site, tmp_path: Path) -> None:
    page = site.pages.pop("/1")
    assert polled(site, tmp_path)[0] == Poll(added=1, failed=1)
    site.pages["/1"] = page
    assert polled(site, tmp_path)[0] == Poll(added=1, known=1)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/secret", "http://inside.local/secret", "file:///etc/passwd", "ftp://a/b"],
)
def test_a_feed_leads_to_no_private_address(address: str, site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"].body = str(rss("/1").body).replace(f"http://{HOST}/1", address)
    found, heard = polled(site, tmp_path)
    assert found == Poll(failed=1)
    assert site.asked == ["/robots.txt", "/feed.xml"]
    assert heard[0].startswith(address[:6])


def test_a_redirect_leads_to_no_private_address(site: Site, tmp_path: Path) -> None:
    for path in ("/1", "/robots.txt"):
        site.pages[path] = Page(status=302, headers={"Location": "http://inside.local/secret"})
    with pytest.raises(FetchError, match="not a public address"):
        polled(site, tmp_path)
    assert site.asked == ["/robots.txt"]


def test_without_a_word_of_the_tests_this_machine_is_not_asked(site: Site, tmp_path: Path) -> None:
    for host, says in (("127.0.0.1", "not a public"), (f"127.0.0.1:{site.port}", "is not asked")):
        address = f"http://{host}/feed.xml"
        with pytest.raises(FetchError, match=says):
            poll(address, tmp_path, known=set(), polite=Polite(), most=1, on_error=print)
    with pytest.raises(AddressRefused):
        site.fetch("http://inside.local/", wanted=ARTICLE)
    assert site.asked == []


def test_what_is_no_feed_is_told_and_nothing_is_kept(site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"] = article("A page")
    with pytest.raises(InputError, match="no RSS or Atom feed"):
        polled(site, tmp_path)
    assert not any((tmp_path / ".polls").iterdir())


def test_a_line_that_was_cut_short_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    polled(site, tmp_path)
    path = tmp_path / "articles.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert polled(site, tmp_path)[0] == Poll(added=1, known=1)
    assert [record["title"] for record in records(tmp_path)] == ["One", "Two"]


def test_the_command_polls_feeds_by_address_and_from_a_file(
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "saved.xml").write_text(str(rss("/2").body), encoding="utf-8")
    parser = argparse.ArgumentParser()
    feed.add_options(parser)
    out, told = tmp_path / "news", list[str]()
    options = parser.parse_args(
        [
            FEED,
            str(tmp_path / "saved.xml"),
            f"http://{HOST}/gone.xml",
            "--out",
            str(out),
            "--most",
            "1",
        ]
    )
    assert feed.poll_all(options, told.append, polite=site.polite()) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{FEED}: 1 articles added, 0 known, 0 not read, 1 wait for the next poll."
    assert lines[1] == f"{tmp_path}/saved.xml: 1 articles added, 0 known, 0 not read."
    assert told == [
        f"http://{HOST}/gone.xml: The server answered 404 Not Found. Open the page in a browser and paste its text."
    ]
    assert len(list(open_sources([out]))) == 2


@pytest.mark.parametrize(
    "address",
    ["http://xn--a/", "http://[a/", "http://news.example:22/", "news.example/feed", NO_FEED],
)
def test_the_command_tells_an_address_that_is_none_and_goes_on(
    address: str,
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = argparse.ArgumentParser()
    feed.add_options(parser)
    told = list[str]()
    options = parser.parse_args([address, FEED, "--out", str(tmp_path)])
    assert feed.poll_all(options, told.append, polite=site.polite()) == 1
    assert [one.startswith(f"{address}: ") for one in told] == [True]
    assert capsys.readouterr().out.startswith(f"{FEED}: 2 articles added")


@pytest.mark.parametrize("address", ["http://xn--a/", f"http://{HOST}:22/"])
def test_an_entry_whose_address_is_none_costs_no_other(
    address: str,
    site: Site,
    tmp_path: Path,
) -> None:
    site.pages["/feed.xml"].body = str(rss("/1", "/2").body).replace(f"http://{HOST}/1", address)
    found, heard = polled(site, tmp_path)
    assert found == Poll(added=1, failed=1)
    assert [one.startswith(f"{address}: ") for one in heard] == [True]


def test_a_terminal_shows_how_far_the_fetching_is(site: Site, tmp_path: Path) -> None:
    site.pages["/2"] = Page(status=404)
    parser = argparse.ArgumentParser()
    feed.add_options(parser)
    with terminal() as seen:
        feed.poll_all(
            parser.parse_args([FEED, "--out", str(tmp_path)]), complain, polite=site.polite()
        )
    assert seen[0] == f"Fetching from {HOST}: begun"
    assert (
        f"http://{HOST}/2: The server answered 404 Not Found. Open the page in a browser and paste its text."
        in seen
    )
    assert re.search(
        rf"Fetching from {HOST}: +50%\|.*\| 1 of 2 articles, 0 not read, 00:0\d left",
        "\n".join(seen),
    )


def asked_again(site: Site, folder: Path, **options: Any) -> tuple[frozenset[str], list[str]]:  # noqa: ANN401
    told: list[str] = []
    given = {"since": date(2022, 9, 12), "gone": ()} | options
    missing = ask_again(
        folder, polite=site.polite(), on_error=lambda error: told.append(str(error)), **given
    )
    return missing, told


def test_an_article_that_changed_is_added_again_and_one_that_is_gone_is_named(
    site: Site, tmp_path: Path
) -> None:
    polled(site, tmp_path)
    assert asked_again(site, tmp_path) == (frozenset(), [])
    assert len(records(tmp_path)) == 2
    site.pages["/1"] = article("One", f"{TEXT} Later it was denied.")
    site.pages["/2"] = Page(status=410)
    assert asked_again(site, tmp_path) == (frozenset({f"http://{HOST}/2"}), [])
    assert [record["link"] for record in records(tmp_path)] == [
        f"http://{HOST}{path}" for path in ("/1", "/2", "/1")
    ]
    assert "denied" in records(tmp_path)[-1]["text"]
    assert asked_again(site, tmp_path, gone={f"http://{HOST}/2"}) == (frozenset(), [])
    assert len(records(tmp_path)) == 3


@pytest.mark.parametrize(
    "options",
    [
        {"since": date(2022, 9, 13)},
        {"gone": {f"http://{HOST}/1", f"http://{HOST}/2"}},
    ],
)
def test_older_articles_and_those_that_are_gone_are_not_asked(
    options: dict[str, Any], site: Site, tmp_path: Path
) -> None:
    polled(site, tmp_path)
    before = [*site.asked]
    assert asked_again(site, tmp_path, **options) == (frozenset(), [])
    assert site.asked == before


def test_what_robots_forbids_meanwhile_is_not_asked_again(site: Site, tmp_path: Path) -> None:
    polled(site, tmp_path)
    site.pages["/robots.txt"] = Page(body="User-agent: *\nDisallow: /1", kind="text/plain")
    missing, told = asked_again(site, tmp_path)
    assert (missing, len(told)) == (frozenset(), 1)
    assert "robots.txt does not allow it" in told[0]
    assert site.asked.count("/1") == 1
