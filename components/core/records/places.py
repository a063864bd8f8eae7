"""Names of places in the text, and the places that they were taken to mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from components.core.records.persons import Amendment
from components.core.records.text import Span

Use = Literal["literal", "metonym", "modifier", "demonym", "embedded"]
PlaceKind = Literal[
    "settlement",
    "district",
    "country",
    "admin1",
    "admin2",
    "region",
    "island",
    "water",
    "river",
    "facility",
    "position",
]

PART, WITHIN, RING = "part:", "in:", "ring:"
"""Prefixes of computed ids: a part of a country (``part:UKR:east``), a name in an area
(``in:geonames:706482/NAME``), one at a bearing and distance (``ring:LATITUDE,LONGITUDE,KM/NAME``).
"""
COMPUTED: Final = (PART, WITHIN, RING)


_RING: Final = re.compile(
    rf"{RING}(?P<latitude>-?\d{{1,2}}\.\d+),(?P<longitude>-?\d{{1,3}}\.\d+),(?P<km>\d+)/.+",
    re.DOTALL,
)


def point_of_ring(place_id: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a ring; None for any other place."""
    ring = _RING.fullmatch(place_id)
    return (float(ring["latitude"]), float(ring["longitude"])) if ring else None


def ring_km(place_id: str) -> int:
    """Radius of the ring in which an unknown name lies; 0 for any other place."""
    ring = _RING.fullmatch(place_id)
    return int(ring["km"]) if ring else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name of a place in the text. ``use`` says what the name stands for there."""

    span: Span
    text: str
    use: Use
    certainty: float = 1.0
    """Chance, 0-1, that the words name a place; which one is the resolution's confidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Degrees WGS 84; ``country`` is ISO 3166-1 alpha-3, ``admin1`` a name in English."""

    id: str
    """``geonames:NUMBER``, ``extra:SLUG``, ``area:CODE``, ``position:LAT,LON``, or COMPUTED."""
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str = ""
    admin1: str = ""
    admin1_id: str = ""
    population: int = 0
    source: str = ""
    """The name of the added gazetteer that holds it, empty where the built-in one does."""
    units: tuple[str, ...] = ()
    """Ids of the first-level units whose outlines are drawn for it, where it is computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that the name may mean, with its score (0-1) and the evidence for it, in words."""

    place: Place
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Evidence in which the first two candidates differ, with what it adds to each (log-odds)."""

    words: str
    chosen: float
    runner_up: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a toponym was taken to mean. ``candidates`` best first, the chosen one included."""

    toponym: Toponym
    place: Place | None
    method: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    contrast: tuple[Contrast, ...] = ()
    """Between the first two candidates, the greatest difference first."""
    turn: str = ""
    """What in the text would have made the second candidate win; empty for nothing short."""
    amended: tuple[Amendment, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the place; empty where there is none."""
        return self.place.kind if self.place else ""
