"""Control as files: the table as CSV, and as GeoJSON, a region as its outline."""

from __future__ import annotations

from collections.abc import Iterator

from components.control.timeline import Timeline, control_table
from components.core.protocols import Areas
from components.export.about import About
from components.export.csv import to_csv
from components.export.geojson import FeatureParts, collection
from components.export.json import to_rows
from components.map.marks import outline_of
from components.wording.phrases import value


def control_csv(timeline: Timeline) -> bytes:
    """The whole timeline as control.csv."""
    return to_csv(control_table(timeline)).encode()


def control_geojson(timeline: Timeline, head: About, areas: Areas) -> bytes:
    """A feature a row of control.csv; ``dateline`` says what the file is."""
    return collection(_features(timeline, areas), head)


def _features(timeline: Timeline, areas: Areas) -> Iterator[FeatureParts]:
    kinds = timeline.states["place_kind"].tolist()
    for row, kind in zip(to_rows(control_table(timeline)), kinds, strict=True):
        if value(row, "latitude"):
            point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
            yield row, outline_of({**row, "place_kind": kind}, areas) or point
