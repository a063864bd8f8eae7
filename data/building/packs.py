"""Country packs: villages, quarters and camps too small for the gazetteer, a packed table a
country.

The given tables list what several sources have of a country. What the gazetteer holds already is
left out, rows of one place are made one, and only the names are kept that a text in English may
use: those in Latin letters, of each that folds alike one.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import shapely
from shapely.geometry import shape

from components.core.fold import fold, is_another_spelling
from components.core.records import Place
from components.places.areas import OutlineAreas
from components.places.gazetteer import GEONAMES, SqliteGazetteer
from components.places.geometry import is_near, rough_km
from components.places.romanise import COUNTRIES as ROMANISED_COUNTRIES
from components.places.romanise import alternates, romanised
from components.places.store import SCALE, rows_of

from . import store
from .gazetteer import Row

PATTERN: Final = "??.tsv.xz"
COLUMNS: Final = (
    "source_id", "name", "alternates", "latitude", "longitude", "country", "admin1", "kind",
    "population", "source", "licence", "new",
)  # fmt: skip
NEW: Final = "1"
QUARTER: Final = "quarter"
LEFT_OUT: Final = frozenset({"autre", "bloc", "îlot"})
"""Kinds that no news names: blocks of houses, streets, churches."""
FEWEST_LETTERS: Final = 3
DIGITS: Final = 4
"""Of a degree: some ten metres."""
SAME_KM: Final = 3.0
"""Within it rows of one name are one place; in Ukraine those of names spelled alike too."""
RENAMED_KM: Final = 0.5
"""Within it, in Ukraine, a row of today's names is the place that GeoNames has under an old one."""
NEIGHBOURS: Final = 6
CELLS: Final = 20
"""To a degree: rows are compared with those of the cells around, which reach beyond SAME_KM."""
ASSIMILATED: Final = re.compile(r"^(?:A(?:[dnrtz]|sh?|dh|th)|E(?:[dnrtz]|sh?))[ -](?=\w)")
"""The Arabic article before a letter of the sun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a pack rests on. ``settlements`` by country: latitude, longitude, number of the unit."""

    gazetteer: SqliteGazetteer
    areas: OutlineAreas
    settlements: dict[str, list[tuple[float, float, int]]]


@dataclass(slots=True, kw_only=True)
class Listed:
    """A row of a given table. Degrees WGS 84; ``names`` by folded form, the main one first."""

    id: str
    latitude: float
    longitude: float
    kind: str
    population: int
    names: dict[str, str]
    key: int = 0
    """Its GeoNames number, or that of the place of the gazetteer that it is; 0 where it has
    none."""
    is_held: bool = False
    """Whether the gazetteer has the place: the pack brings names of it alone."""

    @property
    def is_numbered(self) -> bool:
        return self.id.startswith(GEONAMES)


def known(packed: Path, gazetteer: SqliteGazetteer, areas: OutlineAreas) -> Known:
    """With the settlements of the packed gazetteer whose unit is known."""
    settlements: defaultdict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for row in rows_of(packed):
        if row[3] == "settlement" and row[7] != "0":
            spot = (int(row[4]) / SCALE, int(row[5]) / SCALE, int(row[7]))
            settlements[row[6]].append(spot)
    return Known(gazetteer=gazetteer, areas=areas, settlements=dict(settlements))


def write(folder: Path, to: Path, known: Known) -> list[Path]:
    """A pack for each table of ``folder``, in ``to``; the paths, by name."""
    to.mkdir(exist_ok=True)
    return sorted(_write(table, to, known) for table in sorted(folder.glob(PATTERN)))


def _write(table: Path, to: Path, known: Known) -> Path:
    alpha2 = table.name.partition(".")[0]
    found = known.gazetteer.country(alpha2)
    if found is None:
        raise SystemExit(f"{table}: {alpha2!r} is no country. Name it by its two-letter code.")
    merging = Merging(found.country, known.gazetteer, is_renaming=alpha2 in ROMANISED_COUNTRIES)
    for one in sorted(_listed(table, alpha2), key=lambda one: (not one.is_numbered, one.id)):
        merging.add(one)
    listed = [*merging.kept, *merging.renamed()]
    path = to / f"{found.country}.tsv.xz"
    store.pack(_rows(listed, found.country, _units(found.country, known)), path)
    return path


