"""What the rest of a document says about a name: its other places and their first reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from components.core.records import Place
from components.places.geometry import Nearness, is_near
from components.places.home import COUNTRY_OF_GENERIC, Home
from components.places.queries import Query


@dataclass(slots=True)
class DocumentContext:
    countries: Mapping[str, float] = field(default_factory=dict)
    """Share of the document's other places in each country (ISO 3166-1 alpha-3)."""
    others: float = 0.0
    """How many other names ``countries`` is based on, by their shares."""
    units: Mapping[str, float] = field(default_factory=dict)
    """Share of the document's other places in each admin1 unit (place id)."""
    named: frozenset[str] = frozenset()
    """Ids of the countries and admin1 units that the document names elsewhere."""
    companions: Mapping[str, float] = field(default_factory=dict)
    """By place id, 0 to 1: how many names may mean a place within 30 km."""
    alone: Mapping[str, float] = field(default_factory=dict)
    """By place id, 0 to 1: how many names may mean a place near it and near few namesakes."""
    mates: Mapping[str, float] = field(default_factory=dict)
    """By place id, 0 to 1: how near the places of the same sentences are."""
    nearness: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By reach ("25 km") and place id, 0 to 1: how near the places of the first reading are."""
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
        """Whether the document has other places with a country, and none in this one."""
        return bool(country and self.countries) and not self.countries.get(country)


@dataclass(frozen=True, slots=True)
class NearbyNames:
    """Candidates of the names that a name is related to by the words: "Paris, Texas"."""

    beside: tuple[tuple[Place, ...], ...] = ()
    within: tuple[tuple[Place, ...], ...] = ()
    sentence: tuple[tuple[Place, ...], ...] = ()
    near: tuple[tuple[Place, ...], ...] = ()
    """Of the names that the words say it is near."""
    listed: tuple[tuple[Place, ...], ...] = ()
    """Of the names in one list with it."""
    is_local: float = 0.0
    """0 to 1: how often a local body has the name ("Alexandria police")."""

    def listed_alike(self, place: Place) -> float:
        """Share of the listed names that may also be a country, or a unit of the same country."""
        alike = [any(_is_alike(place, other, places) for other in places) for places in self.listed]
        return sum(alike) / len(alike)


def _is_alike(place: Place, other: Place, namesakes: Sequence[Place]) -> bool:
    """A unit does not count where the name may be its town: "Lviv, Odesa and Sumy"."""
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
    place: Place, is_local: float, context: DocumentContext
) -> Iterator[tuple[str, float]]:
    """ "Alexandria police" means a town, and rather one near the publisher than a famous one."""
    if place.kind != "settlement" or not is_local:
        return
    yield "local bodies go by the name", is_local
    if context.home.is_in(place):
        yield "local bodies go by the name, and it is in the publisher's country", is_local
    if context.is_read and context.is_alone_in(place.country):
        yield "local bodies go by the name, and no other place of its country", is_local


def home_evidence(place: Place, home: Home) -> Iterator[tuple[str, float]]:
    """Evidence from where the publisher is based, and from words that only one country uses."""
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


COUNTED_SHARE = 0.04
FEWEST_LISTED = 2
"""With so many other names it is a list, whose commas do not mean "lies in"."""
LIKELY = 0.15
"""Share from which the second reading counts a candidate."""


@dataclass(slots=True)
class WeighedQuery:
    """A query with candidates, shares and evidence; the last share is that of "none of these"."""

    query: Query
    places: tuple[Place, ...]
    shares: list[float]
    evidence: list[dict[str, float]]


def surroundings(asked: Sequence[Query]) -> list[NearbyNames]:
    """For each query, the candidates of the names around it."""
    by_name: dict[str, list[Query]] = defaultdict(list)
    by_sentence: dict[int, list[Query]] = defaultdict(list)
    for query in asked:
        by_name[query.folded].append(query)
        for sentence in query.sentences:
            by_sentence[sentence].append(query)

    def places_of(names: Iterable[str]) -> tuple[tuple[Place, ...], ...]:
        return tuple(
            tuple(place for query in by_name[name] for place in query.places) for name in names
        )

    def is_in_list_of_units(query: Query) -> bool:
        """Whether it is in a list of units of one country: "Ohio, Oregon and Texas"."""
        units = [place for place in query.places if place.kind in ("country", "admin1")]
        if not units or not query.listed:
            return False
        beyond = {name for near in query.listed for other in by_name[near] for name in other.listed}
        names = sorted((query.listed | beyond) - {query.folded})
        held = NearbyNames(listed=places_of(names))
        return len(names) >= FEWEST_LISTED and any(held.listed_alike(one) == 1.0 for one in units)

    return [
        NearbyNames(
            beside=()
            if query.beside and is_in_list_of_units(query)
            else tuple(filter(None, places_of(query.beside))),
            within=tuple(filter(None, places_of(query.within))),
            near=places_of(query.near),
            sentence=tuple(
                tuple(place for place in named.places if place.kind in ("country", "admin1"))
                for sentence in query.sentences
                for named in by_sentence[sentence]
                if named.folded != query.folded
            ),
            listed=places_of(sorted(query.listed)),
            is_local=1 - 0.5 ** sum(other.local_bodies for other in by_name[query.folded]),
        )
        for query in asked
    ]


def first_context(near: Nearness, home: Home) -> DocumentContext:
    """For the first reading: which candidates are near each other, and the publisher's home."""
    return DocumentContext(companions=near.companions(), alone=near.alone(), home=home)


