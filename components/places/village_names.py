"""Which names of an article may be villages of a country's pack.

Nearly every word has a village of its name. A name is asked of the article's countries alone, and
counts when

- the gazetteer has no place of it there, and no well-known one elsewhere; or only a village of the
  name is near a place of the same sentence;
- it stands like a place, and a village of the name lies near another place of the article;
- or, needed for everyday words and names of persons and bodies, the sentence ties it to a place:
  "the village of X", "X district", "in X, Y province"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Place, Resolution
from components.lexicon.names import NameLexicon
from components.places.kind_hints import kind_hint
from components.places.mentions import MentionFinder, is_acronym
from components.places.packs import Packs, places_in, places_like
from components.places.queries import UNITS
from components.places.reading import HYPHENS, WordReading
from components.places.village_standing import (
    LARGE_KINDS,
    SURE,
    VillageStanding,
    WordSpan,
    is_noun,
)

MOST_COUNTRIES: Final = 4
LEAST_NAMES, LEAST_SHARE = 2, 0.2
"""An article is about a country of two of its names (one if it is named) and a fifth of all."""
WELL_KNOWN: Final = 50_000
"""People of a settlement elsewhere from which a bare name rather means that one."""
FEWEST_LETTERS: Final = 3
NO_NAMES: Final = frozenset({"never_alone", "never_place", "month", "weekday"})
ARTICLES: Final = frozenset("al el ar as ash ad an at az".split())
"""Of Arabic, parted by a hyphen from a name that is found without it: "al-Mazraa"."""
JOINING: Final = frozenset("wa va e ye i el al de du la le".split())
"""Small words of other languages inside names: "Nahr-e Saraj", "Talah wa Barfak"."""


def villages_of(
    reading: WordReading,
    resolutions: Sequence[Resolution],
    *,
    gazetteer: Gazetteer,
    names: NameLexicon,
    packs: Packs,
) -> dict[str, tuple[Place, ...]]:
    """By folded name, the places of packs that the article may mean."""
    countries = countries_of(resolutions, packs.countries)
    if not countries:
        return {}
    standing = VillageStanding(reading, resolutions, names)
    found: dict[str, tuple[Place, ...]] = {}
    for folded, spots in _whole_names(reading, gazetteer, names).items():
        name = reading.text(*spots[0])
        held = gazetteer.lookup(name)
        own = {place.country for place in held}.intersection(countries)
        villages = {country: places_in(packs.of(country), name, gazetteer) for country in countries}
        strange = [one for country in countries if country not in own for one in villages[country]]
        namesakes = [one for country in own for one in villages[country]]
        is_known = any(
            place.kind in LARGE_KINDS or place.population >= WELL_KNOWN for place in held
        )
        meant = [
            *standing.meant(spots, strange, is_known=is_known),
            *standing.nearer(spots, namesakes, held),
        ]
        is_found = bool(own or meant)
        # The words ask for a unit, "the province of Jawf", and none of the places is one.
        is_unit = (
            is_found
            and any(kind_hint(reading, *spot, names=names).group in UNITS for spot in spots)
            and not any(place.kind in UNITS for place in (*held, *strange))
        )
        if (is_unit or not is_found) and standing.may_be_spelled(spots):
            alike = {
                place: like
                for country in countries
                for place, like in places_like(packs, name, gazetteer, iso3=country)
                if place.kind in UNITS or not is_unit
            }
            meant += standing.spelled_otherwise(spots, alike, is_known=is_known and not is_unit)
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


def _whole_names(
    reading: WordReading, gazetteer: Gazetteer, names: NameLexicon
) -> dict[str, list[WordSpan]]:
    """Runs of words that are no part of a longer name, by what they fold to."""
    found: defaultdict[str, list[WordSpan]] = defaultdict(list)
    for first, end in MentionFinder(reading, gazetteer, names).stretches():
        name = reading.text(first, end)
        is_held = name in names.demonyms or name in names.aliases
        if is_held or len(name) < FEWEST_LETTERS or is_acronym(name):
            continue
        if names.groups_of(name.lower()) & NO_NAMES or _is_part(first, end, reading, names):
            continue
        found[fold(name)].append((first, end))
    return found


def _is_part(first: int, end: int, reading: WordReading, names: NameLexicon) -> bool:
    """Whether a word at either side makes it a longer name; "Village" and "Camp" do not."""
    before, behind = first - 1, end
    if before >= 0 and not reading.opens[first]:
        joined = reading.lowers[before] in JOINING and reading.word(before - 1) in HYPHENS
        is_hyphen = reading.lowers[before] in HYPHENS and reading.word(before - 1) in ARTICLES
        if (reading.touches(before) and not is_hyphen) or joined:
            return True
        is_name = reading.capital[before] and not reading.opens[before]
        if is_name and not is_noun(before, reading, names):
            return True
    if behind >= len(reading.words) or reading.opens[behind]:
        return False
    if reading.touches(end - 1) and reading.lowers[behind] in HYPHENS:
        return True
    if reading.lowers[behind] in JOINING and behind + 1 < len(reading.words):
        return reading.capital[behind + 1]
    return reading.capital[behind] and not is_noun(behind, reading, names)
