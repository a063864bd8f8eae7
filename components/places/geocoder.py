"""geopy geocoding with the shipped gazetteer; Nominatim is used only if a person turns it on."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import asdict
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from geopy.adapters import BaseSyncAdapter, URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from components.core import settings
from components.core.fold import fold
from components.core.records import Place
from components.lexicon.names import load_names
from components.places.adding import state_of_added
from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from components.places.queries import places_named

USER_AGENT: Final = "dateline"
NOMINATIM_SECONDS: Final = 1.0
"""Nominatim's policy: at most one request a second."""

STRUCTURED: Final = ("city", "county", "state", "country")
"""The keys of a structured query that count, the narrowest first."""

DEFAULT_LIMIT: Final = 10


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """Needs no server: ``OfflineGeocoder().geocode("Springfield, Illinois")``."""

    def __init__(
        self, gazetteer: SqliteGazetteer | None = None, *, online: Geocoder | None = None
    ) -> None:
        """The shipped gazetteer where none is given; ``online`` is used for names that it lacks."""
        super().__init__(adapter_factory=URLLibAdapter)
        self._gazetteer, self._names = gazetteer or open_gazetteer(), load_names()
        self._online = online

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: str | bool = False,
        country_codes: str | Iterable[str] | None = None,
    ) -> Location | list[Location] | None:
        """The likeliest place, or with ``exactly_one=False`` all of them, likeliest first.

        What it lies in follows a comma: "Paris, TX". ``country_codes`` are ISO 3166-1, two or three
        letters; ``language`` picks a name in its script for the address. Raises
        GeocoderQueryError for a query without a name, ValueError for a limit below 1."""
        if limit is not None and limit < 1:
            raise ValueError("Limit cannot be less than 1")
        found = self._held_in(self._candidates(_parts(query)), country_codes)
        if not found and self._online:
            return self._online.geocode(
                query,
                exactly_one=exactly_one,
                timeout=timeout,
                limit=limit,
                language=language,
                country_codes=country_codes,
            )
        return self._answer(
            [self._location(place, language) for place in found[: limit or DEFAULT_LIMIT]],
            exactly_one,
        )

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int = DEFAULT_LIMIT,
        language: str | bool = False,
    ) -> Location | list[Location] | None:
        """The settlement nearest to (latitude, longitude), or several. Raises ValueError."""
        point = Point(query)
        found = self._gazetteer.nearest(
            point.latitude, point.longitude, limit=1 if exactly_one else limit
        )
        return self._answer([self._location(place, language) for place in found], exactly_one)

    def _candidates(self, parts: list[str]) -> list[Place]:
        """Places of the whole name ("Washington, D.C."), else of its first part in the others."""
        whole = self._named(", ".join(parts))
        if whole or len(parts) == 1:
            return most_likely_first(whole, parts[0])
        allowed = [self._holders(part) for part in parts[1:]]
        inside = [
            p
            for p in self._named(parts[0])
            if all({p.country, p.admin1_id} & holders for holders in allowed)
        ]
        return most_likely_first(inside, parts[0])

    def _named(self, name: str) -> tuple[Place, ...]:
        return places_named(name, self._gazetteer, self._names)[0]

    def _holders(self, name: str) -> set[str]:
        """Alpha-3 codes and unit ids that a name after a comma may mean."""
        found = [*self._named(name), *self._gazetteer.by_code(name)]
        if name.isupper() and (country := self._gazetteer.country(name)):
            found.append(country)
        units = {place.admin1_id for place in found if place.kind in ("admin1", "admin2")} - {""}
        return units | {place.country for place in found if place.kind == "country"}

    def _held_in(
        self, places: list[Place], country_codes: str | Iterable[str] | None
    ) -> list[Place]:
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        if not codes:
            return places
        words = " ".join(codes).replace(",", " ").split()
        countries = (self._gazetteer.country(code.upper()) for code in words)
        allowed = {country.country for country in countries if country}
        return [place for place in places if place.country in allowed]

    def _location(self, place: Place, language: str | bool) -> Location:
        country = self._gazetteer.country(place.country)
        unit = self._gazetteer.place(place.admin1_id) if place.admin1_id else None
        parts = [part for part in (place, unit, country) if part]
        names = [
            in_script_of(language, self._gazetteer.names(part.id)) if language else part.name
            for part in parts
        ]
        return Location(
            ", ".join(dict.fromkeys(names)), (place.latitude, place.longitude), asdict(place)
        )

    def _answer(self, found: list[Location], exactly_one: bool) -> Location | list[Location] | None:
        if not found:
            return None
        return found[0] if exactly_one else found


