"""How well each candidate fits a name in its document, by cues with fitted weights.

Each cue has a strength from 0 to 1 and a weight (place_weights.csv). The weighted sums of the
candidates and of "none of these" become shares that add up to 1 (a log-linear model)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from components.core.fold import fold, is_another_spelling
from components.core.precision import LOCAL_KINDS
from components.core.records import Place
from components.places.context import DocumentContext, NearbyNames, home_evidence, local_evidence
from components.places.geometry import lies_in, rough_km
from components.places.queries import Query
from components.places.sounds import sound

Evidence = Mapping[str, float]

LOG_OF_MOST_PEOPLE = 7.5
FEWEST_PEOPLE = 500
"""The least in the file of GeoNames; it is assumed for places without a figure."""
SMALL = 5_000
ALONE = "no other place of its country"
ALONE_LARGE = f"{ALONE} (large settlement)"
SHARE_OF_ITS_TOWN = 0.4
"""Share of a unit's population from which its name means the town: Geneva, not New York."""
NEAR_KM = 40.0
"""At this distance "north of" and "near" count a third (1/e)."""
LARGE = 300_000
"""Old and foreign names of cities this large are in use: Odessa, Kiev, Peking."""
PEOPLED = frozenset({"settlement", "admin1", "admin2", "country"})
KINDS_OF_GROUP: Mapping[str, frozenset[str]] = {
    "settlement": frozenset({"settlement", "district"}),
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2"}),
    "river": frozenset({"river"}),
    "water": frozenset({"water"}),
    "island": frozenset({"island"}),
    "street": frozenset({"facility"}),
    "facility": frozenset({"facility"}),
    "landform": frozenset({"region", "island", "facility"}),
}
RELATED: Mapping[str, frozenset[str]] = {
    "admin1": frozenset({"admin2", "country"}),
    "admin2": frozenset({"admin1", "settlement", "district"}),
    "island": frozenset({"admin1", "admin2", "country", "region"}),
    "settlement": frozenset({"admin2"}),
    "water": frozenset({"river"}),
    "river": frozenset({"water"}),
    "landform": frozenset({"admin1", "admin2"}),
}


Peers = Mapping[str, tuple[int, int]]
"""By place id: rank by population within its kind, and the kind's largest population."""


def comparable_places(places: Sequence[Place]) -> Peers:
    found: dict[str, tuple[int, int]] = {}
    for kind in {place.kind for place in places}:
        by_people = sorted(
            (place for place in places if place.kind == kind), key=lambda place: -place.population
        )
        found.update(
            (place.id, (rank, by_people[0].population)) for rank, place in enumerate(by_people)
        )
    return found


def evidence_for(
    place: Place, query: Query, *, around: NearbyNames, context: DocumentContext, peers: Peers
) -> dict[str, float]:
    found = dict.fromkeys(_name_evidence(place, query), 1.0)
    found.update(dict.fromkeys(_kind_evidence(place, query), 1.0))
    found.update(_size_evidence(place, query, *peers[place.id]))
    found.update(dict.fromkeys(_around_evidence(place, query, around), 1.0))
    found["near the place that the words put it near"] = _stated_nearness(place, around)
    if around.listed and place.kind in ("country", "admin1"):
        found[f"listed with another {place.kind}"] = around.listed_alike(place)
    found.update(local_evidence(place, around.is_local, context))
    found["other names mean places near"] = context.companions.get(place.id, 0.0)
    found["other names mean places near this one alone"] = context.alone.get(place.id, 0.0)
    found.update(home_evidence(place, context.home))
    if context.is_read:
        found.update(_context_evidence(place, query, context))
    return {cue: strength for cue, strength in found.items() if strength}


def _size_evidence(place: Place, query: Query, rank: int, most: int) -> Iterator[tuple[str, float]]:
    """Of PEOPLED kinds; an unknown population counts as FEWEST_PEOPLE."""
    if place.kind in PEOPLED:
        people = max(place.population, FEWEST_PEOPLE)
        yield f"people of {place.kind}", min(math.log10(people) / LOG_OF_MOST_PEOPLE, 1.0)
        yield "rank by people", 1 / (1 + rank)
        if people * 10 < most:
            yield "ten times smaller than another", 1.0
    if place.kind != "settlement":
        return
    units = [one for one in query.places if one.kind == "admin1" and one.country == place.country]
    unit = next((one for one in units if one.id == place.admin1_id), None)
    if unit is not None:
        yield (
            "part of the people of the unit of its name",
            min(place.population / max(unit.population, 1), 1.0),
        )
        # A unit is named after the largest of its towns of that name.
        if place.population == max(
            one.population
            for one in query.places
            if one.kind == "settlement" and one.admin1_id == unit.id
        ):
            if query.folded != fold(unit.name):
                yield "the unit is called after it", 1.0
            elif len(units) == 1 and place.population >= SHARE_OF_ITS_TOWN * unit.population:
                yield "the unit has its very name", float(not query.is_first_name_of_a_large_place)


