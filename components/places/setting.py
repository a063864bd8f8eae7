"""The document around a name: its other places, its publisher's home, its local bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from components.core.records import Place
from components.places.geometry import is_near
from components.places.home import COUNTRY_OF_GENERIC, Home


@dataclass(slots=True)
class DocumentContext:
    """What the document says beside the name itself."""

    countries: Mapping[str, float] = field(default_factory=dict)
    """Share of the document's other places in each country (ISO 3166-1 alpha-3)."""
    others: float = 0.0
    """How many other names, by their shares, ``countries`` rests on."""
    units: Mapping[str, float] = field(default_factory=dict)
    """Share of the document's other places in each admin1 unit (place id)."""
    named: frozenset[str] = frozenset()
    """Ids of the countries and admin1 units that the document names elsewhere."""
    companions: Mapping[str, float] = field(default_factory=dict)
    """By place id, 0 to 1: how many names may mean a place within 30 km."""
    alone: Mapping[str, float] = field(default_factory=dict)
    """By place id, 0 to 1: how many names may mean a place near it and near few namesakes."""
    mates: Mapping[str, float] = field(default_factory=dict)
    """How near the names of the same sentences are, by place id, from 0 towards 1."""
    nearness: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By reach ("25 km") and place id, 0 to 1: how near the first reading's places are."""
    one_unit: float = 0.0
    """Share of the admin1 unit that holds most of the document, and its country."""
    one_unit_country: str = ""
    spread: float = 0.0
    """0 where the document's places lie in one country, 1 where in four or more."""
    siblings: Mapping[str, float] = field(default_factory=dict)
    """Share of each place among the readings of the same name's other mentions."""
    home: Home = field(default_factory=Home)
    is_read: bool = False

    def is_alone_in(self, country: str) -> bool:
        """Whether the document's other places lie in countries, and none of them in this one."""
        return bool(country and self.countries) and not self.countries.get(country)


@dataclass(frozen=True, slots=True)
class NearbyNames:
    """Candidates of the names that a name's words put it in."""

    beside: tuple[tuple[Place, ...], ...]
    within: tuple[tuple[Place, ...], ...]
    sentence: tuple[tuple[Place, ...], ...]
    near: tuple[tuple[Place, ...], ...] = ()
    """Of the names that the words put it near."""
    listed: tuple[tuple[Place, ...], ...] = ()
    """Of the names that stand in one list with it."""
    is_local: float = 0.0
    """0 to 1: how often a local body goes by the name ("Alexandria police")."""

    def listed_alike(self, place: Place) -> float:
        """Share of the listed names that may be a country, or unit of the same country, too."""
        alike = [any(_is_alike(place, other, places) for other in places) for places in self.listed]
        return sum(alike) / len(alike)


def _is_alike(place: Place, other: Place, namesakes: Sequence[Place]) -> bool:
    """In "Lviv, Odesa and Sumy" each may be the town: such a unit says nothing."""
    if other.kind != place.kind or other.id == place.id:
        return False
    if place.kind == "country":
        return True
    same_country = other.country == place.country
    return same_country and not any(
        one.kind == "settlement" and one.admin1_id == other.id for one in namesakes
    )


HOME_KM = 150.0
NAMESAKE_KM = 40.0


def local_evidence(
    place: Place, is_local: float, setting: DocumentContext
) -> Iterator[tuple[str, float]]:
    """ "Alexandria police" says: a town, rather where the text is at home than a famous one."""
    if place.kind != "settlement" or not is_local:
        return
    yield "local bodies go by the name", is_local
    if setting.home.is_in(place):
        yield "local bodies go by the name, and it is in the publisher's country", is_local
    if setting.is_read and setting.is_alone_in(place.country):
        yield "local bodies go by the name, and no other place of its country", is_local


def home_evidence(place: Place, home: Home) -> Iterator[tuple[str, float]]:
    """What the publisher, and what its text speaks of, say of where it is at home."""
    if any(place.id == town.id for town in home.towns):
        yield "the publisher has its name", 1.0
    if any(is_near(place, town, HOME_KM) for town in home.towns):
        yield "near the publisher's home", 1.0
    if place.country in home.countries:
        yield "in the publisher's country", 1.0
    if place.admin1_id in home.units:
        yield "in the publisher's unit", 1.0
    is_assumed = home.is_generic and place.country == COUNTRY_OF_GENERIC
    if is_assumed:
        yield "an address without a country", 1.0
    if place.kind == "settlement" and home.is_called(place.name):
        yield "the publisher is called like it", 1.0
        if is_assumed:
            yield "the publisher is called like it, at an address without a country", 1.0
    elif any(is_near(place, town, NAMESAKE_KM) for town in home.namesakes):
        yield "near a town that the publisher is called like", 1.0
    yield "its country's words are in the text", home.spoken.get(place.country, 0.0)
