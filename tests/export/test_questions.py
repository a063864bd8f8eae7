"""The sheet for a class: every question has its answer from the records, and the page of questions
gives none away."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import html

from components.export.questions import MOST_EVENTS, to_questions
from tests import sample
from tests.export.given import STAMP, chosen, hostile


@cache
def plain() -> bytes:
    return to_questions(chosen())


def pages(sheet: bytes) -> tuple[html.HtmlElement, html.HtmlElement]:
    """The questions and the answers."""
    questions, answers = html.fromstring(sheet).iter("section")
    return questions, answers


def answers_to(event: int) -> list[str]:
    _, answers = pages(plain())
    return [line.text_content() for line in answers.xpath(f"./ol/li[{event}]/p")]


def test_each_question_has_its_answer() -> None:
    questions, answers = pages(plain())
    asked = [
        [line.text_content() for line in item.iter("p")] for item in questions.xpath("./ol/li")
    ]
    told = [[line.text_content() for line in item.iter("p")] for item in answers.xpath("./ol/li")]
    assert len(asked) == 6 <= MOST_EVENTS
    for questions_of_one, answers_of_one in zip(asked, told, strict=True):
        for question, answer in zip(questions_of_one, answers_of_one, strict=True):
            assert answer.startswith(question)
            assert len(answer) > len(question) + 2


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (2, "What happened, or is to happen? Ukrainian forces retook it"),
        (2, "When? Between 6 and 12 September, from the words “in recent days”"),
        (2, "Who says so? The article itself; it names no source"),
        (3, "Where? Balakliya (Kharkiv, Ukraine); Izyum (Kharkiv, Ukraine)"),
        (3, "Who says so? the Russian Defence Ministry (Russia) acknowledges"),
        (3, "Who holds Izyum after that? Not said: only that Russia left"),
        (5, "What happened, or is to happen? Summit, planned"),
    ],
)
def test_answers_are_the_records(event: int, answer: str) -> None:
    assert any(line.startswith(answer) for line in answers_to(event)), answers_to(event)


def test_the_sheet_quotes_the_article_and_keeps_the_answers_to_their_page() -> None:
    questions, answers = pages(plain())
    assert [one.text_content() for one in questions.iter("blockquote")][2] == sample.LINES[3]
    for told in ("Not said", "acknowledges", "The article itself"):
        assert told in answers.text_content()
        assert told not in questions.text_content()
    assert [one.findtext("p[@class='qs-stamp']") for one in (questions, answers)] == [STAMP] * 2


def test_a_hostile_article_is_text() -> None:
    root = html.fromstring(to_questions(chosen(hostile())))
    assert not list(root.iter("script", "link", "iframe"))
    assert "<script>window.ran=1</script>" in root.findtext(".//h1")


def test_nothing_on_the_map_is_said() -> None:
    questions, answers = pages(to_questions(chosen(layers=frozenset())))
    assert "None of the chosen events is on the map." in questions.text_content()
    assert not answers.xpath("./ol/li")
