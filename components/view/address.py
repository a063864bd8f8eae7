"""The page's address: what every page has in it, and how its parameters are read; what cannot be
read is told and left out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

Readers = Mapping[str, tuple[str, Callable[[str], Any]]]
"""Parameter to the field that it fills, and what reads it; a reader raises ValueError."""
SHOWN_CHARACTERS = 40
MAX_ZOOM = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the address of every page says. Days inclusive, None is no bound; degrees WGS 84;
    ``zoom`` in Leaflet's levels.

    ``notices`` are sentences on what could not be read from an address; they are no part of what
    was chosen.
    """

    first_day: date | None = None
    last_day: date | None = None
    show_undated: bool = True
    find: str = ""
    """What is searched for, as typed."""
    latitude: float | None = None
    longitude: float | None = None
    zoom: float | None = None
    """Fractions allowed."""
    notices: tuple[str, ...] = field(default=(), compare=False)

    def days_written(self) -> dict[str, str]:
        """Their parameters, empty where they stand as at first."""
        return {
            "from": self.first_day.isoformat() if self.first_day else "",
            "to": self.last_day.isoformat() if self.last_day else "",
            "undated": "" if self.show_undated else "0",
        }

    def camera_written(self) -> dict[str, str]:
        """Its parameters, in the order and form in which the map itself writes them
        (map/static/standing.js)."""
        return {
            "lat": "" if self.latitude is None else f"{self.latitude:.5f}",
            "lon": "" if self.longitude is None else f"{self.longitude:.5f}",
            "zoom": "" if self.zoom is None else f"{self.zoom:g}",
        }


Page = TypeVar("Page", bound=Address)


def read_address(page: type[Page], query: Mapping[str, str], readers: Readers) -> Page:
    """The record of an address. What cannot be read stays as it is at first, and is told in
    ``notices``."""
    read, notices = read_query(query, readers)
    found = page(**read)
    if found.first_day and found.last_day and found.first_day > found.last_day:
        found = replace(found, first_day=found.last_day, last_day=found.first_day)
        notices.append("The address had the first day after the last; they were exchanged.")
    return replace(found, notices=tuple(notices))


def read_query(query: Mapping[str, str], readers: Readers) -> tuple[dict[str, Any], list[str]]:
    """Fields with what was read, and a sentence for each parameter that could not be.

    Parameters that fill one field of sets are put together.
    """
    read: dict[str, Any] = {}
    notices: list[str] = []
    for key, (name, read_value) in readers.items():
        if not (value := query.get(key, "")):
            continue
        try:
            found = read_value(value)
        except ValueError:
            notices.append(
                f"The address says {key}={value[:SHOWN_CHARACTERS]}, which cannot be read; it "
                "was "
                "left out."
            )
            continue
        before = read.get(name)
        read[name] = found | before if isinstance(before, frozenset) else found
    return read, notices


def flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"


def one_of(*values: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError(value)
        return value

    return read


def within(low: float, high: float) -> Callable[[str], float]:
    """Reads a finite number from ``low`` to ``high``, both inclusive."""

    def number(value: str) -> float:
        if not (math.isfinite(found := float(value)) and low <= found <= high):
            raise ValueError(value)
        return found

    return number


ADDRESS_READERS: Readers = {
    "from": ("first_day", date.fromisoformat),
    "to": ("last_day", date.fromisoformat),
    "undated": ("show_undated", flag),
    "find": ("find", str),
    "lat": ("latitude", within(-90, 90)),
    "lon": ("longitude", within(-180, 180)),
    "zoom": ("zoom", within(0, MAX_ZOOM)),
}
"""Of what every page has."""
