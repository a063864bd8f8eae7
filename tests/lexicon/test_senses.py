"""The table of words: each row reads its own example, every sense that is named exists, and a noun
of armed people is one for every reader of the table."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.core import settings
from components.core.errors import InstallationError
from components.language.english.words import is_a
from components.lexicon.events import load_event_lexicon
from components.lexicon.rows import rows, words
from components.lexicon.senses import words_and_senses, words_of
from components.reading.knowledge import Knowledge
from tests.readings import kinds, read_each

ROWS = [row for row in rows(settings.LEXICON / "words.csv") if row["example"]]
ASKING = {"is_a": 1, "fits": 1, "words_of": 0}
"""Functions that ask for a sense, and how many arguments stand before the first."""
TAKES_PLACE = "The {} took the town of Goma."


def test_each_row_has_an_example_with_one_of_its_words(knowledge: Knowledge) -> None:
    docs = knowledge.nlp.pipe(row["example"] for row in ROWS)
    assert [
        row["sense"]
        for row, doc in zip(ROWS, docs, strict=True)
        if not any(is_a(token, row["sense"]) for token in doc)
        and not any(f" {word} " in f" {doc.text.lower()} " for word in words(row["lemmas"]))
    ] == []


def named_in_code() -> Iterator[tuple[str, str]]:
    for path in sorted((settings.ROOT / "components").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                for argument in node.args[ASKING[name] :] if name in ASKING else ():
                    if isinstance(argument, ast.Constant):
                        yield path.name, str(argument.value)


def test_every_sense_that_the_code_names_is_one() -> None:
    named = list(named_in_code())
    assert len(named) > 100
    assert [(file, sense) for file, sense in named if not words_of(sense)] == []


def test_a_sense_that_is_none_says_so() -> None:
    with pytest.raises(InstallationError, match=r"words\.csv: 'armd' is no sense of a word"):
        words_of("armd")
    with pytest.raises(InstallationError, match="'armd'"):
        words_and_senses(("@armd", "bridge"))


def many(noun: str) -> str:
    if noun.endswith(("men", "s", "personnel", "police", "staff")):
        return noun
    if noun.endswith("man"):
        return f"{noun.removesuffix('man')}men"
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def test_a_noun_of_armed_people_takes_a_town(knowledge: Knowledge) -> None:
    nouns = sorted(words_of("force"))
    told = read_each([TAKES_PLACE.format(many(noun)) for noun in nouns], knowledge)
    assert [
        noun
        for noun, analysis in zip(nouns, told, strict=True)
        if "control taken" not in kinds(analysis)
    ] == []


def test_a_frame_of_a_slot_or_kind_that_is_none_says_so(tmp_path: Path) -> None:
    shutil.copytree(settings.LEXICON, tmp_path / "lexicon")
    table = tmp_path / "lexicon" / "triggers.csv"
    told = table.read_text(encoding="utf-8")
    for row, problem in (
        ("take,VERB,objekt=@place,control taken,", "'objekt' is no slot"),
        ("take,VERB,obj=@plaice,control taken,", "'plaice' is no sense"),
        ("take,VERB,obj=@place,control takn,", "'control takn' is no kind"),
    ):
        table.write_text(f"{told}{row}\n", encoding="utf-8")
        with pytest.raises(InstallationError, match=problem):
            load_event_lexicon(tmp_path / "lexicon")
