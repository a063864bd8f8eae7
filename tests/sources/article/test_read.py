from __future__ import annotations

import hashlib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core import settings
from components.core.errors import (
    BadDate,
    BinaryInput,
    EmptyInput,
    InputError,
    NotAnArticle,
    NotEnglish,
    TooLarge,
    UnknownEncoding,
)
from components.sources.article.read import (
    day_offered,
    parse_day,
    parse_published,
    read_bytes,
    read_text,
)
from components.sources.opening import open_file
from components.sources.records import article_of

LEAD = "Troops entered the town on Sunday, a spokesman of the army said, and raised a flag over the station."
GERMAN = (
    "Die Streitkräfte haben am Sonntag mehrere Orte zurückerobert. Ein Sprecher sagte, die Kämpfe gehen weiter. "
    * 3
)


def test_the_text_is_unchanged_but_for_line_ends_and_the_mark() -> None:
    text = "\ufeffOne ´line´.\r\nTwo\u200b lines. \n\n  Three\t "
    assert read_bytes(text.encode()).text == text.removeprefix("\ufeff").replace("\r\n", "\n")


def test_the_id_is_the_sum_of_the_text_or_the_one_given() -> None:
    assert read_text(LEAD).id == hashlib.sha256(LEAD.encode()).hexdigest()
    assert read_text(LEAD, doc_id="7").id == "7"


def test_what_is_given_wins_over_what_the_page_says() -> None:
    head = "<title>A flag</title><meta property='article:published_time' content='2023-11-08'>"
    markup = f"<html><head>{head}</head><p>{LEAD}</p></html>"
    read = read_bytes(markup.encode(), name="page.html")
    assert (read.title, read.published, read.published_reason) == (
        "A flag",
        date(2023, 11, 8),
        "stated by the page (article:published_time)",
    )
    given = read_bytes(
        markup.encode(),
        title="Mine",
        published=date(2023, 11, 9),
        publisher="P",
        url="https://example.org/a",
    )
    assert (given.title, given.published, given.published_reason) == (
        "Mine",
        date(2023, 11, 9),
        "given",
    )
    assert (given.publisher, given.url) == ("P", "https://example.org/a")


def test_a_day_of_publication_is_not_in_the_future() -> None:
    today = date(2022, 9, 12)
    for day in ("2022-09-12", "2022-09-13", "1999-01-01"):
        assert parse_published(day, today=today).isoformat() == day
    for day in ("2022-09-14", "2222-09-12"):
        with pytest.raises(BadDate, match="in the future"):
            parse_published(day, today=today)


def test_pasted_html_is_read_as_its_page() -> None:
    markup = f"<div><h1>A flag over the station</h1><p>{LEAD}</p><p>{LEAD.replace('town', 'port')}</p></div>"
    assert "<" not in read_text(markup, published=date(2023, 11, 9), may_be_html=True).text
    assert read_text(LEAD, may_be_html=True) == read_text(LEAD)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Flag over the station\n\n{LEAD}", "Flag over the station"),
        (f"Flag over the station\n{LEAD}", "Flag over the station"),
        (f"Share this article\n\nFlag over the station\n\n{LEAD}", "Flag over the station"),
        (f"February 24, 2022\n{LEAD}", ""),
        (LEAD, ""),
        (f"They left.\n\n{LEAD}", ""),
    ],
)
def test_the_title_is_the_first_line_where_it_stands_alone(text: str, title: str) -> None:
    assert read_text(text).title == title


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LEAD, "not given, and no line of the text states it"),
        (f"09 Sep, 2022\n\n{LEAD}", "not given; the line “09 Sep, 2022” may state it"),
        (
            f"Daily report, February 9, 2023\n\n{LEAD}",
            "not given; the line “Daily report, February 9, 2023” may state it",
        ),
        (f"{LEAD}\n\n09 Sep, 2022", "not given, and no line of the text states it"),
    ],
)
def test_a_missing_day_stays_missing_with_its_reason(text: str, reason: str) -> None:
    read = read_text(text)
    assert (read.published, read.published_reason) == (None, reason)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published Sept. 12, 2022", date(2022, 9, 12)),
        ("KYIV, 9 SEPTEMBER 2022", date(2022, 9, 9)),
        ("September 3rd 2022 10:15 GMT", date(2022, 9, 3)),
        ("Updated 2022-09-14", date(2022, 9, 14)),
        ("February 30, 2022", None),
        ("A Tuesday in September", None),
    ],
)
def test_a_day_in_the_head_is_offered_and_not_taken(line: str, day: date | None) -> None:
    read = read_text(f"{line}\n\n{LEAD}")
    assert read.published is None
    assert day_offered(read.published_reason) == day


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyInput, "no text"),
        (b" \r\n\t ", EmptyInput, "no text"),
        (b"\xef\xbb\xbf\n", EmptyInput, "no text"),
        (b"%PDF-1.4", BinaryInput, "PDF"),
        (b"PK\x03\x04", BinaryInput, "archive"),
        (b"x" * (settings.MAX_UPLOAD_BYTES + 1), TooLarge, "20 MB"),
        (b"word " * 200_001, TooLarge, "1,000,005 characters"),
        (b"<html><body><a href='/'>Home</a></body></html>", NotAnArticle, "menu"),
        (GERMAN.encode(), NotEnglish, "German"),
    ],
    ids=["nothing", "blank", "mark", "pdf", "zip", "bytes", "characters", "menu", "german"],
)
def test_bad_input_is_refused_with_the_file_and_a_way_out(
    data: bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        read_bytes(data, name="given.txt")
    assert str(caught.value).startswith("given.txt: ")
    assert str(caught.value).endswith(".")


def test_halves_of_characters_are_refused() -> None:
    with pytest.raises(UnknownEncoding, match="halves"):
        read_text(f"{LEAD} \ud83d")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        article = read_text(text)
    except InputError:
        return
    spans = (*article.headlines, *(dropped.span for dropped in article.dropped))
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert all(one.span.end <= other.span.start for one, other in pairwise(article.dropped))


@pytest.mark.parametrize(
    "value",
    ["", "2022-13-01", "2022-02-30", "1.9.2022", "20220912", "2022-W37-1", "Monday", "٢٠٢٢-٠٩-١٢"],
)
def test_a_bad_day_is_refused_with_its_value(value: str) -> None:
    with pytest.raises(BadDate) as caught:
        parse_day(value)
    assert repr(value) in str(caught.value)


@given(st.dates())
def test_a_day_reads_back(day: date) -> None:
    assert parse_day(f" {day.isoformat()} ") == day


def test_spans_quote_what_was_dropped_and_the_headlines() -> None:
    read = read_text(f"Flag over the station\r\n\r\n{LEAD}\r\n\r\nShare this article")
    assert [span.quote(read.text) for span in read.headlines] == ["Flag over the station"]
    assert [(dropped.reason, dropped.span.quote(read.text)) for dropped in read.dropped] == [
        ("share line", "Share this article")
    ]


def test_every_real_article_is_read(shared: Path) -> None:
    files = sorted(
        file for file in (shared / "articles").iterdir() if file.suffix in {".txt", ".html"}
    )
    assert len(files) >= 20
    for file in files:
        read = article_of(open_file(file))
        kept = len(read.text) - sum(
            dropped.span.end - dropped.span.start for dropped in read.dropped
        )
        assert kept > 0.75 * len(read.text), file.name
