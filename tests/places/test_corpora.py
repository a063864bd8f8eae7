"""The floor under geoparsing: a sample of documents that the weights were not fitted on (../shared/geoparsing)."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from components.article.parse import parse
from components.evaluation.geoparsing import Judge, end_to_end, recognition
from components.evaluation.scores import NO_ANSWERS
from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from components.places.names import load_names
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms
from tests.benchmarks.corpora import documents, is_looked_at

EVERY = 5
FLOORS = [
    # corpus, recognition F1, end to end F1 (area-aware), in percent
    ("lgl", 81.5, 77.0),
    ("trnews", 93.5, 85.5),
    ("geovirus", 90.0, 87.0),
]


@pytest.fixture(scope="module")
def places() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(("corpus", "recognition_f1", "end_to_end_f1"), FLOORS)
def test_floor(
    corpus: str, recognition_f1: float, end_to_end_f1: float, shared: Path, nlp: Language, places: SqliteGazetteer
) -> None:
    names, judge = load_names(), Judge(places)
    found = placed = NO_ANSWERS
    scored = [item for item in documents(corpus) if not is_looked_at(item)]
    for item in scored[::EVERY]:
        doc = parse(item.article, nlp)
        toponyms, _ = find_toponyms(doc, places, names)
        answers = resolve(toponyms, doc=doc, article=item.article, gazetteer=places, names=names)
        found += recognition(item, toponyms)
        placed += end_to_end(item, answers, judge, area=True)
    assert 100 * found.f1 >= recognition_f1
    assert 100 * placed.f1 >= end_to_end_f1
