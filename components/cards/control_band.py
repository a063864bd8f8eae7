"""Who is said to hold a place over time: a band of days, and each stretch of days in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from components.control.statements import Row, plain
from components.control.timeline import Timeline
from components.core.safe_html import Html, element, join
from components.tables.rows import SEPARATOR
from components.wording.control import state_in_words
from components.wording.provenance import days_in_words, full_day, source_line

MOST_STRETCHES = 40
MOST_SAYINGS = 4
"""Most claims of one stretch; the file has all."""
LONG_ENOUGH = 0.08
"""The share of the band that has room for letters."""


def holding_html(timeline: Timeline, *, colours: Mapping[str, str], publishers: str) -> Html:
    """``timeline`` has states of one place; ``publishers`` ends the caption: "7 publishers"."""
    states = stretches(plain(timeline.states))
    caption = source_line(_days(states[-1])[1], publishers)
    shown = states[-MOST_STRETCHES:]
    left = len(states) - len(shown)
    more = (
        element("p", f"{left} earlier stretches of days stand in the file.", class_="dl-hint")
        if left
        else ""
    )
    return element(
        "section",
        element("p", caption, class_="dl-count"),
        _band(states, colours),
        more,
        element("ol", join(_stretch(state, timeline) for state in shown), class_="dl-holding"),
    )


def stretches(states: Sequence[Row]) -> list[Row]:
    """Neighbouring states in the same words as one, with the claims of all."""
    found: list[Row] = []
    for _, group in groupby(states, key=state_in_words):
        own = list(group)
        claims = dict.fromkeys(one for state in own for one in state["claim_ids"])
        found.append({**own[0], "day_to": own[-1]["day_to"], "claim_ids": tuple(claims)})
    return found


def _days(state: Row) -> tuple[date, date]:
    return date.fromisoformat(str(state["day_from"])), date.fromisoformat(str(state["day_to"]))


def _stretch(state: Row, timeline: Timeline) -> Html:
    sayings = list(
        dict.fromkeys(
            timeline.sayings[one] for one in state["claim_ids"] if one in timeline.sayings
        )
    )
    shown = [
        *sayings[:MOST_SAYINGS],
        *([f"and {len(sayings) - MOST_SAYINGS} more"] if len(sayings) > MOST_SAYINGS else []),
    ]
    words = state_in_words(state)
    if state["standing"] == "unknown":
        words = (
            f"unknown: {'said only with doubt' if shown else 'nothing is said about these days'}"
        )
    return element(
        "li",
        element("strong", days_in_words(*_days(state))),
        f": {words}",
        element("ul", join(element("li", one) for one in shown)) if shown else "",
    )


def _band(states: Sequence[Row], colours: Mapping[str, str]) -> Html:
    """Each stretch as wide as its days; hidden from screen readers, which read the list."""
    days = [(last - first).days + 1 for first, last in map(_days, states)]
    parts = (
        _part(state, many / sum(days), colours) for state, many in zip(states, days, strict=True)
    )
    ends = (full_day(day) for day in (_days(states[0])[0], _days(states[-1])[1]))
    return element(
        "div",
        element("div", join(parts), class_="dl-band"),
        element("div", *(element("span", end) for end in ends), class_="dl-band-ends"),
        aria_hidden="true",
    )


def _part(state: Row, share: float, colours: Mapping[str, str]) -> Html:
    joined = str(
        state["holder"]
        if state["standing"] == "held"
        else f"{state['holder']}{SEPARATOR}{state['left_by']}"
    )
    sides = [side for side in joined.split(SEPARATOR) if side]
    hues = [
        colour if (colour := colours.get(side, "")).startswith("#") else "#767676" for side in sides
    ]
    letters = " ".join(side[:2] for side in sides) if share >= LONG_ENOUGH else ""
    two = f"; --second: {hues[1]}" if len(hues) > 1 else ""
    style = f"flex-grow: {1000 * share:.1f}" + (f"; --side: {hues[0]}{two}" if hues else "")
    return element(
        "span",
        element("span", letters),
        class_=f"dl-{state['standing']}",
        style=style,
        title=f"{state['day_from']} to {state['day_to']}: {state_in_words(state)}",
    )
