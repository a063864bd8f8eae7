"""Who is said to hold what on the day shown, from the claims of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from components.control.statements import ControlWords, load_control_words
from components.control.timeline import Timeline, states_on, timeline_of
from components.core import settings
from components.view.selection import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSnapshot:
    """``states`` has a row for each place, with the columns STATES and claim_ids; it is empty if
    nothing is said of ``day``."""

    timeline: Timeline
    day: date | None
    """None where no claim has a day."""
    states: pd.DataFrame


def control_snapshot(events: pd.DataFrame, claims: pd.DataFrame, view: View) -> ControlSnapshot:
    """On the day that the view shows. ``events`` are those that match its filters, on any day; only
    their claims count. What was taken before the first day shown is still held on it."""
    own = claims[claims["event_id"].isin(events["event_id"])]
    return snapshot_on(timeline_of(own, events, control_words()), view)


def snapshot_on(timeline: Timeline, view: View) -> ControlSnapshot:
    """The same from a timeline: on the last day shown, but not after the last day of which anything
    is said.

    If all days shown are after that, it is the first of them, of which nothing is said."""
    last = timeline.last_day
    if last is None:
        return ControlSnapshot(timeline=timeline, day=None, states=timeline.states)
    day = min(view.last_day or last, last)
    if view.first_day and view.first_day > last:
        day = view.first_day
    return ControlSnapshot(timeline=timeline, day=day, states=states_on(timeline, day))


@cache
def control_words() -> ControlWords:
    """The lexicon's words of hedges and extents, read once."""
    return load_control_words(settings.LEXICON)
