"""GeoJSON (RFC 7946): a feature for each drawn row and, where their layers are on, for measures and
mentioned places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from components.export.about import CREDITS, About, about
from components.export.features import drawn_features, lines_and_mentions
from components.export.selection import Selection
from components.map.marks import Geometry

Drawn = tuple[Mapping[str, Any], Geometry]
"""Properties and geometry of a feature."""


def to_geojson(selection: Selection) -> bytes:
    """The file; what it says of itself stands in ``dateline``, beside ``features``."""
    return collection(
        (*drawn_features(selection), *lines_and_mentions(selection)), about(selection)
    )


def collection(drawn: Iterable[Drawn], head: About) -> bytes:
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
