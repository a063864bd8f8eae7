"""Drawn rows with geometry, areas as outlines: as GeoJSON (RFC 7946), with measures and mentioned
places where their layers are on, and as GeoParquet."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.control.timeline import Timeline, control_table
from components.core.protocols import Areas
from components.export.about import CREDITS, About, about
from components.export.columns import FEATURES
from components.export.csv import to_csv
from components.export.json import to_rows
from components.export.selection import Selection
from components.map.events import all_marks, row_layers
from components.map.marks import Geometry, Mark, outline_of
from components.tables.columns import EVENTS
from components.tables.rows import frame, joined
from components.view.selection import drawn
from components.wording.phrases import Row, row_dicts, value
from components.wording.sentences import in_words_of

Properties = Mapping[str, Any]


def features_table(selection: Selection) -> pd.DataFrame:
    """The rows shown with the columns of events.csv and those of ``FEATURES``."""
    head, claims = about(selection), row_dicts(selection.claims)
    layers = row_layers(selection.events, selection.claims)
    rows = [
        dict(row)
        | held_by(_own(row, claims))
        | {
            "layer": layer,
            "said": in_words_of(row, claims),
            "as_of": head.as_of,
            "stamp": head.stamp,
            "view": head.query,
        }
        for row, layer in zip(row_dicts(selection.events), layers, strict=True)
    ]
    return frame(rows, (*EVENTS, *FEATURES))


def _own(row: Row, claims: Sequence[Row]) -> list[Row]:
    return [
        claim
        for claim in claims
        if all(value(claim, name) == value(row, name) for name in ("event_id", "place_id"))
    ]


def held_by(claims: Iterable[Row]) -> dict[str, str]:
    """The cells ``holder`` and ``left_by``: who claims say holds or has left, each once."""
    return {
        name: joined(dict.fromkeys(found for claim in claims if (found := value(claim, name))))
        for name in ("holder", "left_by")
    }


def drawn_features(selection: Selection) -> Iterator[tuple[Properties, Geometry]]:
    """Each drawn row of ``features_table`` with its GeoJSON geometry, longitude first."""
    for row in to_rows(drawn(features_table(selection))):
        yield row, geometry_of(row, selection.areas)


def geometry_of(row: Row, areas: Areas) -> Geometry:
    """GeoJSON geometry, longitude first: an area as its outline, never as a town's point."""
    return outline_of(row, areas) or {
        "type": "Point",
        "coordinates": [row["longitude"], row["latitude"]],
    }


def marks(selection: Selection) -> tuple[Mark, ...]:
    """What the page draws of the selection."""
    return all_marks(
        selection.events,
        selection.all_claims,
        selection.checks,
        areas=selection.areas,
        layers=selection.view.layers,
        places=selection.places,
        all_events=selection.all_events,
        states=selection.standing.states,
    )


def lines_and_mentions(selection: Selection) -> Iterator[tuple[Properties, Geometry]]:
    """Measures and mentioned places where their layers are on, with their geometry."""
    for mark in marks(selection):
        if mark.layer in {"measures", "mentions"}:
            properties = {
                "layer": mark.layer,
                "place_name": mark.label,
                "said": "; ".join(mark.tips),
                "event_id": next(iter(mark.event_ids), None),
            }
            yield (
                properties,
                mark.geometry or {"type": "Point", "coordinates": [mark.longitude, mark.latitude]},
            )


FeatureParts = tuple[Mapping[str, Any], Geometry]
"""Properties and geometry of a feature."""


def to_geojson(selection: Selection) -> bytes:
    """The file; what it says of itself stands in ``dateline``, beside ``features``."""
    return collection(
        (*drawn_features(selection), *lines_and_mentions(selection)), about(selection)
    )


def collection(drawn: Iterable[FeatureParts], head: About) -> bytes:
    """Features as a FeatureCollection that says of itself what ``head`` has."""
    features = [
        {"type": "Feature", "geometry": geometry, "properties": properties}
        for properties, geometry in drawn
    ]
    whole = {
        "type": "FeatureCollection",
        "dateline": asdict(head) | {"credits": CREDITS},
        "features": features,
    }
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False) + "\n").encode()


if TYPE_CHECKING:
    from geopandas import GeoDataFrame

SCHEMA_VERSION = "1.1.0"


def to_geoparquet(selection: Selection) -> bytes:
    """The file; what it says of itself stands in its metadata under ``dateline``, as JSON."""
    return geoparquet_of(*_drawn(selection), about(selection))


def to_geodataframe(selection: Selection) -> GeoDataFrame:
    """The same rows as a table of geopandas."""
    return _with_geometry(*_drawn(selection))


def _drawn(selection: Selection) -> tuple[pd.DataFrame, list[Geometry]]:
    shapes = [geometry for _, geometry in drawn_features(selection)]
    return drawn(features_table(selection)), shapes


def _with_geometry(rows: pd.DataFrame, geometries: Sequence[Geometry]) -> GeoDataFrame:
    # Imported when asked for: geopandas takes a second to come, and the page does without it.
    import geopandas
    from shapely.geometry import shape

    shapes = geopandas.GeoSeries(
        [shape(dict(geometry)) for geometry in geometries], crs="EPSG:4326"
    )
    return geopandas.GeoDataFrame(rows, geometry=shapes.values)


def geoparquet_of(rows: pd.DataFrame, geometries: Sequence[Geometry], head: About) -> bytes:
    """The rows with a geometry each, longitude first, and what ``head`` says."""
    import pyarrow.parquet

    plain = io.BytesIO()
    _with_geometry(rows, geometries).to_parquet(plain, index=False, schema_version=SCHEMA_VERSION)
    held = pyarrow.parquet.read_table(plain)
    told = json.dumps(asdict(head) | {"credits": CREDITS}, ensure_ascii=False)
    file = io.BytesIO()
    pyarrow.parquet.write_table(
        held.replace_schema_metadata(dict(held.schema.metadata) | {b"dateline": told.encode()}),
        file,
    )
    return file.getvalue()


def control_csv(timeline: Timeline) -> bytes:
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
