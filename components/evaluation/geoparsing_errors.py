"""Each wrong answer of a geoparser as a row, with its sentence, candidates and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from components.core.records import Candidate, Place, Resolution, Span
from components.evaluation.corpora import Document, GoldToponym
from components.evaluation.geoparsing import Judge, is_placed, matched, span_answers, verdicts

Row = dict[str, Any]


def error_rows(
    item: Document,
    *,
    answers: Sequence[Resolution],
    on_gold: Sequence[Resolution],
    judge: Judge,
    sentences: Sequence[Span],
) -> Iterator[Row]:
    """Rows whose ``what`` is missed, extra (recognition), end to end (found, wrong place), or gold
    span (resolution alone)."""
    telling = _Telling(item, sentences)
    by_span = {answer.toponym.span: answer for answer in answers}
    found_spans = {
        toponym.span for toponym, _ in verdicts(item, (answer.toponym for answer in answers))
    }
    for gold in item.gold:
        if not gold.is_demonym and gold.span not in found_spans:
            near = next((one for span, one in by_span.items() if span.overlaps(gold.span)), None)
            yield telling.row("missed", gold, near)
    for toponym, verdict in verdicts(item, (answer.toponym for answer in answers)):
        if verdict is False:
            yield telling.row("extra", None, by_span[toponym.span])
    for answer, found in matched(item, answers):
        if found is not None and not is_placed(answer, found, judge):
            yield telling.row("end to end", found, answer)
    for one in span_answers(item, on_gold, judge):
        if not one.is_right:
            yield telling.row("gold span", one.gold, one.resolution) | {
                "km": None if one.km is None else round(one.km, 1),
                "right_is_candidate": one.right_is_candidate,
            }


class _Telling:
    """Rows of one document."""

    def __init__(self, item: Document, sentences: Sequence[Span]) -> None:
        self.item, self.sentences = item, sentences

    def row(self, what: str, gold: GoldToponym | None, answer: Resolution | None) -> Row:
        """Offsets and words are the gold's, else the answer's."""
        span = gold.span if gold else answer.toponym.span if answer else Span(start=0, end=0)
        return {
            "corpus": self.item.corpus,
            "id": self.item.article.id,
            "what": what,
            "start": span.start,
            "end": span.end,
            "text": span.quote(self.item.article.text),
            "sentence": self._sentence(span),
            "gold": _gold(gold) if gold else None,
            "answer": _answer(answer) if answer else None,
        }

    def _sentence(self, span: Span) -> str:
        held = [one for one in self.sentences if one.overlaps(span)]
        whole = Span(start=held[0].start, end=held[-1].end) if held else span
        return " ".join(whole.quote(self.item.article.text).split())


def _gold(gold: GoldToponym) -> Row:
    return {
        "latitude": gold.latitude,
        "longitude": gold.longitude,
        "id": gold.geonames_id or gold.page or None,
        "feature_code": gold.feature_code or None,
    }


def _answer(answer: Resolution) -> Row:
    return {
        "text": answer.toponym.text,
        "use": answer.toponym.use,
        "certainty": round(answer.toponym.certainty, 3),
        "place": _place(answer.place) if answer.place else None,
        "confidence": round(answer.confidence, 3),
        "reason": answer.reason or None,
        "candidates": [_candidate(one) for one in answer.candidates],
    }


def _candidate(one: Candidate) -> Row:
    return {"score": round(one.score, 3), **_place(one.place), "evidence": list(one.evidence)}


def _place(place: Place) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country or None,
        "admin1": place.admin1 or None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
    }
