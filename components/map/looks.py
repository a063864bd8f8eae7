"""The look of each of many events, for all rows at once; events of other articles on the page are
hollow frames and plain outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.core.protocols import Areas
from components.map.marks import AREA_KINDS, Mark, mark_of, outline_of, with_count
from components.map.style import (
    BESIDE,
    BESIDE_AREA,
    Outline,
    Symbol,
    control_symbol,
    event_symbol,
    meaning_of,
    side_colours,
)
from components.map.tiles import first_of, row_numbers
from components.view.selection import drawn
from components.wording.phrases import Row, row_dicts, spelled, value
from components.wording.sentences import in_words_of

OPTIONAL: Mapping[str, str] = {
    "modality": "done",
    "time_kind": "day",
    "geo_precision": "1",
    "place_kind": "settlement",
    "holder": "",
    "left_by": "",
    "beside": "",
}
"""Optional columns, with the value where they are missing."""
IN_AREA = "somewhere in an area, drawn at its reference point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    symbol: Symbol
    meaning: str
    group: str
    """Kind of event."""

    def properties(self) -> dict[str, Any]:
        """For the browser."""
        return self.symbol.properties() | {"group": self.group}


def looks_of(rows: pd.DataFrame) -> tuple[tuple[Look, ...], NDArray[np.int64]]:
    """The different looks, and the number of each row's look; sides are coloured by ``colours_in``.

    Columns: display_group, and those of OPTIONAL that exist; holder and left_by are sides of
    claims; beside is any text for a row of another article."""
    given = pd.DataFrame(
        {"display_group": rows["display_group"]}
        | {name: rows.get(name, usual) for name, usual in OPTIONAL.items()}
    )
    codes = row_numbers(*(given[name].to_numpy() for name in given))
    first_rows = given.iloc[first_of(codes)].astype("object").fillna("").astype("str")
    colours = colours_in(rows)
    each = [_look(row, colours) for row in row_dicts(first_rows)]
    different = tuple(dict.fromkeys(each))
    return different, np.array([different.index(one) for one in each], dtype=np.int64)[codes]


def colours_in(rows: pd.DataFrame) -> Mapping[str, str]:
    """The colour of each side that is said to hold or to have left a place."""
    sides = [
        str(side)
        for name in ("holder", "left_by")
        if name in rows
        for side in rows[name].dropna().unique()
    ]
    day = str(rows["last_day"].dropna().max())[:10] if rows["last_day"].notna().any() else ""
    return side_colours(sides, day)


def _look(row: Row, colours: Mapping[str, str]) -> Look:
    group = value(row, "display_group") or "other event"
    if value(row, "beside"):
        return Look(symbol=BESIDE, meaning=BESIDE_MEANING, group=group)
    holder, left_by = value(row, "holder"), value(row, "left_by")
    if value(row, "place_kind") in AREA_KINDS or value(row, "geo_precision") == "3":
        symbol = replace(event_symbol(row), shape="area", fill="hollow", near_km=0.0)
        return Look(symbol=symbol, meaning=meaning_of(group, area=IN_AREA), group=group)
    if holder or left_by:
        holders, leavers = (holder,) if holder else (), (left_by,) if left_by else ()
        symbol = control_symbol(row, holders, leavers, colours=colours)
        meaning = f"Place said to be left by {left_by}; holder not stated"
        if holder:
            meaning = f"Place said to be held by {holder}"
        return Look(symbol=symbol, meaning=meaning, group=group)
    symbol = event_symbol(row)
    return Look(symbol=symbol, meaning=meaning_of(group, symbol), group=group)


BESIDE_MEANING = "Reported by another article on the page"
BESIDE_AREA_MEANING = "Area in another article on the page"


def other_article_marks(events: pd.DataFrame, *, areas: Areas) -> Iterator[Mark]:
    """A mark for each drawn row of the other articles."""
    for row in row_dicts(drawn(events)):
        geometry = outline_of(row, areas)
        teller = value(row, "publisher") or value(row, "title") or "Another article"
        yield mark_of(
            row,
            layer="beside",
            geometry=geometry,
            look=BESIDE_AREA if geometry else BESIDE,
            label=spelled(row),
            event_ids=(value(row, "event_id"),),
            tips=(f"{teller}: {spelled(row)}: {in_words_of(row, ())}",),
            meaning=BESIDE_AREA_MEANING if geometry else BESIDE_MEANING,
        )


def without_repeated_labels(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Without repeated names of a place: on marks of other articles, and on further outlines of one
    area, whose events the first one counts. Outlines of one area alternate."""
    named = {mark.place_id for mark in marks if mark.label and mark.layer != "beside"}
    outlines: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.geometry and mark.layer not in {"beside", "measures"}:
            outlines.setdefault(mark.place_id, []).append(mark)
    found = []
    for mark in marks:
        own = outlines.get(mark.place_id, [])
        if mark.layer == "beside" and mark.place_id in named:
            mark = replace(mark, label="")
        elif len(own) > 1 and mark in own and isinstance(mark.look, Outline):
            alike = [one for one in own if one.label == mark.label]
            events = {event_id for one in alike for event_id in one.event_ids}
            notes = with_count(mark.notes, len(events) - 1)
            label, notes = (mark.label, notes) if mark is alike[0] else ("", ())
            look = replace(mark.look, turn=(own.index(mark), len(own)))
            mark = replace(mark, look=look, label=label, notes=notes)
        found.append(mark)
    return tuple(found)
