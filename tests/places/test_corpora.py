"""The floor under geoparsing: a sample of documents that the weights were not fitted on
(../shared/geoparsing)."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from components.evaluation.geoparsing import GeoparsingMeasures, Judge, measure
from components.evaluation.geoparsing_report import span_shares
from components.evaluation.scores import precision_when_sure
from components.language.parse import parse_all
from components.lexicon.names import NameLexicon
from components.places.gazetteer import SqliteGazetteer
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms
from tests.benchmarks.corpora import documents, is_looked_at

EVERY = 5
FLOORS = {
    # in percent, a point under what was reached; all but the first area-aware
    "lgl": {
        "recognition F1": 83.2,
        "gold spans": 93.5,
        "end to end F1": 85.5,
        "precision of sure pins": 95.8,
    },
    "trnews": {
        "recognition F1": 93.8,
        "gold spans": 94.6,
        "end to end F1": 92.0,
        "precision of sure pins": 98.0,
    },
    "geovirus": {
        "recognition F1": 90.8,
        "gold spans": 85.4,
        "end to end F1": 87.2,
        "precision of sure pins": 96.4,
    },
}


@pytest.mark.parametrize("corpus", FLOORS)
def test_floor(
    corpus: str, shared: Path, nlp: Language, gazetteer: SqliteGazetteer, names: NameLexicon
) -> None:
    judge = Judge(gazetteer)
    found = GeoparsingMeasures()
    scored = [item for item in documents(corpus) if not is_looked_at(item)]
    sample = scored[::EVERY]
    for item, doc in zip(sample, parse_all([item.article for item in sample], nlp), strict=True):
        toponyms, _ = find_toponyms(doc, gazetteer, names)
        answers, on_gold = (
            resolve(some, doc=doc, article=item.article, gazetteer=gazetteer, names=names)
            for some in (toponyms, item.toponyms())
        )
        found += measure(item, answers=answers, on_gold=on_gold, judge=judge)
    reached = {
        "recognition F1": found.recognition.f1,
        "gold spans": span_shares(found.spans)["area-aware"],
        "end to end F1": found.end_to_end.f1,
        "precision of sure pins": precision_when_sure(found.pins)[0],
    }
    assert {
        what: 100 * share for what, share in reached.items() if 100 * share < FLOORS[corpus][what]
    } == {}
