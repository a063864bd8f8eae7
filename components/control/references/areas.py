"""GeoJSON areas of control: repaired, cut to a country, joined by day and side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from components.control.references.geojson import (
    Feature,
    FeatureFile,
    ReadFeature,
    area_of,
    day_stated,
    licence_of,
    name_of,
    read_shapes,
    stem,
)
from components.control.references.records import (
    NOT_STATED,
    Reference,
    ReferenceOptions,
    ReferenceProblems,
    units_in_words,
)
from components.core.errors import BadReference
from components.core.protocols import Areas, Gazetteer
from components.lexicon.references import ReferenceWords

MOST_VALUES, MOST_VALUE_CHARACTERS = 8, 60
"""Of a status, that a guess names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceContext:
    """What reading needs to know: words of status, outlines of countries."""

    words: ReferenceWords
    areas: Areas
    gazetteer: Gazetteer

    def outline(self, country: str) -> BaseGeometry | None:
        place = self.gazetteer.country(country)
        outline = self.areas.outline(place.id) if place else None
        return shape(dict(outline)) if outline else None


def read_areas(
    file: FeatureFile, choices: ReferenceOptions, world: ReferenceContext
) -> tuple[Reference, tuple[BadReference, ...]]:
    """A file's areas as a reference, and its problems. Raises BadReference where none is read."""
    troubles, notes = ReferenceProblems(where=file.where), list[str]()
    shapes = list(_shapes(file.features, troubles, notes))
    if not shapes:
        raise next(
            troubles.errors(),
            BadReference("It holds no areas.", where=file.where, way_out="Give polygons."),
        )
    name, guesses = choices.status, tuple[str, ...]()
    if not name and not choices.side:
        said = _status_names(shapes, world)
        # Never a guess between two.
        name = said[0] if len(said) == 1 else ""
        side = "" if name else world.words.side_in_name(f"{name_of(file, choices)} {stem(file)}")
        if not name and not side:
            raise _which_property(shapes, said, file.where)
        choices = replace(choices, side=side)
        guesses = (_guess(shapes, name, side, world),)
    rows = list(_rows(shapes, name, file, choices=choices, world=world, troubles=troubles))
    problems = tuple(troubles.errors())
    if not rows:
        raise next(
            iter(problems),
            BadReference("No area is left.", where=file.where, way_out="Choose another file."),
        )
    frame = (
        _clipped(pd.DataFrame(rows), choices.country, file.where, world)
        if choices.country
        else pd.DataFrame(rows)
    )
    return _reference(file, choices, world, _by_day_and_side(frame), notes, guesses), problems


