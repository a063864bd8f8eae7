"""The measures of a geoparser as plain text."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterator, Sequence

import pandas as pd

from components.evaluation.calibration import CONFIDENT, calibration_error, sure
from components.evaluation.geoparsing import Measured, SpanAnswer
from components.evaluation.report import printed, reliability_table, score_table

FARTHEST_KM = 20_039.0
"""Half the way around the earth: the error of a name that was not resolved."""

MOST_ROWS = 20
"""Of a breakdown."""


def geoparsing_report(measured: Measured, *, documents: int) -> str:
    """Every table of one corpus."""
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
    """Shares of the gold spans; the last two are over those whose place is among the candidates."""
    near_held = [answer.is_near for answer in answers if answer.near_is_candidate]
    right_held = [answer.is_right for answer in answers if answer.right_is_candidate]
    return {
        "within 161 km": statistics.fmean(answer.is_near for answer in answers),
        "area-aware": statistics.fmean(answer.is_right for answer in answers),
        "among the candidates, 161 km": len(near_held) / len(answers),
        "among the candidates, area-aware": len(right_held) / len(answers),
        "within 161 km where among the candidates": statistics.fmean(near_held)
        if near_held
        else 0.0,
        "area-aware where among the candidates": statistics.fmean(right_held)
        if right_held
        else 0.0,
    }


def distances(answers: Sequence[SpanAnswer]) -> dict[str, float]:
    """Area under the curve of log error (Jurgens et al. 2015; 0 is best), and kilometres of those
    that were resolved."""
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
    """The trapezoidal area under ascending ln(1 + km), as a share of what it would be with every
    error the farthest."""
    logs = [math.log1p(error) / math.log1p(FARTHEST_KM) for error in errors_km]
    if len(logs) == 1:
        return logs[0]
    return sum((first + second) / 2 for first, second in itertools.pairwise(logs)) / (len(logs) - 1)


def breakdown(answers: Sequence[SpanAnswer], groups: Sequence[str]) -> pd.DataFrame:
    """A row a group, the largest first: how many, and the shares that are right and that could
    be."""
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


def _calibration(measured: Measured) -> Iterator[str]:
    verdicts = measured.placed
    yield (
        f"Calibration of {len(verdicts)} placed names, area-aware: expected calibration error "
        f"{calibration_error(verdicts):.3f}"
    )
    for what, held in (
        ("", verdicts),
        (", of the names whose use lets them be drawn", measured.pins),
    ):
        precision, share = sure(held)
        yield f"Precision at confidence >= {CONFIDENT}{what}: {precision:.3f} ({share:.3f} of them)"
    yield reliability_table(verdicts)
