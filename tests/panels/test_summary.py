"""The head of the page names the source and its day, and says what the page is."""

import dataclasses
from datetime import date

import pytest

from components.cards.card import head
from components.core.records import Analysis, Signature
from components.wording.provenance import as_of, headline, stamp
from tests.sample import LINES, PUBLISHED, analysis


def test_stamp_of_rule_8() -> None:
    assert stamp(PUBLISHED) == (
        "Read by a program, not checked by a person. What one article of 12 September 2022 says; "
        "not the situation today."
    )


def test_stamp_of_a_signed_reading_says_who_has_checked_it() -> None:
    signed = Signature(name="A. <b>Coder</b>", day=date(2022, 9, 13))
    assert stamp(PUBLISHED, signed) == (
        "Checked by A. <b>Coder</b> on 13 September 2022. "
        "What one article of 12 September 2022 says; not the situation today."
    )
    markup = head(dataclasses.replace(analysis(), signed=signed), "")
    assert "Checked by A." in markup
    assert "<b>" not in markup
    assert "not checked by a person" not in markup


@pytest.mark.parametrize(("title", "words"), [("A title", "A title"), ("", LINES[0])])
def test_headline(title: str, words: str) -> None:
    assert headline(dataclasses.replace(analysis().article, title=title)) == words


def test_headline_of_a_text_without_one_is_cut() -> None:
    article = dataclasses.replace(analysis().article, title="", headlines=(), text="word " * 60)
    assert headline(article).endswith("word…")
    assert len(headline(article)) <= 90


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wednesday, October 2, 2019\n\nShells fell on Izyum.", "Shells fell on Izyum."),
        ("2 Oct. 2019\n\nMarch 8 protests spread\n", "March 8 protests spread"),
        ("Sept. 11, 2001", "Sept. 11, 2001"),
        (f"Shells fell, officials said. {'word ' * 60}", None),
    ],
)
def test_a_day_alone_is_no_headline(text: str, words: str | None) -> None:
    told = headline(dataclasses.replace(analysis().article, title="", headlines=(), text=text))
    assert told == words if words else ".…" not in told


def at(url: str) -> Analysis:
    return dataclasses.replace(analysis(), article=dataclasses.replace(analysis().article, url=url))


def test_head_has_source_day_and_line() -> None:
    markup = head(at("https://example.org/a"), "Left by Russia: Izyum.")
    assert 'href="https://example.org/a"' in markup
    assert "Monday 12 September 2022" in markup
    assert "Left by Russia: Izyum." in markup
    assert as_of(analysis().article) == "As of 12 September 2022, as told by Example"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x"])
def test_address_that_is_no_web_page_is_no_link(url: str) -> None:
    assert "href" not in head(at(url), "")


def test_nothing_on_the_map_is_said() -> None:
    assert "Nothing in this article takes a place on the map." in head(analysis(), "")
