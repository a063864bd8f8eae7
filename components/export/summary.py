"""An analysis as a page of plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pandas as pd

from components.core.records import Analysis
from components.tables.rows import checks_table, claims_table, events_table, rejected_table
from components.wording.phrases import Row, label_of, parts, row_dicts, sentence_of, spelled, value
from components.wording.provenance import as_of, headline, stamp_of
from components.wording.sentences import event_in_words, summary_line

WIDTH = 100
UNPRINTED = dict.fromkeys((*range(32), *range(127, 160)), " ")
"""Control characters, which a terminal would obey."""


def summary(analysis: Analysis) -> str:
    """Headline, stamp, summary line, events, measures and what was left off, with their words."""
    events, claims = events_table(analysis), claims_table(analysis)
    head = [
        headline(analysis.article),
        as_of(analysis.article),
        stamp_of(analysis),
        "",
        summary_line(events, claims) or "Nothing in this article takes a place on the map.",
        "",
    ]
    parts = [
        *head,
        *_events(events, claims),
        *_checks(checks_table(analysis)),
        *_left_off(rejected_table(analysis)),
    ]
    return "\n".join(_wrapped(line) for line in parts)


def _wrapped(line: str) -> str:
    words = line.translate(UNPRINTED)
    indent = " " * (len(words) - len(words.lstrip()))
    return textwrap.fill(
        words.strip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  "
    )


def _events(events: pd.DataFrame, claims: pd.DataFrame) -> Iterator[str]:
    yield f"Events ({events['event_id'].nunique()})"
    for _, rows in events.groupby("event_id", sort=False):
        first, *_ = row_dicts(rows)
        pins = dict.fromkeys(spelled(row) for row in row_dicts(rows) if value(row, "latitude"))
        yield f"  {label_of(first)}: {', '.join(pins) or 'no pin'}"
        yield f"    {event_in_words(rows, claims)}"
        yield f"    “{sentence_of(first)}”"
        yield from dict.fromkeys(
            f"    Corrected by {by}: {what}"
            for row in row_dicts(rows)
            for what, by in _corrected(row)
        )
        if back := value(first, "sent_back"):
            yield f"    Needs another look: {back}"


def _corrected(row: Row) -> list[tuple[str, str]]:
    """What a person changed, with their names."""
    return list(zip(parts(row, "corrected"), parts(row, "corrected_by"), strict=False))


def _checks(checks: pd.DataFrame) -> Iterator[str]:
    yield from ("", f"Measures ({len(checks)})")
    for row in row_dicts(checks):
        yield f"  “{value(row, 'claim')}”: {value(row, 'verdict')} ({value(row, 'how')})"


def _left_off(rejected: pd.DataFrame) -> Iterator[str]:
    yield from ("", f"Not on the map ({len(rejected)})")
    for row in row_dicts(rejected):
        yield (
            f"  {value(row, 'what')} "
            f"“{textwrap.shorten(value(row, 'text'), 60, placeholder='…')}”: {value(row, 'reason')}"
        )
