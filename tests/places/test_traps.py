"""The sentences of traps.csv, in which a name misleads, each in a document of its own; at least
nine of ten hold.

What is expected: ``Name=kind COUNTRY`` asks for a place of that kind and country (ISO 3166-1
alpha-3, "-" for none), ``Name=kind COUNTRY Unit`` for its admin1 too, ``Name:use`` for its use,
``Name=`` for a toponym without a place, and ``!Name`` for a word that is no toponym. Kinds that a
reader would take alike stand together: "settlement/admin1".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from components.core.protocols import Gazetteer
from components.core.records import Article, Resolution
from components.language.parse import parse_all
from components.lexicon.names import NameLexicon
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms

with Path(__file__).with_name("traps.csv").open(encoding="utf-8", newline="") as file:
    TRAPS = [(row["sentence"], row["expected"]) for row in csv.DictReader(file)]
SHARE_THAT_HOLDS = 0.9


def failures(
    doc: Doc, expected: str, *, article: Article, gazetteer: Gazetteer, names: NameLexicon
) -> Iterator[str]:
    """What of the expectation does not hold."""
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    found = resolve(toponyms, doc=doc, article=article, gazetteer=gazetteer, names=names)
    for part in expected.split("; "):
        problem = _problem(part, found)
        if problem:
            yield f"{article.text} | {part} | {problem}"


def _problem(part: str, found: tuple[Resolution, ...]) -> str:
    if part.startswith("!"):
        taken = [answer.toponym.text for answer in found if part[1:] in answer.toponym.text.split()]
        return f"taken for a place: {taken}" if taken else ""
    name = part.split("=")[0].split(":")[0]
    answers = [answer for answer in found if answer.toponym.text == name]
    if not answers:
        return f"not found among {[answer.toponym.text for answer in found]}"
    if ":" in part:
        uses = {answer.toponym.use for answer in answers}
        return "" if uses == {part.split(":")[1]} else f"used as {uses}"
    return _wrong_place(part.split("=")[1], answers[0])


def _wrong_place(wanted: str, answer: Resolution) -> str:
    place = answer.place
    if not wanted:
        return f"placed at {place.id}" if place else ""
    if place is None:
        return f"no place: {answer.reason}"
    kinds, country, *unit = wanted.split(" ", 2)
    is_right = (
        place.kind in kinds.split("/")
        and country in (place.country, "-")
        and unit in ([], [place.admin1])
    )
    return "" if is_right else f"{place.name}, {place.kind}, {place.admin1}, {place.country}"


def test_traps_hold(nlp: Language, gazetteer: Gazetteer, names: NameLexicon) -> None:
    articles = [Article(id="trap", text=sentence) for sentence, _ in TRAPS]
    lost = [
        problem
        for article, doc, (_, expected) in zip(
            articles, parse_all(articles, nlp), TRAPS, strict=True
        )
        for problem in failures(doc, expected, article=article, gazetteer=gazetteer, names=names)
    ]
    count = sum(len(expected.split("; ")) for _, expected in TRAPS)
    assert len(lost) <= (1 - SHARE_THAT_HOLDS) * count, "\n".join(lost)


def test_there_are_enough_traps() -> None:
    assert len(TRAPS) >= 150
