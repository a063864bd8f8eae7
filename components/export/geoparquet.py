"""GeoParquet 1.1: the drawn rows with the columns of ``FEATURES`` and a geometry, WGS 84."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd

from components.export.about import CREDITS, About, about
from components.export.geojson import drawn_features, features_table
from components.export.selection import Selection
from components.map.marks import Geometry
from components.view.selection import drawn

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
