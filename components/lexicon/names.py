"""The words that tell places from other names: rows of data/lexicon, loaded once.

| file | holds | |---|---| | place_words.csv | words by group: nouns of places, organisations,
offices, verbs of saying, prepositions... | | demonyms.csv, region_demonyms.csv | peoples and
adjectives of countries and of regions | | place_aliases.csv | abbreviations and short names
("Conn.", "U.S.") with the place they stand for | | capitals.csv | capitals, whose names stand for
governments too | | common_words.csv | everyday words by frequency, some of which are towns
("Surprise", "Of") | | person_names.csv, foreign_names.csv | first names and surnames, many of which
are towns ("Jordan", "Nelson") | | countries.csv | names of countries by code | | country_codes.csv
| the last part of addresses on the web by country | | country_words.csv | institutions that the
news of one country speaks of ("sheriff", "lakh") | | publishers.csv | newspapers and agencies with
the town, unit and country where they are at home | | place_cues.csv | the evidence that resolution
weighs, in words | | toponym_weights.csv, place_weights.csv, confidence_weights.csv | fitted weights
(tests/benchmarks/fit_geoparsing.py) |
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from components.core.errors import InstallationError
from components.core.fold import fold
from components.core.settings import LEXICON

PERSON_NAMES = ("person_names.csv", "foreign_names.csv")
AFTER_A_PLACE = "after a place"


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name for a place of the gazetteer. ``needs_place``: only read after "Place, "
    ("Springfield, IN")."""

    name: str
    kind: str
    country: str
    needs_place: bool


@dataclass(frozen=True, slots=True)
class Demonym:
    """``place`` names a region where the word means one, and is empty where it means the
    country."""

    country: str
    place: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """``town`` and ``unit`` are names of the gazetteer, empty where the whole ``country`` (ISO
    3166-1 alpha-3) is its home."""

    town: str
    unit: str
    country: str


@dataclass(frozen=True, slots=True)
class PlaceCue:
    """How a piece of evidence is told: the ``method`` it makes, the ``words`` of the evidence, and
    ``turn``, what would have brought it about for another candidate (empty where no words of the
    text could)."""

    method: str
    words: str
    turn: str = ""


Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, repr=False)
class NameLexicon:
    """Words in lower case, names and demonyms as written. No repr: it would be half a megabyte
    long."""

    groups: Mapping[str, frozenset[str]]
    """Groups of each word: "river" is in river."""
    demonyms: Mapping[str, Demonym]
    aliases: Mapping[str, Alias]
    capitals: Mapping[str, str]
    """ISO 3166-1 alpha-3 of the country by the capital's name."""
    common: Mapping[str, int]
    """Rank by frequency of everyday words."""
    first_names: frozenset[str]
    last_names: frozenset[str]
    country_codes: Mapping[str, str]
    """ISO 3166-1 alpha-3 by top-level domain."""
    country_names: Mapping[str, str]
    """Short names in English by ISO 3166-1 alpha-3."""
    country_words: Mapping[str, str]
    """ISO 3166-1 alpha-3 of the country whose news speaks of it, by a word or two in lower case."""
    publishers: Mapping[str, Publisher]
    """By address ("kyivpost.com") and by folded name ("kyiv post")."""
    place_cues: Mapping[str, PlaceCue]
    toponym_weights: tuple[Weights, Weights]
    """Of the first and the second pass over a document."""
    place_weights: tuple[Weights, Weights]
    confidence_weights: Weights

    def is_in(self, word: str, group: str) -> bool:
        """``word`` in lower case."""
        return group in self.groups.get(word, frozenset())

    def groups_of(self, word: str) -> frozenset[str]:
        return self.groups.get(word, frozenset())


