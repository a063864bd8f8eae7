"""The same event once: what is one event with several passages, and what stays apart."""

from __future__ import annotations

import pytest

from components.core.records import Attribution
from components.core.status import status_of
from components.reading.knowledge import Knowledge
from tests.readings import kinds, read, read_each
from tests.sentences import table

ONE = [
    "Leaders to meet in Samarkand\n\nThe two leaders will meet at a summit in Samarkand.\n\n"
    "The Samarkand summit is scheduled for September 15-16.",
    "Russian forces left Izyum on Saturday. The withdrawal was announced by the ministry.",
    "A suicide bombing killed 13 soldiers in Kayseri on Saturday.",
]
APART = [
    (
        "Ukrainian troops retook Kupiansk on Friday. They retook Izyum on Saturday.",
        ["control regained", "control regained"],
    ),
    (
        "Shelling hit Kherson on Friday. Shelling hit Kherson on Saturday.",
        ["shelling/artillery/missile attack"] * 2,
    ),
    (
        "The leaders met in Vienna on Friday. They will meet in Vienna next month.",
        ["meeting", "meeting"],
    ),
]
STATEMENTS = "statements"
"""Display group of criticism, denials and the like, which the tables do not count."""


@pytest.mark.parametrize("text", ONE)
def test_one_event(text: str, knowledge: Knowledge) -> None:
    assert len(kinds(read(text, knowledge))) == 1


@pytest.mark.parametrize(("text", "expected"), APART)
def test_apart(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert kinds(read(text, knowledge)) == expected


def test_number_of_events(knowledge: Knowledge) -> None:
    rows = table("merging_sentences")
    wrong = []
    for (text, number), reading in zip(
        rows, read_each([text for text, _ in rows], knowledge), strict=True
    ):
        events = [event for event in reading.events if event.codes.display_group != STATEMENTS]
        if len(events) != int(number):
            wrong.append((text, number, [(event.kind, event.time.first_day) for event in events]))
    assert wrong == []


def test_a_denial_is_a_second_voice_on_the_event(knowledge: Knowledge) -> None:
    text = "Russia said its troops captured the town of Toretsk on Friday. Ukraine denied that Russian troops captured Toretsk."
    (event,) = read(text, knowledge).events
    assert event.modality == "done"
    assert [_heard(one) for one in event.attributions] == [
        ("Russia", "says"),
        ("Ukraine", "denies"),
    ]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "Rebels captured the town of Bor on Friday. The army said rebels had captured Bor.",
            ["the article", "army"],
        ),
        (
            "The army said rebels captured the town of Bor on Friday. Rebels captured Bor at dawn.",
            ["army", "the article"],
        ),
        ("Rebels seize Bor\n\nThe army said rebels seized the town of Bor on Friday.", ["army"]),
        (
            "The army said rebels captured the town of Bor on Friday. The capture of Bor took an hour.",
            ["army"],
        ),
        ("Rebels captured the town of Bor on Friday. They captured Bor at dawn.", []),
    ],
)
def test_the_article_keeps_its_own_voice_beside_a_quoted_one(
    text: str, voices: list[str], knowledge: Knowledge
) -> None:
    (event,) = read(text, knowledge).events
    assert [one.speaker for one in event.attributions] == voices


def test_what_the_article_tells_and_a_party_denies_is_disputed(knowledge: Knowledge) -> None:
    text = "Russian troops captured the town of Toretsk on Friday. Ukraine denied that Russian troops captured Toretsk."
    (event,) = read(text, knowledge).events
    assert status_of(event) == "disputed"


def test_the_article_reports_beside_what_a_party_claims(knowledge: Knowledge) -> None:
    text = "Russian troops captured the town of Toretsk on Friday. Russia said its troops captured the town of Toretsk."
    (event,) = read(text, knowledge).events
    assert status_of(event) == "reported | claimed by Russia"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Russia said its troops captured the town of Toretsk on Friday.", "claimed by Russia"),
        ("Russia said on Friday that it would hold an election in the city of Moscow.", "reported"),
        ("Russia said the ministers had met in Geneva on Friday.", "reported"),
    ],
)
def test_only_a_gain_or_a_loss_is_claimed(text: str, status: str, knowledge: Knowledge) -> None:
    assert {status_of(event) for event in read(text, knowledge).events} == {status}


def _heard(said: Attribution) -> tuple[str, str]:
    return said.speaker, said.stance
