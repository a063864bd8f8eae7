"""Where a publisher is based: by its name, its address and the institutions that it mentions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Article, Place
from components.lexicon.names import NameLexicon, Publisher

WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}$")
TERM = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
MAX_HOME_CANDIDATES = 6
"""A word of the publisher's name with more candidates does not count."""
LEAST_TITLE_LETTERS = 4
"""Shorter names occur in addresses by chance."""
COUNTRY_OF_GENERIC = "USA"
GENERIC_DOMAINS = frozenset({"com", "net", "org", "info"})
BEFORE_TITLE = ("www", "the", "my", "online", "news")


@dataclass(frozen=True, slots=True)
class Home:
    """ISO 3166-1 alpha-3 codes, ids of admin1 units, and towns of the publisher's name."""

    countries: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    towns: tuple[Place, ...] = ()
    title: str = ""
    """The publisher's name in one word, by its address or without spaces: "norfolkdailynews"."""
    namesakes: tuple[Place, ...] = ()
    """Towns with the name that is left of the title without words like "daily news": Norfolk."""
    is_generic: bool = False
    """Whether the publisher's address names no country (".com"), as American papers' do."""
    spoken: Mapping[str, float] = field(default_factory=dict)
    """By alpha-3 code, 0 to 1: how much of the text's wording is that of this country's news."""

    def is_in(self, place: Place) -> bool:
        """Whether the publisher is based in the place's country, as far as is known."""
        return place.country in (
            self.countries or ((COUNTRY_OF_GENERIC,) if self.is_generic else ())
        )

    def is_called(self, name: str) -> bool:
        """Whether the publisher has a place's name in its own: "kansascity.com"."""
        joined = fold(name).replace(" ", "")
        return len(joined) >= LEAST_TITLE_LETTERS and joined in self.title


def home_of(article: Article, gazetteer: Gazetteer, names: NameLexicon) -> Home:
    """Of an ambiguous town name only towns in the publisher's named units or countries count."""
    addresses = [
        name
        for name in (urlsplit(article.url).hostname or "", article.publisher.strip().lower())
        if ADDRESS.fullmatch(name)
    ]
    domains = [name.rsplit(".", 1)[1] for name in addresses]
    named = [
        (name, () if name.lower() in names.common else gazetteer.lookup(name))
        for name in _names(article.publisher)
    ]
    held = [place for _, places in named for place in places]
    countries = {names.country_codes.get(domain, "") for domain in domains} - {""}
    countries.update(names.demonyms[name].country for name, _ in named if name in names.demonyms)
    countries.update(place.country for place in held if place.kind == "country")
    # Not in a country that is named, too, nor with a capital's name: "Washington" is the city.
    units = {
        place.id
        for name, places in named
        for place in places
        if place.kind == "admin1" and place.country not in countries and name not in names.capitals
    }
    towns = [
        place
        for _, places in named
        for place in places
        if place.kind == "settlement"
        and (
            place.admin1_id in units
            or place.country in countries
            or (not (units or countries) and len(places) <= MAX_HOME_CANDIDATES)
        )
    ]
    if paper := _paper(article, addresses, names):
        own_units, own_town = _home_of_paper(paper, gazetteer)
        countries.add(paper.country)
        units |= own_units
        towns = [*own_town, *towns]
    # Longest label of the host, "norfolkdailynews"; else the publisher's name without spaces.
    labels = [part for part in (addresses or [""])[0].split(".")[:-1] if part != "www"]
    title = max(labels, key=len, default="").replace("-", "")
    if not addresses:
        title = fold(article.publisher).replace(" ", "")
    return Home(
        countries=frozenset(countries - {""}),
        units=frozenset(units),
        towns=tuple(towns),
        title=title,
        namesakes=tuple(
            place
            for place in _namesakes(title, gazetteer, names)
            if not countries or place.country in countries
        ),
        is_generic=not GENERIC_DOMAINS.isdisjoint(domains),
        spoken=_spoken(article.text, names),
    )


def _paper(article: Article, addresses: Sequence[str], names: NameLexicon) -> Publisher | None:
    """Its row of publishers.csv: by the host or a domain of it, else by the name."""
    hosts = [
        part for host in addresses for part in (host.removeprefix("www."), host.partition(".")[2])
    ]
    asked = (*hosts, fold(article.publisher).removeprefix("the "))
    return next((names.publishers[one] for one in asked if one in names.publishers), None)


def _home_of_paper(paper: Publisher, gazetteer: Gazetteer) -> tuple[set[str], list[Place]]:
    """Ids of its unit, and its town."""
    units = {
        one.id
        for one in gazetteer.lookup(paper.unit)
        if one.kind == "admin1" and one.country == paper.country
    }
    towns = [
        one
        for one in gazetteer.lookup(paper.town)
        if one.kind == "settlement"
        and one.country == paper.country
        and (not units or one.admin1_id in units)
    ]
    return units, towns[:1]


def _spoken(text: str, names: NameLexicon) -> dict[str, float]:
    """By country: its share of such words, less where there are few of them."""
    words = [match.group() for match in TERM.finditer(text.lower().replace("’", "'"))]
    terms = [*words, *(" ".join(pair) for pair in pairwise(words))]
    found = Counter(names.country_words[term] for term in terms if term in names.country_words)
    return {
        country: count / found.total() * (1 - math.exp(-count / 2))
        for country, count in found.items()
    }


def _namesakes(title: str, gazetteer: Gazetteer, names: NameLexicon) -> tuple[Place, ...]:
    """Settlements with the name that is left of a title without "the" and "daily news"."""
    for word in BEFORE_TITLE:
        title = title.removeprefix(word)
    endings = [word for word, groups in names.groups.items() if "newspaper" in groups]
    while ending := next((word for word in endings if title.endswith(word) and title != word), ""):
        title = title.removesuffix(ending)
    if len(title) < LEAST_TITLE_LETTERS:
        return ()
    return tuple(place for place in gazetteer.lookup(title) if place.kind == "settlement")


def _names(publisher: str) -> Iterator[str]:
    """Capitalised words of the name, alone and in pairs."""
    words = [match.group() for match in WORD.finditer(publisher)]
    for number, word in enumerate(words):
        if word[0].isupper():
            yield word
            if number + 1 < len(words) and words[number + 1][0].isupper():
                yield f"{word} {words[number + 1]}"
