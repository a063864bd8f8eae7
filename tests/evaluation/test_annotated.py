"""Annotated articles as JSON lines: with their text and stand-off, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.core.errors import InputError
from components.core.records import Span
from components.evaluation.annotated import Marked, is_annotated, read_annotated, sha256_of
from components.evaluation.gold import Record
from tests.evaluation.marks import mention

TEXT = "Gunmen attacked Brenholt on Monday, police said. The attack killed two people in the town."
EVENT: dict[str, Any] = {
    "trigger": mention("attacked", TEXT),
    "kind": "attack",
    "status": "done",
    "told_as": "news",
    "places": [mention("Brenholt", TEXT) | {"role": "in"}],
    "first_day": "2024-03-04",
    "last_day": None,
    "day_words": mention("on Monday", TEXT),
    "agents": [],
    "patients": [],
    "said_by": [mention("police", TEXT)],
    "same_as": None,
}
AGAIN = EVENT | {
    "trigger": mention("killed", TEXT),
    "kind": "other",
    "told_as": "background",
    "same_as": 0,
}
WHOLE = {
    "id": "a1",
    "published": "2024-03-05",
    "title": "Attack",
    "publisher": "The Paper",
    "text": TEXT,
    "events": [EVENT, AGAIN],
}
STANDOFF = {"id": "a1", "sha256": sha256_of(TEXT), "events": [EVENT, AGAIN]}


def read(
    folder: Path, *lines: object, texts: tuple[object, ...] | None = None
) -> tuple[list[Marked], list[str]]:
    warned: list[str] = []
    (folder / "marks.jsonl").write_text("\n".join(map(json.dumps, lines)))
    if texts is not None:
        (folder / "texts.jsonl").write_text("\n".join(map(json.dumps, texts)))
    found = read_annotated(
        folder / "marks.jsonl",
        texts=folder / "texts.jsonl" if texts is not None else None,
        warn=warned.append,
    )
    return found, warned


def test_an_article_with_its_text_is_read(tmp_path: Path) -> None:
    ((marked,), warned) = read(tmp_path, WHOLE)
    first, second = marked.events
    article = marked.article
    assert warned == []
    assert (article.id, article.text, article.title, article.publisher) == (
        "a1",
        TEXT,
        "Attack",
        "The Paper",
    )
    assert article.published == date(2024, 3, 5)
    assert (first.trigger.quote(TEXT), first.kind, first.status, first.is_news) == (
        "attacked",
        "attack",
        "done",
        True,
    )
    assert [span.quote(TEXT) for span in (*first.places, *first.said_by)] == ["Brenholt", "police"]
    assert (first.days, first.has_day_words, first.tells_again) == (
        (date(2024, 3, 4), None),
        True,
        None,
    )
    assert (second.kind, second.is_news, second.tells_again) == ("unmapped", False, 0)


@pytest.mark.parametrize("is_folder", [True, False], ids=["a folder", "a file"])
def test_marks_without_text_find_it_by_its_sha256(is_folder: bool, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.jsonl").write_text(
        json.dumps({"id": "x", "text": "Another text that nobody marked."})
        + "\n"
        + json.dumps({key: WHOLE[key] for key in WHOLE if key != "events"} | {"id": "y"})
    )
    (tmp_path / "marks.jsonl").write_text(json.dumps(STANDOFF))
    (marked,) = read_annotated(
        tmp_path / "marks.jsonl",
        texts=texts if is_folder else texts / "one.jsonl",
        warn=pytest.fail,
    )
    assert (marked.article.id, marked.article.text, marked.article.title) == ("a1", TEXT, "Attack")
    assert marked.article.published == date(2024, 3, 5)
    assert marked.events[0].trigger == Span(start=7, end=15)


def test_what_has_no_text_is_told_and_left_out(tmp_path: Path) -> None:
    found, warned = read(
        tmp_path, WHOLE, STANDOFF | {"id": "b2", "sha256": sha256_of("lost")}, texts=()
    )
    assert [marked.article.id for marked in found] == ["a1"]
    assert warned == ["marks.jsonl, line 2: The text of b2 is not there."]


@pytest.mark.parametrize("texts", [None, (), ({"id": "a1", "text": f"{TEXT} More."},)])
def test_no_text_at_all_is_refused(texts: tuple[object, ...] | None, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"The text of no article is there.*--articles"):
        read(tmp_path, STANDOFF, texts=texts)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"trigger": {"start": 80, "end": 900}}, "80 to 900 is no span of the text"),
        ({"trigger": {"start": 5, "end": 5}}, "5 to 5 is no span"),
        ({"trigger": {"start": 5}}, "'end'"),
        ({"told_as": "rumour"}, "told as 'rumour'"),
        ({"same_as": 7}, "refers to another that does not exist"),
        ({"status": None, "kind": None, "told_as": None}, "told as None"),
        ({"first_day": "spring"}, "'spring' is no date"),
    ],
)
def test_damaged_events_are_refused(
    change: dict[str, object], message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, WHOLE | {"events": [EVENT | change]})


def test_another_text_than_the_marked_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not the one that was marked"):
        read(tmp_path, WHOLE | {"sha256": sha256_of("other")})


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        (WHOLE, True),
        (STANDOFF, True),
        (WHOLE | {"events": []}, True),
        ({"events": "none"}, False),
        ({"pins": []}, False),
        ({"events": [{"type": "Attack", "start": 0, "end": 6, "arguments": []}]}, False),
    ],
)
def test_the_form_is_told_by_its_events(record: Record, verdict: bool) -> None:
    assert is_annotated(record) is verdict
