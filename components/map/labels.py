"""The text beside a mark: the place as spelled, and what is said of it, with its status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.core.status import DISPUTED, holding_in_words
from components.wording.control import state_in_words
from components.wording.phrases import (
    PART_NOT_SAID,
    Row,
    kind_in_words,
    label_of,
    lowered,
    parts,
    placed_by_words,
    says_near,
    spelled,
    time_in_words,
    value,
)
from components.wording.provenance import full_day

MOST_CHARACTERS = 46
"""In a line on the map; the card has the rest."""
NOT_YET_TOLD = "unknown: known only for a later day"


def event_label(row: Row) -> tuple[str, tuple[str, ...]]:
    """("Samarkand", ("Summit, planned", "15–16 September")); first the reason of a coarser
    place."""
    coarser = "exact place not shown" if value(row, "coarsened") else ""
    near = "near " if says_near(row) and value(row, "place_kind") == "settlement" else ""
    notes = [coarser, placed_by_words(row), kind_in_words(row), time_in_words(row)]
    return near + spelled(row), short_lines(notes)


def state_label(
    state: Row, rows: Sequence[Row], claims: Sequence[Row], *, area: bool
) -> tuple[str, tuple[str, ...]]:
    """("Izyum", ("left by Russia", "acknowledged by Russia")); of a share of an area first that the
    part is not said, since only the first lines are shown where space is short.

    ``claims`` are those in force on the day, none where only later ones exist; ``rows`` are of
    their events."""
    if not claims:
        return spelled(rows[0]), (NOT_YET_TOLD,)
    extent = parts(state, "extent")
    name = f"{extent[0]} of {spelled(rows[0])}" if extent else spelled(rows[0])
    lines = []
    for claim in claims:
        side = value(claim, "holder")
        words = f"said to be held by {side}"
        row = next(row for row in rows if value(row, "event_id") == value(claim, "event_id"))
        if not side:
            words = holding_in_words("", value(claim, "left_by"))[0]
        elif side in parts(row, "side1"):
            words = f"{lowered(label_of(row))} by {side}"
        lines += [words, " and ".join(parts(claim, "status")) or "reported"]
    if DISPUTED in parts(state, "status"):
        lines.append(DISPUTED)
    share = [PART_NOT_SAID] if extent and area else []
    return name, short_lines([*share, *dict.fromkeys(lines)])


def state_tip(state: Row, row: Row) -> str:
    """ "Izyum: left by Russia, acknowledged; holder not stated. So since 10 September 2022"."""
    if value(state, "standing") == "unknown":
        return f"{spelled(row)}: {NOT_YET_TOLD}"
    since = full_day(date.fromisoformat(value(state, "since")))
    return f"{spelled(row)}: {state_in_words(state)}. So since {since} at the latest"


def short_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts that are not empty, cut to a line on the map."""
    return tuple(
        text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1].rstrip() + "…"
        for text in texts
        if text
    )
