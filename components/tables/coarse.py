"""Names for download: no place is finer than the events that are drawn there (rule 11)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.core.records import Analysis, Resolution
from components.tables import columns
from components.tables.rows import Row, frame, place_rows

NO_FINER = "an event there is drawn no finer than its first-level unit, to do no harm"


def coarse_places_table(analysis: Analysis) -> pd.DataFrame:
    """As ``places_table``, without position and id of places that were made coarser in an event."""
    return frame(coarse_place_rows(analysis), columns.PLACES)


def coarse_place_rows(analysis: Analysis) -> list[Row]:
    """The rows of ``coarse_places_table``."""
    hidden = _hidden(analysis)
    cleared: Row = {
        "latitude": None,
        "longitude": None,
        "place_id": None,
        "runner_up": "",
        "reason": NO_FINER,
    }
    return [row | cleared if row.get("place_id") in hidden else row for row in place_rows(analysis)]


def coarsened_names(analysis: Analysis) -> Analysis:
    """The analysis without the finer places of its coarsened events, in names and in their
    candidates."""
    hidden = _hidden(analysis)
    return replace(
        analysis, resolutions=tuple(_without(one, hidden) for one in analysis.resolutions)
    )


def _hidden(analysis: Analysis) -> set[str]:
    """Ids of the places that an event was made coarser than."""
    starts = {
        link.resolution.toponym.span.start
        for event in analysis.events
        for link in event.links
        if link.coarsened
    }
    return {
        one.place.id
        for one in analysis.resolutions
        if one.place and one.toponym.span.start in starts
    }


def _without(resolution: Resolution, hidden: set[str]) -> Resolution:
    """The evidence is removed with the place, since it says where that is."""
    candidates = tuple(one for one in resolution.candidates if one.place.id not in hidden)
    if resolution.place and resolution.place.id in hidden:
        return replace(resolution, place=None, candidates=(), contrast=(), turn="", reason=NO_FINER)
    if candidates == resolution.candidates:
        return resolution
    return replace(resolution, candidates=candidates, contrast=(), turn="")
