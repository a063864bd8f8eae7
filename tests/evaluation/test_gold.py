"""Gold of articles as JSON: what is read, what is refused, where its quotes stand."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from components.core.errors import InputError
from components.core.records import Modality, Span
from components.core.settings import LEXICON
from components.evaluation.gold import GoldType, load_gold_types, on_text, read_article
from components.lexicon.events import load_event_lexicon
from components.lexicon.rows import rows, words

TYPES = load_gold_types(LEXICON)
TEXT = "Troops left Brenholt on Monday, the army said. Brenholt is quiet."
PIN: dict[str, Any] = {
    "place": "Brenholt",
    "lat": 10.5,
    "lon": 20,
    "type": "withdrawal",
    "actors": ["army"],
    "attributed_to": "the army",
    "event_date": {"start": "2024-03-04", "end": None},
    "sentence": {"char_start": 0, "char_end": 46, "text": TEXT[:46]},
    "trigger": {"char_start": 7, "char_end": 11, "quote": "left"},
}


def article(**more: object) -> dict[str, Any]:
    return {"text": TEXT, "published": "2024-03-05", "pins": [PIN]} | more


def test_a_pin_is_read() -> None:
    (pin,) = read_article(article(), TYPES, where="gold").pins
    assert (pin.place, pin.latitude, pin.longitude) == ("Brenholt", 10.5, 20)
    modalities = frozenset({"done", "ongoing", "planned", "ordered"})
    assert pin.allowed == GoldType(kinds=frozenset({"withdrawal"}), modalities=modalities)
    assert pin.days == (date(2024, 3, 4), None)
    assert (pin.actors, pin.speakers, pin.sides, pin.is_optional) == (
        ("army",),
        ("the army",),
        None,
        False,
    )
    assert (pin.trigger.text, pin.trigger.span) == ("left", Span(start=7, end=11))


@pytest.mark.parametrize(
    ("given", "speakers"),
    [
        ({}, None),
        ({"attributed_to": None}, ()),
        ({"attributed_to": ""}, ()),
        ({"attributed_to": "x"}, ("x",)),
        ({"attributed_to": ["x", "y"]}, ("x", "y")),
    ],
)
def test_a_missing_key_is_no_answer_and_null_is_one(
    given: dict[str, Any], speakers: tuple[str, ...] | None
) -> None:
    pin = {"place": "Brenholt", "type": "strike", **given}
    assert read_article(article(pins=[pin]), TYPES, where="gold").pins[0].speakers == speakers


def test_a_pin_may_want_a_modality_of_its_own_and_further_types() -> None:
    pin = PIN | {"modality": "ordered", "also_right": ["evacuation_planned"], "status": "optional"}
    (read,) = read_article(article(pins=[pin]), TYPES, where="gold").pins
    assert read.allowed.kinds == {"withdrawal", "evacuation", "displacement"}
    assert read.allowed.modalities == {"ordered"}
    assert read.is_optional


WRITTEN = [
    # the type, the kinds that are right, some of them at least
    ("control_change", {"control taken", "control regained"}),
    ("Armed clash", {"armed clash"}),
    ("Non-state actor overtakes territory", {"control taken"}),
    ("armed_clash", {"armed clash"}),
]


@pytest.mark.parametrize(("name", "kinds"), WRITTEN)
def test_types_are_written_in_several_ways(name: str, kinds: set[str]) -> None:
    (pin,) = read_article(article(pins=[PIN | {"type": name}]), TYPES, where="gold").pins
    assert kinds <= pin.allowed.kinds
    assert not pin.allowed.takes("picnic")


def test_under_a_type_of_its_own_each_kind_is_right() -> None:
    (pin,) = read_article(
        article(pins=[PIN | {"type": "Other: redeployment"}]), TYPES, where="gold"
    ).pins
    assert pin.allowed.takes("withdrawal")


@pytest.mark.parametrize(
    ("given", "modalities"),
    [
        ({"modality": "planned"}, {"planned"}),
        ({"event_status": "happened"}, {"done", "ongoing"}),
        ({"modality": "happened"}, {"done", "ongoing"}),
        ({"event_status": "ongoing"}, {"ongoing"}),
    ],
)
def test_a_status_may_be_written_in_two_ways(given: dict[str, str], modalities: set[str]) -> None:
    (pin,) = read_article(article(pins=[PIN | given]), TYPES, where="gold").pins
    assert pin.allowed.modalities == modalities


@pytest.mark.parametrize(
    ("given", "is_area"),
    [
        ({}, False),
        ({"area": True}, True),
        ({"place": "Kursk Oblast"}, True),
        ({"place": "northern Gaza Strip"}, True),
        ({"place": "Regionville"}, False),
    ],
)
def test_areas_are_told_by_a_key_or_their_name(given: dict[str, Any], is_area: bool) -> None:
    (pin,) = read_article(article(pins=[PIN | given]), TYPES, where="gold").pins
    assert pin.is_area is is_area


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (article(pins=[PIN | {"type": None}]), "gold, pin 1: An event has no type"),
        (article(pins=[PIN | {"lat": "north"}]), '"lat" is no number'),
        (article(pins=[PIN, PIN | {"place": 7}]), 'gold, pin 2: "place" is no text'),
        (article(pins=[PIN | {"actors": [1]}]), '"actors" is neither text nor a list of texts'),
        (article(pins={}) | {"pins": "none"}, '"pins" is no list of objects'),
        (article(published="spring"), "is no date"),
        (article(pins=[PIN | {"event_date": {"start": "2024-02-30"}}]), "no day of the calendar"),
    ],
)
def test_what_is_damaged_is_refused(record: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_article(record, TYPES, where="gold")


def test_quotes_move_to_where_their_words_stand() -> None:
    moved = PIN | {
        "trigger": {"char_start": 9, "char_end": 13, "text": "left"},
        "sentence": {"char_start": 1, "char_end": 9, "text": "Unwritten."},
    }
    gold, lost = on_text(read_article(article(pins=[moved]), TYPES, where="gold"), TEXT)
    assert gold.pins[0].trigger.span == Span(start=7, end=11)
    assert gold.pins[0].sentence.span is None
    assert lost == ("Unwritten.",)


def test_quotes_that_stand_stay() -> None:
    banned = {"char_start": 47, "char_end": 55, "text": "Brenholt", "why": "a state"}
    gold = read_article(article(must_not_pin=[banned]), TYPES, where="gold")
    assert on_text(gold, TEXT) == (gold, ())


def test_types_name_kinds_and_modalities_that_there_are() -> None:
    kinds, modalities = load_event_lexicon(LEXICON).kinds, get_args(Modality)
    for row in rows(LEXICON / "gold_types.csv"):
        assert set(words(row["kinds"])) <= set(kinds)
        assert words(row["kinds"])
        assert set(words(row["modalities"])) <= set(modalities)
        assert row["example"].endswith(".")
    assert {kind.replace(" ", "_") for kind in kinds} <= set(TYPES)
