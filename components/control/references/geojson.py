"""A GeoJSON file as features, wherever in the file they stand."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.core import settings
from components.core.errors import BadReference

Feature = Mapping[str, Any]
COLLECTION = "FeatureCollection"
DEGREES = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84")
"""Marks of the one coordinate system that GeoJSON has."""
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureFile:
    """The features of a file, and what stands beside them: name, licence, date."""

    where: str
    features: tuple[Feature, ...]
    about: Mapping[str, Any]


def read_features(path: Path, key: str = "") -> FeatureFile:
    """Raises OSError, and BadReference for an empty or too large file, wrong JSON, no features, or
    other coordinates."""
    where, content = str(path), _json(path)
    about = content if isinstance(content, Mapping) else {}
    collection = _unwrapped(content, key, where)
    crs = collection.get("crs")
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = str(properties.get("name", "")) if isinstance(properties, Mapping) else ""
    if name and not any(mark in name.upper() for mark in DEGREES):
        raise BadReference(
            f"Its coordinates are in {name}.",
            where=where,
            way_out="Convert it to WGS 84 (EPSG:4326), longitude before latitude.",
        )
    features = collection.get("features") if collection.get("type") == COLLECTION else [collection]
    if not isinstance(features, list) or not all(isinstance(one, Mapping) for one in features):
        raise BadReference(
            "Its features are no list of objects.", where=where, way_out="Write it anew as GeoJSON."
        )
    if not features:
        raise BadReference(
            "It has no features.", where=where, way_out="Give a file that holds areas or points."
        )
    return FeatureFile(where=where, features=tuple(features), about={**about, **collection})


def _json(path: Path) -> object:
    data, where = path.read_bytes(), str(path)
    if len(data) > settings.MAX_REFERENCE_BYTES:
        raise BadReference(
            f"It has more than {settings.MAX_REFERENCE_BYTES:,} bytes.",
            where=where,
            way_out="Give it in parts.",
        )
    try:
        text = _unpacked(data).decode("utf-8-sig")
        if not text.strip():
            raise BadReference(
                "The file is empty.", where=where, way_out="Give a file that holds areas or points."
            )
        return json.loads(text)
    except UnicodeDecodeError as error:
        raise BadReference("It is not UTF-8.", where=where, way_out="Save it in UTF-8.") from error
    except (ValueError, RecursionError, EOFError, OSError, zlib.error) as error:
        spot = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise BadReference(
            f"It is no JSON{spot}.", where=where, way_out="Download it again, or write it anew."
        ) from error


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    found = unpacking.decompress(data, settings.MAX_REFERENCE_BYTES)
    if unpacking.unconsumed_tail:
        raise gzip.BadGzipFile("too large")
    return found


def _unwrapped(content: object, key: str, where: str) -> Mapping[str, Any]:
    for name in filter(None, key.split(".")):
        if not isinstance(content, Mapping) or name not in content:
            names = ", ".join(map(str, content)) if isinstance(content, Mapping) else "none"
            way_out = f"Choose another key; there are: {names[:200]}."
            raise BadReference(f"It has no member {name!r}.", where=where, way_out=way_out)
        content = content[name]
    if isinstance(content, Mapping) and (content.get("type") in {COLLECTION, "Feature"}):
        return content
    inside = (
        [
            str(name)
            for name, one in content.items()
            if isinstance(one, Mapping) and one.get("type") == COLLECTION
        ]
        if isinstance(content, Mapping)
        else []
    )
    way_out = (
        f"Its features may lie under {inside[0]!r}: give that as the key."
        if inside
        else "Write it anew as GeoJSON."
    )
    raise BadReference("It is no GeoJSON with features.", where=where, way_out=way_out)
