"""The file of an article keeps it to the letter; what was changed by hand is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.errors import BadDate, NotAnArticle
from components.sources.article.read import read_bytes, read_text
from components.sources.article.shared import is_shared, write_shared
from tests.sample import TEXT

LEAD = "Troops left the town of Izyum on Saturday, the ministry said in a statement. "


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"))


@given(WORDS, st.text(max_size=40), st.none() | st.dates())
def test_the_file_gives_the_article_back(words: str, title: str, published: date | None) -> None:
    article = read_text(TEXT + "\n\n" + words, title=title, publisher="“Öst”", published=published)
    data = write_shared(article)
    assert is_shared(data)
    again = read_bytes(data, name="a.json")
    assert replace(again, published_reason="") == replace(article, published_reason="")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b'"text"', b'"txt', NotAnArticle),
        (b'"title": "Left"', b'"title": 7', NotAnArticle),
        (b"2022-09-12", b"2022-13-12", BadDate),
    ],
)
def test_a_changed_file_is_told(old: bytes, new: bytes, error: type[Exception]) -> None:
    data = write_shared(read_text(LEAD * 3, title="Left", published=date(2022, 9, 12))).replace(
        old, new, 1
    )
    with pytest.raises(error, match=r"a\.json"):
        read_bytes(data, name="a.json")
