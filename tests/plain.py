"""What a view shows of rows of events, row by row, to hold the questions of an index against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from components.tables.rows import SEPARATOR
from components.view.facets import COLUMNS, NOT_STATED, chosen_in
from components.view.selection import View
from components.wording.phrases import sureness


def values(row: Mapping[Any, Any], facet: str) -> set[str]:
    """What a row has of a facet."""
    if facet == "reading":
        return {sureness(row["confidence"])}
    cells = [row[name] for name in COLUMNS[facet] if not pd.isna(row[name])]
    return {part for cell in cells for part in cell.split(SEPARATOR) if part} or {NOT_STATED}


def shown(events: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows that match the filters and whose interval touches the days; an open end reaches
    without bound, undated rows stay where they are asked for."""
    return events.loc[[_is_shown(row, view) for row in events.to_dict("records")]]


def _is_shown(row: Mapping[Any, Any], view: View) -> bool:
    asked = {facet for facet, _ in view.filters}
    if any(values(row, facet).isdisjoint(chosen_in(view.filters, facet)) for facet in asked):
        return False
    first, last = (
        None if pd.isna(row[name]) else date.fromisoformat(row[name])
        for name in ("first_day", "last_day")
    )
    if not (first or last):
        return view.show_undated
    is_before = view.first_day and last and last < view.first_day
    return not (is_before or (view.last_day and first and first > view.last_day))
