"""Files of references, made by hand: squares around towns of Kharkiv Oblast."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shapely.geometry import box, mapping
from shapely.geometry.base import BaseGeometry

from components.control.references.areas import ReferenceContext
from components.control.references.load import load_references, reference_context
from components.control.references.records import LoadedReferences, ReferenceOptions
from components.places.areas import open_areas
from components.places.gazetteer import open_gazetteer

EAST, WEST = box(37.0, 49.0, 38.0, 50.0), box(36.0, 49.0, 37.0, 50.0)
"""Izium and Kupiansk lie in EAST, Balakliia in WEST."""
Json = Mapping[str, Any]


@cache
def world() -> ReferenceContext:
    """One for all tests; it is read-only."""
    return reference_context(open_areas(), open_gazetteer())


def feature(shape: BaseGeometry | Json | None, **properties: object) -> Json:
    geometry = mapping(shape) if isinstance(shape, BaseGeometry) else shape
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: Iterable[Json], **about: object) -> Json:
    return {"type": "FeatureCollection", "features": list(features), **about}


def write(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def load(*paths: Path, **choices: str) -> LoadedReferences:
    return load_references(paths, ReferenceOptions(**choices), world())