def _by_day_and_side(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a day and side, so that areas that overlap count once."""
    # when asked for: it takes a second to come, and who loads no areas does without it
    import geopandas

    frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    return pd.DataFrame(
        frame.dissolve(by=["day", "side"], as_index=False)[["day", "side", "geometry"]]
    )


def _shapes(
    features: Sequence[Feature], troubles: ReferenceProblems, notes: list[str]
) -> Iterator[ReadFeature]:
    repaired: dict[str, list[int]] = {}
    given = [
        (number, one)
        for number, one in enumerate(features, start=1)
        if isinstance(one.get("geometry"), Mapping)
    ]
    left = Counter({"without a geometry": len(features) - len(given)})
    for one in read_shapes(given, troubles):
        area, repair = area_of(one.shape)
        if area.is_empty:
            left["no areas"] += 1
            continue
        if repair:
            repaired.setdefault(repair, []).append(one.number)
        yield replace(one, shape=area)
    notes += [f"{units_in_words('feature', numbers)}: {what}" for what, numbers in repaired.items()]
    notes += [f"features left out, {what}: {count}" for what, count in left.items() if count]


def _side(area: ReadFeature, value: object, world: ReferenceContext) -> str | None:
    return world.words.side_of(value, lambda country: _lies_in(area.shape, world.outline(country)))


def _lies_in(shape: BaseGeometry, country: BaseGeometry | None) -> bool:
    return country is not None and bool(
        shapely.box(*country.bounds).contains(shape.representative_point())
    )


def _status_names(areas: Sequence[ReadFeature], world: ReferenceContext) -> list[str]:
    """Properties whose values are words of status in most areas; of equal ones the first."""
    names = dict.fromkeys(name for area in areas for name in area.properties)
    sides = {
        name: tuple(_side(area, area.properties.get(name), world) for area in areas)
        for name in names
    }
    known = {name: sum(side is not None for side in told) for name, told in sides.items()}
    most = max(known.values(), default=0)
    best = {sides[name]: name for name in reversed(sides) if known[name] == most}
    return [name for name in reversed(best.values()) if known[name]]


def _guess(areas: Sequence[ReadFeature], name: str, side: str, world: ReferenceContext) -> str:
    if side:
        return f"The name of the file says that {side} holds all of its areas."
    said = {
        str(area.properties.get(name)): _side(area, area.properties.get(name), world)
        for area in areas
    }
    told_sides = ", ".join(
        f"“{value[:MOST_VALUE_CHARACTERS]}” is {side}"
        for value, side in list(said.items())[:MOST_VALUES]
        if side
    )
    return f"“{name}” says who holds an area: {told_sides}."


def _which_property(areas: Sequence[ReadFeature], best: Sequence[str], where: str) -> BadReference:
    names = list(dict.fromkeys(name for area in areas for name in area.properties))
    told_names = ", ".join(map(str, best or names)) or "none"
    what = (
        "Several properties may say who holds an area."
        if best
        else "No property says who holds an area."
    )
    way_out = (
        f"Choose one with --status (there are: {told_names[:300]}), or say who holds all of "
        "them with --side."
    )
    return BadReference(
        what, where=where, way_out=way_out, asks="status", offered=tuple(map(str, best or names))
    )


def _rows(
    areas: Sequence[ReadFeature],
    name: str,
    file: FeatureFile,
    *,
    choices: ReferenceOptions,
    world: ReferenceContext,
    troubles: ReferenceProblems,
) -> Iterator[dict[str, object]]:
    for area in areas:
        day = day_stated(area, file, choices=choices, troubles=troubles)
        side = choices.side or _side_in(area, name, world, troubles)
        if day and side:
            yield {"day": day.isoformat(), "side": side, "geometry": area.shape}


def _side_in(
    area: ReadFeature, name: str, world: ReferenceContext, troubles: ReferenceProblems
) -> str:
    if name not in area.properties:
        there = ", ".join(map(str, area.properties)) or "none"
        troubles.add(
            f"It has no property {name!r}.",
            f"Choose another with --status; there are: {there[:300]}.",
            area.number,
        )
        return ""
    side = _side(area, area.properties[name], world)
    if side is None:
        troubles.add(
            f"Its {name} {str(area.properties[name])[:80]!r} is no known status.",
            "Say what it means with --means, or choose another property with --status.",
            area.number,
            asks="means",
            offered=(str(area.properties[name]),),
        )
    return side or ""


def _clipped(rows: pd.DataFrame, country: str, where: str, world: ReferenceContext) -> pd.DataFrame:
    import geopandas

    outline = world.outline(country)
    if outline is None:
        raise BadReference(
            f"There is no outline of a country {country!r}.",
            where=where,
            way_out="Give its ISO 3166-1 alpha-3 code, as UKR.",
        )
    frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    found = geopandas.clip(
        frame, geopandas.GeoSeries([outline], crs="EPSG:4326"), keep_geom_type=True
    )
    if found.empty:
        raise BadReference(
            f"None of its areas lies in {country}.",
            where=where,
            way_out="Choose another country, or none.",
        )
    return pd.DataFrame(found)


def _reference(
    file: FeatureFile,
    choices: ReferenceOptions,
    world: ReferenceContext,
    areas: pd.DataFrame,
    notes: Sequence[str],
    guesses: tuple[str, ...],
) -> Reference:
    name = name_of(file, choices)
    source = world.words.source_of(f"{name} {stem(file)}")
    return Reference(
        name=name or "areas",
        licence=licence_of(file, choices) or (source.licence if source else "") or NOT_STATED,
        derived_from=source.derived_from if source else (),
        files=(file.where,),
        notes=tuple(f"{Path(file.where).name}, {note}" for note in notes),
        guesses=guesses,
        outside=choices.outside,
        areas=areas,
    )


def joined_references(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """References of the same name as one: a file a day makes one map of many days."""
    by_name: dict[str, Reference] = {}
    for one in references:
        held = by_name.get(one.name)
        by_name[one.name] = one if held is None else _both(held, one)
    return tuple(by_name.values())


def _both(first: Reference, second: Reference) -> Reference:
    rows = pd.concat([first.areas, second.areas], ignore_index=True)
    if rows.duplicated(["day", "side"]).any():
        rows = _by_day_and_side(rows)
    return replace(
        first,
        files=first.files + second.files,
        notes=first.notes + second.notes,
        guesses=tuple(dict.fromkeys(first.guesses + second.guesses)),
        areas=rows,
    )


def has_areas(file: FeatureFile) -> bool:
    """Whether any feature is said to hold a polygon, whatever its geometry may be worth."""
    return any(_is_area(feature.get("geometry")) for feature in file.features)


def _is_area(geometry: object) -> bool:
    if not isinstance(geometry, Mapping):
        return False
    parts = geometry.get("geometries")
    return geometry.get("type") in {"Polygon", "MultiPolygon"} or (
        isinstance(parts, list) and any(map(_is_area, parts))
    )