def load_names(folder: Path = LEXICON) -> NameLexicon:
    """Read the rows. Raises InstallationError, which names the file that is missing or damaged."""
    people = [row for file in PERSON_NAMES for row in rows(folder / file, "name", "part")]
    groups = _groups(folder)
    return NameLexicon(
        groups=groups,
        demonyms=_demonyms(folder),
        aliases=MappingProxyType(
            {
                alias: Alias(name, kind, country, where == AFTER_A_PLACE)
                for alias, name, kind, country, where in rows(
                    folder / "place_aliases.csv", "alias", "name", "kind", "country_iso3", "where"
                )
            }
        ),
        capitals=MappingProxyType(dict(_pairs(folder / "capitals.csv", "capital", "country_iso3"))),
        common=MappingProxyType(
            {word: int(rank) for word, rank in rows(folder / "common_words.csv", "word", "rank")}
        ),
        first_names=frozenset(name for name, part in people if part == "first"),
        last_names=frozenset(name for name, part in people if part == "last"),
        country_codes=MappingProxyType(
            dict(_pairs(folder / "country_codes.csv", "domain", "country_iso3"))
        ),
        country_names=MappingProxyType(dict(_pairs(folder / "countries.csv", "iso3", "name"))),
        country_words=MappingProxyType(
            dict(_pairs(folder / "country_words.csv", "words", "country_iso3"))
        ),
        publishers=_publishers(folder, groups),
        place_cues=MappingProxyType(
            {
                cue: PlaceCue(method, words, turn)
                for cue, method, words, turn in rows(
                    folder / "place_cues.csv", "cue", "method", "words", "turn"
                )
            }
        ),
        toponym_weights=_two_passes(folder / "toponym_weights.csv"),
        place_weights=_two_passes(folder / "place_weights.csv"),
        confidence_weights=MappingProxyType(
            {
                cue: float(weight)
                for cue, weight in rows(folder / "confidence_weights.csv", "cue", "weight")
            }
        ),
    )


def rows(path: Path, *columns: str) -> Iterator[tuple[str, ...]]:
    """The named columns of each row of a CSV file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield tuple(row[column] for column in columns)
    except (OSError, KeyError) as problem:
        raise InstallationError(
            f"The lexicon file cannot be read ({problem}).",
            where=str(path),
            way_out="Install Dateline again.",
        ) from problem


def _pairs(path: Path, key: str, value: str) -> Iterator[tuple[str, str]]:
    return ((first, second) for first, second in rows(path, key, value))


def _groups(folder: Path) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group, word in rows(folder / "place_words.csv", "group", "word"):
        found[word.lower()].add(group)
    return MappingProxyType({word: frozenset(groups) for word, groups in found.items()})


def _demonyms(folder: Path) -> Mapping[str, Demonym]:
    found = {
        word: Demonym(iso3, "")
        for word, iso3 in rows(folder / "demonyms.csv", "demonym", "country_iso3")
    }
    for word, iso3, place in rows(
        folder / "region_demonyms.csv", "demonym", "country_iso3", "place"
    ):
        found[word] = Demonym(iso3, place)
    return MappingProxyType(found)


def _publishers(folder: Path, groups: Mapping[str, frozenset[str]]) -> Mapping[str, Publisher]:
    """Names of words that any paper goes by ("Gazette", "Daily News") and those of two papers go by
    their address alone."""
    found: dict[str, Publisher] = {}
    by_name: defaultdict[str, set[Publisher]] = defaultdict(set)
    for address, name, *home in rows(
        folder / "publishers.csv", "address", "name", "town", "unit", "country_iso3"
    ):
        found[address] = Publisher(*home)
        by_name[fold(name)].add(found[address])
    for name, papers in by_name.items():
        if (
            " " in name
            and len(papers) == 1
            and not all("newspaper" in groups.get(word, ()) for word in name.split())
        ):
            found[name] = next(iter(papers))
    return found


def _two_passes(path: Path) -> tuple[Weights, Weights]:
    found: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for number, cue, weight in rows(path, "pass", "cue", "weight"):
        found[int(number) - 1][cue] = float(weight)
    return MappingProxyType(found[0]), MappingProxyType(found[1])
