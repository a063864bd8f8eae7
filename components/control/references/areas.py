"""GeoJSON areas of control: repaired, clipped to a country, joined by day and side."""

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
    AREA_COLUMNS,
    NOT_STATED,
    LoadedReferences,
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
    """What reading references needs: words of status, outlines of countries."""

    words: ReferenceWords
    areas: Areas
    gazetteer: Gazetteer

    def outline(self, country: str) -> BaseGeometry | None:
        place = self.gazetteer.country(country)
        outline = self.areas.outline(place.id) if place else None
        return shape(dict(outline)) if outline else None


def read_areas(
    file: FeatureFile, choices: ReferenceOptions, context: ReferenceContext
) -> LoadedReferences:
    """A file's areas as a reference, and its problems. Raises BadReference where none is read."""
    problems, notes = ReferenceProblems(where=file.where), list[str]()
    shapes = list(_shapes(file.features, problems, notes))
    if not shapes:
        nothing = BadReference("It holds no areas.", where=file.where, way_out="Give polygons.")
        raise next(iter(problems.errors()), nothing)
    name, guesses = choices.status, tuple[str, ...]()
    if not name and not choices.side:
        said = _status_names(shapes, context)
        # No guess between two.
        name = said[0] if len(said) == 1 else ""
        side = "" if name else context.words.side_in_name(f"{name_of(file, choices)} {stem(file)}")
        if not name and not side:
            raise _which_property(shapes, said, file.where)
        choices = replace(choices, side=side)
        guesses = (_guess(shapes, name, side, context),)
    rows = []
    for area in shapes:
        day = day_stated(area, file, choices=choices, problems=problems)
        held_by = choices.side or _side_in(area, name, context, problems)
        if day and held_by:
            rows.append({"day": day.isoformat(), "side": held_by, "geometry": area.shape})
    errors, frame = problems.errors(), pd.DataFrame(rows)
    if not rows:
        nothing = BadReference("No area is left.", where=file.where, way_out="Choose another file.")
        raise next(iter(errors), nothing)
    if choices.country:
        frame = _clipped(frame, choices.country, file.where, context)
    own_name = name_of(file, choices)
    source = context.words.source_of(f"{own_name} {stem(file)}")
    reference = Reference(
        name=own_name or "areas",
        licence=licence_of(file, choices) or (source.licence if source else "") or NOT_STATED,
        derived_from=source.derived_from if source else (),
        files=(file.where,),
        notes=tuple(f"{Path(file.where).name}, {note}" for note in notes),
        guesses=guesses,
        outside=choices.outside,
        areas=_by_day_and_side(frame),
    )
    return LoadedReferences(references=(reference,), problems=errors)


