"""Tables of an evaluation as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from components.evaluation.events import FAULTS, EventScores, Fault
from components.evaluation.scores import NO_ANSWERS, Score
from components.evaluation.snippets import Labelled, class_scores, confusion, macro_f1, weighted_f1

NAMES = {
    "detection": "pins (kind + place)", "days_overlap": "days overlap", "days_exact": "days exact", "actors": "actors",
    "sides": "sides", "speakers": "attribution", "modality": "modality", "unplaced": "events without a place",
}
SHARES = ("precision", "recall", "F1")


def score_row(score: Score) -> dict[str, float | int]:
    """Counts and shares of a score, shares from 0 to 1."""
    return {"right": score.right, "wrong": score.wrong, "missed": score.missed, "precision": score.precision,
            "recall": score.recall, "F1": score.f1}


def score_table(scores: Mapping[str, Score]) -> pd.DataFrame:
    """A row a measure."""
    return pd.DataFrame([score_row(score) for score in scores.values()], index=list(scores))


def printed(table: pd.DataFrame) -> str:
    return table.to_string(float_format=lambda share: f"{share:.3f}", na_rep="")


def events_report(scores: EventScores, *, articles: int) -> str:
    """The measures of one or more articles, then each miss, extra pin and wrong field with its words."""
    measures = {name: getattr(scores, field) for field, name in NAMES.items()}
    told = {name: score for name, score in measures.items() if score != NO_ANSWERS}
    return "\n".join([f"{articles} article{'s' if articles != 1 else ''}", "", printed(score_table(told)),
                      "Fields are scored on the pins that are right; events without a place are only looked for.",
                      *_faults(scores.faults)])


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    for what in FAULTS:
        some = [fault for fault in faults if fault.what == what]
        yield from ("", f"{what} ({len(some)})") if some else ()
        for fault in some:
            yield from _fault(fault)


def _fault(fault: Fault) -> Iterator[str]:
    at = f" {fault.span.start}-{fault.span.end}" if fault.span else ""
    parts = (("gold", fault.gold), ("read", fault.output), ("", fault.note))
    yield f"  {fault.article}{at}: {' | '.join(f'{name} {value}'.strip() for name, value in parts if value)}"
    yield f"    “{' '.join(fault.words.split())}”"


def snippets_report(answers: Sequence[Labelled]) -> str:
    """Scores by class, their means, and the confusion table."""
    scores = class_scores(answers)
    table = pd.DataFrame([{"support": score.right + score.missed, **{name: score_row(score)[name] for name in SHARES}}
                          for score in scores.values()], index=list(scores))
    means = {"macro F1": macro_f1(scores), "weighted F1": weighted_f1(scores),
             "accuracy": _share(one.answer == one.snippet.label for one in answers),
             "label among the events": _share(one.is_among for one in answers)}
    columns = ", ".join(dict.fromkeys(one.snippet.column for one in answers))
    return "\n".join([f"{len(answers)} snippets, label {columns}", "", printed(table), "",
                      *(f"{name} {value:.3f}" for name, value in means.items()), "",
                      "Labels down, answers across:", confusion(answers).to_string()])


def _share(verdicts: Iterable[bool]) -> float:
    found = list(verdicts)
    return sum(found) / max(len(found), 1)
