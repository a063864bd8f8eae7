"""Measure geoparsing on the corpora in ../shared/geoparsing: ``python -m tests.benchmarks.geoparsing``.

Prints for the looked-at (even) and the scored (odd) documents of each corpus: recognition of exact spans, resolution of
gold spans within 161 km and area-aware, end to end F1, the precision of what is placed with confidence 0.8 and more, the
calibration, and the time beside the language model's.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc

from components.article.parse import load_language_model
from components.model import Gazetteer, Resolution
from components.places.gazetteer import open_gazetteer
from components.places.names import NameLexicon, load_names
from components.places.resolution import resolve
from components.places.toponyms import find_toponyms
from tests.benchmarks.corpora import (
    CORPORA,
    Document,
    Judge,
    Score,
    documents,
    end_to_end,
    gold_toponyms,
    matched,
    parsed,
    recognition,
)

CONFIDENT = 0.8
BINS = 10


@dataclass(slots=True)
class Measured:
    recognition: Score = field(default_factory=Score)
    end_to_end_km: Score = field(default_factory=Score)
    end_to_end: Score = field(default_factory=Score)
    gold: int = 0
    gold_near: int = 0
    gold_right: int = 0
    gold_reachable: int = 0
    confident: list[tuple[float, bool]] = field(default_factory=list)


def measure(item: Document, doc: Doc, *, gazetteer: Gazetteer, names: NameLexicon, judge: Judge) -> Measured:
    toponyms, _ = find_toponyms(doc, gazetteer, names)
    answers = resolve(toponyms, doc=doc, article=item.article, gazetteer=gazetteer, names=names)
    on_gold = resolve(gold_toponyms(item), doc=doc, article=item.article, gazetteer=gazetteer, names=names)
    measured = Measured(
        recognition=recognition(item, toponyms),
        end_to_end_km=end_to_end(item, answers, judge, area=False),
        end_to_end=end_to_end(item, answers, judge, area=True),
        confident=_confident(item, answers, judge),
    )
    for gold, answer in zip(item.gold, on_gold, strict=True):
        if gold.latitude is not None and not gold.is_demonym:
            measured.gold += 1
            measured.gold_near += answer.place is not None and judge.is_near(answer.place, gold)
            measured.gold_right += answer.place is not None and judge.is_right(answer.place, gold)
            measured.gold_reachable += any(judge.is_right(held, gold) for held in gazetteer.lookup(gold.text))
    return measured


def _confident(item: Document, answers: tuple[Resolution, ...], judge: Judge) -> list[tuple[float, bool]]:
    """Confidence of each placed toponym, and whether it was right; a false find is wrong."""
    return [
        (answer.confidence, gold is not None and answer.place is not None and judge.is_right(answer.place, gold))
        for answer, gold in matched(item, answers)
    ]


def add(whole: Measured, part: Measured) -> None:
    whole.recognition.add(part.recognition)
    whole.end_to_end.add(part.end_to_end)
    whole.end_to_end_km.add(part.end_to_end_km)
    whole.gold += part.gold
    whole.gold_near += part.gold_near
    whole.gold_right += part.gold_right
    whole.gold_reachable += part.gold_reachable
    whole.confident += part.confident


def calibration_error(pairs: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins of confidence."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, is_right in pairs:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, is_right))
    gaps = (abs(sum(right for _, right in held) - sum(part for part, _ in held)) for held in bins.values())
    return sum(gaps) / max(len(pairs), 1)


def line(name: str, found: Measured) -> str:
    spans = found.recognition
    sure = [is_right for confidence, is_right in found.confident if confidence >= CONFIDENT]
    parts = [
        f"{name:17}",
        f"{100 * spans.precision:5.1f} {100 * spans.recall:5.1f} {100 * spans.f1:5.1f}",
        f"{100 * found.gold_near / found.gold:5.1f} {100 * found.gold_right / found.gold:5.1f}",
        f"{100 * found.gold_reachable / found.gold:5.1f}",
        f"{100 * found.end_to_end_km.f1:5.1f} {100 * found.end_to_end.f1:5.1f}",
        f"{100 * sum(sure) / max(len(sure), 1):5.1f} {100 * len(sure) / max(len(found.confident), 1):5.1f}",
        f"{calibration_error(found.confident):.3f}",
    ]
    return " | ".join(parts)


HEAD = "corpus, documents | recognition P R F1 | gold spans 161km area | in table | end to end 161km area | sure: P, share | ECE"


def main() -> None:
    nlp, gazetteer, names = load_language_model(), open_gazetteer(), load_names()
    judge = Judge(gazetteer)
    print(HEAD)
    words, parse_seconds, place_seconds = 0, 0.0, 0.0
    for corpus in CORPORA:
        halves: defaultdict[bool, Measured] = defaultdict(Measured)
        for item in documents(corpus):
            start = time.perf_counter()
            ((_, doc),) = parsed([item], nlp)
            middle = time.perf_counter()
            toponyms, _ = find_toponyms(doc, gazetteer, names)
            resolve(toponyms, doc=doc, article=item.article, gazetteer=gazetteer, names=names)
            place_seconds += time.perf_counter() - middle
            parse_seconds += middle - start
            words += len(doc)
            add(halves[item.looked_at], measure(item, doc, gazetteer=gazetteer, names=names, judge=judge))
        print(line(f"{corpus} looked at", halves[True]))
        print(line(f"{corpus} scored", halves[False]))
    share = place_seconds / parse_seconds
    print(f"{words} words: language model {parse_seconds:.1f} s, places {place_seconds:.1f} s ({100 * share:.1f} %)")


if __name__ == "__main__":
    main()
