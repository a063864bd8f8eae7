"""Events in ACLED's columns. They are not ACLED's data, which the first column says on every row.

A row a place and day of what happened; what is only planned or has no type in ACLED's terms is left
out. Of an interval the last day is written, and time_precision says how wide it is: no day is
estimated (rule 7). The actor of what armed forces do is the forces, not their government."""

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
from components.export.columns import ACLED
from components.export.selection import Selection
from components.lexicon.rows import rows as data_rows
from components.lexicon.senses import words_of
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
    time_in_words,
    value,
)

ARMED_GROUPS = frozenset({"control", "fighting and strikes", "harm to civilians"})
"""Display groups of what is done by arms."""
MOST_DAYS = 31
"""Of a range that is written day by day."""


def acled_table(selection: Selection) -> pd.DataFrame:
    """A row per place and day of the events shown."""
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
            | _cells(row, dated, alone=ids.count(value(row, "event_id")) == 1)
            for row, dated in found
        ],
        ACLED,
    )


Dated = tuple[date | None, str]
"""Day of a row, and its time_precision."""


def days_of(row: Row) -> list[Dated]:
    """The day, or each day of a range given day by day ("15-16 September"), with precision 1.

    Else the last day of the interval with the precision of its width; None where that is open."""
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


def _cells(row: Row, dated: Dated, *, alone: bool) -> dict[str, Any]:
    day, precision = dated
    event, sub_event, country = (
        value(row, name) for name in ("acled_event_type", "acled_sub_event_type", "country")
    )
    told = (time_in_words(row) or "Date not stated", f"“{sentence_of(row)}”")
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
        "notes": ". ".join(told),
        "fatalities": _killed(row) if alone else None,
        "tags": "; ".join(_tags(row, alone=alone)),
    }


def actors_of(row: Row, number: str) -> str:
    """The names as read; of what armed forces do, "Russian forces" for Russia and its ministry."""
    names, sides = parts(row, f"actor{number}"), parts(row, f"side{number}")
    if value(row, "display_group") in ARMED_GROUPS:
        names = [_forces(name, sides) for name in names]
    return joined(dict.fromkeys(names))


def _forces(name: str, sides: Sequence[str]) -> str:
    if is_state(name):
        return forces_of(name)
    own = _offices().get(name.lower(), "")
    if (
        not own
        and len(sides) == 1
        and not words_of("for ministry").isdisjoint(name.lower().split())
    ):
        own = sides[0]
    return forces_of(own) if own in sides else name


@cache
def _offices() -> Mapping[str, str]:
    """Governments, ministries and services, by each of their names in lower case, to their side."""
    return {
        name.lower(): row["side"]
        for row in data_rows(settings.LEXICON / "actors.csv")
        if row["kind"] == "ministry" and row["side"]
        for name in (row["name"], *row["aliases"].split("|"))
    }


def _tags(row: Row, *, alone: bool) -> Iterator[str]:
    yield f"status: {', '.join(parts(row, 'claim_status')) or 'reported'}"
    if killed := [figure for kind, figure in figures_of(row) if kind == "killed"]:
        yield f"killed: {', '.join(killed)}{'' if alone else ' in all rows of the event together'}"
    if value(row, "coarsened"):
        yield f"not shown more exactly: {value(row, 'coarsened')}"
    if by_words := placed_by_words(row):
        yield by_words


def figures_of(row: Row) -> list[tuple[str, str]]:
    """(what is counted, how many with the qualifier) of each figure."""
    kinds, figures = (value(row, name).split(" | ") for name in ("quantity_kind", "quantity"))
    return list(zip(kinds, figures, strict=False))


def _killed(row: Row) -> int | None:
    """The number killed where the words give just one; a word or a bound is not a number."""
    numbers = [figure for kind, figure in figures_of(row) if kind == "killed"]
    return (
        int(numbers[0])
        if len(numbers) == 1 and numbers[0].isascii() and numbers[0].isdecimal()
        else None
    )


@cache
def _disorders() -> dict[tuple[str, str], str]:
    rows = data_rows(settings.LEXICON / "acled_disorder.csv")
    return {
        (row["acled_event_type"], row["acled_sub_event_type"]): row["disorder_type"] for row in rows
    }


def disorder(event: str, sub_event: str) -> str:
    """ACLED's type of disorder, by the sub-event type where it has a row, else the event type."""
    return _disorders().get((event, sub_event)) or _disorders().get((event, ""), "")
