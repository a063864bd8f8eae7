"""Drawn rows with geometry, areas as outlines: as GeoJSON (RFC 7946), with measures and mentioned
places where their layers are on, and as GeoParquet."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.control.timeline import Timeline, control_table
from components.core.protocols import Areas
from components.export.about import CREDITS, About, about
from components.export.csv import to_csv
from components.export.json import to_rows
from components.export.selection import Selection
from components.map.events import AS_LINES, all_marks, row_layers
from components.map.marks import Geometry, Mark, marks_on, outline_of
from components.tables.columns import EVENTS, REVIEW, STAMP, columns_of
from components.tables.rows import frame, joined
from components.view.selection import drawn
from components.wording.phrases import Row, pin_key, row_dicts, value
from components.wording.sentences import in_words_of

FEATURES = (*columns_of("shown"), *REVIEW, *STAMP, *columns_of("view"))
"""Columns of exported files after those of events.csv."""
Properties = Mapping[str, Any]


def features_table(selection: Selection) -> pd.DataFrame:
    """The rows shown with the columns of events.csv and those of ``FEATURES``."""
    head, claims = about(selection), row_dicts(selection.claims)
    layers = row_layers(selection.events, selection.claims)
    same = {"as_of": head.as_of, "stamp": head.stamp, "view": head.query}
    rows, claims_at = [], defaultdict[tuple[str, str], list[Row]](list)
    for claim in claims:
        claims_at[pin_key(claim)].append(claim)
    for row, layer in zip(row_dicts(selection.events), layers, strict=True):
        said = {"layer": layer, "said": in_words_of(row, claims)}
        rows.append(dict(row) | held_by(claims_at[pin_key(row)]) | said | same)
    return frame(rows, (*EVENTS, *FEATURES))


def held_by(claims: Collection[Row]) -> dict[str, str]:
    """The cells ``holder`` and ``left_by`` of the claims, each value once."""
    return {
        name: joined(dict.fromkeys(found for claim in claims if (found := value(claim, name))))
        for name in ("holder", "left_by")
    }


def drawn_features(selection: Selection) -> Iterator[tuple[Properties, Geometry]]:
    """Each drawn row of ``features_table`` with its GeoJSON geometry, longitude first."""
    table = drawn(features_table(selection))
    return zip(to_rows(table), geometries_of(table, selection.areas), strict=True)


def geometries_of(table: pd.DataFrame, areas: Areas) -> list[Geometry]:
    """GeoJSON geometry of drawn rows, longitude first: an area as its outline, not as a point."""
    return [
        outline_of(row, areas)
        or {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        for row in row_dicts(table)
    ]


def marks(selection: Selection) -> tuple[Mark, ...]:
    """The marks of the selection on the page."""
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
    """Measures and mentioned places with their geometry, where their layers are on."""
    for mark in marks_on(marks(selection), AS_LINES):
        properties = {
            "layer": mark.layer,
            "place_name": mark.label,
            "said": "; ".join(mark.tips),
            "event_id": next(iter(mark.event_ids), None),
        }
        yield properties, mark.geojson


def to_geojson(selection: Selection) -> bytes:
    """The file; ``dateline``, beside ``features``, describes it."""
    return collection(
        (*drawn_features(selection), *lines_and_mentions(selection)), about(selection)
    )


def collection(drawn: Iterable[tuple[Properties, Geometry]], head: About) -> bytes:
    """Features as a FeatureCollection that ``head`` describes."""
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
    """The file; its metadata describes it under ``dateline``, as JSON."""
    return geoparquet_of(features_table(selection), selection.areas, about(selection))


def to_geodataframe(selection: Selection) -> GeoDataFrame:
    """The same rows as a table of geopandas."""
    return _with_geometry(features_table(selection), selection.areas)


def _with_geometry(table: pd.DataFrame, areas: Areas) -> GeoDataFrame:
    # geopandas takes a second to import, and the page does not need it.
    import geopandas
    from shapely.geometry import shape

    rows = drawn(table)
    shapes = geopandas.GeoSeries(
        [shape(dict(geometry)) for geometry in geometries_of(rows, areas)], crs="EPSG:4326"
    )
    return geopandas.GeoDataFrame(rows, geometry=shapes.values)


def geoparquet_of(table: pd.DataFrame, areas: Areas, head: About) -> bytes:
    """The drawn rows with their geometry, longitude first, and what ``head`` says."""
    import pyarrow.parquet

    plain, file = io.BytesIO(), io.BytesIO()
    _with_geometry(table, areas).to_parquet(plain, index=False, schema_version=SCHEMA_VERSION)
    read = pyarrow.parquet.read_table(plain)
    described = json.dumps(asdict(head) | {"credits": CREDITS}, ensure_ascii=False).encode()
    metadata = dict(read.schema.metadata) | {b"dateline": described}
    pyarrow.parquet.write_table(read.replace_schema_metadata(metadata), file)
    return file.getvalue()


def control_csv(timeline: Timeline) -> bytes:
    return to_csv(control_table(timeline)).encode()


def control_geojson(timeline: Timeline, head: About, areas: Areas) -> bytes:
    """A feature per row of control.csv; ``dateline`` describes the file."""
    rows = control_table(timeline)
    placed = drawn(rows.assign(place_kind=timeline.states["place_kind"].array))
    return collection(zip(to_rows(drawn(rows)), geometries_of(placed, areas), strict=True), head)
