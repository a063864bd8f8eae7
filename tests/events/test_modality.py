"""Every row of modality.csv reads its own example, and what tense, negation, auxiliaries and the
words above say."""

from __future__ import annotations

import pytest

from components.core import settings
from components.lexicon.rows import rows
from components.reading.knowledge import Knowledge
from tests.readings import read, read_each
from tests.sentences import events_of, table

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


def test_each_row_reads_its_example(knowledge: Knowledge) -> None:
    told = (
        [event.modality for event in one.events]
        for one in read_each([example for example, _ in ROWS], knowledge)
    )
    assert [
        (*row, found) for row, found in zip(ROWS, told, strict=True) if row[1] not in found
    ] == []


@pytest.mark.parametrize(("text", "modality"), SENTENCES)
def test_a_sentence(text: str, modality: str, knowledge: Knowledge) -> None:
    assert [event.modality for event in read(text, knowledge).events] == [modality]


def test_each_sentence_of_the_table(knowledge: Knowledge) -> None:
    rows_told = table("modality_sentences")
    told = (event.modality for event in events_of(rows_told, knowledge))
    assert [
        (*row, found) for row, found in zip(rows_told, told, strict=True) if row[2] != found
    ] == []