def _by_day_and_side(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a day and side, so that areas that overlap count once."""
    groups = rows.groupby(["day", "side"])["geometry"]
    joined = [(*key, shapely.union_all(shapes.to_list())) for key, shapes in groups]
    return pd.DataFrame(joined, columns=list(AREA_COLUMNS))


def _shapes(
    features: Sequence[Feature], problems: ReferenceProblems, notes: list[str]
) -> Iterator[ReadFeature]:
    repaired: dict[str, list[int]] = {}
    given = [
        (number, one)
        for number, one in enumerate(features, start=1)
        if isinstance(one.get("geometry"), Mapping)
    ]
    left = Counter({"without a geometry": len(features) - len(given)})
    for one in read_shapes(given, problems):
        area, repair = area_of(one.shape)
        if area.is_empty:
            left["no areas"] += 1
            continue
        if repair:
            repaired.setdefault(repair, []).append(one.number)
        yield replace(one, shape=area)
    notes += [f"{units_in_words('feature', numbers)}: {what}" for what, numbers in repaired.items()]
    notes += [f"features left out, {what}: {count}" for what, count in left.items() if count]


def _side(area: ReadFeature, value: object, context: ReferenceContext) -> str | None:
    def lies_in(country: str) -> bool:
        outline = context.outline(country)
        return outline is not None and bool(
            shapely.box(*outline.bounds).contains(area.shape.representative_point())
        )

    return context.words.side_of(value, lies_in)


def _status_names(areas: Sequence[ReadFeature], context: ReferenceContext) -> list[str]:
    """Properties whose values are words of status in most areas; of equal ones the first."""
    names = dict.fromkeys(name for area in areas for name in area.properties)
    sides = {
        name: tuple(_side(area, area.properties.get(name), context) for area in areas)
        for name in names
    }
    known = {name: sum(side is not None for side in found) for name, found in sides.items()}
    most = max(known.values(), default=0)
    best = {sides[name]: name for name in reversed(sides) if known[name] == most}
    return [name for name in reversed(best.values()) if known[name]]


def _guess(areas: Sequence[ReadFeature], name: str, side: str, context: ReferenceContext) -> str:
    if side:
        return f"The name of the file says that {side} holds all of its areas."
    values = {str(area.properties.get(name)): area for area in areas}
    said = {
        value: _side(area, area.properties.get(name), context) for value, area in values.items()
    }
    meanings = ", ".join(
        f"“{value[:MOST_VALUE_CHARACTERS]}” is {side}"
        for value, side in list(said.items())[:MOST_VALUES]
        if side
    )
    return f"“{name}” says who holds an area: {meanings}."


def _which_property(areas: Sequence[ReadFeature], best: Sequence[str], where: str) -> BadReference:
    names = best or list(dict.fromkeys(name for area in areas for name in area.properties))
    offered = tuple(map(str, names))
    said = "Several properties may say" if best else "No property says"
    return BadReference(
        f"{said} who holds an area.",
        where=where,
        way_out=f"Choose one with --status (there are: {(', '.join(offered) or 'none')[:300]}), "
        "or say who holds all of them with --side.",
        asks="status",
        offered=offered,
    )


def _side_in(
    area: ReadFeature, name: str, context: ReferenceContext, problems: ReferenceProblems
) -> str:
    if name not in area.properties:
        there = ", ".join(map(str, area.properties)) or "none"
        problems.add(
            f"It has no property {name!r}.",
            f"Choose another with --status; there are: {there[:300]}.",
            area.number,
        )
        return ""
    side = _side(area, area.properties[name], context)
    if side is None:
        problems.add(
            f"Its {name} {str(area.properties[name])[:80]!r} is no known status.",
            "Say what it means with --means, or choose another property with --status.",
            area.number,
            asks="means",
            offered=(str(area.properties[name]),),
        )
    return side or ""


def _clipped(
    rows: pd.DataFrame, country: str, where: str, context: ReferenceContext
) -> pd.DataFrame:
    outline = context.outline(country)
    if outline is None:
        raise BadReference(
            f"There is no outline of a country {country!r}.",
            where=where,
            way_out="Give its ISO 3166-1 alpha-3 code, as UKR.",
        )
    inside = rows["geometry"].map(lambda area: area_of(shapely.intersection(area, outline))[0])
    found = rows.assign(geometry=inside)[~inside.map(shapely.is_empty).astype(bool)]
    if found.empty:
        raise BadReference(
            f"None of its areas lies in {country}.",
            where=where,
            way_out="Choose another country, or none.",
        )
    return found


def joined_references(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """References of the same name as one: a file a day makes one map of many days."""
    by_name: dict[str, Reference] = {}
    for one in references:
        if (first := by_name.get(one.name)) is not None:
            rows = pd.concat([first.areas, one.areas], ignore_index=True)
            if rows.duplicated(["day", "side"]).any():
                rows = _by_day_and_side(rows)
            one = replace(
                first,
                files=first.files + one.files,
                notes=first.notes + one.notes,
                guesses=tuple(dict.fromkeys(first.guesses + one.guesses)),
                areas=rows,
            )
        by_name[one.name] = one
    return tuple(by_name.values())


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
