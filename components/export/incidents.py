"""Incidents for other maps: reports for Ushahidi, events and sources for TimeMap."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.core.zips import archive_of
from components.export.about import about
from components.export.geojson import features_table
from components.export.json import to_document
from components.export.selection import Selection
from components.tables.columns import columns_of
from components.tables.rows import frame
from components.view.selection import drawn
from components.wording.phrases import Row, kind_in_words, row_dicts, sentence_of, spelled, value
from components.wording.sentences import what_in_words


def ushahidi_table(selection: Selection) -> pd.DataFrame:
    """A report for each event and place on the map, dated by the last possible day."""
    return frame(
        [
            {
                "title": what_in_words(row),
                "description": _description(row),
                "date": value(row, "last_day") or value(row, "first_day"),
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "location": spelled(row),
                "category": value(row, "display_group"),
                "source": value(row, "url") or value(row, "publisher"),
                "status": value(row, "claim_status") or "reported",
            }
            for row in row_dicts(drawn(features_table(selection)))
        ],
        columns_of("ushahidi"),
    )


def _description(row: Row) -> str:
    return (
        f"{value(row, 'said')}. “{sentence_of(row)}” {value(row, 'as_of')}. {value(row, 'stamp')}"
    )


def to_timemap(selection: Selection) -> bytes:
    """ZIP of events.json and sources.json for TimeMap, all text; time_display has the words."""
    head = about(selection)
    article = selection.analysis.article
    events = [
        {
            "id": f"{value(row, 'event_id')}-{number}",
            "description": _description(row),
            "date": value(row, "last_day") or value(row, "first_day"),
            "time": "",
            "time_precision": value(row, "time_precision"),
            "time_display": value(row, "time_text"),
            "location": spelled(row),
            "latitude": value(row, "latitude"),
            "longitude": value(row, "longitude"),
            "category": value(row, "display_group"),
            "type": kind_in_words(row),
            "associations": [],
            "sources": [article.id],
        }
        for number, row in enumerate(row_dicts(drawn(features_table(selection))), start=1)
    ]
    source = {
        "id": article.id,
        "title": head.title,
        "paths": [head.url] if head.url else [],
        "type": "Article",
        "url": head.url,
        "author": head.publisher,
        "date": head.published,
        "description": head.provenance,
    }
    files: Mapping[str, object] = {"events.json": events, "sources.json": {article.id: source}}
    return archive_of({name: to_document(content).encode() for name, content in files.items()})
