"""Names as they may be taken away: no place finer than the events that are told of it (rule 11)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components import columns
from components.model import Analysis, Resolution, Span
from components.tables import Row, frame, place_rows

NO_FINER = "an event there is drawn no finer than its first-level unit, to do no harm"


def coarse_places_table(analysis: Analysis) -> pd.DataFrame:
    """As ``places_table``, without the position and id of each place that an event is drawn no finer than."""
    return frame(coarse_place_rows(analysis), columns.PLACES)


def coarse_place_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``coarse_places_table``."""
    starts, rows = {span.start for span in _coarsened(analysis)}, place_rows(analysis)
    hidden = {row.get("place_id") for row in rows if row["char_start"] in starts} - {None}
    cleared: Row = {"latitude": None, "longitude": None, "place_id": None, "runner_up": "", "reason": NO_FINER}
    return [row | cleared if row.get("place_id") in hidden else row for row in rows]


def kept_coarse(analysis: Analysis) -> Analysis:
    """The analysis without the finer places of its coarsened events, wherever a name or one of its candidates has them."""
    spans = _coarsened(analysis)
    hidden = {one.place.id for one in analysis.resolutions if one.place and one.toponym.span in spans}
    return replace(analysis, resolutions=tuple(_without(one, hidden) for one in analysis.resolutions))


def _coarsened(analysis: Analysis) -> set[Span]:
    """Names at which an event is drawn no finer."""
    return {link.resolution.toponym.span for event in analysis.events for link in event.links if link.coarsened}


def _without(resolution: Resolution, hidden: set[str]) -> Resolution:
    """What speaks for and against a place goes with it, for it tells where that lies."""
    candidates = tuple(one for one in resolution.candidates if one.place.id not in hidden)
    if resolution.place and resolution.place.id in hidden:
        return replace(resolution, place=None, candidates=(), contrast=(), turn="", reason=NO_FINER)
    if candidates == resolution.candidates:
        return resolution
    return replace(resolution, candidates=candidates, contrast=(), turn="")
