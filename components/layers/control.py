"""Marks of the territorial layer: who is said to hold or to have left a place, as of the article's day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from components.layers.labels import claim_label
from components.layers.marks import Mark, mark_of, outline_of
from components.layers.style import Outline, Symbol, control_symbol, is_vague
from components.phrases import Row, spelled, value
from components.protocols import Areas
from components.status import DISPUTED
from components.wording import in_words_of

Key = tuple[str, str]
"""event_id and place_id."""
WEIGHT, AREA_WEIGHT = 50, 25
"""An area has room for its label elsewhere."""


def control_marks(rows: Sequence[Row], claims: Sequence[Row], *, areas: Areas, colours: Mapping[str, str]) -> Iterator[Mark]:
    """A mark for each place of a claim; sides that contradict one another are both in it. ``rows`` are drawn rows of events."""
    by_key = {_key(row): row for row in reversed(rows)}
    by_place: dict[str, list[Row]] = {}
    for claim in claims:
        if _key(claim) in by_key and value(claim, "status") != "superseded":
            by_place.setdefault(value(claim, "place_id"), []).append(claim)
    for told in by_place.values():
        yield _claim_mark([by_key[_key(claim)] for claim in told], told, areas, colours)


def without_claim(rows: Sequence[Row], claims: Sequence[Row]) -> list[Row]:
    """Rows that no claim speaks of."""
    claimed = {_key(claim) for claim in claims}
    return [row for row in rows if _key(row) not in claimed]


def _key(row: Row) -> Key:
    return value(row, "event_id"), value(row, "place_id")


def _claim_mark(rows: Sequence[Row], claims: Sequence[Row], areas: Areas, colours: Mapping[str, str]) -> Mark:
    row = rows[0]
    holders, leavers = _sides(claims, "holder"), _sides(claims, "left_by")
    if len(holders) == 1 and any(DISPUTED in value(claim, "status") for claim in claims):
        holders = (holders[0], next((side for side in leavers if side not in holders), ""))
    geometry = outline_of(row, areas)
    symbol = control_symbol(row, holders, leavers, colours=colours)
    look = symbol if geometry is None else _outline(symbol, rows)
    label, notes = claim_label(row, claims, area=geometry is not None)
    tips = tuple(f"{spelled(one)}: {in_words_of(one, claims)}" for one in rows)
    return mark_of(
        row, layer="control", look=look, geometry=geometry, label=label, notes=notes, tips=tips,
        weight=AREA_WEIGHT if geometry else WEIGHT,
        event_ids=tuple(dict.fromkeys(value(one, "event_id") for one in rows)),
        meaning=_meaning(holders, leavers, area=geometry is not None),
    )


def _sides(claims: Sequence[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side for claim in claims if (side := value(claim, name))))


def _outline(symbol: Symbol, rows: Sequence[Row]) -> Outline:
    """An area is hatched in the colours that its dot would have; who only left colours no ground (rule 9)."""
    if symbol.fill == "ring":
        return Outline(colour=symbol.colour, dashed=True)
    hatch = (symbol.colour, symbol.second) if symbol.second else (symbol.colour,)
    return Outline(colour=symbol.colour, hatch=hatch, dashed=all(is_vague(row) for row in rows))


def _meaning(holders: tuple[str, ...], leavers: tuple[str, ...], *, area: bool) -> str:
    what = "Area of which a part or all is" if area else "Place"
    if len(holders) > 1:
        return f"Disputed: {' and '.join(side for side in holders if side) if all(holders) else holders[0] + ' and others'}"
    if holders:
        return f"{what} said to be held by {holders[0]}"
    return f"{'Area' if area else 'Place'} said to be left by {leavers[0]}; holder not stated" if leavers else "Holder unknown"

