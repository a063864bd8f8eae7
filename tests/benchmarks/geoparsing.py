"""Measure geoparsing on the corpora in ../shared/geoparsing:
``python -m tests.benchmarks.geoparsing``.

Prints for the looked-at (even) and the scored (odd) documents of each corpus a line of what
``python -m components evaluate geoparsing`` tells at length, and the time beside the language
model's.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict

from components.evaluation.geoparsing import GeoparsingMeasures, Judge, measure
from components.evaluation.geoparsing_report import span_shares
from components.evaluation.scores import calibration_error, precision_when_sure
from components.language.parse import load_language_model
from components.lexicon.names import load_names
from components.places.finding import find_places
from components.places.gazetteer import open_gazetteer
from components.places.packs import open_packs
from components.places.resolution import resolve
from tests.benchmarks.corpora import CORPORA, documents, is_looked_at, parsed

HEAD = (
    "corpus, documents | recognition P R F1 | gold spans 161km area | in table, of them right | end to end 161km area"
    " | sure: P share | sure pins: P share | ECE"
)


def line(name: str, found: GeoparsingMeasures) -> str:
    """All in percent but the calibration error. Pins are the names whose use lets them be drawn."""
    spans, shares = found.recognition, span_shares(found.spans)
    groups = [
        (spans.precision, spans.recall, spans.f1),
        (shares["within 161 km"], shares["area-aware"]),
        (
            shares["among the candidates, area-aware"],
            shares["area-aware where among the candidates"],
        ),
        (found.end_to_end_km.f1, found.end_to_end.f1),
        precision_when_sure(found.placed),
        precision_when_sure(found.pins),
    ]
    parts = [" ".join(f"{100 * share:5.1f}" for share in group) for group in groups]
    return " | ".join([f"{name:18}", *parts, f"{calibration_error(found.placed):.3f}"])


def main() -> None:
    nlp, gazetteer, names, packs = (
        load_language_model(),
        open_gazetteer(),
        load_names(),
        open_packs(),
    )
    judge = Judge(gazetteer)
    print(HEAD)
    words, parse_seconds, place_seconds = 0, 0.0, 0.0
    held = []
    for corpus in CORPORA:
        halves: defaultdict[bool, GeoparsingMeasures] = defaultdict(GeoparsingMeasures)
        for item in documents(corpus):
            start = time.perf_counter()
            ((_, doc),) = parsed([item], nlp)
            middle = time.perf_counter()
            found = find_places(
                doc, article=item.article, gazetteer=gazetteer, names=names, packs=packs
            )
            answers = found.resolutions
            place_seconds += time.perf_counter() - middle
            parse_seconds += middle - start
            words += len(doc)
            on_gold = resolve(
                item.toponyms(),
                doc=doc,
                article=item.article,
                gazetteer=found.gazetteer,
                names=names,
            )
            halves[is_looked_at(item)] += measure(
                item, answers=answers, on_gold=on_gold, judge=judge
            )
        print(line(f"{corpus} looked at", halves[True]))
        print(line(f"{corpus} scored", halves[False]))
        held.append(span_shares(halves[False].spans)["area-aware where among the candidates"])
    print(
        f"scored, of the gold places in the table, mean of the corpora: {100 * statistics.fmean(held):.1f}"
    )
    share = place_seconds / parse_seconds
    print(
        f"{words} words: language model {parse_seconds:.1f} s, places {place_seconds:.1f} s ({100 * share:.1f} %)"
    )


if __name__ == "__main__":
    main()
