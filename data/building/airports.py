"""Airports with regular flights, and air bases: names of their own in the news, and what is hit in
a war."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.places.geometry import Position

from . import sources

ENDINGS = (
    "Airport",
    "Air Base",
    "Airbase",
    "Air Force Base",
    "Airfield",
    "Air Station",
    "Aerodrome",
)
MILITARY = ("Air Base", "Airbase", "Air Force Base", "Army Airfield", "Naval Air Station")
INTERNATIONAL = re.compile(r" International(?= Airport$)")
PARTED = re.compile(r" ?[/–-] (?=\w)| / ?")
"""What parts a town from the airport's own name: "Ottawa / Macdonald-Cartier International
Airport"."""
FEWEST_WORDS = 3
"""Of a name without its town's: "Pearson International Airport", not "International Airport"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Airport:
    """``code`` is ICAO's, ``country`` alpha-2."""

    code: str
    name: str
    country: str
    spot: Position
    spellings: frozenset[str]


def airports() -> Iterator[Airport]:
    """Those with a code for passengers (IATA's) and those that a country's forces fly from, by
    code."""
    with sources.package_file("airportsdata", "airportsdata/airports.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["icao"]):
            name = " ".join(PARTED.sub(" ", row["name"]).split())
            if name.endswith(ENDINGS) and (row["iata"] or name.endswith(MILITARY)):
                yield Airport(
                    code=row["icao"],
                    name=name,
                    country=row["country"],
                    spot=Position(latitude=float(row["lat"]), longitude=float(row["lon"])),
                    spellings=frozenset(_spellings(name, row["name"], row["city"])) - {name},
                )


def _spellings(name: str, written: str, city: str) -> Iterator[str]:
    """Without "International", without the town, and the part behind a stroke."""
    own = [name, *(part for part in PARTED.split(written)[1:] if part)]
    if city and name.startswith(f"{city} "):
        own.append(name.removeprefix(f"{city} "))
    for one in own:
        if one.endswith(ENDINGS) and (one == name or len(one.split()) >= FEWEST_WORDS):
            yield one
            yield INTERNATIONAL.sub("", one)
