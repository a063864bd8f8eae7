"""Who is said to hold what on the day that is shown: the timeline of one article's claims, cut at a
day."""

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
    """``states`` has a row a place, with the columns STATES and claim_ids; empty where nothing is
    said of ``day``."""

    timeline: Timeline
    day: date | None
    """None where no claim has a day."""
    states: pd.DataFrame


def control_snapshot(events: pd.DataFrame, claims: pd.DataFrame, view: View) -> ControlSnapshot:
    """On the day that the view shows. ``events`` are those that match its filters, of any day, and
    claims count by them: what was taken before the first day shown is still held on it."""
    own = claims[claims["event_id"].isin(events["event_id"])]
    return snapshot_on(timeline_of(own, events, control_words()), view)


def snapshot_on(timeline: Timeline, view: View) -> ControlSnapshot:
    """The same of a timeline that is known: on the last of the days shown, no later than the last
    of which anything is said.

    Where all days shown lie behind that one it is the first of them, of which nothing is said."""
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
