"""GeoJSON (RFC 7946): a feature for each drawn row and, where their layers are on, for measures and mentioned places."""

from __future__ import annotations

import json
from dataclasses import asdict

from components.export.about import CREDITS, about
from components.export.features import drawn_features, lines_and_mentions
from components.export.selection import Selection


def to_geojson(selection: Selection) -> bytes:
    """The file; what it says of itself stands in ``dateline``, beside ``features``."""
    drawn = (*drawn_features(selection), *lines_and_mentions(selection))
    features = [{"type": "Feature", "geometry": geometry, "properties": properties} for properties, geometry in drawn]
    whole = {"type": "FeatureCollection", "dateline": asdict(about(selection)) | {"credits": CREDITS}, "features": features}
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False) + "\n").encode()
