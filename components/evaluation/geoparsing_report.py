"""The measures of a geoparser as plain text."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from components.core.records import Place, Resolution, Span
from components.evaluation.corpora import CorpusText, GoldToponym
from components.evaluation.geoparsing import (
    GeoparsingMeasures,
    Judge,
    SpanAnswer,
    is_placed,
    match_toponyms,
    span_answers,
    verdicts,
)
from components.evaluation.report import printed, reliability_table, score_table
from components.evaluation.scores import CONFIDENT, calibration_error, precision_when_sure

FARTHEST_KM = 20_039.0
"""Half of the earth's circumference: the error of an unresolved name."""

MOST_ROWS = 20
"""Of a breakdown."""


def geoparsing_report(measured: GeoparsingMeasures, *, documents: int) -> str:
    scores = {
        "recognition, exact spans": measured.recognition,
        "end to end, 161 km": measured.end_to_end_km,
        "end to end, area-aware": measured.end_to_end,
    }
    parts = [
        f"{documents} document{'s' if documents != 1 else ''}",
        "",
        printed(score_table(scores)),
    ]
    if measured.spans:
        parts += ["", *_spans(measured.spans)]
    if measured.placed:
        parts += ["", *_calibration(measured)]
    return "\n".join(parts)


def _spans(answers: Sequence[SpanAnswer]) -> Iterator[str]:
    yield f"Gold spans, given to the resolution alone ({len(answers)}; unresolved is wrong)"
    for name, value in span_shares(answers).items():
        yield f"  {name:48} {value:.3f}"
    for name, value in distances(answers).items():
        yield f"  {name:48} {value:.3f}" if value < 1 else f"  {name:48} {value:.1f}"
    yield from (
        "",
        "By kind of place",
        printed(breakdown(answers, [answer.kind for answer in answers]).head(MOST_ROWS)),
    )
    countries = [answer.country or "no country" for answer in answers]
    yield from ("", "By country", printed(breakdown(answers, countries).head(MOST_ROWS)))


def span_shares(answers: Sequence[SpanAnswer]) -> dict[str, float]:
    """Shares of the gold spans; the last two of those whose place is among the candidates."""
    near_held = [answer.is_near for answer in answers if answer.near_is_candidate]
    right_held = [answer.is_right for answer in answers if answer.right_is_candidate]
    return {
        "within 161 km": statistics.fmean(answer.is_near for answer in answers),
        "area-aware": statistics.fmean(answer.is_right for answer in answers),
        "among the candidates, 161 km": len(near_held) / len(answers),
        "among the candidates, area-aware": len(right_held) / len(answers),
        "within 161 km where among the candidates": sum(near_held) / max(len(near_held), 1),
        "area-aware where among the candidates": sum(right_held) / max(len(right_held), 1),
    }


def distances(answers: Sequence[SpanAnswer]) -> dict[str, float]:
    """Area under the curve of log error (Jurgens et al. 2015; 0 is best), and km where resolved."""
    errors_km = sorted(
        min(FARTHEST_KM if answer.km is None else answer.km, FARTHEST_KM) for answer in answers
    )
    placed = [answer.km for answer in answers if answer.km is not None]
    return {
        "AUC of log error, unresolved as farthest": log_error_area(errors_km),
        "mean error in km, resolved": statistics.fmean(placed) if placed else math.nan,
        "median error in km, resolved": statistics.median(placed) if placed else math.nan,
        "unresolved": sum(answer.km is None for answer in answers) / len(answers),
    }


def log_error_area(errors_km: Sequence[float]) -> float:
    """Trapezoidal area under ascending ln(1 + km), as a share of the worst possible."""
    logs = [math.log1p(error) / math.log1p(FARTHEST_KM) for error in errors_km]
    if len(logs) == 1:
        return logs[0]
    return sum((first + second) / 2 for first, second in itertools.pairwise(logs)) / (len(logs) - 1)


def breakdown(answers: Sequence[SpanAnswer], groups: Sequence[str]) -> pd.DataFrame:
    """A row per group, the largest first: count, share right, and share with the right
    candidate."""
    table = pd.DataFrame(
        {
            "group": groups,
            "gold": 1,
            "161 km": [answer.is_near for answer in answers],
            "area-aware": [answer.is_right for answer in answers],
            "candidate": [answer.right_is_candidate for answer in answers],
        }
    )
    shares = {"161 km": "mean", "area-aware": "mean", "candidate": "mean"}
    found = table.groupby("group", sort=True).agg({"gold": "sum", **shares}).rename_axis(None)
    return found.sort_values("gold", ascending=False, kind="stable")


def _calibration(measured: GeoparsingMeasures) -> Iterator[str]:
    verdicts = measured.placed
    yield (
        f"Calibration of {len(verdicts)} placed names, area-aware: expected calibration error "
        f"{calibration_error(verdicts):.3f}"
    )
    for what, group in (
        ("", verdicts),
        (", of the names whose use lets them be drawn", measured.pins),
    ):
        precision, share = precision_when_sure(group)
        yield f"Precision at confidence >= {CONFIDENT}{what}: {precision:.3f} ({share:.3f} of them)"
    yield reliability_table(verdicts)


Row = dict[str, Any]


def error_rows(
    item: CorpusText,
    *,
    answers: Sequence[Resolution],
    on_gold: Sequence[Resolution],
    judge: Judge,
    sentences: Sequence[Span],
) -> Iterator[Row]:
    """Rows whose ``what`` is missed, extra, end to end (wrong place), or gold span."""
    text = item.article.text

    def row(what: str, gold: GoldToponym | None, answer: Resolution | None) -> Row:
        """Offsets and words of the gold, or else of the answer."""
        span = gold.span if gold else answer.toponym.span if answer else Span(start=0, end=0)
        around = [one for one in sentences if one.overlaps(span)]
        whole = Span(start=around[0].start, end=around[-1].end) if around else span
        return {
            "corpus": item.corpus,
            "id": item.article.id,
            "what": what,
            "start": span.start,
            "end": span.end,
            "text": span.quote(text),
            "sentence": " ".join(whole.quote(text).split()),
            "gold": _gold(gold) if gold else None,
            "answer": _answer(answer) if answer else None,
        }

    by_span = {answer.toponym.span: answer for answer in answers}
    found = verdicts(item, (answer.toponym for answer in answers))
    found_spans = {toponym.span for toponym, _ in found}
    for gold in item.gold:
        if not gold.is_demonym and gold.span not in found_spans:
            near = next((one for span, one in by_span.items() if span.overlaps(gold.span)), None)
            yield row("missed", gold, near)
    for toponym, verdict in found:
        if verdict is False:
            yield row("extra", None, by_span[toponym.span])
    for answer, of in match_toponyms(item, answers):
        if of is not None and not is_placed(answer, of, judge):
            yield row("end to end", of, answer)
    for one in span_answers(item, on_gold, judge):
        if not one.is_right:
            yield row("gold span", one.gold, one.resolution) | {
                "km": None if one.km is None else round(one.km, 1),
                "right_is_candidate": one.right_is_candidate,
            }


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
        "candidates": [
            {"score": round(one.score, 3), **_place(one.place), "evidence": list(one.evidence)}
            for one in answer.candidates
        ],
    }


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
