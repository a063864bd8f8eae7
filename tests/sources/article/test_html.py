from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from components.core.errors import NotAnArticle
from components.sources.article.html import is_html, read_html

LEAD = "Troops entered the town on Sunday, a spokesman of the army said, and raised a flag over the station."
MENU = "".join(f'<li><a href="/{number}">Topic {number}</a></li>' for number in range(40))


BODY = f"<p>{LEAD}</p><p>The mayor of a village near by said that buses would run again soon.</p>"
PUBLISHED = '<meta property="article:published_time" content="2023-11-08T20:18:44+00:00">'
JSON_LD = '<script type="application/ld+json">{"datePublished": "2023-11-08"}</script>'


def page(head: str = "", body: str = BODY) -> str:
    head = f"<head><title>Flag over the station</title>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<!DOCTYPE html><html>", "", True),
        ("\n <!-- saved --> <html lang=en>", "", True),
        ("<p>Troops left.</p>", "", True),
        ("Troops left. <b>Again.</b>", "news.html", True),
        ("Troops left. <b>Again.</b>", "news.txt", False),
        ("Troops left.", "news.html", False),
        ("<script>alert(1)</script> he wrote", "", False),
        ("<meta charset=utf-8><span>Troops left.</span>", "", True),
        ("5 < 6 and 7 > 6", "", False),
    ],
)
def test_is_html(text: str, name: str, expected: bool) -> None:
    assert is_html(text, name) is expected


@pytest.mark.parametrize(
    ("head", "url", "published", "evidence"),
    [
        (PUBLISHED, "", date(2023, 11, 8), "article:published_time"),
        (JSON_LD, "", date(2023, 11, 8), "JSON-LD datePublished"),
        (
            '<meta itemprop="datePublished" content="2023-11-08">',
            "",
            date(2023, 11, 8),
            "datePublished",
        ),
        ("", "https://example.org/2023/11/08/flag", date(2023, 11, 8), "address"),
        ("", "", None, ""),
        ('<meta property="article:modified_time" content="2023-11-09">', "", None, ""),
    ],
)
def test_the_day_is_taken_only_from_what_states_it(
    head: str, url: str, published: date | None, evidence: str
) -> None:
    read = read_html(page(head), url=url)
    assert (read.published, read.evidence) == (published, evidence)


def test_title_publisher_and_text() -> None:
    head = '<meta property="og:title" content="A flag"><meta property="og:site_name" content="Morning News">'
    read = read_html(page(head) + f"<nav>{MENU}</nav>")
    assert (read.title, read.publisher) == ("A flag", "Morning News")
    assert read.text.startswith(LEAD)
    assert "Topic" not in read.text


def test_blocks_stand_apart_and_none_is_lost() -> None:
    body = (
        f"<p>{LEAD}</p><h2>The day after</h2><ul><li>Buses run again.</li><li>Shops open.</li></ul>"
        "<blockquote><p>We stay.</p><p>We are many.</p></blockquote><p>One line<br>and another</p>"
    )
    blocks = read_html(page(body=body)).text.split("\n\n")
    assert blocks == [
        LEAD,
        "The day after",
        "* Buses run again.",
        "* Shops open.",
        "We stay.",
        "We are many.",
        "One line\nand another",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        f"<html><body><nav><ul>{MENU}</ul></nav></body></html>",
        f"<html><body><div>{MENU}</div></body></html>",
        "<html><body></body></html>",
        "<div>" * 50_000,
        "<html><body><script>var news = 1;</script></body></html>",
    ],
    ids=["menu", "links", "empty", "deep", "script"],
)
def test_a_page_without_running_text_is_refused(markup: str) -> None:
    with pytest.raises(NotAnArticle, match="no running text"):
        read_html(markup)


ASKS = '<form><input type="Password" name="p"></form>'


@pytest.mark.parametrize("head", ["", "<title>Log in</title>"])
def test_a_page_to_log_in_is_refused(head: str) -> None:
    with pytest.raises(NotAnArticle, match="a page to log in"):
        read_html(page(head, f"{BODY}{ASKS}"))


@pytest.mark.parametrize(("head", "body"), [(PUBLISHED, BODY), ("", BODY * 10)])
def test_an_article_whose_page_has_a_form_to_log_in_is_read(head: str, body: str) -> None:
    assert LEAD in read_html(page(head, f"{ASKS}{body}")).text


def test_a_real_page_is_read(shared: Path) -> None:
    read = read_html(
        (shared / "articles" / "38_html_intercept_gaza.html").read_text(encoding="utf-8")
    )
    assert read.published == date(2023, 11, 8)
    assert read.publisher == "The Intercept"
    assert len(read.text.split()) > 2000
    assert "Cancer Patients" in read.text.split("\n\n")
