"""A GeoJSON file as features with shape (two-dimensional, repaired), day, name and licence.

A day is ISO text, Unix seconds, or in the file's name."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from components.control.references.records import ReferenceOptions, ReferenceProblems
from components.core import settings
from components.core.errors import BadReference

Feature = Mapping[str, Any]
COLLECTION = "FeatureCollection"
DEGREES = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84")
"""Marks of the one coordinate system that GeoJSON has."""
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureFile:
    """The features of a file, and its other members (``about``): name, licence, date."""

    where: str
    features: tuple[Feature, ...]
    about: Mapping[str, Any]


def read_features(path: Path, key: str = "") -> FeatureFile:
    """Raises OSError, and BadReference for no or too much content, bad JSON or coordinates."""
    where, content = str(path), _json(path)
    bad = partial(BadReference, where=where)
    about = content if isinstance(content, Mapping) else {}
    collection = _unwrapped(content, key, where)
    crs = collection.get("crs")
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = str(properties.get("name", "")) if isinstance(properties, Mapping) else ""
    if name and not any(mark in name.upper() for mark in DEGREES):
        way_out = "Convert it to WGS 84 (EPSG:4326), longitude before latitude."
        raise bad(f"Its coordinates are in {name}.", way_out=way_out)
    features = collection.get("features") if collection.get("type") == COLLECTION else [collection]
    if not isinstance(features, list) or not all(isinstance(one, Mapping) for one in features):
        raise bad("Its features are no list of objects.", way_out="Write it again as GeoJSON.")
    if not features:
        raise bad("It has no features.", way_out="Give a file that holds areas or points.")
    return FeatureFile(where=where, features=tuple(features), about={**about, **collection})


def _json(path: Path) -> object:
    data, bad = path.read_bytes(), partial(BadReference, where=str(path))
    if len(data) > settings.MAX_REFERENCE_BYTES:
        most = f"{settings.MAX_REFERENCE_BYTES:,} bytes"
        raise bad(f"It has more than {most}.", way_out="Give it in parts.")
    try:
        text = _unpacked(data).decode("utf-8-sig")
        if not text.strip():
            raise bad("The file is empty.", way_out="Give a file that holds areas or points.")
        return json.loads(text)
    except UnicodeDecodeError as error:
        raise bad("It is not UTF-8.", way_out="Save it in UTF-8.") from error
    except (ValueError, RecursionError, EOFError, OSError, zlib.error) as error:
        spot = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        way_out = "Download it or write it again."
        raise bad(f"It is no JSON{spot}.", way_out=way_out) from error


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
    members = content.items() if isinstance(content, Mapping) else ()
    inside = [
        str(name)
        for name, one in members
        if isinstance(one, Mapping) and one.get("type") == COLLECTION
    ]
    way_out = "Write it again as GeoJSON."
    if inside:
        way_out = f"Its features may lie under {inside[0]!r}: give that as the key."
    raise BadReference("It is no GeoJSON with features.", where=where, way_out=way_out)


def shape_of(feature: Feature, *, where: str) -> BaseGeometry:
    """A feature's 2-D geometry, longitude first. Raises BadReference for none, or one that is not
    on the globe."""
    try:
        geometry = json.dumps(feature.get("geometry") or {})
        shape = shapely.force_2d(shapely.from_geojson(geometry))
    except (shapely.errors.GEOSException, TypeError, ValueError) as error:
        short = " ".join(str(error).split())[:120]
        what = f"Its geometry cannot be read ({short})."
        raise BadReference(what, where=where, way_out="Write it again as GeoJSON.") from error
    west, south, east, north = shape.bounds if not shape.is_empty else (0.0, 0.0, 0.0, 0.0)
    if not (-180.001 <= west <= east <= 180.001 and -90.001 <= south <= north <= 90.001):
        raise BadReference(
            "Its coordinates are not degrees of longitude and latitude.",
            where=where,
            way_out="Convert it to WGS 84 (EPSG:4326), as GeoJSON asks.",
        )
    return shape


def area_of(shape: BaseGeometry) -> tuple[BaseGeometry, str]:
    """(its polygons as one valid area, perhaps empty; what was repaired)."""
    parts = list(polygons(shape))
    broken = [part for part in parts if not part.is_valid]
    reason = ""
    if broken:
        reason = f"{shapely.is_valid_reason(broken[0]).split('[')[0].strip()}: repaired"
        parts = [
            piece
            for part in parts
            for piece in polygons(
                shapely.make_valid(part, method="structure", keep_collapsed=False)
            )
        ]
    found = MultiPolygon(parts)
    return found if len(parts) < 2 or found.is_valid else shapely.union_all(parts), reason


def polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    """Every polygon in a geometry, those in collections of collections too."""
    if isinstance(shape, Polygon):
        if not shape.is_empty:
            yield shape
    elif hasattr(shape, "geoms"):
        for part in shape.geoms:
            yield from polygons(part)


ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
SECONDS = re.compile(r"(?<!\d)(\d{10})(?:\d{3})?(?!\d)")
"""Unix seconds, or milliseconds."""
FIRST_YEAR, LAST_YEAR = 1900, 2100


def day_of(value: object) -> date | None:
    """The day of a property: ISO, YYYYMMDD, or Unix seconds (in UTC); else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float):
        value = int(value) if value.is_integer() else str(value)
    matches = (pattern.match(str(value).strip()) for pattern in (ISO, COMPACT, SECONDS))
    return next((day for match in matches if match and (day := _day(match))), None)


