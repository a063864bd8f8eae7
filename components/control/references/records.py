"""References of control: what other maps or lists show; and the problems of their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from components.core.errors import BadReference

AREA_COLUMNS = ("day", "side", "geometry")
POINT_COLUMNS = ("place_id", "day", "side")
INCIDENT_COLUMNS = ("incident_id", "day_from", "day_to", "latitude", "longitude", "what", "actor")
CONTESTED, UNKNOWN = "contested", "unknown"
"""Sides of ground that a reference gives to nobody."""
NOT_STATED = "licence not stated"


def no_rows(columns: Iterable[str]) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in columns}, dtype=object)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Who holds what by one map or list. Days are YYYY-MM-DD; sides as in sides.csv."""

    name: str
    licence: str
    derived_from: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What was repaired or left out, in sentences."""
    guesses: tuple[str, ...] = ()
    """What was taken from the file without a person's word, in sentences."""
    outside: str = ""
    """Side of the ground outside of all areas, where the person says so; empty: not covered."""
    areas: pd.DataFrame = field(default_factory=partial(no_rows, AREA_COLUMNS))
    """AREA_COLUMNS, one row a day and side; shapely geometries, longitude first, degrees WGS 84."""
    points: pd.DataFrame = field(default_factory=partial(no_rows, POINT_COLUMNS))
    """POINT_COLUMNS, one row a place and day."""

    @property
    def days(self) -> tuple[str, ...]:
        return tuple(sorted({*self.areas["day"], *self.points["day"]}))

    def in_words(self) -> str:
        """ "VIINA control, 2022-09-01 to 2022-09-30, ODbL 1.0; derived from DeepState"."""
        days = self.days
        period = "no day" if not days else days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        origin = f"; derived from {', '.join(self.derived_from)}" if self.derived_from else ""
        return f"{self.name}, {period}, {self.licence}{origin}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """Events that another data set places and dates; ``table`` has INCIDENT_COLUMNS."""

    name: str
    licence: str
    table: pd.DataFrame
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedReferences:
    """What could be read, and a sentence for each file, feature or row that could not."""

    references: tuple[Reference, ...] = ()
    incidents: tuple[Incidents, ...] = ()
    problems: tuple[BadReference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceOptions:
    """What the person says of the files: nothing is guessed where it is given."""

    key: str = ""
    """Member that holds the FeatureCollection, with dots between levels."""
    status: str = ""
    """Property that says who holds an area."""
    side: str = ""
    """Side that holds all areas, where no property says it."""
    date: str = ""
    """Property that holds the day."""
    day: str = ""
    """Day of what states none, YYYY-MM-DD."""
    means: tuple[tuple[str, str], ...] = ()
    """Words of a status and the side that they mean; no side: such ground is left out."""
    country: str = ""
    """ISO 3166-1 alpha-3 of the country to which areas are clipped."""
    outside: str = ""
    name: str = ""
    licence: str = ""


def families(
    names: Iterable[str], ancestry: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """The references that count (rule 12), in families of a common origin, without those that are
    derived from another one of them. ``ancestry``: name to the names it is derived from."""
    given = set(names)
    roots = {name: ancestors(name, ancestry) for name in given}
    left = {
        name: found
        for name, found in roots.items()
        if all(name in roots[one] for one in found & given)
    }
    found: list[set[str]] = []
    for name, origins in sorted(left.items()):
        family = origins | {name}
        joined = [one for one in found if one & family]
        found = [one for one in found if not one & family] + [family.union(*joined)]
    return tuple(sorted(tuple(sorted(family & left.keys())) for family in found))


def independent(names: Iterable[str], ancestry: Mapping[str, Sequence[str]]) -> int:
    return len(families(names, ancestry))


def ancestors(name: str, ancestry: Mapping[str, Sequence[str]]) -> set[str]:
    """All that a reference is derived from, through any number of others; never itself."""
    found: set[str] = set()
    waiting = list(ancestry.get(name, ()))
    while waiting:
        one = waiting.pop()
        if one not in found and one != name:
            found.add(one)
            waiting.extend(ancestry.get(one, ()))
    return found


NUMBERS_TOLD = 3


@dataclass(slots=True, kw_only=True)
class ReferenceProblems:
    """Gathers a file's problems with the numbers of its features or rows (``unit``), from 1."""

    where: str
    unit: str = "feature"
    found: dict[tuple[str, str, str, tuple[str, ...]], list[int]] = field(default_factory=dict)

    def add(
        self, what: str, way_out: str, number: int, *, asks: str = "", offered: tuple[str, ...] = ()
    ) -> None:
        """``asks`` and ``offered`` as in BadReference."""
        self.found.setdefault((what, way_out, asks, offered), []).append(number)

    def errors(self) -> tuple[BadReference, ...]:
        found = []
        for (what, way_out, asks, offered), numbers in self.found.items():
            where = f"{self.where}, {units_in_words(self.unit, numbers)}"
            one = BadReference(what, where=where, way_out=way_out, asks=asks, offered=offered)
            found.append(one)
        return tuple(found)


def units_in_words(unit: str, numbers: list[int]) -> str:
    """ "feature 2"; "features 2, 5, 9 and 40 more"."""
    first = ", ".join(map(str, numbers[:NUMBERS_TOLD]))
    more = f" and {len(numbers) - NUMBERS_TOLD:,} more" if len(numbers) > NUMBERS_TOLD else ""
    return f"{unit}{'s' if len(numbers) > 1 else ''} {first}{more}"
