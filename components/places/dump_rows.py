"""Lines of a dump as rows of places, and as names by the number of their place."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from components.core import settings
from components.core.data_files import checked
from components.core.protocols import Gazetteer
from components.places.romanise import COUNTRIES as ROMANISED_COUNTRIES
from components.places.romanise import alternates, is_name, romanised
from components.places.store import LIST, SCALE, NameRow, Row

NO_NAMES: Final = frozenset("link wkdt post iata icao faac unlc tcid phon".split())
"""What stands in the column of languages for addresses, numbers and codes."""
ABBREVIATION: Final = "abbr"
UKRAINIAN: Final = "uk"
YES: Final = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoNamesCodes:
    """GeoNames' codes: kinds by "P.PPL", alpha-3 by alpha-2, unit numbers by "UA.07"."""

    kinds: Mapping[str, str]
    countries: Mapping[str, str]
    units: Mapping[str, int]


def coding_of(gazetteer: Gazetteer, *, historical: bool) -> GeoNamesCodes:
    """The codes, with the alpha-3 codes of the built-in gazetteer's countries."""
    alpha2 = map("".join, product(ascii_uppercase, repeat=2))
    countries = {
        code: country.country for code in alpha2 if (country := gazetteer.country(code)) is not None
    }
    return load_coding(countries, historical=historical)


def load_coding(countries: Mapping[str, str], *, historical: bool) -> GeoNamesCodes:
    """The rows of data/gazetteer; with the codes of what is no more where ``historical``."""
    kinds = {
        f"{row['class']}.{row['code']}": row["kind"]
        for row in _table(settings.GAZETTEER / "feature_codes.csv")
        if historical or row["historical"] != YES
    }
    units = {
        row["code"]: int(row["key"]) for row in _table(settings.GAZETTEER / "admin1_codes.csv")
    }
    return GeoNamesCodes(kinds=kinds, countries=countries, units=units)


def _table(path: Path) -> list[dict[str, str]]:
    with checked(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place_row(cells: list[str], coding: GeoNamesCodes) -> Row | None:
    """The row of 19 cells; None for a kind that is not kept. Raises ValueError for bad numbers."""
    kind = coding.kinds.get(f"{cells[6]}.{cells[7]}")
    name = cells[1].strip()
    if kind is None or not is_name(name, name) or LIST in name:
        return None
    alpha2 = cells[8]
    latitude, longitude = float(cells[4]), float(cells[5])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"latitude {latitude}, longitude {longitude} is not a position")
    unit = int(cells[0]) if kind == "admin1" else coding.units.get(f"{alpha2}.{cells[10]}", 0)
    spelled = alternates(name, (cells[2], *(cells[3].split(",") if cells[3] else ())))
    if alpha2 in ROMANISED_COUNTRIES:
        spelled = tuple(sorted({*spelled, *romanised((name, *spelled))} - {name}))
    return (
        str(int(cells[0])), "", name, kind, str(round(latitude * SCALE)), str(round(longitude * SCALE)),
        coding.countries.get(alpha2, ""), str(unit), str(int(cells[14] or 0)), LIST.join(spelled), "", "",
    )  # fmt: skip


def name_rows(cells: list[str]) -> tuple[NameRow, ...]:
    """Names of a line of alternate names, by place number. Raises ValueError for bad numbers."""
    number, language, name = int(cells[1]), cells[2], cells[3].strip()
    if language in NO_NAMES:
        return ()
    if language == ABBREVIATION:
        return ((number, name, 1),) if name.isupper() and LIST not in name else ()
    if not is_name(name):
        return ()
    latin = romanised((name,)) if language == UKRAINIAN else ()
    return ((number, name, 0), *((number, one, 0) for one in latin))
