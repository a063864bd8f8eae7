"""The gazetteer's rows: places, and the names that they answer to."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from components.core.fold import fold
from components.places.gazetteer import COUNTRY_CODE
from components.places.geometry import Position, is_near, rough_km
from components.places.romanise import COUNTRIES, alternates, romanised

from . import airports, names, postal, sources
from .outlines import Outlines

HERE = Path(__file__).resolve().parent.parent / "gazetteer"
FIRST_POSTAL_KEY = -1_000_000
"""Below those of the hand-kept places."""
FIRST_AIRPORT_KEY = -2_000_000
SAME_AIRPORT_KM = 8.0
TERRITORY_DEGREES = 5.0
"""Off the outline of the country that is stated, it stands in a territory (Puerto Rico); islands in
reach of it are nearer."""
UNIT_DEGREES = 0.3
"""How far an airport may lie off its unit's outline: on an island too small for it, the unit is not
stated."""
UNIT_KM = 60.0
"""How far the settlement may be whose unit an airport takes."""


@dataclass(slots=True, kw_only=True)
class Row:
    """A place. ``key`` is its GeoNames number, negative for the hand-kept ones; degrees WGS 84;
    ``admin1`` a key or 0."""

    key: int
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str = ""
    admin1: int = 0
    population: int = 0
    slug: str = ""
    spellings: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def rows(outlines: Outlines, cache: Path) -> list[Row]:
    """All places, by key."""
    alpha3 = {str(c["iso"]): str(c["iso3"]) for c in sources.countries()}
    settlements = list(_settlements(alpha3))
    units = sources.units()
    extras = list(_extras())
    found = [
        *settlements,
        *_countries(outlines, settlements),
        *_admin1(units, outlines, settlements, alpha3),
        *_admin2(units, settlements),
        *extras,
        *_postal(settlements, cache),
        *_airports(extras, settlements, alpha3, outlines=outlines),
    ]
    _add_aliases(found)
    return sorted(found, key=lambda row: row.key)


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _settlements(alpha3: dict[str, str]) -> Iterator[Row]:
    number_of = {unit.code: unit.number for unit in sources.units()}
    for row in sources.settlements():
        yield Row(
            key=int(row["geonameid"]),
            name=row["name"],
            kind="settlement",
            latitude=row["latitude"],
            longitude=row["longitude"],
            country=alpha3[row["countrycode"]],
            admin1=number_of.get(f"{row['countrycode']}.{row['admin1code']}", 0),
            population=int(row["population"]),
            spellings=_settlement_spellings(row),
        )


def _settlement_spellings(row: dict[str, Any]) -> set[str]:
    spelled = set(alternates(row["name"], row["alternatenames"]))
    return spelled | romanised(spelled) if row["countrycode"] in COUNTRIES else spelled


def centre(shape: BaseGeometry) -> tuple[float, float]:
    """Latitude and longitude of the centre of the largest part, or of a point well inside where the
    centre lies outside."""
    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    point = (
        largest.centroid
        if largest.contains(largest.centroid)
        else shapely.point_on_surface(largest)
    )
    return round(point.y, 5), round(point.x, 5)


def _seat(name: str, settlements: Iterable[Row]) -> tuple[float, float] | None:
    """Position of the settlement of that name, else of the most populous one, for units without an
    outline."""
    held = sorted(
        settlements, key=lambda row: (fold(row.name) == fold(name), row.population, -row.key)
    )
    return (held[-1].latitude, held[-1].longitude) if held else None


def _countries(outlines: Outlines, settlements: list[Row]) -> Iterator[Row]:
    inside: dict[str, list[Row]] = defaultdict(list)
    for row in settlements:
        inside[row.country].append(row)
    for country in sources.countries():
        shape = outlines.countries.get(country["iso"])
        point = centre(shape) if shape else _seat(country["capital"], inside[country["iso3"]])
        if point:
            yield Row(
                key=int(country["geonameid"]),
                name=country["name"].strip(),
                kind="country",
                latitude=point[0],
                longitude=point[1],
                country=country["iso3"],
                population=int(country["population"]),
                codes={COUNTRY_CODE + country["iso"]},
            )


def _admin1(
    units: list[sources.Unit], outlines: Outlines, settlements: list[Row], alpha3: dict[str, str]
) -> Iterator[Row]:
    inside: dict[int, list[Row]] = defaultdict(list)
    for row in settlements:
        inside[row.admin1].append(row)
    spelled = _unit_names([unit for unit in units if unit.is_admin1], outlines)
    for unit in units:
        shape = outlines.units.get(unit.number)
        if not unit.is_admin1 or unit.country not in alpha3:
            continue
        name = spelled[unit.number]
        point = centre(shape) if shape else _seat(names.without_generic(name), inside[unit.number])
        if point:
            yield Row(
                key=unit.number,
                name=name,
                kind="admin1",
                latitude=point[0],
                longitude=point[1],
                country=alpha3[unit.country],
                admin1=unit.number,
                population=sum(row.population for row in inside[unit.number]),
                spellings=names.unit_spellings(name, alternates(name, (unit.name, *unit.aliases))),
            )


def _unit_names(units: list[sources.Unit], outlines: Outlines) -> dict[int, str]:
    """English names; where a third of a country's units go by a generic, the others take the one
    that Natural Earth gives."""
    number_of = {unit.code: unit.number for unit in units}
    stated = {number_of[row["unit"]]: row["name"] for row in _table("admin1_names.csv")}
    found = {
        u.number: names.english_unit_name(
            u.name, u.aliases, english=outlines.english.get(u.number, "")
        )
        for u in units
    }
    shares: dict[str, list[bool]] = defaultdict(list)
    for unit in units:
        shares[unit.country].append(names.without_generic(found[unit.number]) != found[unit.number])
    for unit in units:
        generic, held = outlines.generics.get(unit.number, ""), shares[unit.country]
        bare = names.without_generic(found[unit.number]) == found[unit.number]
        if bare and generic in names.TAKEN_GENERICS and 3 * sum(held) >= len(held):
            found[unit.number] += f" {generic}"
    return found | stated


def _admin2(units: list[sources.Unit], settlements: list[Row]) -> Iterator[Row]:
    by_key = {row.key: row for row in settlements}
    number_of = {unit.code: unit.number for unit in units}
    members = sources.admin2_of_settlements()
    for unit in units:
        held = [by_key[key] for key in members.get(unit.number, []) if key in by_key]
        point = _seat(names.without_generic(unit.name), held)
        if unit.is_admin1 or point is None:
            continue
        yield Row(
            key=unit.number,
            name=unit.name,
            kind="admin2",
            latitude=point[0],
            longitude=point[1],
            country=held[0].country,
            admin1=number_of.get(".".join(unit.code.split(".")[:2]), 0),
            population=sum(row.population for row in held),
            spellings=set(alternates(unit.name, unit.aliases)),
        )


def _postal(settlements: list[Row], cache: Path) -> Iterator[Row]:
    """American places that are no settlement of the file."""
    number_of = {unit.code: unit.number for unit in sources.units()}
    code_of = {number: code for code, number in number_of.items()}
    held = (
        (
            name,
            code_of.get(row.admin1, ""),
            Position(latitude=row.latitude, longitude=row.longitude),
        )
        for row in settlements
        if row.country == "USA"
        for name in (row.name, *row.spellings)
    )
    missing = [place for place in postal.missing(held, cache) if place[1] in number_of]
    for index, (name, code, spot) in enumerate(missing):
        yield Row(
            key=FIRST_POSTAL_KEY - index,
            slug=f"{code.replace('.', '-')} {name}".lower().replace(" ", "-"),
            name=name,
            kind="settlement",
            latitude=spot.latitude,
            longitude=spot.longitude,
            country="USA",
            admin1=number_of[code],
        )


def _extras() -> Iterator[Row]:
    """A row with a ``number`` goes by it, as the dumps of GeoNames do."""
    number_of = {unit.code: unit.number for unit in sources.units()}
    for index, row in enumerate(_table("places_extra.csv"), start=1):
        yield Row(
            key=int(row["number"] or -index),
            slug="" if row["number"] else row["slug"],
            name=row["name"],
            kind=row["kind"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country=row["country"],
            admin1=number_of[row["admin1"]] if row["admin1"] else 0,
            spellings={name for name in row["alternates"].split("|") if name},
        )


def _airports(
    extras: list[Row], settlements: list[Row], alpha3: dict[str, str], *, outlines: Outlines
) -> Iterator[Row]:
    """Those that no hand-kept facility stands for; that one takes their names."""
    kept = [row for row in extras if row.kind == "facility" and _is_airport(row)]
    near: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in settlements:
        near[round(row.latitude), round(row.longitude)].append(row)
    for index, airport in enumerate(airports.airports()):
        same = next((row for row in kept if is_near(row, airport.spot, SAME_AIRPORT_KM)), None)
        if same:
            same.spellings |= {airport.name, *airport.spellings} - {same.name}
        elif airport.country in alpha3:
            country, unit = _home_of(
                airport, near, alpha3[airport.country], outlines.countries.get(airport.country)
            )
            yield Row(
                key=FIRST_AIRPORT_KEY - index,
                slug=f"airport-{airport.code.lower()}",
                name=airport.name,
                kind="facility",
                latitude=airport.spot.latitude,
                longitude=airport.spot.longitude,
                country=country,
                admin1=0 if _is_off(airport, outlines.units.get(unit), UNIT_DEGREES) else unit,
                spellings=set(airport.spellings),
            )


def _is_airport(row: Row) -> bool:
    return any(
        fold(name).endswith(("airport", "air base", "airbase", "airfield"))
        for name in (row.name, *row.spellings)
    )


def _home_of(
    airport: airports.Airport,
    near: dict[tuple[int, int], list[Row]],
    country: str,
    outline: BaseGeometry | None,
) -> tuple[str, int]:
    """Country and unit of the nearest settlement; the list gives airports of a territory far away
    to its holder."""
    spot, is_away = airport.spot, _is_off(airport, outline, TERRITORY_DEGREES)
    cells = [
        (round(spot.latitude) + north, round(spot.longitude) + east)
        for north in (-1, 0, 1)
        for east in (-1, 0, 1)
    ]
    held = [
        (rough_km(row, spot), row.key, row.country, row.admin1)
        for cell in cells
        for row in near[cell]
        if is_away or row.country == country
    ]
    distance_km, _, found, unit = min(held, default=(UNIT_KM, 0, country, 0))
    return (found, unit) if distance_km < UNIT_KM else (country, 0)


def _is_off(airport: airports.Airport, outline: BaseGeometry | None, degrees: float) -> bool:
    return (
        outline is not None
        and outline.distance(shapely.Point(airport.spot.longitude, airport.spot.latitude)) > degrees
    )


def _add_aliases(found: list[Row]) -> None:
    """Rows of aliases.csv: ``place`` is an alpha-3 code of a country, a GeoNames code of a unit, or
    a GeoNames number."""
    by_place: dict[str, Row] = {str(row.key): row for row in found}
    by_place |= {row.country: row for row in found if row.kind == "country"}
    by_place |= {
        unit.code: by_place[str(unit.number)]
        for unit in sources.units()
        if str(unit.number) in by_place
    }
    held: dict[str, Any] = {"name": "spellings", "acronym": "acronyms", "code": "codes"}
    for line, row in enumerate(_table("aliases.csv"), start=2):
        if row["place"] not in by_place:
            raise SystemExit(
                f"aliases.csv:{line}: no place {row['place']!r}. Give an alpha-3 code, a "
                "unit's "
                "code or a number."
            )
        getattr(by_place[row["place"]], held[row["use"]]).add(row["alias"])
