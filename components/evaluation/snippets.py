"""Snippets with one label each: the code of the main event compared with the label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from components.core.errors import BadRecord
from components.core.records import Article, Event
from components.evaluation.gold import Record
from components.evaluation.gold_files import article_of, records
from components.evaluation.scores import Score

LABELS = ("kind", "acled_sub_event_type", "acled_event_type", "plover_type", "cameo_code")
"""Columns that may be the label, the finest first; ``sub_event_type`` is ACLED's."""

NONE = "(none)"
"""Instead of a code, where no event was read or its kind has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """``label`` is a value of the column ``column`` of events.csv."""

    article: Article
    column: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    snippet: Snippet
    events: tuple[Event, ...]

    @property
    def answer(self) -> str:
        event = principal(self.events, self.snippet.column)
        return code_of(event, self.snippet.column) if event else NONE

    @property
    def is_among(self) -> bool:
        return self.snippet.label in {code_of(event, self.snippet.column) for event in self.events}


def principal(events: Sequence[Event], column: str) -> Event | None:
    """The first event of the reading with a code in ``column``."""
    return next((event for event in events if code_of(event, column)), None)


def code_of(event: Event, column: str) -> str:
    """The event's value of a column of LABELS."""
    value: str = event.kind if column == "kind" else getattr(event.codes, column)
    return value


def read_snippets(path: Path) -> list[Snippet]:
    """The snippets of a .jsonl file. Raises InputError with the line."""
    return [_snippet(record, where) for where, record in records(path)]


def _snippet(record: Record, where: str) -> Snippet:
    keys = {key: column for column in LABELS for key in (column, column.removeprefix("acled_"))}
    key = next((key for key in keys if record.get(key)), "")
    if not key:
        raise BadRecord(
            "There is no label.",
            where=where,
            way_out=f"Name it {', '.join(LABELS)}; articles have pins.",
        )
    column, label = keys[key], record[key]
    if not isinstance(record.get("text"), str) or not isinstance(label, str):
        raise BadRecord(f'"text" or "{key}" is no text.', where=where)
    return Snippet(
        article=article_of(record, where),
        column=column,
        label=label[:2] if column == "cameo_code" else label,
    )


def class_scores(answers: Sequence[Labelled]) -> dict[str, Score]:
    """By class of the gold, in alphabetical order."""
    pairs = [(one.snippet.label, one.answer) for one in answers]
    return {
        label: Score(
            right=sum(gold == label == given for gold, given in pairs),
            wrong=sum(gold != label == given for gold, given in pairs),
            missed=sum(gold == label != given for gold, given in pairs),
        )
        for label in sorted({gold for gold, _ in pairs})
    }


def macro_f1(scores: dict[str, Score]) -> float:
    """The mean over the classes of the gold."""
    return sum(score.f1 for score in scores.values()) / max(len(scores), 1)


def weighted_f1(scores: dict[str, Score]) -> float:
    """The mean over the classes of the gold, weighted by the number of snippets."""
    support = sum(score.right + score.missed for score in scores.values())
    return sum(score.f1 * (score.right + score.missed) for score in scores.values()) / max(
        support, 1
    )


def confusion(answers: Sequence[Labelled]) -> pd.DataFrame:
    """Rows are labels, columns are answers, cells are counts."""
    gold = pd.Series([one.snippet.label for one in answers], name="label", dtype="object")
    given = pd.Series([one.answer for one in answers], name="answer", dtype="object")
    return pd.crosstab(gold, given)


def error_rows(answers: Sequence[Labelled]) -> list[dict[str, Any]]:
    """Each wrong answer with its text and all events."""
    found = []
    for one in answers:
        text, column = one.snippet.article.text, one.snippet.column
        events = [
            {
                "kind": event.kind,
                column: code_of(event, column),
                "trigger": event.trigger.quote(text),
                "trigger_start": event.trigger.start,
                "trigger_end": event.trigger.end,
                "modality": event.modality,
            }
            for event in one.events
        ]
        if one.answer != one.snippet.label:
            found.append(
                {
                    "id": one.snippet.article.id,
                    "label": one.snippet.label,
                    "answer": one.answer,
                    "among_events": one.is_among,
                    "text": text,
                    "events": events,
                }
            )
    return found
