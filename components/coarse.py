"""The table of names as it may be taken away: no place finer than the events that are told of it (rule 11)."""

from __future__ import annotations

import pandas as pd

from components import columns
from components.model import Analysis
from components.tables import Row, frame, place_rows

NO_FINER = "an event there is drawn no finer than its first-level unit, to do no harm"


def coarse_places_table(analysis: Analysis) -> pd.DataFrame:
    """As ``places_table``, without the position and id of each place that an event is drawn no finer than."""
    return frame(coarse_place_rows(analysis), columns.PLACES)


def coarse_place_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``coarse_places_table``."""
    links = (link for event in analysis.events for link in event.links if link.coarsened)
    starts = {link.resolution.toponym.span.start for link in links}
    rows = place_rows(analysis)
    hidden = {row.get("place_id") for row in rows if row["char_start"] in starts} - {None}
    cleared: Row = {"latitude": None, "longitude": None, "place_id": None, "runner_up": "", "reason": NO_FINER}
    return [row | cleared if row.get("place_id") in hidden else row for row in rows]
