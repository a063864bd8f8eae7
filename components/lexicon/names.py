"""The words that tell places from other names: rows of data/lexicon, loaded once.

| file | holds |
|---|---|
| place_words.csv | words by group: nouns of places, organisations, offices, verbs of saying... |
| demonyms.csv, region_demonyms.csv | peoples and adjectives of countries and of regions |
| place_aliases.csv | abbreviations and short names ("Conn.", "U.S.") of places |
| name_endings.csv | endings of cases in Ukrainian and Russian ("Харкові" for "Харків") |
| capitals.csv | capitals, whose names stand for governments too |
| common_words.csv | everyday words by frequency, some of which are towns ("Surprise", "Of") |
| person_names.csv, foreign_names.csv | names, many of which are towns ("Jordan", "Nelson") |
| countries.csv | names of countries by code |
| country_codes.csv | the last part of addresses on the web by country |
| country_words.csv | institutions that one country's news speaks of ("sheriff", "lakh") |
| publishers.csv | newspapers and agencies with the town, unit and country of their home |
| place_cues.csv | the evidence that resolution weighs, in words |
| toponym_, place_, confidence_weights.csv | fitted (tests/benchmarks/fit_geoparsing.py) |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from components.core.fold import fold
from components.core.settings import LEXICON
from components.lexicon.rows import rows

PERSON_NAMES = ("person_names.csv", "foreign_names.csv")
AFTER_A_PLACE = "after a place"


@dataclass(frozen=True, slots=True)
class Alias:
    """A place's short name; ``needs_place``: only behind a place ("Springfield, IN")."""

    name: str
    kind: str
    country: str
    needs_place: bool


@dataclass(frozen=True, slots=True)
class Demonym:
    """``place`` is a region's name, empty where a country is meant."""

    country: str
    place: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """``town``, ``unit``: names of the gazetteer, empty for the whole ``country`` (alpha-3)."""

    town: str
    unit: str
    country: str


@dataclass(frozen=True, slots=True)
class PlaceCue:
    """The words of a piece of evidence: its ``method``, ``words``, and ``turn``, what would have
    brought it about (empty for nothing in a text)."""

    method: str
    words: str
    turn: str = ""


Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class NameLexicon:
    """Words in lower case, names and demonyms as written. One is equal to itself alone, and has no
    repr, for it holds half a megabyte."""

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
    endings: tuple[tuple[str, str], ...]
    """Of names of places in Ukrainian and Russian: the ending of a case, and that of the name."""
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
    """Read the rows. Raises InstallationError, which names the file that is missing."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(folder / "place_words.csv"):
        groups[row["word"].lower()].add(row["group"])
    demonyms = (*rows(folder / "demonyms.csv"), *rows(folder / "region_demonyms.csv"))
    return NameLexicon(
        groups={word: frozenset(found) for word, found in groups.items()},
        demonyms={
            row["demonym"]: Demonym(row["country_iso3"], row.get("place", "")) for row in demonyms
        },
        aliases={
            row["alias"]: Alias(
                row["name"], row["kind"], row["country_iso3"], row["where"] == AFTER_A_PLACE
            )
            for row in rows(folder / "place_aliases.csv")
        },
        capitals=_pairs(folder / "capitals.csv", "capital", "country_iso3"),
        common={row["word"]: int(row["rank"]) for row in rows(folder / "common_words.csv")},
        first_names=person_names(folder, "first"),
        last_names=person_names(folder, "last"),
        country_codes=_pairs(folder / "country_codes.csv", "domain", "country_iso3"),
        country_names=_pairs(folder / "countries.csv", "iso3", "name"),
        country_words=_pairs(folder / "country_words.csv", "words", "country_iso3"),
        publishers=_publishers(folder, groups),
        place_cues={
            row["cue"]: PlaceCue(row["method"], row["words"], row["turn"])
            for row in rows(folder / "place_cues.csv")
        },
        endings=tuple((row["ending"], row["named"]) for row in rows(folder / "name_endings.csv")),
        toponym_weights=_two_passes(folder / "toponym_weights.csv"),
        place_weights=_two_passes(folder / "place_weights.csv"),
        confidence_weights={
            row["cue"]: float(row["weight"]) for row in rows(folder / "confidence_weights.csv")
        },
    )


def person_names(folder: Path, part: str) -> frozenset[str]:
    """First or last names, as written."""
    people = (row for file in PERSON_NAMES for row in rows(folder / file))
    return frozenset(row["name"] for row in people if row["part"] == part)


def _pairs(path: Path, key: str, value: str) -> Mapping[str, str]:
    return {row[key]: row[value] for row in rows(path)}


def _publishers(folder: Path, groups: Mapping[str, set[str]]) -> Mapping[str, Publisher]:
    """Names of common words ("Gazette") and shared names go by address alone."""
    found: dict[str, Publisher] = {}
    by_name: defaultdict[str, set[Publisher]] = defaultdict(set)
    for row in rows(folder / "publishers.csv"):
        found[row["address"]] = Publisher(row["town"], row["unit"], row["country_iso3"])
        by_name[fold(row["name"])].add(found[row["address"]])
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
    for row in rows(path):
        found[int(row["pass"]) - 1][row["cue"]] = float(row["weight"])
    return found