def _name_evidence(place: Place, query: Query) -> Iterator[str]:
    name = (query.stripped and query.name.replace(query.stripped, "").strip()) or query.name
    yield "kind " + place.kind
    if place.source and place.kind not in KINDS_OF_GROUP.get(query.hint.group, ()):
        yield "only in an added list" + (
            "" if place.kind in PEOPLED | {"district"} else ": feature"
        )
    if fold(place.name) == fold(name):
        yield "main name of a " + place.kind
        if place.name == name or place.name.upper() == name:
            yield "spelled alike"
    elif fold(place.name).startswith(fold(name) + " "):
        yield "begins like the main name"
    elif place.kind == "settlement" and (
        (place.source and sound(name) == sound(place.name))
        or (query.is_nobodys_first_name and is_another_spelling(name, place.name))
    ):
        yield "another spelling of a settlement"
    else:
        is_large = place.kind == "settlement" and place.population >= LARGE
        yield "another name of a " + ("large settlement" if is_large else place.kind)
        if place.kind == "settlement" and query.is_nobodys_first_name:
            yield "another name, and nobody's first"
        if place.kind == "settlement" and query.is_first_name_of_a_large_place:
            yield "another name, though a country or region has it as its first"
    if place.kind == "settlement" and query.is_first_name_of_a_large_place:
        yield "a settlement that a country or region has the name of"
    if place.kind == "settlement" and query.is_name_of_a_unit:
        yield "a settlement that a unit has the name of"
    if query.stripped:
        yield "name without its noun"


def _kind_evidence(place: Place, query: Query) -> Iterator[str]:
    group = query.hint.group
    if group:
        asking = "its noun says" if query.hint.is_own else "the words ask for"
        if place.kind in KINDS_OF_GROUP[group]:
            yield "kind that " + asking
        elif place.kind in RELATED.get(group, frozenset()):
            yield "like the kind that " + asking
        else:
            yield "not the kind that " + asking
    elif query.definite:
        yield "after the: " + ("settlement" if place.kind == "settlement" else place.kind)
    if query.partial and place.kind in ("country", "admin1", "region"):
        yield "large enough for a direction"
    if query.partial and place.kind == "settlement":
        yield "a direction before a settlement"
    if place.kind == "settlement" and place.country == query.capital_of:
        yield "capital of its country"
        if query.is_government:
            yield "a government is meant, and it is a capital"
        if query.is_dateline:
            yield "a dateline, and it is a capital"


def _around_evidence(place: Place, query: Query, around: NearbyNames) -> Iterator[str]:
    """Outside counts only where another candidate is inside: "Gaza, Yemen" is a list."""
    for names, where in (
        (around.beside, "what stands behind the comma"),
        (around.within, "the place that the words put it in"),
    ):
        for outer in names:
            if any(lies_in(place, other) for other in outer):
                yield f"lies in {where}"
            elif place.country and any(
                lies_in(another, other) for another in query.places for other in outer
            ):
                yield f"lies outside {where}"
    if any(lies_in(place, other) for outer in around.sentence for other in outer):
        yield "lies in a place of the sentence"


def _stated_nearness(place: Place, around: NearbyNames) -> float:
    """0 to 1: how near it is to the place that the words say it is near."""
    if place.kind not in LOCAL_KINDS:
        return 0.0
    distances_km = (
        rough_km(place, other)
        for outer in around.near
        for other in outer
        if other.kind in LOCAL_KINDS and other.id != place.id
    )
    return math.exp(-min(distances_km, default=math.inf) / NEAR_KM)


def _context_evidence(
    place: Place, query: Query, context: DocumentContext
) -> Iterator[tuple[str, float]]:
    """What the first reading of the document adds."""
    yield "what the name means elsewhere", context.siblings.get(place.id, 0.0)
    share = context.countries.get(place.country, 0.0)
    if place.kind in ("country", "region"):
        yield f"country's share of the document ({place.kind})", share
        if place.country != context.one_unit_country:
            yield "the document keeps to one unit of another country", context.one_unit
        return
    if place.kind == "settlement" and place.country == query.capital_of:
        yield "a capital, and the document is about several countries", context.spread
    yield "country's share of the document", share
    if context.is_alone_in(place.country):
        is_large = place.kind == "settlement" and place.population >= LARGE
        yield ALONE_LARGE if is_large else ALONE, 1 - math.exp(-context.others)
    yield "near a place of the same sentence", context.mates.get(place.id, 0.0)
    yield "unit's share of the document", context.units.get(place.admin1_id, 0.0)
    for reach, near in context.nearness.items():
        yield "nearness within " + reach, near.get(place.id, 0.0)
    if place.admin1_id in context.named and place.kind != "admin1":
        yield "its unit is named", 1.0
    if place.country in context.named:
        yield "its country is named", 1.0


def evidence_for_none(query: Query) -> dict[str, float]:
    found = {"none": 1.0}
    if query.hint.group:
        kinds = KINDS_OF_GROUP[query.hint.group]
        if not any(place.kind in kinds for place in query.places):
            asking = "its noun says" if query.hint.is_own else "the words ask for"
            found["none: no candidate of the kind that " + asking] = 1.0
            if query.stripped:
                found["none: no candidate of the kind of the noun left off"] = 1.0
    if query.stripped:
        found["none: name without its noun"] = 1.0
    most = max(place.population for place in query.places)
    if most < SMALL:
        found["none: all candidates are small"] = 1.0
    if most >= LARGE:
        found["none: one is large"] = 1.0
    return found


def shares(totals: Sequence[float]) -> list[float]:
    """The log-linear model: totals to shares that add up to 1."""
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def weighted_sum(evidence: Evidence, weights: Mapping[str, float]) -> float:
    return sum(weights.get(cue, 0.0) * strength for cue, strength in evidence.items())
