"""What the page of an article shows in one run, worked out once for all its panels."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from components.panels.reading import Reading
from components.panels.search import hits
from components.panels.session_cache import session_cached
from components.view.control_snapshot import ControlSnapshot, control_snapshot
from components.view.search import SearchHits
from components.view.selection import View, unpinned_last

_in_order = session_cached(unpinned_last)
_control_on = session_cached(control_snapshot)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """The open article and the View of it, with what follows from both."""

    reading: Reading
    view: View
    events: pd.DataFrame
    """The rows that the view shows, kinds without a pin last."""
    standing: ControlSnapshot
    """Who is said to hold what in the open article, on the day that the view shows."""
    hits: SearchHits
    """What the search finds in the whole article."""


def page_of(reading: Reading, view: View) -> PageContext:
    """What the page shows of an article."""
    days = View(first_day=view.first_day, last_day=view.last_day)
    return PageContext(
        reading=reading,
        view=view,
        events=_in_order(reading.corpus.rows(view)),
        standing=_control_on(reading.corpus.rows(view.of_any_day()), reading.claims, days),
        hits=hits(reading, view.find),
    )
