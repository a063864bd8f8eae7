"""Names and numbers of countries, by their ISO 3166-1 alpha-3 code, and the words for where a place lies."""

from __future__ import annotations

from functools import cache

from babel import Locale
from iso3166 import countries_by_alpha3

from components.model import Place


@cache
def country_name(alpha3: str) -> str:
    """In English, as CLDR has it; the code itself where it has none."""
    country = countries_by_alpha3.get(alpha3)
    return str(Locale("en").territories.get(country.alpha2, country.name)) if country else alpha3


def iso_number(alpha3: str) -> int | None:
    """ISO 3166-1 numeric."""
    country = countries_by_alpha3.get(alpha3)
    return int(country.numeric) if country else None


def place_in_words(place: Place) -> str:
    """"Kupyansk, Kharkiv, Ukraine (settlement)"."""
    return f"{name_and_unit(place)} ({place.kind})"


def name_and_unit(place: Place) -> str:
    """"Kupyansk, Kharkiv, Ukraine"; of a country its name alone."""
    country = country_name(place.country) if place.kind != "country" else ""
    return ", ".join(part for part in dict.fromkeys((place.name, place.admin1, country)) if part)
