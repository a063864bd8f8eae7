"""The evidence strip of a place: one row a source, its days, and by how many days who follows whom.

An event's interval and the day of its report are marked apart. References count once a family (rule
12): one that is derived from another that is there is shown and says so, and is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from components.control.columns import STRIP
from components.control.judging import NOBODY, sides_of_places
from components.control.references.records import Reference, ancestors, families, independent
from components.control.statements import Row, statement_in_words, with_facts
from components.core.days import shift_day
from components.tables.rows import SEPARATOR, frame
from components.wording.phrases import day_in_words

EVENT, REPORT, SHOWN = "event", "report", "shown"
"""Marks: days on which it may have happened; the day on which it was said; days on which a
reference shows a side."""
OPEN_DAYS = 7
"""An event without a first day is drawn from so many days before its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStrip:
    """``rows`` has the columns STRIP, source by source; ``counted`` is how many independent
    references are among them."""

    place_id: str
    place_name: str
    rows: pd.DataFrame
    counted: int
    lag: str
    """By how many days claims follow the references, in words; empty where either is missing."""


def strip_of(
    place_id: str,
    claims: pd.DataFrame,
    events: pd.DataFrame,
    *,
    references: Sequence[Reference] = (),
    ancestry: Mapping[str, Sequence[str]] | None = None,
    adjectives: Mapping[str, str] | None = None,
) -> EvidenceStrip:
    """The strip of one place. ``ancestry`` as ReferenceWords has it; ``adjectives``: side to
    "Ukrainian", where it has one."""
    told = with_facts(claims[claims["place_id"] == place_id], events)
    name = str(told[0]["place_name"]) if told else place_id
    shown = {one.name: rows for one in references if (rows := list(_shown(one, told)))}
    origins = {**(ancestry or {}), **{one.name: one.derived_from for one in references}}
    cells = [cell for row in sorted(told, key=_order) for cell in _days_in_words(row)]
    for one in references:
        cells += [
            _reference_cell(one, run, _with(one, shown, origins)) for run in shown.get(one.name, ())
        ]
    lag = _lag(told, shown, adjectives or {})
    return EvidenceStrip(
        place_id=place_id,
        place_name=name,
        rows=frame(cells, STRIP),
        counted=independent(shown, origins),
        lag=lag,
    )


def _order(row: Row) -> tuple[str, str, str]:
    return str(row["published"]), str(row["doc_id"]), str(row["claim_id"])


def _days_in_words(row: Row) -> Iterator[dict[str, object]]:
    """The event's interval, and the day on which it was said."""
    base = {
        "source": str(row["publisher"]) or "article",
        "doc_id": row["doc_id"],
        "kind": "article",
        "claim_id": row["claim_id"],
        "holder": row["holder"],
        "left_by": row["left_by"],
        "status": row["status"],
        "counts": None,
        "words": statement_in_words(row),
    }
    if row["from_day"]:
        last = date.fromisoformat(str(row["from_day"]))
        first = str(row["first_day"]) or shift_day(last, -OPEN_DAYS).isoformat()
        yield base | {
            "mark": EVENT,
            "day_from": first,
            "day_to": row["from_day"],
            "open": 0 if row["first_day"] else 1,
        }
    said = row["reported"] or row["published"]
    if said:
        yield base | {"mark": REPORT, "day_from": said, "day_to": said, "open": 0}


Run = tuple[str, str, str]
"""First day, last day, side."""


def _shown(reference: Reference, told: Sequence[Row]) -> Iterator[Run]:
    """Stretches of days of a reference on which it shows one side; a day that it does not have ends
    none."""
    if not told:
        return
    place = pd.DataFrame([{name: told[0][name] for name in ("place_id", "latitude", "longitude")}])
    rows = sides_of_places(reference, place).sort_values("day")
    for side, group in groupby(zip(rows["day"], rows["side"], strict=True), key=lambda one: one[1]):
        days = [day for day, _ in group]
        yield days[0], days[-1], str(side)


def _with(
    reference: Reference, shown: Iterable[str], origins: Mapping[str, Sequence[str]]
) -> list[str]:
    """The references that are there and stand for this one: its origins, or the first of its
    family."""
    names = set(shown)
    first = [family[0] for family in families(names, origins) if reference.name in family]
    return (
        [name for name in first if name != reference.name]
        if first
        else sorted(names & ancestors(reference.name, origins))
    )


def _reference_cell(reference: Reference, run: Run, parents: Sequence[str]) -> dict[str, object]:
    note = f"; counted with {', '.join(parents)}" if parents else ""
    return {
        "source": reference.name,
        "kind": "reference",
        "mark": SHOWN,
        "day_from": run[0],
        "day_to": run[1],
        "open": 0,
        "holder": run[2],
        "words": f"{run[2]} from {run[0]} to {run[1]}, {reference.licence}{note}",
        "counts": int(not parents),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """From which day a reference shows what is claimed; ``known`` where it showed otherwise
    before."""

    reference: str
    day: date
    side: str
    known: bool

    def in_words(self, year: int, adjectives: Mapping[str, str]) -> str:
        least = "" if self.known else "at least "
        return (
            f"reference {self.reference}: {adjectives.get(self.side, self.side)} {least}from "
            f"{day_in_words(self.day, year)}"
        )


def _lag(
    told: Sequence[Row], shown: Mapping[str, Sequence[Run]], adjectives: Mapping[str, str]
) -> str:
    """ "reference VIINA: Ukrainian from 8 September; acknowledged by Russia 10 September, 2 days
    later"."""
    changes = [
        change for name, runs in shown.items() if (change := _change(name, runs, told)) is not None
    ]
    first_told: dict[str, date] = {}
    for day, statuses in sorted(
        (str(row["from_day"]), str(row["status"])) for row in told if row["from_day"]
    ):
        for status in statuses.split(SEPARATOR):
            first_told.setdefault(status, date.fromisoformat(day))
    if not changes or not first_told:
        return ""
    changes.sort(key=lambda one: (one.day, one.reference))
    start = next((one.day for one in changes if one.known), None)
    year = min(first_told.values()).year
    said = (
        f"{status} {day_in_words(day, year)}{_apart(start, day)}"
        for status, day in first_told.items()
    )
    return "; ".join([*(one.in_words(year, adjectives) for one in changes), *said])


def _change(name: str, runs: Sequence[Run], told: Sequence[Row]) -> _Change | None:
    """The first run that shows the claimed holder, or where none is claimed, anyone but who
    left."""
    holders, leavers = (
        {str(row[column]) for row in told if row[column]} for column in ("holder", "left_by")
    )
    for number, (day, _, side) in enumerate(runs):
        if side not in NOBODY and (side in holders or (not holders and side not in leavers)):
            return _Change(reference=name, day=date.fromisoformat(day), side=side, known=number > 0)
    return None


def _apart(start: date | None, day: date) -> str:
    if start is None:
        return ""
    days = (day - start).days
    many = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
    return f", {many} {'later' if days > 0 else 'earlier'}" if days else ", the same day"
