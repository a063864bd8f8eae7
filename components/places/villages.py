"""Which names of an article may be villages of a country's pack.

Nearly every word is the name of some village. A name is looked up only in the article's countries,
and counts when

- the gazetteer has no place of the name there, and no well-known one elsewhere; or only a village
  of the name is near a place of the same sentence;
- it is in the position of a place, and a village of the name is near another place of the article;
- or, required for everyday words and names of persons and bodies, the words say what it is or
  where: "the village of X", "X district", "in X, Y province"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Place, PlaceKind, Resolution
from components.language.english.prepositions import preposition_over
from components.language.english.syntax import first_of_list
from components.places.geometry import is_near, lies_in
from components.places.kind_hints import is_village_noun, kind_hint
from components.places.mentions import PLACE_LABELS, MentionFinder, is_acronym
from components.places.neighbours import IN_LIST, means_in
from components.places.packs import Packs, places_in, places_like
from components.places.queries import UNITS
from components.places.reading import HYPHENS, WordReading, capitalised
from components.places.resolution import SURE

MOST_COUNTRIES: Final = 4
LEAST_NAMES, LEAST_SHARE = 2, 0.2
"""An article is about a country with two of its names (one if the country is named, too), which are
a fifth of all."""
WELL_KNOWN: Final = 50_000
"""Population from which a bare name rather means a settlement elsewhere."""
FEWEST_LETTERS: Final = 3
NO_NAMES: Final = frozenset({"never_alone", "never_place", "month", "weekday"})
ARTICLES: Final = frozenset("al el ar as ash ad an at az".split())
"""Arabic articles, joined by a hyphen to a name that is found without them: "al-Mazraa"."""
JOINING: Final = frozenset("wa va e ye i el al de du la le".split())
"""Small words of other languages inside names: "Nahr-e Saraj", "Talah wa Barfak"."""
NEAR_KM: Final = 100.0
"""How far a village may lie from another place of the article."""
MATE_KM: Final = 40.0
"""How far a namesake of a known place may lie from another place of the sentence."""
TOWN_KM: Final = 80.0
"""How far from the town that the words say it is in: "X in the Y area"."""
MAX_GAP_WORDS: Final = 7
TO_UNIT: Final = frozenset(
    {(",",), ("in",), ("of",), (",", "in"), (",", "of"), ("in", "the"), (",", "in", "the")}
)
"""Between a village and its unit, nouns of places left out."""
BODIES: Final = frozenset({"PERSON", "ORG"})
OTHER_LABELS: Final = BODIES | {
    "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME"
}  # fmt: skip
LARGE_KINDS: Final[frozenset[PlaceKind]] = frozenset(
    {"country", "admin1", "region", "water", "river", "island"}
)
WordSpan = tuple[int, int]
"""Word positions of a name, half-open."""


def villages_of(
    reading: WordReading,
    resolutions: Sequence[Resolution],
    *,
    gazetteer: Gazetteer,
    packs: Packs,
) -> dict[str, tuple[Place, ...]]:
    """By folded name, the places of packs that the article may mean."""
    countries = countries_of(resolutions, packs.countries)
    if not countries:
        return {}
    context = VillageContext(reading, resolutions)
    found: dict[str, tuple[Place, ...]] = {}
    for folded, spans in _whole_names(reading, gazetteer).items():
        name = reading.text(*spans[0])
        held = gazetteer.lookup(name)
        own = {place.country for place in held}.intersection(countries)
        villages = {country: places_in(packs.of(country), name, gazetteer) for country in countries}
        unknown = [one for country in countries if country not in own for one in villages[country]]
        namesakes = [one for country in own for one in villages[country]]
        is_known = any(
            place.kind in LARGE_KINDS or place.population >= WELL_KNOWN for place in held
        )
        meant = [
            *context.meant(spans, unknown, is_known=is_known),
            *context.nearer(spans, namesakes, held),
        ]
        is_found = bool(own or meant)
        # The words ask for a unit, "the province of Jawf", and none of the places is one.
        is_unit = (
            is_found
            and any(kind_hint(reading, *span).group in UNITS for span in spans)
            and not any(place.kind in UNITS for place in (*held, *unknown))
        )
        if (is_unit or not is_found) and context.may_be_spelled(spans):
            alike = {
                place: like
                for country in countries
                for place, like in places_like(packs, name, gazetteer, iso3=country)
                if place.kind in UNITS or not is_unit
            }
            meant += context.spelled_otherwise(spans, alike, is_known=is_known and not is_unit)
        if meant:
            found[folded] = tuple(meant)
    return found


def countries_of(resolutions: Sequence[Resolution], known: frozenset[str]) -> tuple[str, ...]:
    """Those of the ``known`` countries that the article is about, by places in them."""
    inside, named = set[tuple[str, str]](), set[str]()
    for one in resolutions:
        if one.place is None or not one.place.country or one.confidence < SURE:
            continue
        # A capital that speaks is the state.
        if one.place.kind == "country" or one.toponym.use in ("metonym", "demonym"):
            named.add(one.place.country)
        else:
            inside.add((fold(one.toponym.text), one.place.country))
    counts = Counter(country for _, country in inside) or Counter(dict.fromkeys(named, 1))
    about = [
        country for country, count in counts.items()
        if country in known
        and count >= LEAST_SHARE * counts.total()
        and (count >= LEAST_NAMES or country in named)
    ]  # fmt: skip
    return tuple(sorted(about, key=lambda country: (-counts[country], country))[:MOST_COUNTRIES])


def _whole_names(reading: WordReading, gazetteer: Gazetteer) -> dict[str, list[WordSpan]]:
    """Positions of the words that are no part of a longer name, by folded name."""
    names = reading.names
    found: defaultdict[str, list[WordSpan]] = defaultdict(list)
    for first, end in MentionFinder(reading, gazetteer).stretches():
        name = reading.text(first, end)
        is_held = name in names.demonyms or name in names.aliases
        if is_held or len(name) < FEWEST_LETTERS or is_acronym(name):
            continue
        if names.groups_of(name.lower()) & NO_NAMES or _is_part(first, end, reading):
            continue
        found[fold(name)].append((first, end))
    return found


def _is_part(first: int, end: int, reading: WordReading) -> bool:
    """Whether a word beside it is part of the same name; "Village" and "Camp" are not."""
    before, behind = first - 1, end
    if before >= 0 and not reading.opens[first]:
        joined = reading.lowers[before] in JOINING and reading.word(before - 1) in HYPHENS
        is_hyphen = reading.lowers[before] in HYPHENS and reading.word(before - 1) in ARTICLES
        if (reading.touches(before) and not is_hyphen) or joined:
            return True
        is_name = reading.capital[before] and not reading.opens[before]
        if is_name and not is_village_noun(before, reading):
            return True
    if behind >= len(reading.words) or reading.opens[behind]:
        return False
    if reading.touches(end - 1) and reading.lowers[behind] in HYPHENS:
        return True
    if reading.lowers[behind] in JOINING and behind + 1 < len(reading.words):
        return reading.capital[behind + 1]
    return reading.capital[behind] and not is_village_noun(behind, reading)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A name of the first reading, with the positions of its words."""

    first: int
    end: int
    place: Place | None
    confidence: float