def geocode(
    query: str | Mapping[str, str],
    **options: Any,  # noqa: ANN401 - those of the method
) -> Location | list[Location] | None:
    """As ``OfflineGeocoder.geocode``: ``geocode("Kupiansk", country_codes="UA")``."""
    return _geocoder(state_of_added(settings.home_path())).geocode(query, **options)


@lru_cache(maxsize=1)
def _geocoder(added: object) -> OfflineGeocoder:
    return OfflineGeocoder()


def _parts(query: str | Mapping[str, str]) -> list[str]:
    given = (
        [query.get(key, "") for key in STRUCTURED]
        if isinstance(query, Mapping)
        else str(query).split(",")
    )
    parts = [part.strip() for part in given if fold(part)]
    if not parts:
        raise GeocoderQueryError(
            f"{query!r} names no place. Give a name, such as 'Izyum' or 'Springfield, Illinois'."
        )
    return parts


def nominatim(
    home: Path, *, adapter_factory: Callable[..., BaseSyncAdapter] = URLLibAdapter, **options: str
) -> Nominatim:
    """OpenStreetMap's geocoder, one request a second, with a cache in ``home``.

    Sends names to a server; ``options`` are Nominatim's (``domain`` for your own server)."""
    factory = partial(CachingAdapter, cache=home / "nominatim.sqlite", inner=adapter_factory)
    return Nominatim(user_agent=USER_AGENT, adapter_factory=factory, **options)


class CachingAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """Answers from a file on disk; asks another adapter, slowly, for what is not in it."""

    def __init__(
        self,
        *,
        proxies: object,
        ssl_context: object,
        cache: Path,
        inner: Callable[..., BaseSyncAdapter],
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._cache = cache
        self._ask = RateLimiter(
            inner(proxies=proxies, ssl_context=ssl_context).get_text,
            min_delay_seconds=NOMINATIM_SECONDS, max_retries=0, swallow_exceptions=False,
        )  # fmt: skip
        with closing(sqlite3.connect(cache)) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answer (url TEXT PRIMARY KEY, text TEXT NOT NULL)"
            )

    def get_json(self, url: str, *, timeout: object, headers: object) -> object:
        """Raises GeocoderParseError for an answer that is not JSON, which is not kept."""
        with closing(sqlite3.connect(self._cache)) as connection, connection:
            held = connection.execute("SELECT text FROM answer WHERE url = ?", (url,)).fetchone()
            text = str(held[0]) if held else self.get_text(url, timeout=timeout, headers=headers)
            try:
                answer: object = json.loads(text)
            except (ValueError, RecursionError) as error:
                raise GeocoderParseError(
                    f"the server's answer is no JSON: {text[:80]!r}"
                ) from error
            connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (url, text))
        return answer

    def get_text(self, url: str, *, timeout: object, headers: object) -> str:
        return str(self._ask(url, timeout=timeout, headers=headers))


_WEIGHT_OF_A_PERSON: Final = {"settlement": 10.0, "admin1": 1.0, "admin2": 0.5}
"""A name that a city shares with its province, ten times as populous, means the city."""

_WEIGHT_OF_A_COUNTRY: Final = 1e12
_WEIGHT_OF_A_LANDSCAPE: Final = 1e6
"""Regions, waters, islands and facilities rank like a town of 100,000 people."""

_ALTERNATE: Final = 0.1
"""Weight of an alternate name: "Africa" is the alternate name of a village, too."""

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
    """By population, countries first; main names before alternate ones."""
    asked = fold(name)

    def weight(place: Place) -> float:
        if place.kind == "country":
            return _WEIGHT_OF_A_COUNTRY + place.population
        own = fold(place.name)
        share = 1.0 if own == asked or own.startswith(f"{asked} ") else _ALTERNATE
        if place.kind in _WEIGHT_OF_A_PERSON:
            return share * _WEIGHT_OF_A_PERSON[place.kind] * place.population
        return share * _WEIGHT_OF_A_LANDSCAPE

    return sorted(places, key=lambda place: (-weight(place), place.id))


def in_script_of(language: str | bool, names: tuple[str, ...]) -> str:
    """The first name in the script of a language ("uk", "ru-RU"), else the main name."""
    script = _SCRIPT_OF.get(str(language).split("-")[0].split(",")[0].lower())
    for name in names if script else ():
        letter = next((letter for letter in name if letter.isalpha()), " ")
        if unicodedata.name(letter, "").split(" ")[0] == script:
            return name
    return names[0]
