"""The page's index of a store: its events in the order of the table, with what they are chosen by.

A store has a part per batch and month, thousands of small files. The index is one file made from
them, shared by all sessions and ordered by day, so that a query about days skips the rest. Days are
dates; each facet of ``components/view/facets.py`` is a column, a list where an event may have
several values, and NOT_STATED where it has none. All reports of one event have the same ``story``.
The ``sign`` depends on documents, events and stories, not on the parts that hold them. Copies of
one text are one origin of an event, whatever sources they name.
"""

from __future__ import annotations

from pathlib import Path

from components.reading.unmapped import LABEL
from components.tables.rows import SEPARATOR
from components.view.facets import COLUMNS, NOT_STATED

VERSION = 5
"""Of the tables of ``sql``; another version makes the index anew."""
OF_LISTS = ("side", "speaker", "says")
"""Facets of which an event may have several values."""
SEARCHED = (
    "sentence place_name actor1 side1 actor2 side2 attributed_to attribution_side title publisher"
)
"""Columns whose words a search finds."""


def script(*, whole: bool = True) -> str:
    """The SQL that makes the index, or only what events are chosen by."""
    filled = {
        "sep": SEPARATOR,
        "none": NOT_STATED,
        "words": SEARCHED.replace(" ", ", "),
        "label": LABEL,
        **{facet: _several(*COLUMNS[facet]) for facet in OF_LISTS},
    }
    folder = Path(__file__).with_name("sql")
    files = ("choosing.sql", "rest.sql") if whole else ("choosing.sql",)
    return "".join((folder / name).read_text(encoding="utf-8") for name in files) % filled


def _several(*columns: str) -> str:
    """The different values of cells that may hold several, as a list."""
    cells = ", ".join(columns)
    return (
        f"coalesce(nullif(list_filter(list_distinct(string_split(concat_ws('{SEPARATOR}', "
        f"{cells}), '{SEPARATOR}')), lambda part: part <> ''), []), ['{NOT_STATED}'])"
    )
