from __future__ import annotations

import csv

import pytest

from components.core import settings
from components.core.errors import BadTable, UnknownColumns
from components.sources.fields import FIELDS, KNOWN, Columns, columns_said, recognised_with_text

ROWS = tuple(
    csv.DictReader(
        (settings.LEXICON / "article_columns.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["column"])
def test_each_row_names_a_column_in_every_spelling(row: dict[str, str]) -> None:
    words = row["column"].split()
    spellings = (
        "_".join(words),
        " ".join(words).title(),
        words[0] + "".join(map(str.title, words[1:])),
        "-".join(words).upper(),
    )
    text = () if row["field"] == "text" else ("text",)
    for spelling in spellings:
        assert (
            recognised_with_text((*text, spelling, "views"), KNOWN, where="a.csv")[row["field"]]
            == spelling
        )
    assert row["used_by"]


def test_no_column_belongs_to_two_fields() -> None:
    names = [row["column"] for row in ROWS]
    assert len(names) == len(set(names))
    assert {row["field"] for row in ROWS} == set(FIELDS)


CHOSEN = [
    (
        "id,text,published,title",
        "",
        {"id": "id", "text": "text", "published": "published", "title": "title"},
    ),
    (
        "Headline,Body,Pub_Date,views",
        "",
        {"title": "Headline", "text": "Body", "published": "Pub_Date"},
    ),
    ("text,content", "", {"text": "text"}),
    ("words,when", "text=words,published=when", {"text": "words", "published": "when"}),
    ("body,content", "text=content", {"text": "content"}),
    ("date,text,body", "text=date", {"text": "date"}),
    ("source.name,content,source.id", "", {"publisher": "source.name", "text": "content"}),
    ('text,"a, b"', '"title=a, b"', {"text": "text", "title": "a, b"}),
]


@pytest.mark.parametrize(("columns", "said", "found"), CHOSEN)
def test_columns_are_chosen(columns: str, said: str, found: dict[str, str]) -> None:
    assert (
        recognised_with_text(next(csv.reader([columns])), columns_said([said]), where="a.csv")
        == found
    )


UNPLAIN = [
    (
        "a,b,c",
        "",
        "None of its columns is known to hold the text. It has: a, b, c. Say which is which: --columns text=NAME",
    ),
    ("body,content,title", "", "Several of its columns may be the text: body, content."),
    ("text,date,pub_date", "", "Several of its columns may be the published: date, pub_date."),
    ("text,date", "title=Name", "It has no column Name. It has: text, date."),
    ("", "", "It has: none."),
]


@pytest.mark.parametrize(("columns", "said", "words"), UNPLAIN)
def test_what_is_not_plain_is_asked_for_with_the_columns_that_there_are(
    columns: str, said: str, words: str
) -> None:
    with pytest.raises(UnknownColumns) as caught:
        recognised_with_text(
            columns.split(",") if columns else [], columns_said([said]), where="a.csv"
        )
    assert str(caught.value).startswith("a.csv: ")
    assert words in str(caught.value)
    assert caught.value.columns == tuple(columns.split(",") if columns else [])


def test_a_message_lists_no_more_columns_than_a_person_reads() -> None:
    with pytest.raises(UnknownColumns) as caught:
        recognised_with_text(
            [f"{'x' * 1000}{number}" for number in range(1000)], KNOWN, where="a.csv"
        )
    assert len(str(caught.value)) < 2_000


@pytest.mark.parametrize("words", ["text", "text=", "words=text", "text=a,text=b", "=a"])
def test_words_that_name_no_column(words: str) -> None:
    with pytest.raises(BadTable, match=r"--columns: .*FIELD=COLUMN"):
        columns_said([words])


def test_what_is_said_comes_in_one_word_or_several() -> None:
    names = {"text": "body", "published": "date"}
    assert (
        columns_said(["text=body,published=date"])
        == columns_said(["text=body", "published = date"])
        == Columns(names=names)
    )