def day_in_name(name: str) -> date | None:
    """The day that a file's name holds, ISO first, then YYYYMMDD, then Unix seconds."""
    found = (_day(match) for pattern in (ISO, COMPACT, SECONDS) for match in pattern.finditer(name))
    return next((day for day in found if day), None)


def without_day(name: str) -> str:
    """The name with its day taken out: "areas-2022-09-12" gives "areas"."""
    for pattern in (ISO, COMPACT, SECONDS):
        if (match := pattern.search(name)) and _day(match):
            return (name[: match.start()] + name[match.end() :]).strip(" -_.")
    return name


def _day(match: re.Match[str]) -> date | None:
    parts = [int(part) for part in match.groups()]
    try:
        day = date(*parts) if len(parts) == 3 else datetime.fromtimestamp(parts[0], tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


DATE_NAMES = ("date", "day", "datetime", "updated", "timestamp", "as_of")
LICENCE_NAMES = ("licence", "license", "attribution", "copyright")
DAY_WAY_OUT = "Give the day as 2022-09-12 or in Unix seconds, in a property or in the file's name."
MAX_CHARACTERS = 300
"""Of a licence that a file states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeature:
    """A feature whose geometry could be read; ``number`` counts from 1 in its file."""

    number: int
    shape: BaseGeometry
    properties: Mapping[str, Any]


def read_shapes(
    numbered: Iterable[tuple[int, Feature]], problems: ReferenceProblems
) -> Iterator[ReadFeature]:
    """Features with a readable geometry, 2-D, longitude first; others become problems."""
    for number, feature in numbered:
        properties = feature.get("properties")
        try:
            shape = shape_of(feature, where=problems.where)
        except BadReference as error:
            problems.add(error.what, error.way_out, number)
            continue
        yield ReadFeature(
            number=number,
            shape=shape,
            properties=properties if isinstance(properties, Mapping) else {},
        )


def day_stated(
    one: ReadFeature, file: FeatureFile, *, choices: ReferenceOptions, problems: ReferenceProblems
) -> date | None:
    """The day of the feature, else of the file, else, without a chosen property, of its name."""
    names = (choices.date,) if choices.date else DATE_NAMES
    given = [
        (name, holder[name])
        for holder in (one.properties, file.about)
        for name in names
        if holder.get(name) is not None
    ]
    if given:
        name, value = given[0]
        day, wrong = day_of(value), f"Its {name} {str(value)[:80]!r} is no day."
    elif choices.date:
        day, wrong = None, f"It has no property {choices.date!r}."
    else:
        day, wrong = day_in_name(Path(file.where).name), "It has no day."
    if day is None and choices.day:
        day, wrong = day_of(choices.day), f"{choices.day!r} is no day."
    if day is None:
        problems.add(wrong, DAY_WAY_OUT, one.number, asks="day")
    return day


def stem(file: FeatureFile) -> str:
    return Path(file.where).name.removesuffix(".gz").rsplit(".", 1)[0]


def name_of(file: FeatureFile, choices: ReferenceOptions) -> str:
    """The name that was chosen, else the file's own or its folder's, without a day in it."""
    said = file.about.get("name")
    own = without_day(said) if isinstance(said, str) else ""
    return choices.name or own or without_day(stem(file)) or Path(file.where).parent.name


def licence_of(file: FeatureFile, choices: ReferenceOptions) -> str:
    """The licence that was chosen or is in the file; empty where there is none."""
    stated = (file.about[name] for name in LICENCE_NAMES if isinstance(file.about.get(name), str))
    return choices.licence or next(stated, "")[:MAX_CHARACTERS]
