"""The words beside a mark: the place as the article spells it, and what is said of it in the words of status."""

from __future__ import annotations

from collections.abc import Sequence

from components.phrases import Row, label_of, lowered, parts, spelled, time_in_words, value
from components.tables import SEPARATOR

MOST_CHARACTERS = 46
"""Of one line on the map; the card has the rest."""


def event_label(row: Row) -> tuple[str, tuple[str, ...]]:
    """("Samarkand", ("Summit, planned", "15–16 September"))."""
    kind, modality = label_of(row), value(row, "modality")
    what = kind if modality == "done" else f"{kind}, {modality}"
    coarser = "place drawn no finer" if value(row, "coarsened") else ""
    near = "near " if value(row, "geo_precision") == "2" and value(row, "place_kind") == "settlement" else ""
    return near + spelled(row), _lines([what, time_in_words(row), coarser])


def claim_label(row: Row, claims: Sequence[Row], *, area: bool) -> tuple[str, tuple[str, ...]]:
    """("Izyum", ("left by Russia", "acknowledged by Russia")); of an area the share first, and that its part is not said."""
    extent = value(claims[0], "extent")
    name = f"{extent} of {spelled(row)}" if extent else spelled(row)
    told = [line for claim in claims for line in (_claimed(claim, row), _status(claim))]
    share = ["which part is not said"] if extent and area else []
    return name, _lines([*dict.fromkeys(told), *share])


def _claimed(claim: Row, row: Row) -> str:
    if side := value(claim, "holder"):
        return f"{lowered(label_of(row))} by {side}" if side in parts(row, "side1") else f"said to be held by {side}"
    return f"left by {value(claim, 'left_by')}" if value(claim, "left_by") else "holder not stated"


def _status(claim: Row) -> str:
    return " and ".join(value(claim, "status").split(SEPARATOR)) or "reported"


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1].rstrip() + "…" for text in texts if text)
