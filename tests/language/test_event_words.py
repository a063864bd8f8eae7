"""What is read of single words: probabilities of two decimals, the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from components.core import settings
from components.language.event_words import NONE, SCARCE, EventWord, EventWords, candidates
from components.language.parse import parse
from components.reading.knowledge import Knowledge
from tests.readings import article_of

TEXT = "Gunmen attacked the village of Tarmiya on Friday. The mayor likes old films and music."


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> dict[str, EventWord]:
    return read(TEXT, knowledge)


def read(text: str, knowledge: Knowledge) -> dict[str, EventWord]:
    doc = parse(article_of(text), knowledge.nlp)
    model = EventWords(settings.MODEL)
    found = model.read(doc, model.encoded(doc), votes={}, headlines=frozenset())
    return {doc[index].text: word for index, word in found.items()}


def test_an_attack_is_one_and_a_taste_is_none(words: dict[str, EventWord]) -> None:
    assert words["attacked"].event > 0.8
    assert words["attacked"].status == "done"
    assert words["attacked"].news > 0.5
    assert "films" not in words or words["films"].event < 0.3


def test_probabilities_have_two_decimals(words: dict[str, EventWord]) -> None:
    for word in words.values():
        for value in (word.event, word.kind_probability, word.news, word.said):
            assert value == round(value, 2)
            assert 0 <= value <= 1


def test_it_reads_the_same_again(words: dict[str, EventWord], knowledge: Knowledge) -> None:
    assert read(TEXT, knowledge) == words


def test_a_text_without_words_has_none(knowledge: Knowledge) -> None:
    assert read("12, 13; 14.", knowledge) == {}


def test_the_kinds_are_those_of_the_lexicon(knowledge: Knowledge) -> None:
    learned = EventWords(settings.MODEL).kinds
    assert learned <= set(knowledge.events.kinds)
    assert not learned & {NONE, SCARCE}


def test_each_candidate_has_its_own_row(knowledge: Knowledge) -> None:
    doc = parse(article_of(TEXT), knowledge.nlp)
    rows = EventWords(settings.MODEL).encoded(doc).of(candidates(doc))
    assert len(rows) == len(candidates(doc))
    assert len(np.unique(rows, axis=0)) == len(rows)


def test_around_a_word_stand_the_word_over_it_and_its_sentence(knowledge: Knowledge) -> None:
    doc = parse(article_of(TEXT), knowledge.nlp)
    encoded = EventWords(settings.MODEL).encoded(doc)
    village, films = (next(one for one in doc if one.text == word) for word in ("village", "films"))
    own, head, mean = np.split(encoded.around(village), 3)
    assert np.array_equal(own, encoded.of([village])[0])
    assert np.array_equal(head, encoded.of([village.head])[0])
    assert np.allclose(mean, encoded.of([*village.sent]).mean(axis=0), atol=1e-5)
    assert not np.allclose(mean, np.split(encoded.around(films), 3)[2])
