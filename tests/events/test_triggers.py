"""Every row of triggers.csv reads its own example; a list of what tells no event."""

from __future__ import annotations

import pytest

from components.core import settings
from components.core.records import UNMAPPED
from components.lexicon.events import load_event_lexicon
from components.lexicon.rows import rows
from components.reading.knowledge import Knowledge
from tests.readings import kinds, read, read_each

LEXICON = settings.LEXICON
ROWS = [(row["example"], row["kind"]) for row in rows(LEXICON / "triggers.csv")]

NO_EVENT = [
    "The besieged city lies on the river.",
    "The town has a museum and two bridges.",
    "She left the meeting room and took a taxi.",
    "The company met its targets for the quarter.",
    "Inflation fell to four percent in August.",
    "He took part in a race and won a medal.",
]


def test_each_row_reads_its_example(knowledge: Knowledge) -> None:
    told = map(kinds, read_each([example for example, _ in ROWS], knowledge))
    assert [
        (*row, found) for row, found in zip(ROWS, told, strict=True) if row[1] not in found
    ] == []


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_event(text: str, knowledge: Knowledge) -> None:
    assert (
        set(kinds(read(text, knowledge))) & {"control taken", "withdrawal", "siege", "armed clash"}
        == set()
    )


def test_every_kind_has_a_row() -> None:
    lexicon = load_event_lexicon(LEXICON)
    told = {row.kind.name for found in lexicon.triggers.values() for row in found}
    assert set(lexicon.kinds) == told | {UNMAPPED}
