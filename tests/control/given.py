"""Tables of claims and events written by hand, a line a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from shapely.geometry.base import BaseGeometry

from components.control.references.records import Reference
from components.control.statements import FACTS, load_control_words
from components.control.timeline import ABOUT, Timeline, timeline_of
from components.core import settings
from components.tables import columns
from components.tables.rows import frame

NEEDED = {
    "event_id",
    "place_id",
    "place_role",
    "side1",
    "attribution_side",
    "attributed_to",
    "last_day",
    *ABOUT,
    *FACTS,
}
EVENTS = tuple(column for column in columns.EVENTS if column.name in NEEDED)
"""Of the events table only what control reads, for speed."""
WORDS = load_control_words(settings.LEXICON)
PUBLISHED = "2022-09-30"
Claim = Mapping[str, Any]


def claim(
    place: str, day: str, *, held: str = "", left: str = "", status: str = "reported", **more: str
) -> Claim:
    """A claim with what it takes from its event: first_day, kind, hedge, published, doc_id,
    modality..."""
    kind = "withdrawal" if left else "control taken"
    return {
        "place": place,
        "day": day,
        "holder": held,
        "left_by": left,
        "status": status,
        "kind": kind,
    } | more


def tables(claims: Iterable[Claim]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(claims, events), each claim with an event of its own, numbered in their order unless a claim
    names its id."""
    rows = [_row(number, one) for number, one in enumerate(claims)]
    return frame(rows, columns.CLAIMS), frame(rows, EVENTS)


def _row(number: int, one: Claim) -> dict[str, Any]:
    name = one.get("id", f"c{number}")
    return {
        "claim_id": name,
        "event_id": f"e-{name}",
        "place_id": f"x:{one['place']}",
        "place_name": one["place"],
        "latitude": 49.0,
        "longitude": 37.0,
        "from_day": one["day"],
        "place_kind": "settlement",
        "published": PUBLISHED,
        "modality": "done",
        "first_day": one["day"],
        "last_day": one["day"],
        "doc_id": "d",
        "country": "UKR",
        "place_role": "at",
    } | one


def timeline(claims: Iterable[Claim]) -> Timeline:
    return timeline_of(*tables(claims), WORDS)


def told(claims: Iterable[Claim], place: str = "Izium") -> list[tuple[str, str, str, str]]:
    """(first day without year, standing, sides, status) of each state of a place; the unknown
    before the first is left out."""
    states = timeline(claims).states.fillna("")
    own = states[states["place_name"] == place]
    rows = [
        (day[5:], standing, holder or left, status)
        for day, standing, holder, left, status in own[
            ["day_from", "standing", "holder", "left_by", "status"]
        ].itertuples(index=False)
    ]
    return (
        rows[1:] if rows and rows[0][1:] == ("unknown", "", "unknown") and len(rows) > 1 else rows
    )


def reference(
    *rows: tuple[str, str, BaseGeometry], name: str = "mine", outside: str = ""
) -> Reference:
    """Days, sides and areas, a row each."""
    return Reference(
        name=name,
        licence="CC0",
        outside=outside,
        areas=pd.DataFrame(rows, columns=["day", "side", "geometry"]),
    )
