"""The fitted judgements: where an event without a place of its own is, and which pins are news."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from components.core import settings
from components.core.records import DRAWN_ROLES, Analysis
from components.events.context import context_of
from components.events.place_context import (
    PlaceContext,
    PlaceQuestion,
    preposition_class,
    question_of,
)
from components.events.place_cues import WEIGHED, PlacedEvent, cues_of
from components.events.place_model import (
    CHOSEN,
    NOT_THE_NEWS,
    THRESHOLD,
    chance,
    judged,
    log_odds,
    places_for,
)
from components.language.parse import parse
from components.lexicon.events import PlaceModel
from components.lexicon.rows import rows
from components.reading.knowledge import Knowledge
from tests.readings import article_of, read, read_each, roles

NOTHING = PlaceModel(
    place={THRESHOLD: 2.0},
    same={THRESHOLD: 2.0},
    news={THRESHOLD: 0.0, CHOSEN: 0.0},
    right={THRESHOLD: 0.0, CHOSEN: 0.0},
    reasons={},
)
"""A model that places nothing and doubts nothing."""
WEIGHTS = list(rows(settings.LEXICON / "event_place_weights.csv"))
NEWS = {row["cue"]: float(row["weight"]) for row in WEIGHTS if row["judgement"] == "news"}


def asked(text: str, word: str, knowledge: Knowledge, model: PlaceModel = NOTHING) -> PlaceQuestion:
    """The question for the place of the event with that word, before any model has answered."""
    plain = replace(knowledge, events=replace(knowledge.events, place_model=model))
    analysis: Analysis = read(
        text, replace(plain, events=replace(plain.events, place_model=NOTHING))
    )
    doc = parse(article_of(text), knowledge.nlp)
    context = context_of(
        doc,
        article=analysis.article,
        resolutions=analysis.resolutions,
        lexicon=plain.events,
    )
    place_context = PlaceContext(
        context=context, resolutions=analysis.resolutions, events=analysis.events
    )
    [event] = [one for one in analysis.events if one.trigger.quote(text).endswith(word)]
    question = question_of(event, place_context)
    assert question is not None
    return question


REST = (
    " The night was quiet. Lamps burned late in the streets. The weather was mild and dry. Nobody "
    "knew what would come next."
)
"""Makes an article of a sentence or two: a shorter text is not judged as a whole."""
CHOICES = Path(__file__).with_name("place_choices.txt").read_text(encoding="utf-8").splitlines()


def test_the_place_of_each_event_in_an_article(knowledge: Knowledge) -> None:
    """place_choices.txt: word that tells the event | its drawn places | sentences."""
    rows, wrong = [line.split(" | ") for line in CHOICES], []
    texts = [text + REST for _, _, text in rows]
    for (word, expected, text), reading in zip(rows, read_each(texts, knowledge), strict=True):
        event = next(one for one in reading.events if one.trigger.quote(text).endswith(word))
        shown = [f"{name} {role}" for name, role in roles(event) if role in DRAWN_ROLES]
        if ", ".join(shown) != expected:
            wrong.append((text, expected, shown))
    assert wrong == []


CUES = [
    ("Rebels seized Goma. Fighting raged on Friday.", "Fighting", "Goma", "zone: one back"),
    (
        "Rebels seized Goma. Fighting raged on Friday.",
        "Fighting",
        "Goma",
        "elsewhere, the last named",
    ),
    ("Rebels seized Goma. Looting spread through the town.", "Looting", "Goma", "points back"),
    ("Rebels shelled Goma on Friday.", "shelled", "Goma", "path: under the word"),
    ("Rebels shelled Goma on Friday.", "shelled", "Goma", "rules: drawn"),
    ("Rebels shelled Goma on Friday.", "shelled", "Goma", "the only one here"),
    ("Shells hit a village north of Goma.", "hit", "Goma", "preposition: direction of"),
    ("In Goma, rebels attacked a school.", "attacked", "Goma", "tokens before: 3"),
    ("Rebels attacked Goma and Bukavu.", "attacked", "Bukavu", "several here"),
    ("Rebels attacked Goma in Congo.", "attacked", "Congo", "a finer one beside it"),
]


@pytest.mark.parametrize(
    ("text", "word", "name", "cue"), CUES, ids=[f"{row[2]}: {row[3]}" for row in CUES]
)
def test_cues(text: str, word: str, name: str, cue: str, knowledge: Knowledge) -> None:
    question = asked(text, word, knowledge)
    [(zone, mention)] = [
        one for one in question.candidates if one[1].resolution.toponym.text == name
    ]
    assert cue in cues_of(question, zone, mention, before=())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked villages in Goma.", "in"),
        ("Rebels attacked the town of Goma.", "of"),
        ("Rebels attacked a village north of Goma.", "direction of"),
        ("Rebels attacked Goma.", "none"),
    ],
)
def test_the_preposition_over_a_name(text: str, expected: str, knowledge: Knowledge) -> None:
    [mention] = [one for _, one in asked(text, "attacked", knowledge).candidates]
    assert preposition_class(mention.head) == expected


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ((), 0.5),
        (("near",), 0.73),
        (("near", "far"), 0.27),
        (("unheard of",), 0.5),
    ],
)
def test_chance_is_logistic_and_rounded(cues: tuple[str, ...], expected: float) -> None:
    assert chance({"near": 1.0, "far": -2.0}, dict.fromkeys(cues, 1.0)) == expected


def test_a_place_of_another_sentence_keeps_its_evidence(knowledge: Knowledge) -> None:
    text = "Rebels seized Goma. Fighting raged on Friday." + REST
    model = replace(NOTHING, place={"zone: one back": 2.0, THRESHOLD: 0.7})
    question = asked(text, "Fighting", knowledge, model)
    [link] = places_for(replace(question.event, links=()), question.place_context, ())
    assert link.evidence is not None
    assert link.evidence.quote(text) == "Rebels seized Goma."
    assert (link.role, link.within, link.resolution.method) == ("at", True, WEIGHED)
    assert link.resolution.confidence == 0.88


def test_a_place_of_its_own_sentence_needs_no_other_evidence(knowledge: Knowledge) -> None:
    model = replace(NOTHING, place={"zone: sentence": 2.0, THRESHOLD: 0.7})
    text = "Rebels shelled Goma and Bukavu on Friday." + REST
    question = asked(text, "shelled", knowledge, model)
    found = places_for(replace(question.event, links=()), question.place_context, ())
    assert {link.resolution.toponym.text for link in found} == {"Goma", "Bukavu"}
    assert all(link.evidence is None for link in found)


@pytest.mark.parametrize(
    ("news", "doubt"),
    [
        ({"any": 2.0}, ""),
        ({"any": -2.0}, NOT_THE_NEWS),
        ({"any": -2.0, "sentence: last": -1.0}, "its sentence looks back"),
        ({"any": -2.0, "sentence: last": 1.0}, NOT_THE_NEWS),
    ],
)
def test_a_pin_that_is_no_news_is_listed_with_the_reason(
    news: dict[str, float], doubt: str, knowledge: Knowledge
) -> None:
    model = replace(
        NOTHING,
        news={**news, THRESHOLD: 0.5, CHOSEN: 0.5},
        reasons={"sentence: last": "its sentence looks back"},
    )
    question = asked("Rebels shelled Goma last week.", "shelled", knowledge, model)
    [link] = judged(question.event, question.place_context, ()).links
    assert link.doubt == doubt
    assert link.is_pin is not bool(doubt)


def test_a_doubted_pin_is_listed_and_gives_no_claim(knowledge: Knowledge) -> None:
    doubting = replace(NOTHING, news={THRESHOLD: 1.1, CHOSEN: 1.1})
    doubtful = replace(knowledge, events=replace(knowledge.events, place_model=doubting))
    text = "Rebels captured Goma on Friday. People fled. Shops were shut. It rained."
    analysis = read(text, doubtful)
    assert not any(link.is_pin for event in analysis.events for link in event.links)
    assert analysis.claims == ()
    assert any(one.what == "event" and NOT_THE_NEWS in one.reason for one in analysis.rejected)


def test_shipped_weights_are_numbers_and_thresholds_chances() -> None:
    assert all(math.isfinite(float(row["weight"])) for row in WEIGHTS)
    least = {
        (row["judgement"], row["cue"]): float(row["weight"])
        for row in WEIGHTS
        if row["cue"] in {THRESHOLD, CHOSEN}
    }
    assert set(least) == {
        ("place", THRESHOLD),
        ("same", THRESHOLD),
        ("news", THRESHOLD),
        ("news", CHOSEN),
        ("right", THRESHOLD),
        ("right", CHOSEN),
    }
    assert all(0 < value < 1 for value in least.values())


@pytest.mark.parametrize(
    "row", list(rows(settings.LEXICON / "pin_doubts.csv")), ids=lambda row: row["cue"]
)
def test_a_reason_stands_for_what_speaks_against_a_pin(row: dict[str, str]) -> None:
    is_for_the_pin = row["cue"].startswith("log odds")
    assert NEWS[row["cue"]] > 0 if is_for_the_pin else NEWS[row["cue"]] < 0
    assert row["reason"]


def test_the_events_before_speak_for_a_place(knowledge: Knowledge) -> None:
    question = asked("Rebels seized Goma and Bukavu. Fighting raged.", "Fighting", knowledge)
    goma, bukavu = (one for _, one in question.candidates)
    family = question.place_context.family_of(question.event)
    before = [PlacedEvent(family, goma.span, frozenset({goma.place.id}))]
    cues = {
        one.place.name: set(cues_of(question, "one back", one, before=before))
        for one in (goma, bukavu)
    }
    assert "its family was last at: it, elsewhere" in cues["Goma"]
    assert "its family was last at: another place, elsewhere" in cues["Bukavu"]


def test_a_likely_background_word_speaks_against_a_pin() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.2) == pytest.approx(-log_odds(0.8))
    assert log_odds(0.0) == log_odds(0.01)
