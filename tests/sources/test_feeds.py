"""What feeds name, whatever their form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies

from components.core.errors import InputError
from components.sources.feeds import Feed, FeedArticle, linked_feed, read_feed

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example  News</title>
<item><title>Izyum</title><link>https://news.example/1</link><pubDate>Mon, 12 Sep 2022 23:10:00 -0500</pubDate></item>
<item><title>Again</title><link>https://news.example/1</link></item>
<item><title>No link</title></item>
<item><link>/2</link><pubDate>yesterday</pubDate></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title>
<entry><title>Izyum</title><link href="https://news.example/1"/><published>2022-09-12T23:10:00-05:00</published>
<updated>2022-09-20T00:00:00Z</updated></entry>
<entry><link rel="alternate" href="2"/><updated>2022-09-20T00:00:00Z</updated></entry></feed>"""
NAMED = Feed(
    title="Example News",
    articles=(
        FeedArticle(url="https://news.example/1", title="Izyum", published=date(2022, 9, 12)),
        FeedArticle(url="https://news.example/2"),
    ),
)


@pytest.mark.parametrize(
    "feed", [RSS, ATOM, RSS.replace("</channel></rss>", "")], ids=["RSS", "Atom", "cut short"]
)
def test_a_feed_names_each_article_once_with_the_day_as_written(feed: str) -> None:
    assert read_feed(feed.encode(), url="https://news.example/feed.xml") == NAMED


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title></channel></rss>"
)
FILE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>&x;</title></channel></rss>"
)


@pytest.mark.parametrize(
    "feed", [BOMB, FILE], ids=["entities of entities", "a file of this machine"]
)
def test_what_a_hostile_feed_asks_for_is_not_done(feed: str) -> None:
    title = read_feed(feed.encode()).title
    assert len(title) < 100
    assert "root" not in title


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>News</body></html>", b"\0\1\2", b'{"version": "1"}']
)
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(InputError, match="no RSS or Atom feed"):
        read_feed(data)


@given(strategies.binary(max_size=300))
def test_any_bytes_are_a_feed_or_told(data: bytes) -> None:
    try:
        assert read_feed(data).articles is not None
    except InputError:
        return


def test_a_link_to_a_feed_that_is_no_address_is_passed_over() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    head = link.format("http://[a/") + link.format("/feed")
    assert linked_feed(head.encode(), url="http://news.example/") == "http://news.example/feed"
    assert linked_feed(link.format("http://[a/").encode(), url="http://news.example/") == ""
