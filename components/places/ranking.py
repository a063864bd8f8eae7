"""Which of several places of one name is meant when nothing else is known, and which of a place's
names to show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from components.core.fold import fold
from components.core.records import Place

_WEIGHT_OF_A_PERSON: Final = {"settlement": 10.0, "admin1": 1.0, "admin2": 0.5}
"""A name that a city shares with its province, ten times as populous, means the city."""

_WEIGHT_OF_A_COUNTRY: Final = 1e12
_WEIGHT_OF_A_LANDSCAPE: Final = 1e6
"""Regions, waters, islands and facilities have no people to go by: they rank like a town of
100,000."""

_ALTERNATE: Final = 0.1
"""An alternate name counts a tenth: "Africa" is a village's alternate too."""

_SCRIPTS: Final = {
    "CYRILLIC": "uk ru be bg mk sr kk ky mn tg",
    "ARABIC": "ar fa ur ps ku ug",
    "HEBREW": "he yi",
    "GREEK": "el",
    "CJK": "zh ja",
    "HANGUL": "ko",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "DEVANAGARI": "hi ne mr",
    "BENGALI": "bn",
    "THAI": "th",
    "ETHIOPIC": "am ti",
}
_SCRIPT_OF: Final = {
    language: script for script, languages in _SCRIPTS.items() for language in languages.split()
}


def most_likely_first(places: Iterable[Place], name: str) -> list[Place]:
    """By people, a country before all else; a place of that very name before one that has it for an
    alternate."""
    asked = fold(name)
    return sorted(places, key=lambda place: (-_weight(place, asked), place.id))


def _weight(place: Place, asked: str) -> float:
    if place.kind == "country":
        return _WEIGHT_OF_A_COUNTRY + place.population
    own = fold(place.name)
    share = 1.0 if own == asked or own.startswith(f"{asked} ") else _ALTERNATE
    per_person = _WEIGHT_OF_A_PERSON.get(place.kind)
    return share * (_WEIGHT_OF_A_LANDSCAPE if per_person is None else per_person * place.population)


def in_script_of(language: str | bool, names: tuple[str, ...]) -> str:
    """The first name in the script of a language ("uk", "ru-RU"), else the main one: names carry no
    language of their own."""
    script = _SCRIPT_OF.get(str(language).split("-")[0].split(",")[0].lower())
    return next((name for name in names if script and _script(name) == script), names[0])


def _script(name: str) -> str:
    letter = next((letter for letter in name if letter.isalpha()), " ")
    return unicodedata.name(letter, "").split(" ")[0]
