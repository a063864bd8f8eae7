"""Where a publisher is at home, as far as its name and the country code of its address say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from components.model import Article, Gazetteer
from components.places.names import NameLexicon

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}$")
MAX_HOME_CANDIDATES = 6
"""A word of the publisher's name with more candidates says nothing."""


@dataclass(frozen=True, slots=True)
class Home:
    """ISO 3166-1 alpha-3 codes, and points as latitude and longitude."""

    countries: frozenset[str] = frozenset()
    points: tuple[tuple[float, float], ...] = ()


def home_of(article: Article, gazetteer: Gazetteer, names: NameLexicon) -> Home:
    countries = {names.country_codes[code] for code in _codes(article) if code in names.country_codes}
    points = []
    for name in _names(article.publisher):
        demonym = names.demonyms.get(name)
        places = gazetteer.lookup(name) if name.lower() not in names.common else ()
        if demonym is not None:
            countries.add(demonym.country)
        elif any(place.kind == "country" for place in places):
            countries.update(place.country for place in places if place.kind == "country")
        elif len(places) <= MAX_HOME_CANDIDATES:
            points += [(place.latitude, place.longitude) for place in places]
    return Home(frozenset(countries - {""}), tuple(points))


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
