"""Every row of modality.csv reads its own example, and what tense, negation, auxiliaries and the words above say."""

from __future__ import annotations

import pytest

from components import settings
from components.events.lexicon import rows
from components.knowledge import Knowledge
from tests.events.sentences import event_of, table
from tests.reading import read

ROWS = [(row["example"], row["modality"]) for row in rows(settings.LEXICON / "modality.csv")]

SENTENCES = [
    ("Ukrainian troops retook the town of Kupiansk.", "done"),
    ("Ukrainian troops have retaken the town of Kupiansk.", "done"),
    ("The town of Kupiansk was retaken by Ukrainian troops.", "done"),
    ("Russian troops are shelling the city of Kharkiv.", "ongoing"),
    ("Fighting continues in the town of Bakhmut.", "ongoing"),
    ("Russian troops did not capture the town of Bakhmut.", "negated"),
    ("No troops entered the town of Bakhmut.", "negated"),
    ("Russian troops will withdraw from the city of Kherson.", "planned"),
    ("Russian troops could shell the city of Kharkiv.", "hypothetical"),
    ("If Russian troops capture the town of Bakhmut, the road is open.", "hypothetical"),
    ("The two presidents are to meet in Vienna.", "planned"),
    ("The summit will be held in Samarkand.", "planned"),
    ("The withdrawal from Kherson was not a defeat, he said.", "done"),
    ("“Pull out of the town of Izium,” the order said.", "ordered"),
    ("Presidents to meet in Vienna this week", "planned"),
]


@pytest.mark.parametrize(("example", "modality"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_a_row_reads_its_example(example: str, modality: str, knowledge: Knowledge) -> None:
    assert modality in [event.modality for event in read(example, knowledge).events]


@pytest.mark.parametrize(("text", "modality"), SENTENCES)
def test_a_sentence(text: str, modality: str, knowledge: Knowledge) -> None:
    assert [event.modality for event in read(text, knowledge).events] == [modality]


@pytest.mark.parametrize(("text", "word", "modality"), table("modality_sentences"))
def test_a_sentence_of_the_table(text: str, word: str, modality: str, *, knowledge: Knowledge) -> None:
    assert event_of(text, word, knowledge).modality == modality
