"""Where a publisher is at home, as far as its name and the country code of its address say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from components.model import Article, Place
from components.places.names import NameLexicon
from components.protocols import Gazetteer

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}$")
MAX_HOME_CANDIDATES = 6
"""A word of the publisher's name with more candidates says nothing."""


@dataclass(frozen=True, slots=True)
class Home:
    """ISO 3166-1 alpha-3 codes, ids of admin1 units, and towns of the publisher's name."""

    countries: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    towns: tuple[Place, ...] = ()


def home_of(article: Article, gazetteer: Gazetteer, names: NameLexicon) -> Home:
    """A town's name that many towns have counts only where the publisher names its unit or country too."""
    named = [(name, _places(name, gazetteer, names)) for name in _names(article.publisher)]
    held = [place for _, places in named for place in places]
    countries = {names.country_codes[code] for code in _codes(article) if code in names.country_codes}
    countries.update(names.demonyms[name].country for name, _ in named if name in names.demonyms)
    countries.update(place.country for place in held if place.kind == "country")
    units = frozenset(place.id for name, places in named for place in places if _is_home_unit(name, place, countries, names))
    narrowed = units or countries
    towns = [
        place
        for _, places in named
        for place in places
        if place.kind == "settlement"
        and (place.admin1_id in units or place.country in countries or (not narrowed and len(places) <= MAX_HOME_CANDIDATES))
    ]
    return Home(frozenset(countries - {""}), units, tuple(towns))


def _is_home_unit(name: str, place: Place, countries: set[str], names: NameLexicon) -> bool:
    """Not of a country that is named too, and not by a capital's name: "Washington" is the city."""
    return place.kind == "admin1" and place.country not in countries and name not in names.capitals


def _places(name: str, gazetteer: Gazetteer, names: NameLexicon) -> tuple[Place, ...]:
    return () if name.lower() in names.common else gazetteer.lookup(name)


def _codes(article: Article) -> Iterator[str]:
    """Country codes at the end of the address and of a publisher that is one: "thenews.com.pk"."""
    host = urlsplit(article.url).hostname or ""
    for name in (host, article.publisher.strip().lower()):
        if ADDRESS.fullmatch(name):
            yield name.rsplit(".", 1)[1]


def _names(publisher: str) -> Iterator[str]:
    """Capitalised words of the name, alone and in pairs."""
    words = [match.group() for match in WORD.finditer(publisher)]
    for number, word in enumerate(words):
        if word[0].isupper():
            yield word
            if number + 1 < len(words) and words[number + 1][0].isupper():
                yield f"{word} {words[number + 1]}"
