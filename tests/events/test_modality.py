"""Every row of modality.csv reads its own example, and what tense, negation, auxiliaries and the words above say."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import settings
from components.events.lexicon import rows
from components.knowledge import Knowledge
from tests.reading import read

ROWS = [(row["example"], row["modality"]) for row in rows(settings.LEXICON / "modality.csv")]

SENTENCES = [
    ("Ukrainian troops retook the town of Kupiansk.", "done"),
    ("Ukrainian troops have retaken the town of Kupiansk.", "done"),
    ("The town of Kupiansk was retaken by Ukrainian troops.", "done"),
    ("Russian troops are shelling the city of Kharkiv.", "ongoing"),
    ("Fighting continues in the town of Bakhmut.", "done"),
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


def table() -> list[tuple[str, str, str]]:
    """Sentence | word of the event | modality."""
    lines = (Path(__file__).parent / "modality_sentences.txt").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(text, word, modality) for text, word, modality in cells]


@pytest.mark.parametrize(("text", "word", "modality"), table())
def test_a_sentence_of_the_table(text: str, word: str, modality: str, *, knowledge: Knowledge) -> None:
    told = [event for event in read(text, knowledge).events if word in event.trigger.quote(text).split()]
    assert [event.modality for event in told[:1]] == [modality]
