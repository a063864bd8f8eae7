"""Why a name was taken for a place, in words."""

from __future__ import annotations

from components.core.countries import place_in_words
from components.core.records import Resolution
from components.wording.phrases import sureness


def meant_in_words(resolution: Resolution) -> str:
    """ "Izyum, Kharkiv Oblast, Ukraine (settlement); only candidate; sure"; or how alone."""
    place = resolution.place
    if place is None:
        return f"no place; {resolution.method}"
    return f"{place_in_words(place)}; {resolution.method}; {sureness(resolution.confidence)}"


def evidence_for(resolution: Resolution) -> tuple[str, tuple[str, ...]]:
    """What speaks for the best candidate, and " for NAME" where another was taken."""
    best = next(iter(resolution.candidates), None)
    if best is None or not best.evidence:
        return "", ()
    is_meant = resolution.place is not None and best.place.id == resolution.place.id
    return "" if is_meant else f" for {place_in_words(best.place)}", best.evidence


def runner_up_in_words(resolution: Resolution) -> str:
    """The second candidate, and what would have made it win; empty where there is none."""
    if not resolution.contrast:
        return ""
    turn = (
        f"It would have won with {resolution.turn}."
        if resolution.turn
        else "No small change of the text would have changed that."
    )
    return f"Second choice: {place_in_words(resolution.candidates[1].place)}. {turn}"
