"""What was learned beside the rules: added words, better kinds, and what the rules keep."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

import pytest
from spacy.tokens import Doc

from components.core.records import Event
from components.events.learned import BETTER, FACT, LISTED, TAKEN
from components.language.event_words import EventWord
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from tests.readings import article_of

WORD = EventWord(
    event=0.95,
    kind="investigation",
    kind_probability=0.9,
    status="done",
    status_probability=0.9,
    news=0.9,
    said=0.1,
)


class Told:
    """Stands for the model: says of each of some words what it is told to say."""

    def __init__(self, words: Mapping[str, EventWord], kinds: Set[str]) -> None:
        self.words, self.kinds, self.places = words, kinds, None

    def encoded(self, doc: Doc) -> None:
        """It needs no encoder."""

    def read(self, doc: Doc, encoded: None, **_: object) -> Mapping[int, EventWord]:
        return {token.i: self.words[token.text] for token in doc if token.text in self.words}


def events(text: str, knowledge: Knowledge, **words: EventWord) -> tuple[Event, ...]:
    told: Any = Told(words, {"investigation", "attack", "air/drone strike", "advance"})
    return analyse(article_of(text), replace(knowledge, event_words=told)).events


def test_a_word_of_no_row_becomes_an_event(knowledge: Knowledge) -> None:
    (found,) = events("Inspectors combed the plant in Lagos on Friday.", knowledge, combed=WORD)
    assert (found.kind, found.extractor) == ("investigation", "data/model:investigation:comb")
    assert [link.resolution.toponym.text for link in found.links] == ["Lagos"]
    assert found.confidence <= WORD.kind_probability


@pytest.mark.parametrize(
    "word",
    [
        replace(WORD, kind_probability=TAKEN - 0.01),
        replace(WORD, kind="scarce"),
        replace(WORD, kind="unmapped"),
    ],
)
def test_a_word_that_is_not_sure_stays_out(word: EventWord, knowledge: Knowledge) -> None:
    found = events("Inspectors combed the plant in Lagos on Friday.", knowledge, combed=word)
    assert {event.kind for event in found} <= {"unmapped"}


def test_a_bare_row_gives_way_to_a_better_kind(knowledge: Knowledge) -> None:
    text = "An airstrike was reported in Idlib on Friday."
    sure, unsure = replace(WORD, kind="advance"), replace(WORD, kind_probability=BETTER - 0.01)
    assert [event.kind for event in events(text, knowledge, airstrike=sure)] == ["advance"]
    assert [event.kind for event in events(text, knowledge, airstrike=unsure)] == [
        "air/drone strike"
    ]


def test_a_kind_that_was_not_learned_stays(knowledge: Knowledge) -> None:
    word = replace(WORD, kind="attack")
    found = events("The army staged a coup in Bamako on Friday.", knowledge, coup=word)
    assert [event.kind for event in found] == ["coup"]


LONG = " It rained all day. The shops were open. Nobody came. The roads were dry."


def test_of_an_article_what_a_row_lists_is_told_where_its_clause_is_likely(
    knowledge: Knowledge,
) -> None:
    text = "A barrel bomb struck a market in Aleppo on Friday."
    unlikely = replace(WORD, event=LISTED - 0.01, kind="air/drone strike")
    assert events(text, knowledge, bomb=unlikely)
    assert not events(text + LONG, knowledge, bomb=unlikely)
    assert events(text + LONG, knowledge, bomb=unlikely, struck=replace(WORD, event=LISTED))


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("An attack on the village of Tarmiya could be a message.", "attack", "done"),
        ("Gunmen did not attack the village of Tarmiya on Friday.", "attack", "negated"),
        ("Gunmen will attack the village of Tarmiya on Friday.", "attack", "planned"),
    ],
)
def test_a_fact_only_of_what_the_rules_take_for_possible(
    text: str, word: str, modality: str, knowledge: Knowledge
) -> None:
    sure = replace(WORD, kind="attack", status_probability=FACT)
    unsure = replace(sure, status_probability=FACT - 0.01)
    assert [one.modality for one in events(text, knowledge, **{word: sure})] == [modality]
    by_rules = "hypothetical" if modality == "done" else modality
    assert [one.modality for one in events(text, knowledge, **{word: unsure})] == [by_rules]


def test_whoever_is_hit_by_a_blast_did_not_do_it(knowledge: Knowledge) -> None:
    text = "The ministry is closed due to the explosion in the city of Lviv on Friday."
    word = replace(WORD, kind="explosion")
    assert [event.actors for event in events(text, knowledge, explosion=word)] == [()]


def test_the_rules_read_alone(knowledge: Knowledge) -> None:
    article = article_of("Gunmen attacked the village of Tarmiya on Friday.")
    found = analyse(article, replace(knowledge, event_words=None)).events
    assert all(not event.extractor.startswith("data/model") for event in found)