def _listed(table: Path, alpha2: str) -> Iterator[Listed]:
    """The new rows that have a name in Latin letters."""
    with lzma.open(table, "rt", encoding="utf-8", newline="\n") as lines:
        columns = tuple(next(lines).rstrip("\n").split("\t"))
        if columns != COLUMNS:
            told, wanted = ", ".join(columns), ", ".join(COLUMNS)
            raise SystemExit(f"{table}: the columns are {told}. They must be {wanted}.")
        for line in lines:
            row = dict(zip(COLUMNS, line.rstrip("\n").split("\t"), strict=True))
            names = names_of(row["name"], row["alternates"].split("|"), alpha2)
            if row["new"] == NEW and names and row["kind"] not in LEFT_OUT:
                number = row["source_id"].removeprefix(GEONAMES)
                yield Listed(
                    id=row["source_id"],
                    latitude=round(float(row["latitude"]), DIGITS),
                    longitude=round(float(row["longitude"]), DIGITS),
                    kind="district" if row["kind"] == QUARTER else "settlement",
                    population=int(row["population"] or 0),
                    names=names,
                    key=int(number) if number != row["source_id"] else 0,
                )


def names_of(main: str, others: list[str], alpha2: str) -> dict[str, str]:
    """The names in Latin letters by what they fold to, the main one first.

    Ukrainian ones are formed as Ukraine writes them, and lead where the listed one is in another
    script; Arabic ones have their article as news writes it too: "Ar Rastan" is also "Al Rastan".
    """
    listed = [name for name in (main, *alternates(main, others)) if name.strip()]
    formed = sorted(romanised(listed)) if alpha2 in ROMANISED_COUNTRIES else []
    plain = [ASSIMILATED.sub("Al ", name) for name in listed]
    found: dict[str, str] = {}
    for name in (*(listed if _is_latin(main) else formed), *formed, *listed, *plain):
        folded = fold(name)
        if _is_latin(name) and len(folded) >= FEWEST_LETTERS and not folded[0].isdecimal():
            found.setdefault(folded, name.strip())
    return found


def _is_latin(name: str) -> bool:
    letters = (unicodedata.name(letter, "") for letter in name if letter.isalpha())
    return all(letter.startswith(("LATIN", "MODIFIER")) for letter in letters)


