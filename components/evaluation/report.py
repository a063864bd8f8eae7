"""Tables of an evaluation as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

import pandas as pd

from components.evaluation.scores import (
    NO_ANSWERS,
    Coverage,
    Fault,
    Measures,
    Score,
    Verdicts,
    calibration_error,
    intervals,
    reliability,
)
from components.evaluation.snippets import Labelled, class_scores, confusion, macro_f1, weighted_f1

FAULTS = (
    *("missed", "extra", "not met", "astray"),
    *("days", "actors", "sides", "speaker", "modality", "unplaced"),
)
"""For an editor's gold, in this order."""
DRAWN_AGAIN = "Ranges are 95 % intervals: the articles drawn again 2,000 times."
SHARES = ("precision", "recall", "F1")


def score_row(score: Score | Coverage) -> dict[str, float | int]:
    """Counts and shares of a score, shares from 0 to 1."""
    return {
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "precision": score.precision,
        "recall": score.recall,
        "F1": score.f1,
    }


def score_table(scores: Mapping[str, Score]) -> pd.DataFrame:
    return pd.DataFrame([score_row(score) for score in scores.values()], index=list(scores))


def interval_table(measures: Mapping[str, Sequence[Score | Coverage]]) -> pd.DataFrame:
    """A row per measure with 95 % intervals of its shares; none where nothing was scored."""
    rows = {}
    for name, scores in measures.items():
        counts = [one.counts for one in scores]
        right, wrong, met, missed = map(sum, zip(*counts, strict=True))
        if right or wrong or met or missed:
            ends = intervals(counts)
            ranges = {"precision": ends.precision, "recall": ends.recall, "F1": ends.f1}
            rows[name] = score_row(Coverage(right=right, wrong=wrong, met=met, missed=missed)) | {
                f"{share} 95 %": f"{low:.2f}–{high:.2f}" for share, (low, high) in ranges.items()
            }
    return pd.DataFrame(list(rows.values()), index=list(rows))


def printed(table: pd.DataFrame) -> str:
    return table.to_string(float_format=lambda share: f"{share:.3f}", na_rep="")


def reliability_table(verdicts: Verdicts) -> str:
    """A row per bin of confidence."""
    return pd.DataFrame([asdict(one) for one in reliability(verdicts)]).to_string(
        index=False, formatters=dict.fromkeys(("confidence", "right"), "{:.3f}".format)
    )


def events_report(found: Sequence[Measures]) -> str:
    """The measures of articles, then each error with its words."""
    faults = [fault for one in found for fault in one.faults]
    return "\n".join(
        [
            *_measures(found),
            "Plain: near a pin of the gold. Strict: and told in its sentence, not in words "
            "that take no pin. Fields",
            "are scored on the pins that are right in kind and place; events without a place "
            "are only looked for.",
            DRAWN_AGAIN,
            *_faults(faults),
        ]
    )


def _measures(found: Sequence[Measures]) -> Iterator[str]:
    """The number of articles, and a row per measure, in the order of the first article with it."""
    names = dict.fromkeys(name for one in found for name in one.scores)
    table = interval_table(
        {name: [one.scores.get(name, NO_ANSWERS) for one in found] for name in names}
    )
    yield from (f"{len(found)} article{'s' if len(found) != 1 else ''}", "", printed(table))


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    for what in FAULTS:
        some = [fault for fault in faults if fault.what == what]
        yield from ("", f"{what} ({len(some)})") if some else ()
        for fault in some:
            at = f" {fault.span.start}-{fault.span.end}" if fault.span else ""
            parts = (("gold", fault.gold), ("read", fault.output), ("", fault.note))
            yield (
                f"  {fault.article}{at}: "
                f"{' | '.join(f'{name} {value}'.strip() for name, value in parts if value)}"
            )
            yield f"    “{' '.join(fault.words.split())}”"


def snippets_report(answers: Sequence[Labelled]) -> str:
    """Scores by class, their means, and the confusion table."""
    scores = class_scores(answers)
    table = pd.DataFrame(
        [
            {
                "support": score.right + score.missed,
                **{name: score_row(score)[name] for name in SHARES},
            }
            for score in scores.values()
        ],
        index=list(scores),
    )
    means = {
        "macro F1": macro_f1(scores),
        "weighted F1": weighted_f1(scores),
        "accuracy": _share(one.answer == one.snippet.label for one in answers),
        "label among the events": _share(one.is_among for one in answers),
    }
    columns = ", ".join(dict.fromkeys(one.snippet.column for one in answers))
    return "\n".join(
        [
            f"{len(answers)} snippets, label {columns}",
            "",
            printed(table),
            "",
            *(f"{name} {value:.3f}" for name, value in means.items()),
            "",
            "Labels down, answers across:",
            confusion(answers).to_string(),
        ]
    )


def _share(verdicts: Iterable[bool]) -> float:
    found = list(verdicts)
    return sum(found) / max(len(found), 1)


def measures_report(found: Sequence[Measures]) -> str:
    """Measures with intervals, the calibration of confidence, and the number of errors."""
    parts = [*_measures(found), DRAWN_AGAIN]
    if verdicts := [verdict for one in found for verdict in one.drawn]:
        parts += [
            "",
            f"Calibration of {len(verdicts)} events that are drawn, right where told so, there: "
            f"expected calibration error {calibration_error(verdicts):.3f}",
            reliability_table(verdicts),
        ]
    if counts := Counter(fault.what for one in found for fault in one.faults):
        errors = ", ".join(f"{what} {number}" for what, number in counts.most_common())
        parts += ["", f"Wrong: {errors}"]
    return "\n".join(parts)