class VillageContext:
    """What the other words of the article say about a name."""

    def __init__(self, reading: WordReading, resolutions: Sequence[Resolution]) -> None:
        self._reading = reading
        first_of = {start: number for number, start in enumerate(reading.starts)}
        end_of = {end: number + 1 for number, end in enumerate(reading.ends)}
        self._placed = tuple(
            _Placed(first_of[span.start], end_of[span.end], one.place, one.confidence)
            for one in resolutions
            if (span := one.toponym.span).start in first_of and span.end in end_of
        )
        self._beginning = {one.first: one for one in self._placed}
        self._ending = {one.end: one for one in self._placed}
        sure = [one.place for one in self._placed if one.place and one.confidence >= SURE]
        self._units = frozenset(place.id for place in sure if place.kind == "admin1")
        self._towns = tuple(place for place in sure if place.kind not in LARGE_KINDS)
        self._bodies = frozenset(
            word
            for entity in reading.entities
            if entity.label in BODIES and entity.end - entity.first > 1
            for word in reading.words[entity.first : entity.end]
        )

    def meant(
        self, spans: Sequence[WordSpan], villages: Sequence[Place], *, is_known: bool
    ) -> tuple[Place, ...]:
        """The villages that the name may mean; ``is_known``: a well-known place has the name."""
        for unit in {unit.id: unit for _, end in spans for unit in self._units_after(end)}.values():
            villages = [place for place in villages if lies_in(place, unit)]
        # The article surely names the place's unit, or a place not far from it.
        near = tuple(
            place
            for place in villages
            if place.admin1_id in self._units
            or any(is_near(place, town, NEAR_KM) for town in self._towns)
        )
        if any(self._has_noun(first, end) for first, end in spans):
            return near or tuple(villages)
        if any(self._lies_in_next(end, near) for _, end in spans):
            return near
        if is_known or self._is_word_or_person(*spans[0]) or self._is_called_otherwise(spans):
            return ()
        return near if any(self._is_used_like_place(first, end) for first, end in spans) else ()

    def may_be_spelled(self, spans: Sequence[WordSpan]) -> bool:
        """Whether it may be another spelling: it is in the position of a place, and no word."""
        if self._is_word_or_person(*spans[0]):
            return False
        is_used = any(
            self._has_noun(*span)
            or self._is_used_like_place(*span)
            or any(True for _ in self._units_after(span[1]))
            for span in spans
        )
        return is_used and not any(self._reading.label(*span).endswith("NORP") for span in spans)

    def spelled_otherwise(
        self, spans: Sequence[WordSpan], places: Mapping[Place, float], *, is_known: bool
    ) -> tuple[Place, ...]:
        """The places with another spelling that it may mean: near or in a place of its sentences;
        or, if none is, those that sound the same and are in the gazetteer."""
        mates = self._nearby_units(first for first, _ in spans)

        def is_tied(place: Place) -> bool:
            return any(lies_in(place, mate) or is_near(place, mate, NEAR_KM) for mate in mates)

        def is_apart(place: Place) -> bool:
            return place.source != "" and any(mate.country == place.country for mate in mates)

        tied = [
            place
            for place, like in places.items()
            if is_tied(place) or (like == 1.0 and not is_apart(place))
        ]
        meant = self.meant(spans, tied, is_known=is_known)
        if meant or is_known or self._is_called_otherwise(spans):
            return meant
        return tuple(place for place in tied if not place.source and places[place] == 1.0)

    def _nearby_units(self, firsts: Iterable[int]) -> list[Place]:
        """Towns and units that the sentences of these words surely name."""
        sentence = self._reading.sentence
        sentences = {sentence[first] for first in firsts}
        beside = [one.place for one in self._placed if sentence[one.first] in sentences]
        return [one for one in beside if one and (one in self._towns or one.id in self._units)]

    def nearer(
        self, spans: Sequence[WordSpan], villages: Sequence[Place], held: Sequence[Place]
    ) -> tuple[Place, ...]:
        """Villages near another place of its sentences, if no ``held`` place is as near."""
        if not villages:
            return ()
        read = (
            first
            for first, end in spans
            if first in self._beginning or self._is_used_like_place(first, end)
        )
        mates = [
            mate for mate in self._nearby_units(read) if mate not in held and mate.kind != "admin1"
        ]

        def is_mate(place: Place) -> bool:
            return any(is_near(place, mate, MATE_KM) for mate in mates)

        return () if any(map(is_mate, held)) else tuple(filter(is_mate, villages))

    def _units_after(self, end: int) -> Iterator[Place]:
        """Units that follow the name: "X, Y province", "X district in Y"."""
        reading = self._reading
        for one in self._placed:
            is_reached = end < one.first <= end + MAX_GAP_WORDS
            if is_reached and one.place is not None and one.place.kind == "admin1":
                between = range(end, one.first)
                held = (place for place in between if not is_village_noun(place, reading))
                gap = tuple(reading.lowers[place] for place in held)
                is_list = gap == (",",) and not reading.is_in(one.end, "admin1")
                if gap in TO_UNIT and not is_list:
                    yield one.place

    def _has_noun(self, first: int, end: int) -> bool:
        """ "the village of X", "X district", "the town X"."""
        reading, before = self._reading, first - 1
        if not reading.touches(end - 1) and is_village_noun(end, reading):
            return True
        if not (before and reading.continues(first)):
            return False
        if reading.lowers[before] == "of":
            return is_village_noun(before - 1, reading)
        return reading.tokens[before].pos_ in ("NOUN", "PROPN") and is_village_noun(before, reading)

    def _lies_in_next(self, end: int, villages: Sequence[Place]) -> bool:
        """Whether a village is in the place after a comma or "in": "in X, Y province"."""
        for one in self._placed:
            outer = one.place
            if outer is None or not end < one.first <= end + MAX_GAP_WORDS:
                continue
            gap = self._reading.lowers[end : one.first]
            is_after_comma = gap in ((",",), ("(",))
            if is_after_comma and any(lies_in(place, outer) for place in villages):
                return True
            if means_in(gap, self._reading.names):
                is_large = outer.kind in ("country", "admin1")
                for place in villages:
                    is_beside = outer.country == place.country and is_near(outer, place, TOWN_KM)
                    if lies_in(place, outer) if is_large else is_beside:
                        return True
        return False

    def _is_word_or_person(self, first: int, end: int) -> bool:
        """Whether all its words are everyday ones, or all are names of persons."""
        names = self._reading.names
        words = [word for word in self._reading.words[first:end] if word[0].isupper()]
        if len(words) > 1 and self._reading.opens[first] and words[0].lower() in names.common:
            return True
        spelled = map(capitalised, words)
        persons = (word in names.first_names or word in names.last_names for word in spelled)
        return all(persons) or all(word.lower() in names.common for word in words)

    def _is_called_otherwise(self, spans: Sequence[WordSpan]) -> bool:
        """Whether the parser takes it for something else, or part of a person's or body's name."""
        labels = [self._reading.label(first, end).rpartition(" ")[2] for first, end in spans]
        places = sum(label in PLACE_LABELS for label in labels)
        words = self._reading.words[slice(*spans[0])]
        if not places and self._bodies.intersection(words):
            return True
        others = sum(label in OTHER_LABELS for label in labels)
        return 0 < others >= places and not any(
            self._follows_preposition(*span) or self._is_taken(span[0], "taking_places")
            for span in spans
        )

    def _is_used_like_place(self, first: int, end: int) -> bool:
        """ "in X", "captured X", or a town beside it with only a comma, "and" or "or" between."""
        if self._follows_preposition(first, end) or self._is_taken(first, "taking"):
            return True
        lowers = self._reading.lowers
        for words in IN_LIST:
            after = self._beginning.get(end + len(words))
            if after and after.place in self._towns and lowers[end : after.first] == words:
                return True
            before = self._ending.get(first - len(words))
            if before and before.place in self._towns and lowers[before.end : first] == words:
                return True
        return False

    def _follows_preposition(self, first: int, end: int) -> bool:
        """ "in X", "south of X", "near A, B and X"."""
        reading, before = self._reading, first - 1
        is_here = reading.continues(first)
        if is_here and reading.is_in(before, "spatial_preposition"):
            return True
        if is_here and reading.lowers[before] == "of":
            return reading.is_in(before - 1, "direction")
        over = preposition_over(first_of_list(reading.tokens[end - 1]))
        return over is not None and reading.names.is_in(over.lower_, "spatial_preposition")

    def _is_taken(self, first: int, group: str) -> bool:
        """Whether a verb of the group is before it: "captured X", "retook X"."""
        reading, before = self._reading, first - 1
        if not reading.continues(first):
            return False
        is_verb = reading.tokens[before].pos_ == "VERB"
        return is_verb and self._reading.names.is_in(reading.lemmas[before], group)
