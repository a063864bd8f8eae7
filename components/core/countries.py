"""Names and numbers of countries by ISO 3166-1 alpha-3, and words for where a place lies."""

from __future__ import annotations

from functools import cache

from babel import Locale
from iso3166 import countries_by_alpha3

from components.core.records import Place


@cache
def country_name(alpha3: str) -> str:
    """In English, as CLDR has it; the code itself where it has none."""
    country = countries_by_alpha3.get(alpha3)
    return str(Locale("en").territories.get(country.alpha2, country.name)) if country else alpha3


def alpha2_of(alpha3: str) -> str:
    """ISO 3166-1 alpha-2; empty for no country."""
    country = countries_by_alpha3.get(alpha3)
    return str(country.alpha2) if country else ""


def alpha2_said(words: str) -> str:
    """ISO 3166-1 alpha-2 of a country by its English name or one of its codes; else empty."""
    said = words.casefold()
    return next(
        (
            str(one.alpha2)
            for one in countries_by_alpha3.values()
            if said in map(str.casefold, (one.alpha2, one.alpha3, country_name(one.alpha3)))
        ),
        "",
    )


def iso_number(alpha3: str) -> int | None:
    """ISO 3166-1 numeric."""
    country = countries_by_alpha3.get(alpha3)
    return int(country.numeric) if country else None


def place_in_words(place: Place) -> str:
    """ "Kupyansk, Kharkiv, Ukraine (settlement)"."""
    return f"{name_and_unit(place)} ({place.kind})"


def name_and_unit(place: Place) -> str:
    """ "Kupyansk, Kharkiv, Ukraine"; of a country its name alone."""
    return ", ".join(dict.fromkeys((place.name, *lies_in(place.kind, place.admin1, place.country))))


def lies_in(kind: str, admin1: str, alpha3: str) -> tuple[str, ...]:
    """First-level unit and country of a place, where known: ("Kharkiv Oblast", "Ukraine")."""
    unit = admin1 if kind not in {"admin1", "country"} else ""
    country = country_name(alpha3) if kind != "country" else ""
    return tuple(part for part in dict.fromkeys((unit, country)) if part)
