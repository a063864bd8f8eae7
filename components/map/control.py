"""Marks of control: who is said to hold or to have left a place on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from components.control.hint import WORDS
from components.core.protocols import Areas
from components.map.labels import state_label, state_tip
from components.map.marks import Mark, mark_of, outline_of
from components.map.style import UNKNOWN, UNKNOWN_HOLDER, Outline, Symbol, control_symbol
from components.wording.phrases import Row, is_vague, parts, pin_key, row_dicts, spelled, value
from components.wording.sentences import in_words_of

WEIGHT, AREA_WEIGHT = 50, 25
"""An area has space for its label elsewhere."""


def control_marks(
    states: Sequence[Row],
    claims: Sequence[Row],
    rows: Sequence[Row],
    *,
    areas: Areas,
    colours: Mapping[str, str],
) -> Iterator[Mark]:
    """A mark for each place of ``states`` (of one day) with a drawn row, from its claims.

    ``rows`` are of events. Superseded claims have no mark; a place with later claims only is
    unknown."""
    by_place = {value(state, "place_id"): state for state in states}
    by_key = {pin_key(row): row for row in reversed(rows)}
    pairs: dict[str, list[tuple[Row, Row]]] = {}
    for claim in claims:
        if row := by_key.get(pin_key(claim)):
            pairs.setdefault(value(claim, "place_id"), []).append((claim, row))
    for place_id, own in pairs.items():
        if state := by_place.get(place_id):
            yield _state_mark(state, own, areas, colours)


def _state_mark(
    state: Row, pairs: Sequence[tuple[Row, Row]], areas: Areas, colours: Mapping[str, str]
) -> Mark:
    """``pairs``: each claim about the place, with the row of its event."""
    stated = [pair for pair in pairs if value(pair[0], "claim_id") in state["claim_ids"]]
    rows = [row for _, row in stated or pairs]
    claims = [claim for claim, _ in stated]
    geometry = outline_of(rows[0], areas)
    label, notes = state_label(state, rows, claims, area=geometry is not None)
    tips = (f"{spelled(one)}: {in_words_of(one, claims)}" for one in rows if stated)
    return mark_of(
        rows[0],
        layer="control",
        look=_look(state, rows, colours, area=geometry is not None),
        geometry=geometry,
        label=label,
        notes=notes,
        tips=tuple(dict.fromkeys((state_tip(state, rows[0]), *tips))),
        weight=AREA_WEIGHT if geometry else WEIGHT,
        meaning=_meaning(state, area=geometry is not None),
        event_ids=tuple(dict.fromkeys(value(one, "event_id") for one in rows)),
    )


def _sides(state: Row) -> list[str]:
    """The sides that are said to hold or to have left the place; none where that is unknown."""
    if value(state, "standing") == "unknown":
        return []
    return list(dict.fromkeys([*parts(state, "holder"), *parts(state, "left_by")]))


def _look(
    state: Row, rows: Sequence[Row], colours: Mapping[str, str], *, area: bool
) -> Symbol | Outline:
    """The edge is dashed where the times of all claims are vague. Areas are hatched in the colours
    of their symbol; a side that only left has no hatch (rule 9)."""
    symbol = UNKNOWN_HOLDER
    if sides := _sides(state):
        row = next((row for row in rows if not is_vague(row)), rows[0])
        holders, leavers = tuple(parts(state, "holder")), tuple(parts(state, "left_by"))
        if value(state, "standing") == "contested":
            holders = (sides[0], sides[1] if len(sides) > 1 else "")
        symbol = control_symbol(row, holders, leavers, colours=colours)
    if not area:
        return symbol
    if symbol.fill == "ring" or symbol.mark:
        return Outline(colour=symbol.colour, dashed=True)
    hatch = (symbol.colour, symbol.second) if symbol.second else (symbol.colour,)
    return Outline(colour=symbol.colour, hatch=hatch, dashed=symbol.dashed)


def _meaning(state: Row, *, area: bool) -> str:
    holders, sides = parts(state, "holder"), _sides(state)
    if not sides:
        return "Holder unknown on this day"
    if value(state, "standing") == "contested":
        against = " and ".join(sides) if len(sides) > 1 else f"{sides[0]} and others"
        return f"Disputed: {against}" if holders else f"Disputed: whether {sides[0]} left"
    if holders:
        held = "Area of which a part or all is" if area else "Place"
        return f"{held} said to be held by {holders[0]}"
    return f"{'Area' if area else 'Place'} said to be left by {sides[0]}; holder not stated"


LAYER = "hint"
TICK_PX = 3.5


def hint_marks(ticks: pd.DataFrame, *, colours: Mapping[str, str]) -> Iterator[Mark]:
    """A tick for each row of ``ticks`` (control.hint.COLUMNS); the legend says what they are."""
    for row in row_dicts(ticks):
        look = Symbol(
            shape="triangle",
            fill="hollow",
            colour=colours.get(value(row, "holder"), UNKNOWN),
            radius=TICK_PX,
        )
        yield mark_of(row, layer=LAYER, look=look, meaning=f"{WORDS} {value(row, 'holder')}")
