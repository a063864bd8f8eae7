"""An analysis as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from components.core.records import Analysis
from components.tables.rows import checks_table, claims_table, events_table, rejected_table
from components.wording.phrases import label_of, parts, row_dicts, sentence_of, spelled, value
from components.wording.provenance import as_of, headline, stamp_of
from components.wording.sentences import event_in_words, summary_line

WIDTH = 100
UNPRINTED = dict.fromkeys((*range(32), *range(127, 160)), " ")
"""Control characters, which a terminal would execute."""


def summary(analysis: Analysis) -> str:
    """Headline, stamp, summary line, events, measures, and what was left off the map."""
    lines = []
    for line in _lines(analysis):
        words = line.translate(UNPRINTED)
        indent = " " * (len(words) - len(words.lstrip()))
        lines.append(
            textwrap.fill(
                words.strip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  "
            )
        )
    return "\n".join(lines)


def _lines(analysis: Analysis) -> Iterator[str]:
    events, claims = events_table(analysis), claims_table(analysis)
    yield from (headline(analysis.article), as_of(analysis.article), stamp_of(analysis), "")
    yield summary_line(events, claims) or "Nothing in this article takes a place on the map."
    yield from ("", f"Events ({events['event_id'].nunique()})")
    for _, table in events.groupby("event_id", sort=False):
        rows = row_dicts(table)
        pins = dict.fromkeys(spelled(row) for row in rows if value(row, "latitude"))
        yield f"  {label_of(rows[0])}: {', '.join(pins) or 'no pin'}"
        yield f"    {event_in_words(table, claims)}"
        yield f"    “{sentence_of(rows[0])}”"
        yield from dict.fromkeys(
            f"    Corrected by {by}: {what}"
            for row in rows
            for what, by in zip(parts(row, "corrected"), parts(row, "corrected_by"), strict=False)
        )
        if back := value(rows[0], "sent_back"):
            yield f"    Needs another look: {back}"
    yield from ("", f"Measures ({len(analysis.checks)})")
    for row in row_dicts(checks_table(analysis)):
        yield f"  “{value(row, 'claim')}”: {value(row, 'verdict')} ({value(row, 'how')})"
    yield from ("", f"Not on the map ({len(analysis.rejected)})")
    for row in row_dicts(rejected_table(analysis)):
        words = textwrap.shorten(value(row, "text"), 60, placeholder="…")
        yield f"  {value(row, 'what')} “{words}”: {value(row, 'reason')}"
