"""The name of a place in English, Ukrainian or Russian; the gazetteer's names have no language.

Countries and cities of time zones have theirs from CLDR; the English name is the gazetteer's main
name. A Cyrillic name is taken for a language by its letters and spelling, if its romanisation is a
Latin name of the place, or, in countries of that language, is similar to one. Of several the most
similar one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import Literal

from babel import Locale
from babel.core import get_global

from components.core.fold import fold
from components.core.records import Place
from components.places.romanise import latin, latin_from_russian

Language = Literal["en", "uk", "ru"]
ALPHABETS = {
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя '’ʼ-"),
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -"),
}
SPEAKS_AGAINST = {
    "uk": re.compile(r"(?<![ьй])ск\b|[гкх]ь|ьт\b"),
    "ru": re.compile(r"[сцз]ьк|(?<!л)ьск|ьт\b|ъ\b|[вн]е\b|ив\b"),
}
"""Spellings of another language: Ukrainian -ськ, -ове, -ів for Russian -ск, -ово, -ов."""
UKRAINIAN = str.maketrans("іїєґ", "ииег")
"""Letters of Ukrainian to those of their Russian transcription."""
AT_HOME = {"uk": frozenset({"UKR"}), "ru": frozenset({"RUS", "UKR", "BLR", "KAZ", "KGZ"})}
NEAR, KIN = 0.8, 0.7
"""difflib ratios from which a romanised name is the same name, and a Russian name the same as the
Ukrainian one."""


def name_in(language: Language, place: Place, names: Iterable[str], *, spelled: str = "") -> str:
    """The name in a language, empty where none is found; ``spelled``: as the article has it."""
    codes = get_global("territory_aliases").get(place.country, [])
    if place.kind == "country":
        return str(Locale(language).territories.get(codes[0], "")) if codes else ""
    if language == "en":
        return place.name
    if place.kind == "settlement":
        zone = next((zone for code in codes if (zone := _zones().get((code, place.name)))), "")
        if city := Locale(language).time_zones.get(zone, {}).get("city", ""):
            return str(city)
    known = tuple(dict.fromkeys(names))
    return (
        _ukrainian(place, known, spelled) if language == "uk" else _russian(place, known, spelled)
    )


@cache
def _zones() -> Mapping[tuple[str, str], str]:
    """Time zones by country (two letters) and the English name of the city that they are named
    after."""
    english = Locale("en").time_zones
    cities = {
        zone: english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        for zone in get_global("zone_territories")
    }
    return {(code, cities[zone]): zone for zone, code in get_global("zone_territories").items()}


def _ukrainian(place: Place, names: Sequence[str], spelled: str) -> str:
    found = {
        name: _likeness(latin(name), (place.name, spelled))
        for name in _possible("uk", place, names, spelled=spelled)
    }
    return max(
        found,
        key=lambda name: (found[name], fold(latin(name)) == fold(place.name), len(name)),
        default="",
    )


def _russian(place: Place, names: Sequence[str], spelled: str) -> str:
    """The most similar to the Ukrainian name; names with a romanisation of their own go first."""
    ukrainian = _ukrainian(place, names, spelled)
    possible = _possible("ru", place, names, spelled=spelled)
    if not ukrainian:
        return max(
            possible,
            key=lambda name: _likeness(latin_from_russian(name), (place.name, spelled)),
            default="",
        )
    # Without soft signs.
    copied = ukrainian.casefold().translate(UKRAINIAN).replace("ь", "")
    kin = {
        name: SequenceMatcher(None, name.casefold().replace("ь", ""), copied).ratio()
        for name in possible
    }
    kin = {name: likeness for name, likeness in kin.items() if likeness >= KIN}
    known = _latin_of(names) - {_signless(latin(ukrainian))}
    own = [name for name in kin if _signless(latin_from_russian(name)) in known]
    return max(own or kin, key=lambda name: (kin[name], len(name)), default="")


def _possible(language: Language, place: Place, names: Sequence[str], *, spelled: str) -> list[str]:
    """Names with a known romanisation, or, in countries of the language, one like the place's."""
    romanise = latin if language == "uk" else latin_from_russian
    own = {
        name: romanise(name)
        for name in names
        if ALPHABETS[language].issuperset(name.casefold())
        and not SPEAKS_AGAINST[language].search(name.casefold())
    }
    known, at_home = _latin_of(names), place.country in AT_HOME[language]
    most_words = max(len(fold(name).split()) for name in (place.name, spelled))
    return [
        name
        for name, romanised in own.items()
        if len(fold(name).split()) <= most_words
        and (
            _signless(romanised) in known
            or (at_home and _likeness(romanised, (place.name, spelled)) >= NEAR)
        )
    ]


def _latin_of(names: Iterable[str]) -> set[str]:
    return {_signless(name) for name in names if not any("Ѐ" <= letter <= "ӿ" for letter in name)}


def _signless(name: str) -> str:
    """Small letters and one kind of apostrophe (soft sign): "Khar’kov" is "khar'kov"."""
    return re.sub("[’ʼ`´ʹ]", "'", name.casefold())


def _likeness(romanised: str, latin_names: Sequence[str]) -> float:
    return max(
        SequenceMatcher(None, _skeleton(romanised), _skeleton(other)).ratio()
        for other in latin_names
    )


def _skeleton(name: str) -> str:
    """Without the differences of romanisations: "Balakliia" and "Balakliya" are "balaklia"."""
    letters = fold(name).replace("y", "i").replace("j", "i")
    return "".join(letter for letter, _ in groupby(letters))
