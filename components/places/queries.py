"""Toponyms as queries to the gazetteer: one for all mentions of a name that ask the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Place, Toponym
from components.lexicon.names import NameLexicon
from components.places.coordinates import place_of
from components.places.kind_hints import KindHint, kind_hint
from components.places.mentions import MAX_ACRONYM
from components.places.neighbours import (
    ToponymWords,
    headings_of,
    names_after_comma,
    names_listed_with,
    names_of_container,
    near,
    toponym_words,
)
from components.places.reading import WordReading, as_title, capitalised, closed_up

SIZE_ORDER = {"country": 0, "region": 1, "admin1": 2, "water": 3, "island": 4, "settlement": 5}
UNITS = ("admin1", "admin2")


@dataclass(slots=True)
class Query:
    """``beside``, ``within``: names that the words say it lies in ("Paris, Texas"); ``near``: names
    that it is near."""

    name: str
    folded: str
    hint: KindHint
    definite: bool
    """Whether each mention has "the" before it and no noun after it: "the Dnipro"."""
    capital_of: str
    """ISO 3166-1 alpha-3 of the country whose capital has the name, or empty."""
    is_government: bool
    """Whether a government is meant: "Washington said"."""
    is_dateline: bool
    """Whether it begins a sentence in capitals, as a dateline does: "WASHINGTON (AP)"."""
    partial: str
    """The word of direction before it, "southern", or empty."""
    fixed: bool
    """Whether the words can mean one place only: a demonym, an abbreviation."""
    places: tuple[Place, ...]
    is_first_name_of_a_large_place: bool = False
    """Whether it is the main name of a country or region among the places."""
    is_name_of_a_unit: bool = False
    """Whether an admin1 unit is among the places."""
    is_nobodys_first_name: bool = False
    """Whether it is the main name of none of the places: an old name, another spelling."""
    is_spelled_otherwise: bool = False
    """Whether no name of the places is spelled like it: they only sound like it."""
    stripped: str = ""
    """The word that was left off to find it: "Oblast"."""
    beside: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    listed: set[str] = field(default_factory=set)
    """Folded names in one list with it: "China, Japan and Vietnam"."""
    local_bodies: int = 0
    """Mentions before a local body or resident: "Paris firefighters", "a Lebanon woman"."""
    sentences: set[int] = field(default_factory=set)
    toponyms: list[int] = field(default_factory=list)


def queries(
    toponyms: Sequence[Toponym], reading: WordReading, *, gazetteer: Gazetteer
) -> list[Query]:
    """In the order of first mention; each has positions in ``toponyms``."""
    placed = toponym_words(toponyms, reading)
    heads = headings_of(placed, reading)
    found: dict[tuple[object, ...], Query] = {}
    for number, mention in enumerate(placed):
        query = _query(mention, reading, gazetteer)
        query.beside = tuple(names_after_comma(number, placed, reading))
        query.within = tuple(names_of_container(number, placed, reading))
        if heads[number] and not query.within:
            query.within = (heads[number],)
        query.near = tuple(near(number, placed, reading))
        key = (
            query.folded,
            query.hint,
            query.beside,
            query.within,
            query.near,
            query.partial,
            query.fixed,
            query.is_government,
            query.is_dateline,
        )
        held = found.setdefault(key, query)
        held.definite = held.definite and query.definite
        held.sentences.add(reading.sentence[mention.first])
        held.listed.update(names_listed_with(number, placed, reading))
        held.local_bodies += reading.is_in(mention.end, "local_body")
        held.toponyms.append(number)
    for query in found.values():
        query.is_spelled_otherwise = _is_spelled_otherwise(query, gazetteer)
    return list(found.values())


def _query(mention: ToponymWords, reading: WordReading, gazetteer: Gazetteer) -> Query:
    names = reading.names
    name = closed_up(" ".join(mention.toponym.text.split()))
    folded, use = fold(name), mention.toponym.use
    before = reading.word(mention.first - 1)
    behind = reading.tokens[mention.end] if mention.end < len(reading.tokens) else None
    heads_its_phrase = behind is None or not (
        behind.pos_ in ("NOUN", "PROPN", "ADJ") or behind.text in ("'s", "'", "-")
    )
    hint = kind_hint(reading, mention.first, mention.end)
    stated = place_of(name)
    fixed: tuple[Place, ...] = (stated,) if stated else ()
    if not fixed and (use == "demonym" or hint.group != "settlement"):
        fixed = _fixed(name, use, gazetteer, names)
    places, stripped = (fixed, "") if fixed else _candidates(name, hint, gazetteer, names)
    of_first_name = [place.kind for place in places if fold(place.name) == folded]
    return Query(
        name=name,
        folded=folded,
        hint=hint,
        definite=before == "the" and heads_its_phrase,
        capital_of=names.capitals.get(as_title(name), ""),
        is_government=use == "metonym",
        is_dateline=reading.opens[mention.first] and name.isupper() and len(name) > MAX_ACRONYM,
        partial=before if names.is_in(before, "direction") else "",
        fixed=bool(fixed),
        places=places,
        is_first_name_of_a_large_place="country" in of_first_name or "region" in of_first_name,
        is_name_of_a_unit=any(place.kind == "admin1" for place in places),
        is_nobodys_first_name=not stripped and not of_first_name,
        stripped=stripped,
    )


def _is_spelled_otherwise(query: Query, gazetteer: Gazetteer) -> bool:
    asked = {fold(spelling) for spelling in spellings(query.name)}
    places = () if query.stripped or query.fixed else query.places
    if not places or any(fold(place.name) in asked for place in places):
        return False
    spelled = (gazetteer.names(place.id) for place in places)
    return not any(fold(other) in asked for names in spelled for other in names)


def _fixed(name: str, use: str, gazetteer: Gazetteer, names: NameLexicon) -> tuple[Place, ...]:
    """The one place of a demonym or an abbreviation; none for other names."""
    demonym = names.demonyms.get(name) or names.demonyms.get(capitalised(name))
    alias = names.aliases.get(name) or names.aliases.get(f"{name}.")
    if use == "demonym" and demonym is not None:
        if demonym.place:
            # Regions and units before settlements: "African" is the continent.
            held = sorted(
                gazetteer.lookup(demonym.place),
                key=lambda place: (SIZE_ORDER.get(place.kind, 9), -place.population),
            )
            return tuple(one for one in held if demonym.country in ("", one.country))[:1]
        country = demonym.country
    elif alias is None:
        return ()
    elif alias.kind == "country":
        country = alias.country
    else:
        meant = (alias.kind, alias.country)
        found = (one for one in gazetteer.lookup(alias.name) if (one.kind, one.country) == meant)
        return tuple(islice(found, 1))
    place = gazetteer.country(country)
    return (place,) if place else ()


def _candidates(
    name: str, hint: KindHint, gazetteer: Gazetteer, names: NameLexicon
) -> tuple[tuple[Place, ...], str]:
    """As ``places_named``, with units by the noun of a list ("Harper County" for "Harper and
    Kingman counties"); if there are none, places of the name in another case."""
    found, left_off = places_named(name, gazetteer, names)
    further: list[Place] = []
    if not found:
        for ending, named in names.endings:
            if name.endswith(ending):
                further += gazetteer.lookup(name.removesuffix(ending) + named)
    elif (
        hint.group in UNITS
        and not (left_off or hint.is_own)
        and not any(place.kind in UNITS for place in found)
    ):
        further += gazetteer.lookup(f"{name} {hint.noun}")
    return tuple({place.id: place for place in (*found, *further)}.values()), left_off


WRITTEN_OUT = {
    "st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort",
    "n": "north", "s": "south", "e": "east", "w": "west",
}  # fmt: skip


def places_named(
    name: str, gazetteer: Gazetteer, names: NameLexicon
) -> tuple[tuple[Place, ...], str]:
    """Places of the name, or of the name without its noun ("city", "region"); and that noun."""
    found = {
        place.id: place for spelling in spellings(name) for place in gazetteer.lookup(spelling)
    }
    if found:
        return tuple(found.values()), ""
    shorter = ((gazetteer.lookup(short), left_off) for short, left_off in _shorter(name, names))
    return next((answer for answer in shorter if answer[0]), ((), ""))


def spellings(name: str) -> Iterator[str]:
    """The name, and with its first word in full or short: "Mt. Pleasant", "Saint Paul"."""
    yield name
    first, _, rest = name.partition(" ")
    for short, full in WRITTEN_OUT.items():
        if rest and first.lower().rstrip(".") == short:
            yield f"{full} {rest}"
        elif rest and first.lower() == full:
            yield f"{short} {rest}"


def _shorter(name: str, names: NameLexicon) -> Iterator[tuple[str, str]]:
    words = name.split()
    if len(words) < 2:
        return
    last, first = words[-1].lower(), words[0].lower()
    if names.groups_of(last) & set("settlement admin1 admin2 river water island area".split()):
        yield " ".join(words[:-1]), words[-1]
    if (
        len(words) > 2
        and words[1].lower() == "of"
        and names.groups_of(first) & {"settlement", "admin1", "admin2"}
    ):
        yield " ".join(words[2:]), words[0]
    if names.is_in(first, "direction") or first in ("lake", "mount", "river", "port", "the"):
        yield " ".join(words[1:]), words[0]
