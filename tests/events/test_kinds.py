"""The file of kinds: each with three examples that read as it, and codes that the schemes know."""

from __future__ import annotations

import pytest

from components.core import settings
from components.core.records import UNMAPPED
from components.evaluation.snippets import read_snippets
from components.lexicon.rows import rows
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from tests.conftest import ROOT
from tests.readings import article_of, kinds, read, read_each
from tests.sentences import table

KINDS = list(rows(settings.LEXICON / "event_kinds.csv"))
EXAMPLES = [(row["kind"], example) for row in KINDS for example in row["examples"].split(" | ")]
PLOVER = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT INVESTIGATE DEMAND DISAPPROVE REJECT THREATEN PROTEST MOBILIZE SANCTION "
    "FIGHT COERCE ASSAULT".split()
)
ACLED = frozenset(
    one.label for one in read_snippets(ROOT / "tests" / "events" / "acled_looked_at.jsonl")
)


def test_each_example_reads_as_its_kind(knowledge: Knowledge) -> None:
    by_rules = [row for row in EXAMPLES if row[0] != UNMAPPED]
    told = map(kinds, read_each([example for _, example in by_rules], knowledge))
    assert [
        (*row, found) for row, found in zip(by_rules, told, strict=True) if row[0] not in found
    ] == []


@pytest.mark.parametrize("text", [example for kind, example in EXAMPLES if kind == UNMAPPED])
def test_what_fits_no_kind_is_learned(text: str, knowledge: Knowledge) -> None:
    assert UNMAPPED in kinds(analyse(article_of(text), knowledge))


@pytest.mark.parametrize(("text", "expected"), table("kinds_apart"))
def test_kinds_of_a_sentence(text: str, expected: str, knowledge: Knowledge) -> None:
    told = [event.kind for event in read(text, knowledge).events if event.kind != UNMAPPED]
    assert (", ".join(told) or "-") == expected


def test_a_kind_has_three_examples_and_a_definition() -> None:
    assert [
        row["kind"]
        for row in KINDS
        if len(set(row["examples"].split(" | "))) != 3 or not row["definition"]
    ] == []


def test_all_types_of_plover_are_covered() -> None:
    assert {row["plover_type"] for row in KINDS} - {""} == PLOVER


def test_all_sub_events_of_acled_are_covered() -> None:
    conditions = rows(settings.LEXICON / "code_conditions.csv")
    coded = {row["acled_sub_event_type"] for row in (*KINDS, *conditions)} - {""}
    assert (len(ACLED), coded) == (25, ACLED)