def nearness_of(asked: Sequence[Query]) -> Nearness:
    by_name: dict[str, dict[str, Place]] = {}
    sentences: dict[str, set[int]] = {}
    for query in asked:
        by_name.setdefault(query.folded, {}).update((place.id, place) for place in query.places)
        sentences.setdefault(query.folded, set()).update(query.sentences)
    return Nearness(
        [tuple(places.values()) for places in by_name.values()], tuple(sentences.values())
    )


def second_contexts(
    reads: Sequence[WeighedQuery], near: Nearness, first: DocumentContext
) -> list[DocumentContext]:
    """For each query, what the first reading of all other names says."""
    likely = {
        place.id: share
        for read in reads
        for place, share in zip(read.places, read.shares, strict=False)
        if share >= LIKELY
    }
    nearness = near.to(likely)
    mates = near.support(likely)
    whole = Tally()
    by_name: defaultdict[str, Tally] = defaultdict(Tally)
    for read in reads:
        whole.add(read)
        by_name[read.query.folded].add(read)
    country_of = {
        place.admin1_id: place.country
        for read in reversed(reads)
        for place in reversed(read.places)
    }
    found = []
    for read in reads:
        own = by_name[read.query.folded]
        countries = _parts(whole.countries, own.countries)
        units = _parts(whole.units, own.units)
        unit = max(units, key=lambda key: units[key], default="")
        about = sum(share > COUNTED_SHARE for share in countries.values())
        found.append(
            replace(
                first,
                countries=countries,
                others=sum(
                    weight - own.countries.get(key, 0.0)
                    for key, weight in whole.countries.items()
                    if key
                ),
                spread=min(max(about - 1, 0) / 3, 1.0),
                units=units,
                named=frozenset(
                    key for key, count in whole.named.items() if count > own.named[key]
                ),
                siblings=_siblings([other for other in own.reads if other is not read]),
                one_unit=units.get(unit, 0.0),
                one_unit_country=country_of.get(unit, ""),
                nearness=nearness,
                mates=mates,
                is_read=True,
            )
        )
    return found


class Tally:
    """How much of the document is in each country and unit, and which of them it names."""

    def __init__(self) -> None:
        self.countries: Counter[str] = Counter()
        self.units: Counter[str] = Counter()
        self.named: Counter[str] = Counter()
        self.reads: list[WeighedQuery] = []

    def add(self, read: WeighedQuery) -> None:
        self.reads.append(read)
        for place, share in zip(read.places, read.shares, strict=False):
            if share < LIKELY:
                continue
            self.countries[place.country] += share  # type: ignore[assignment]
            self.units[place.admin1_id] += share  # type: ignore[assignment]
            if place.kind in ("country", "admin1", "region") and share > 0.5:
                self.named[place.id if place.kind == "admin1" else place.country] += 1


def _parts(whole: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    """Share of each key in the rest of the document; "" (seas, continents) counts in the total."""
    rest = {key: weight - own.get(key, 0.0) for key, weight in whole.items()}
    total_weight = sum(rest.values())
    return {key: weight / total_weight for key, weight in rest.items() if key and weight > 1e-9}


def _siblings(reads: Sequence[WeighedQuery]) -> dict[str, float]:
    """Shares in the other queries of the name; those whose words say where it lies count more."""
    found: defaultdict[str, float] = defaultdict(float)
    whole = 0.0
    for read in reads:
        weight = len(read.query.toponyms) * (5.0 if read.query.beside or read.query.within else 1.0)
        whole += weight
        for place, share in zip(read.places, read.shares, strict=False):
            found[place.id] += weight * share
    return {key: value / whole for key, value in found.items()}
