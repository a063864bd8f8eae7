"""What a name stands for: governments, organisations, people and adjectives, a table of sentences
each (uses.csv).

``Name:use`` asks for the use of the name, ``Name:use/use`` for either, ``Name:use/none`` for the
use or for being turned down as part of another name, ``!Name`` for a word that is no toponym.
Nearly all of each table hold; the others are shown where too few do.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from components.core.records import Article, Toponym
from components.language.parse import parse_all
from components.lexicon.names import NameLexicon
from components.places.gazetteer import SqliteGazetteer
from components.places.toponyms import find_toponyms

TABLES: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
with Path(__file__).with_name("uses.csv").open(encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        TABLES[row["table"]].append((row["sentence"], row["expected"]))
SHARE_THAT_HOLDS = 0.95


def failures(found: tuple[Toponym, ...], expected: str) -> Iterator[str]:
    """What of the expectation does not hold."""
    for part in expected.split("; "):
        name, _, uses = part.removeprefix("!").partition(":")
        if part.startswith("!"):
            taken = [one.text for one in found if name in one.text.split()]
            if taken:
                yield f"{name} taken for a place in {taken}"
            continue
        told = {str(one.use) for one in found if one.text == name} or {"none"}
        if not told <= set(uses.split("/")):
            yield f"{name} {sorted(told)}, not {uses}"


@pytest.mark.parametrize("table", TABLES)
def test_uses(table: str, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon) -> None:
    docs = parse_all([Article(id="row", text=sentence) for sentence, _ in TABLES[table]], nlp)
    lost = [
        f"{sentence} | {problem}"
        for (sentence, expected), doc in zip(TABLES[table], docs, strict=True)
        for problem in failures(find_toponyms(doc, gazetteer, names)[0], expected)
    ]
    count = sum(len(expected.split("; ")) for _, expected in TABLES[table])
    assert len(lost) <= (1 - SHARE_THAT_HOLDS) * count, "\n".join(lost)


def test_there_are_enough_sentences() -> None:
    assert {table: len(sentences) >= 40 for table, sentences in TABLES.items()} == dict.fromkeys(
        ("metonym", "embedded", "person", "modifier"), True
    )
