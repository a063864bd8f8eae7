"""Events in columns of UCDP's GED, by its codebook. They are not UCDP's data, as the first column
says.

GED has what killed somebody and was done by arms. What its coders judge (ids, type of violence,
whose dead, the best estimate) is not given; a bound stays a bound, and no number is estimated (rule
7)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.core.countries import country_name
from components.core.records import HAPPENED
from components.export.about import about
from components.export.acled import ARMED_GROUPS, actors_of, figures_of
from components.export.columns import UCDP
from components.export.selection import Selection
from components.tables.rows import frame, joined
from components.view.selection import drawn
from components.wording.phrases import Row, day_of, row_dicts, sentence_of, spelled, value


def ucdp_table(selection: Selection) -> pd.DataFrame:
    marker = about(selection).provenance
    found = [row for row in row_dicts(drawn(selection.events)) if _is_deadly(row)]
    ids = [value(row, "event_id") for row in found]
    return frame(
        [
            {"Not UCDP data": marker} | _cells(row, alone=ids.count(value(row, "event_id")) == 1)
            for row in found
        ],
        UCDP,
    )


def _is_deadly(row: Row) -> bool:
    return (
        value(row, "modality") in HAPPENED
        and value(row, "display_group") in ARMED_GROUPS
        and any(kind == "killed" for kind, _ in figures_of(row))
    )


def _cells(row: Row, *, alone: bool) -> dict[str, Any]:
    last = day_of(row, "last_day")
    killed = [figure for kind, figure in figures_of(row) if kind == "killed"]
    low, best, high = bounds(killed[0]) if alone and len(killed) == 1 else (None, None, None)
    source = (value(row, name) for name in ("publisher", "published", "title"))
    return {
        "id": value(row, "event_id"),
        "year": last.year if last else None,
        "side_a": actors_of(row, "1"),
        "side_b": actors_of(row, "2"),
        "number_of_sources": 1,
        "source_article": ", ".join(part for part in source if part),
        "source_office": value(row, "publisher"),
        "source_date": value(row, "published"),
        "source_headline": value(row, "title"),
        "source_original": value(row, "attributed_to"),
        "where_prec": value(row, "where_prec"),
        "where_coordinates": value(row, "place_name"),
        "where_description": f"{value(row, 'place_role')} {spelled(row)}",
        "adm_1": value(row, "admin1"),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "geom_wkt": f"POINT ({row['longitude']} {row['latitude']})",
        "country": country_name(value(row, "country")),
        "date_prec": value(row, "date_prec"),
        "date_start": value(row, "first_day"),
        "date_end": value(row, "last_day"),
        "best": best,
        "low": low,
        "high": high,
        "deaths_in_words": joined(killed),
        "notes": f"“{sentence_of(row)}”",
    }


def bounds(figure: str) -> tuple[int | None, int | None, int | None]:
    """(low, best, high): a plain number three times, one of a bound, none of a word or "about 12"."""
    qualifier, _, number = figure.rpartition(" ")
    if not (number.isascii() and number.isdecimal()):
        return None, None, None
    count = int(number)
    return {
        "": (count, count, count),
        "at least": (count, None, None),
        "at most": (None, None, count),
    }.get(qualifier, (None, None, None))
