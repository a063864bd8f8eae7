"""What the document says of a name beside the name itself: its other places, and where its
publisher is at home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.core.records import Place
from components.places.home import Home


@dataclass(slots=True)
class Setting:
    """What the document says beside the name itself."""

    countries: Mapping[str, float] = field(default_factory=dict)
    """Share of the document's other places in each country (ISO 3166-1 alpha-3)."""
    others: float = 0.0
    """How many other names may mean a place in some country, each by its shares, on which
    ``countries`` rests."""
    units: Mapping[str, float] = field(default_factory=dict)
    """Share of the document's other places in each admin1 unit (place id)."""
    named: frozenset[str] = frozenset()
    """Ids of the countries and admin1 units that the document names elsewhere."""
    companions: Mapping[str, float] = field(default_factory=dict)
    """How many other names may mean a place within 30 km of each candidate (by place id), from 0
    towards 1."""
    alone: Mapping[str, float] = field(default_factory=dict)
    """How many other names may mean a place near this candidate and near few others of its name,
    from 0 towards 1."""
    mates: Mapping[str, float] = field(default_factory=dict)
    """How near the names of the same sentences are, by place id, from 0 towards 1."""
    nearness: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By reach ("25 km") and place id: how near the other places of the first reading are, from 0
    towards 1."""
    one_unit: float = 0.0
    """Share of the admin1 unit that holds most of the document, and its country."""
    one_unit_country: str = ""
    spread: float = 0.0
    """From 0, where the document's places lie in one country, to 1, where they lie in four and
    more."""
    siblings: Mapping[str, float] = field(default_factory=dict)
    """Share of each place among the readings of the same name's other mentions."""
    home: Home = field(default_factory=Home)
    is_read: bool = False

    def is_alone_in(self, country: str) -> bool:
        """Whether the document's other places lie in countries, and none of them in this one."""
        return bool(country and self.countries) and not self.countries.get(country)


@dataclass(frozen=True, slots=True)
class Around:
    """Candidates of the names that a name's words put it in."""

    beside: tuple[tuple[Place, ...], ...]
    within: tuple[tuple[Place, ...], ...]
    sentence: tuple[tuple[Place, ...], ...]
    near: tuple[tuple[Place, ...], ...] = ()
    """Of the names that the words put it near."""
    listed: tuple[tuple[Place, ...], ...] = ()
    """Of the names that stand in one list with it."""
    is_local: float = 0.0
    """From 0 towards 1: how often the text names a local body or a resident by the name
    ("Alexandria police")."""

    def listed_alike(self, place: Place) -> float:
        """The share of the names listed with it that may be a country, or a unit of the same
        country, as ``place`` is itself."""
        alike = [any(_is_alike(place, other, places) for other in places) for places in self.listed]
        return sum(alike) / len(alike)


def _is_alike(place: Place, other: Place, namesakes: Sequence[Place]) -> bool:
    """A unit that a town in it gives its name says nothing: in "Lviv, Odesa and Sumy" each may be
    the town."""
    if other.kind != place.kind or other.id == place.id:
        return False
    if place.kind == "country":
        return True
    same_country = other.country == place.country
    return same_country and not any(
        one.kind == "settlement" and one.admin1_id == other.id for one in namesakes
    )
