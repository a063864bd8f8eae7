"""What the words of references mean, and where references come from: rows of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from components.lexicon.rows import rows, words

PARTS = re.compile(r"///|[|;]")
"""Between the translations of a status: "Окуповано /// Occupied"."""
HELD = re.compile(r"\b(?:advance|control|occup|held|gain)", re.IGNORECASE)
ONLY_SAID = re.compile(r"\b(?:claim|report)", re.IGNORECASE)
InCountry = Callable[[str], bool]
"""Whether an area lies in a country, by alpha-3 code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSource:
    """A source of references; ``marks``: words of a file's name or column."""

    name: str
    marks: tuple[str, ...]
    licence: str
    derived_from: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """``sides``: folded status to (country or "", side); ``adjectives``: side to "Ukrainian"."""

    sides: Mapping[str, tuple[tuple[str, str], ...]]
    sources: tuple[ReferenceSource, ...]
    adjectives: Mapping[str, str]

    def side_of(self, value: object, in_country: InCountry) -> str | None:
        """The side of a status, None for none; rows of a country count there alone."""
        whole = str(value)
        for part in (whole, *PARTS.split(whole)):
            for country, side in self.sides.get(_folded(part), ()):
                if not country or in_country(country):
                    return side
        return None

    @property
    def side_names(self) -> tuple[str, ...]:
        """Every side that a status may name, and ground that nobody is said to hold."""
        return tuple(sorted({side for told in self.sides.values() for _, side in told if side}))

    def with_meanings(self, means: Iterable[tuple[str, str]]) -> ReferenceWords:
        """The same with a person's word on what each status means; an empty side: nobody's."""
        own = {_folded(value): (("", side),) for value, side in means}
        return replace(self, sides={**self.sides, **own})

    def side_in_name(self, name: str) -> str:
        """The side that a layer's name gives it all ("AssessedRussianAdvances"), else empty."""
        said = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", name)
        if not HELD.search(said) or ONLY_SAID.search(said):
            return ""
        at = {
            found.start(): side
            for side, adjective in self.adjectives.items()
            if (found := re.search(rf"\b{re.escape(adjective)}\b", said, re.IGNORECASE))
        }
        return at[min(at)] if at else ""

    def source_of(self, name: str) -> ReferenceSource | None:
        """The source whose mark stands as words of its own in a name, longest mark first."""
        said = f"_{re.sub(r'[^a-z0-9]+', '_', name.casefold())}_"
        found = {
            mark: source
            for source in self.sources
            for mark in source.marks
            if f"_{mark.replace(' ', '_')}_" in said
        }
        return found[max(found, key=len)] if found else None

    @property
    def ancestry(self) -> Mapping[str, tuple[str, ...]]:
        return {source.name: source.derived_from for source in self.sources}


@cache
def load_reference_words(folder: Path) -> ReferenceWords:
    """Names of sides and codes of their countries are statuses too; the first demonym of a country
    is its adjective."""
    sides: dict[str, list[tuple[str, str]]] = {}
    for row in rows(folder / "sides.csv"):
        for value in filter(None, (row["side"], row["government_of"])):
            sides.setdefault(_folded(value), []).append(("", row["side"]))
    for row in rows(folder / "control_words.csv"):
        sides.setdefault(_folded(row["value"]), []).append((row["country"], row["side"]))
    sources = tuple(
        ReferenceSource(
            name=row["name"],
            marks=words(row["marks"]),
            licence=row["licence"],
            derived_from=words(row["derived_from"]),
        )
        for row in rows(folder / "control_sources.csv")
    )
    demonyms: dict[str, str] = {}
    for row in rows(folder / "demonyms.csv"):
        demonyms.setdefault(row["country_iso3"], row["demonym"])
    return ReferenceWords(
        sides={value: tuple(found) for value, found in sides.items()},
        sources=sources,
        adjectives={
            row["side"]: demonyms[row["government_of"]]
            for row in rows(folder / "sides.csv")
            if row["government_of"] in demonyms
        },
    )


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
