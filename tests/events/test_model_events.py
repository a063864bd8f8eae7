"""What a language model tells in quotes, through the whole reading: what is taken of it, and what
Dateline's own parts say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.core.records import Analysis
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from tests.llm.recorded import answer, recorded, told, whole
from tests.readings import article_of

Read = Callable[..., Analysis]


@pytest.fixture
def read(knowledge: Knowledge, tmp_path: Path) -> Read:
    """An article as a model reads it that tells these events."""

    def reading(text: str, *events: object) -> Analysis:
        with recorded(whole(answer(*events))) as held:
            model = held.reader(tmp_path)
            return analyse(article_of(text), replace(knowledge, model=model))

    return reading


def places(analysis: Analysis) -> dict[str, list[str]]:
    """By kind, the names that have pins."""
    return {
        event.kind: [link.resolution.toponym.text for link in event.links if link.is_pin]
        for event in analysis.events
        if event.is_drawn
    }


def test_events_are_those_of_the_model_and_nothing_else(read: Read) -> None:
    text = "Rebels captured the town of Goma on Friday. Shelling killed two people in Bukavu."
    found = read(text, told("control taken", "captured", "Goma", days="on Friday"))
    (event,) = found.events
    assert places(found) == {"control taken": ["Goma"]}
    assert event.extractor == "language model:control taken:capture"
    assert (event.time.first_day, event.time.text) == (date(2022, 9, 9), "on Friday")
    (place,) = [link.resolution.place for link in event.links]
    assert place is not None
    assert (place.id, place.country) == ("geonames:216281", "COD")
    assert event.codes.acled_sub_event_type == "Non-state actor overtakes territory"
    assert found.claims[0].place.name == "Goma"
    assert found.read_by.startswith("the language model recorded (llama.cpp, prompt ")


def test_a_reading_that_tells_nothing_draws_nothing(read: Read) -> None:
    assert read("Rebels captured the town of Goma on Friday.").events == ()


def test_what_is_not_grounded_is_listed_with_what_was_left_off(read: Read) -> None:
    text = "Rebels captured the town of Goma on Friday."
    found = read(text, told("control taken", "captured", "Goma", "Bukavu", days="on Monday"))
    listed = [(one.text, one.reason) for one in found.rejected if one.what == "not grounded"]
    assert listed == [
        ("Bukavu", "a place: not found in sentence 1"),
        ("on Monday", "the words of its day: not found in sentence 1"),
    ]
    assert places(found) == {"control taken": ["Goma"]}


def test_a_place_that_no_rule_saw_is_looked_up_by_its_name(read: Read) -> None:
    text = "The explosion at zinjibar hit a market."
    assert places(read(text, told("explosion", "explosion", "zinjibar"))) == {
        "explosion": ["zinjibar"]
    }


def test_a_name_that_no_gazetteer_has_takes_no_pin(read: Read) -> None:
    found = read("A blast hit Xqzwy.", told("explosion", "blast", "Xqzwy"))
    assert places(found) == {"explosion": []}
    assert any(one.text == "Xqzwy" and one.what == "place" for one in found.rejected)


def test_a_place_in_another_sentence_is_shown_with_it(read: Read) -> None:
    text = "The market in Bukavu was full. A shell killed two people."
    found = read(text, told("attack", "killed @2", "Bukavu"))
    (link,) = found.events[0].links
    assert link.evidence is not None
    assert link.evidence.quote(text) == "The market in Bukavu was full."


def test_who_holds_a_place_is_taken_from_the_sentence_that_names_it_alone(read: Read) -> None:
    text = "Goma lies by a lake. Rebels captured it on Friday."
    found = read(text, told("control taken", "captured @2", "Goma"))
    assert places(found) == {"control taken": []}
    assert found.claims == ()


@pytest.mark.parametrize(
    ("text", "status", "by", "modality"),
    [
        ("Rebels shelled Goma.", "denied", "", "done"),
        ("Rebels shelled Goma.", "planned", "shelled", "planned"),
        ("Rebels plan to shell Goma.", "done", "", "planned"),
        ("Rebels plan to shell Goma.", "done", "plan", "planned"),
        ("The army denied that it shelled Goma.", "done", "shelled", "denied"),
    ],
)
def test_a_status_needs_words_and_makes_no_fact_of_what_is_none(
    text: str, status: str, by: str, modality: str, read: Read
) -> None:
    word = "shell" if " shell " in text else "shelled"
    found = read(
        text, told("shelling/artillery/missile attack", word, "Goma", status=status, by=by)
    )
    assert found.events[0].modality == modality


def test_quoted_people_are_looked_up_and_get_their_side(read: Read) -> None:
    text = "In Kherson, shelling by Russian forces went on, Kyiv said."
    (event,) = read(
        text,
        told(
            "shelling/artillery/missile attack",
            "shelling",
            "Kherson",
            actors=["Russian forces"],
            speaker="Kyiv",
        ),
    ).events
    assert [(one.name, one.side) for one in event.actors] == [("Russian forces", "Russia")]
    assert [one.side for one in event.attributions] == ["Ukraine"]


def test_a_day_that_only_dates_the_saying_is_not_taken_for_that_of_the_event(read: Read) -> None:
    text = "Shells fell on Goma, the UN said on Friday, calling it the worst day since June."
    (event,) = read(
        text, told("shelling/artillery/missile attack", "fell", "Goma", days="since June")
    ).events
    assert event.time.first_day is None


def test_harm_rules_hold(read: Read) -> None:
    text = "Troops will advance on the town of Izium on Friday."
    (event,) = read(
        text, told("advance", "advance", "Izium", status="planned", by="will", days="on Friday")
    ).events
    assert [link.coarsened != "" for link in event.links] == [True]


def test_the_same_event_told_twice_is_merged(read: Read) -> None:
    text = (
        "A suicide bombing killed nine people in Peshawar on Friday. "
        "The suicide bombing in Peshawar wounded thirty."
    )
    found = read(
        text,
        told("suicide bomb", "bombing", "Peshawar"),
        told("suicide bomb", "bombing @2", "Peshawar @2"),
    )
    assert len(found.events) == 1
    assert len(found.events[0].passages) == 1


def test_two_kinds_of_one_word_are_one_event_with_the_places_of_both(read: Read) -> None:
    text = "Shelling of Goma and Bukavu killed two."
    found = read(
        text,
        told("shelling/artillery/missile attack", "Shelling", "Goma"),
        told("attack", "Shelling", "Bukavu"),
    )
    assert places(found) == {"shelling/artillery/missile attack": ["Goma", "Bukavu"]}


def test_every_span_quotes_the_article(read: Read) -> None:
    text = "On Friday, rebels  captured Goma’s airport, the UN said."
    found = read(
        text,
        told(
            "control taken",
            "CAPTURED",
            "goma",
            days="friday",
            actors=["Rebels"],
            speaker="the un",
        ),
    )
    (event,) = found.events
    assert event.trigger.quote(text) == "captured"
    assert [link.resolution.toponym.text for link in event.links] == ["Goma"]
    assert not re.search("CAPTURED|friday|Rebels", event.time.text)
