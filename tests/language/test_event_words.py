"""What is read of single words: probabilities of two decimals, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Token

from components.core import settings
from components.language.encoder import Vectors
from components.language.event_words import NONE, SCARCE, EventWord, EventWords
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


def test_around_a_word_stand_its_neighbours_its_sentence_and_the_article(
    knowledge: Knowledge,
) -> None:
    doc = parse(article_of(TEXT), knowledge.nlp)
    encoded = EventWords(settings.MODEL).encoded(doc)

    def row(token: Token) -> Vectors:
        return encoded.rows[encoded.at[token.i]]

    village = next(one for one in doc if one.text == "village")
    own, head, under, sentence, article = np.split(encoded.around(village), 5)
    assert np.array_equal(own, row(village))
    assert np.array_equal(head, row(village.head))
    the, of = village.children
    assert np.allclose(under, (row(the) + row(of)) / 2, atol=1e-5)
    assert np.allclose(sentence, np.mean([row(one) for one in village.sent], axis=0), atol=1e-5)
    assert np.allclose(article, encoded.rows.mean(axis=0), atol=1e-5)
    assert not np.allclose(sentence, article)


def test_a_word_with_nothing_under_it_has_zeros_there(knowledge: Knowledge) -> None:
    doc = parse(article_of(TEXT), knowledge.nlp)
    encoded = EventWords(settings.MODEL).encoded(doc)
    old = next(one for one in doc if one.text == "old")
    assert not np.split(encoded.around(old), 5)[2].any()
