"""What checks are measured with, and what one measure gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from components.control.references.records import Reference
from components.control.references.regions import Region, changed, held_in
from components.control.statements import ControlWords, Row
from components.lexicon.measures import Tolerance, tolerance_in
from components.lexicon.references import ReferenceWords
from components.tables.rows import SEPARATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInputs:
    """What to measure with. ``region``: a place id's region, None without an outline."""

    references: Sequence[Reference]
    region: Callable[[str], Region | None]
    line: BaseGeometry | None
    control: ControlWords
    sides: ReferenceWords
    tolerances: Mapping[str, Tolerance]
    periods: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureContext:
    """A check with its event's rows and its article's claims; ``regions`` are no towns."""

    check: Row
    events: Sequence[Row]
    claims: Sequence[Row]
    regions: frozenset[str]

    @property
    def side(self) -> str:
        return str(self.events[0]["side1"]).split(SEPARATOR)[0] if self.events else ""

    @property
    def first_day(self) -> str:
        return str(self.events[0]["first_day"]) if self.events else ""

    @property
    def last_day(self) -> str:
        return (
            str(
                self.events[0]["last_day"]
                or self.events[0]["reported"]
                or self.events[0]["published"]
            )
            if self.events
            else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredValue:
    """What one reference, or the line, gives."""

    value: float
    value_km: float
    verdict: str
    how: str
    to_place_id: str = ""


def near(reference: Reference, day: str, *, before: int, after: int) -> str:
    """The reference's day nearest to ``day`` (ties: the earlier), within limits; else empty."""
    wanted = date.fromisoformat(day)
    apart = {
        one: (date.fromisoformat(one) - wanted).days for one in reference.areas["day"].unique()
    }
    found = [one for one, days in apart.items() if -before <= days <= after]
    return str(min(found, key=lambda one: (abs(apart[one]), one), default=""))


def held_km2(reference: Reference, region: Region, side: str, *, day: str) -> float:
    """What a side holds in a region on a day of the reference."""
    held = held_in(reference, region, [day])
    return float(held.loc[held["side"] == side, "area_km2"].sum())


def gained_km2(
    reference: Reference, region: Region | None, side: str, *, days: tuple[str, str]
) -> float:
    """What a side gained between two days of the reference, in a region or anywhere."""
    table = changed(reference, region, days)
    return float(table.loc[table["side"] == side, "gained_km2"].sum())


def within(context: MeasureContext, means: MeasureInputs, value: float) -> str:
    """The verdict on a stated number, in its unit."""
    stated, unit = float(context.check["stated"]), str(context.check["unit"])
    tolerance = tolerance_in(str(context.check["claim"]), means.tolerances)
    return (
        "agrees"
        if tolerance.allows(stated, value, value)
        else f"off by {abs(value - stated):,.0f} {unit}"
    )
