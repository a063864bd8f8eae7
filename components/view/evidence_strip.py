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
"""Days before its last on which an event without a first day is drawn."""


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
    claimed = with_facts(claims[claims["place_id"] == place_id], events)
    name = str(claimed[0]["place_name"]) if claimed else place_id
    shown = {one.name: rows for one in references if (rows := list(_shown(one, claimed)))}
    origins = {**(ancestry or {}), **{one.name: one.derived_from for one in references}}
    in_turn = sorted(
        claimed, key=lambda row: [str(row[name]) for name in ("published", "doc_id", "claim_id")]
    )
    cells = [cell for row in in_turn for cell in _article_cells(row)]
    for one in references:
        parents = _counted_with(one, shown, origins)
        note = f"; counted with {', '.join(parents)}" if parents else ""
        cells += [
            {
                "source": one.name,
                "kind": "reference",
                "mark": SHOWN,
                "day_from": first,
                "day_to": last,
                "open": 0,
                "holder": side,
                "words": f"{side} from {first} to {last}, {one.licence}{note}",
                "counts": int(not parents),
            }
            for first, last, side in shown.get(one.name, ())
        ]
    return EvidenceStrip(
        place_id=place_id,
        place_name=name,
        rows=frame(cells, STRIP),
        counted=independent(shown, origins),
        lag=_lag(claimed, shown, adjectives or {}),
    )


def _article_cells(row: Row) -> Iterator[dict[str, object]]:
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


def _shown(reference: Reference, claimed: Sequence[Row]) -> Iterator[Run]:
    """The stretches of days on which a reference shows the same side; a missing day does not end
    one."""
    if not claimed:
        return
    place = pd.DataFrame(
        [{name: claimed[0][name] for name in ("place_id", "latitude", "longitude")}]
    )
    rows = sides_of_places(reference, place).sort_values("day")
    for side, group in groupby(zip(rows["day"], rows["side"], strict=True), key=lambda one: one[1]):
        days = [day for day, _ in group]
        yield days[0], days[-1], str(side)


def _counted_with(
    reference: Reference, shown: Iterable[str], origins: Mapping[str, Sequence[str]]
) -> list[str]:
    """The other references that count for this one: its origins, or the first of its family."""
    names = set(shown)
    first = [family[0] for family in families(names, origins) if reference.name in family]
    if first:
        return [name for name in first if name != reference.name]
    return sorted(names & ancestors(reference.name, origins))


def _lag(
    claimed: Sequence[Row], shown: Mapping[str, Sequence[Run]], adjectives: Mapping[str, str]
) -> str:
    """ "reference VIINA: Ukrainian from 8 September; acknowledged by Russia 10 September, 2 days
    later"."""
    holders, leavers = (
        {str(row[column]) for row in claimed if row[column]} for column in ("holder", "left_by")
    )
    # The first day on which a reference shows what is claimed (the claimed holder, or if none is
    # claimed, anyone but the side that left), and whether it showed something else before.
    changes = []
    for name, runs in shown.items():
        for number, (first, _, side) in enumerate(runs):
            if side not in NOBODY and (side in holders or (not holders and side not in leavers)):
                changes.append((date.fromisoformat(first), name, side, number > 0))
                break
    first_told: dict[str, date] = {}
    for from_day, statuses in sorted(
        (str(row["from_day"]), str(row["status"])) for row in claimed if row["from_day"]
    ):
        for status in statuses.split(SEPARATOR):
            first_told.setdefault(status, date.fromisoformat(from_day))
    if not changes or not first_told:
        return ""
    changes.sort()
    start = next((day for day, _, _, is_known in changes if is_known), None)
    year = min(first_told.values()).year
    words = [
        f"reference {name}: {adjectives.get(side, side)} {'' if is_known else 'at least '}from "
        f"{day_in_words(day, year)}"
        for day, name, side, is_known in changes
    ]
    for status, day in first_told.items():
        days = (day - start).days if start else None
        apart = "" if days is None else ", the same day"
        if days:
            many = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
            apart = f", {many} {'later' if days > 0 else 'earlier'}"
        words.append(f"{status} {day_in_words(day, year)}{apart}")
    return "; ".join(words)
