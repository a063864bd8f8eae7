"""Events in the columns of ACLED and of UCDP's GED. They are not their data, as the first column of
every row says. No day and no number is estimated (rule 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from components.core import settings
from components.core.countries import country_name, iso_number
from components.core.days import shift_day
from components.core.records import HAPPENED
from components.export.about import about
from components.export.selection import Selection
from components.lexicon.rows import rows as data_rows
from components.lexicon.senses import words_of
from components.tables.columns import columns_of
from components.tables.rows import frame, joined
from components.view.selection import drawn
from components.wording.phrases import (
    Row,
    day_of,
    forces_of,
    is_state,
    parts,
    placed_by_words,
    row_dicts,
    sentence_of,
    spelled,
    time_in_words,
    value,
)

ARMED_GROUPS = frozenset({"control", "fighting and strikes", "harm to civilians"})
"""Display groups of armed acts."""
MOST_DAYS = 31
"""Of a range that is written day by day."""


def acled_table(selection: Selection) -> pd.DataFrame:
    """A row per place and day of what happened; plans, and events without a type of ACLED's, are
    left out. An interval is written as its last day, with its width in time_precision. The actor of
    an armed act is the forces, not their government."""
    marker = about(selection).provenance
    happened = [
        row
        for row in row_dicts(drawn(selection.events))
        if value(row, "modality") in HAPPENED and value(row, "acled_event_type")
    ]
    found = [(row, dated) for row in happened for dated in days_of(row)]
    ids = [value(row, "event_id") for row, _ in found]
    return frame(
        [
            {"Not ACLED data": marker}
            | _acled_cells(row, dated, alone=ids.count(value(row, "event_id")) == 1)
            for row, dated in found
        ],
        columns_of("acled"),
    )


Dated = tuple[date | None, str]
"""Day of a row, and its time_precision."""


def days_of(row: Row) -> list[Dated]:
    """The day, or each day of a range given day by day ("15-16 September"), with precision 1.

    Otherwise the last day of the interval (None where it is open), with the precision of its width.
    """
    first = day_of(row, "first_day")
    last = day_of(row, "last_day")
    precision = value(row, "time_precision")
    if first is None or last is None:
        return [(last, precision.replace("1", ""))]
    length_days = (last - first).days + 1
    words = value(row, "time_text")
    told_by_day = (
        value(row, "time_kind") == "range"
        and any(sign.isdigit() for sign in words)
        and "between" not in words.lower()
    )
    if length_days == 1 or (told_by_day and length_days <= MOST_DAYS):
        return [(shift_day(first, ahead), "1") for ahead in range(length_days)]
    return [(last, precision)]


def _acled_cells(row: Row, dated: Dated, *, alone: bool) -> dict[str, Any]:
    day, precision = dated
    event, sub_event, country = (
        value(row, name) for name in ("acled_event_type", "acled_sub_event_type", "country")
    )
    notes = (time_in_words(row) or "Date not stated", f"“{sentence_of(row)}”")
    # Only a single plain number counts, not a word or a bound.
    killed = killed_of(row)
    is_number = len(killed) == 1 and killed[0].isascii() and killed[0].isdecimal()
    return {
        "event_id_cnty": value(row, "event_id"),
        "event_date": day.isoformat() if day else None,
        "year": day.year if day else None,
        "time_precision": precision,
        "disorder_type": disorder(event, sub_event),
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": actors_of(row, "1"),
        "assoc_actor_1": value(row, "side1"),
        "actor2": actors_of(row, "2"),
        "assoc_actor_2": value(row, "side2"),
        "iso": iso_number(country),
        "country": country_name(country),
        "admin1": value(row, "admin1"),
        "location": value(row, "place_name"),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "geo_precision": value(row, "geo_precision"),
        "source": value(row, "publisher"),
        "notes": ". ".join(notes),
        "fatalities": int(killed[0]) if is_number and alone else None,
        "tags": "; ".join(_tags(row, alone=alone)),
    }


def actors_of(row: Row, number: str) -> str:
    """The names as read; for armed acts "Russian forces" instead of Russia or its ministry."""
    names, sides = parts(row, f"actor{number}"), parts(row, f"side{number}")
    if value(row, "display_group") in ARMED_GROUPS:
        names = [_forces(name, sides) for name in names]
    return joined(dict.fromkeys(names))


def _forces(name: str, sides: Sequence[str]) -> str:
    if is_state(name):
        return forces_of(name)
    own = _offices().get(name.lower(), "")
    is_ministry = not words_of("for ministry").isdisjoint(name.lower().split())
    if not own and len(sides) == 1 and is_ministry:
        own = sides[0]
    return forces_of(own) if own in sides else name


@cache
def _offices() -> Mapping[str, str]:
    """The side of governments, ministries and services, by each of their names in lower case."""
    return {
        name.lower(): row["side"]
        for row in data_rows(settings.LEXICON / "actors.csv")
        if row["kind"] == "ministry" and row["side"]
        for name in (row["name"], *row["aliases"].split("|"))
    }


def _tags(row: Row, *, alone: bool) -> Iterator[str]:
    yield f"status: {', '.join(parts(row, 'claim_status')) or 'reported'}"
    if killed := killed_of(row):
        yield f"killed: {', '.join(killed)}{'' if alone else ' in all rows of the event together'}"
    if value(row, "coarsened"):
        yield f"not shown more exactly: {value(row, 'coarsened')}"
    if by_words := placed_by_words(row):
        yield by_words


def killed_of(row: Row) -> list[str]:
    """The numbers of people killed, with their qualifiers."""
    kinds, figures = (value(row, name).split(" | ") for name in ("quantity_kind", "quantity"))
    return [figure for kind, figure in zip(kinds, figures, strict=False) if kind == "killed"]


@cache
def _disorders() -> dict[tuple[str, str], str]:
    rows = data_rows(settings.LEXICON / "acled_disorder.csv")
    return {
        (row["acled_event_type"], row["acled_sub_event_type"]): row["disorder_type"] for row in rows
    }


def disorder(event: str, sub_event: str) -> str:
    """ACLED's type of disorder, by the sub-event type where it has a row, or else by the event
    type."""
    return _disorders().get((event, sub_event)) or _disorders().get((event, ""), "")


def ucdp_table(selection: Selection) -> pd.DataFrame:
    """A row per place of armed acts that killed people, by GED's codebook. What its coders judge
    (ids, type of violence, the dead of each side, the best estimate) is left out; a bound stays a
    bound."""
    marker = about(selection).provenance
    found = [row for row in row_dicts(drawn(selection.events)) if _is_deadly(row)]
    ids = [value(row, "event_id") for row in found]
    return frame(
        [
            {"Not UCDP data": marker}
            | _ucdp_cells(row, alone=ids.count(value(row, "event_id")) == 1)
            for row in found
        ],
        columns_of("ucdp"),
    )


def _is_deadly(row: Row) -> bool:
    return (
        value(row, "modality") in HAPPENED
        and value(row, "display_group") in ARMED_GROUPS
        and bool(killed_of(row))
    )


def _ucdp_cells(row: Row, *, alone: bool) -> dict[str, Any]:
    last, killed = day_of(row, "last_day"), killed_of(row)
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
    """(low, best, high): all three of a plain number, one of a bound, none of a word or "about
    12"."""
    qualifier, _, number = figure.rpartition(" ")
    if not (number.isascii() and number.isdecimal()):
        return None, None, None
    count = int(number)
    return {
        "": (count, count, count),
        "at least": (count, None, None),
        "at most": (None, None, count),
    }.get(qualifier, (None, None, None))
