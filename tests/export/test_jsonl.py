"""Documents in and answers out, one a line."""

import json
import math

import pytest

from components.core.errors import BadRecord, InputError
from components.export.json import to_line, to_rows
from components.export.jsonl import events_answer, geoparse_answer, read_document
from components.tables.rows import events_table
from tests.sample import analysis

TEXT = "Forces left Izyum on Saturday, the ministry said."


@pytest.mark.parametrize("document_id", ["a", "007", 7, 7.5, -1])
def test_id_comes_back_unchanged(document_id: object) -> None:
    read_id, article = read_document(json.dumps({"id": document_id, "text": TEXT}).encode())
    assert (read_id, type(read_id)) == (document_id, type(document_id))
    assert article.id == str(document_id)
    assert article.text == TEXT


def test_optional_fields_may_be_null() -> None:
    line = {"id": 1, "text": TEXT, "published": None, "title": None, "publisher": "P", "url": ""}
    _, article = read_document(json.dumps(line).encode())
    assert (article.published, article.title, article.publisher) == (None, "", "P")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'{"text": "x"}',
        b'{"id": true, "text": "x"}',
        b'{"id": {}, "text": "x"}',
        b'{"id": 1}',
        b'{"id": 1, "text": 3}',
        b'{"id": 1, "text": "x", "title": 3}',
        b"\xff\xfe",
        b'{"id": NaN, "text": "x"}',
        b'{"id": 1, "text": "\\ud800 x"}',
        b"[" * 100_000,
    ],
)
def test_line_that_is_no_document(line: bytes) -> None:
    with pytest.raises(BadRecord):
        read_document(line)


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": 1, "text": ""}',
        b'{"id": 1, "text": "x y", "published": "12 September"}',
        b'{"id": 1, "text": "x y", "published": "2022-02-30"}',
    ],
)
def test_document_that_cannot_be_read(line: bytes) -> None:
    with pytest.raises(InputError):
        read_document(line)


def test_toponyms_are_numbers_and_nulls() -> None:
    answer = geoparse_answer(7, analysis().resolutions)
    first = answer["toponyms"][0]
    assert answer["id"] == 7
    assert set(first) == {"start", "end", "text", "use", "place", "confidence", "reason"}
    assert set(first["place"]) == {
        "id",
        "name",
        "kind",
        "latitude",
        "longitude",
        "country",
        "admin1",
    }
    assert analysis().article.text[first["start"] : first["end"]] == first["text"]
    assert isinstance(first["place"]["latitude"], float)


def test_events_have_the_columns_of_the_table() -> None:
    answer = events_answer("d", analysis())
    assert list(answer["events"][0]) == list(events_table(analysis()).columns)
    assert [row["what"] for row in answer["rejected"]] == ["event", "passage"]


def test_unknown_is_null_and_figures_are_numbers() -> None:
    row = to_rows(events_table(analysis()))[0]
    assert row["url"] is None
    assert isinstance(row["geo_precision"], int)
    assert isinstance(row["char_start"], int)
    assert isinstance(row["confidence"], float)


def test_line_is_one_line() -> None:
    assert to_line({"text": "a\nb\u2028c\u2029d\x85e"}).splitlines() == [
        to_line({"text": "a\nb\u2028c\u2029d\x85e"})
    ]
    with pytest.raises(ValueError, match="JSON"):
        to_line({"number": math.nan})