class Merging:
    """Rows of a country, GeoNames' own first; those of one place become one."""

    def __init__(self, country: str, gazetteer: SqliteGazetteer, *, is_renaming: bool) -> None:
        self.kept: list[Listed] = []
        self._country, self._gazetteer, self._is_renaming = country, gazetteer, is_renaming
        self._cells: defaultdict[tuple[int, int], list[Listed]] = defaultdict(list)
        self._held: dict[str, Listed] = {}
        self._numbered: dict[int, Listed] = {}

    def add(self, one: Listed) -> None:
        same = self._numbered.get(one.key) or self._in_gazetteer(one)
        same = same or self._nearest(one, self._around(one))
        if one.key:
            self._numbered.setdefault(one.key, same or one)
        if same is not None:
            self._join(same, one)
        else:
            self.kept.append(one)
            self._cells[_cell(one)].append(one)

    def renamed(self) -> Iterator[Listed]:
        """Places of the gazetteer that take names from the tables, these behind their own."""
        for held in self._held.values():
            known = {fold(name) for name in self._gazetteer.names(held.id)}
            names = {folded: name for folded, name in held.names.items() if folded not in known}
            if names:
                main = next(iter(held.names.items()))
                yield replace(held, names=dict([main]) | names)

    def _join(self, same: Listed, one: Listed) -> None:
        """Today's name is the main one of a place that was renamed."""
        is_of_today = self._is_renaming and not one.is_numbered and not same.is_held
        same.names = one.names | same.names if is_of_today else same.names | one.names
        same.population = max(same.population, one.population)

    def _around(self, one: Listed) -> Iterator[Listed]:
        north, east = _cell(one)
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                yield from self._cells.get((north + up, east + right), ())

    def _nearest(self, one: Listed, others: Iterable[Listed]) -> Listed | None:
        near = [
            (rough_km(one, other), other.id, other) for other in others if self._is_same(one, other)
        ]
        return min(near, default=(0.0, "", None), key=lambda found: found[:2])[2]

    def _is_same(self, one: Listed, other: Listed) -> bool:
        if not is_near(one, other, SAME_KM):
            return False
        if one.names.keys() & other.names.keys():
            return True
        if not self._is_renaming or one.is_numbered or not other.is_numbered:
            return False
        if is_near(one, other, RENAMED_KM):
            return True
        return any(
            is_another_spelling(name, spelled) for name in one.names for spelled in other.names
        )

    def _in_gazetteer(self, one: Listed) -> Listed | None:
        """The settlement of the gazetteer that it is."""
        asked = [place for name in one.names.values() for place in self._gazetteer.lookup(name)]
        if self._is_renaming and not one.is_numbered:
            asked += self._gazetteer.nearest(one.latitude, one.longitude, limit=NEIGHBOURS)
        held = [
            self._held.setdefault(place.id, self._of(place))
            for place in {place.id: place for place in asked}.values()
            if place.country == self._country
            and place.kind == "settlement"
            and place.id.startswith(GEONAMES)
            and is_near(one, place, SAME_KM)
        ]
        return self._nearest(one, held)

    def _of(self, place: Place) -> Listed:
        spelled = (place.name, *filter(_is_latin, self._gazetteer.names(place.id)))
        names: dict[str, str] = {}
        for name in spelled:
            names.setdefault(fold(name), name)
        return Listed(
            id=place.id,
            latitude=place.latitude,
            longitude=place.longitude,
            kind=place.kind,
            population=place.population,
            names=names,
            key=int(place.id.removeprefix(GEONAMES)),
            is_held=True,
        )


def _cell(one: Listed) -> tuple[int, int]:
    return int(one.latitude * CELLS // 1), int(one.longitude * CELLS // 1)


def _rows(
    listed: Sequence[Listed], country: str, unit_of: Callable[[Listed], int]
) -> Iterator[Row]:
    """What GeoNames does not number has a negative key and goes by its source's own id."""
    others = sorted(one.id for one in listed if not one.key)
    number_of = {given: -number for number, given in enumerate(others, start=1)}
    for one in listed:
        name, *spelled = one.names.values()
        yield Row(
            key=one.key or number_of[one.id],
            slug="" if one.key else one.id.replace(":", "-").lower(),
            name=name,
            kind=one.kind,
            latitude=one.latitude,
            longitude=one.longitude,
            country=country,
            admin1=unit_of(one),
            population=one.population,
            spellings=set(spelled),
        )


def _units(country: str, known: Known) -> Callable[[Listed], int]:
    """The number of the first-level unit whose outline holds a place, else of that of the nearest
    settlement."""
    units = known.gazetteer.admin1_units(country)
    outlines = {unit.id: held for unit in units if (held := known.areas.outline(unit.id))}
    numbers = [int(unit_id.removeprefix(GEONAMES)) for unit_id in outlines]
    tree = shapely.STRtree([shape(dict(held)) for held in outlines.values()])
    towns = known.settlements[country]
    spots = shapely.STRtree(
        [shapely.Point(longitude, latitude) for latitude, longitude, _ in towns]
    )

    def unit_of(one: Listed) -> int:
        point = shapely.Point(one.longitude, one.latitude)
        inside = tree.query(point, predicate="within")
        return numbers[min(inside)] if len(inside) else towns[int(spots.nearest(point))][2]

    return unit_of
