"""The rows of data/lexicon that say who is who and which words carry speech, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from components.core import settings
from components.core.errors import InstallationError
from components.core.records import Stance
from components.lexicon.names import person_names
from components.lexicon.rows import Row, rows, words
from components.lexicon.senses import words_of

HEDGES = ("extent", "quantity", "modal", "truth")
NameKind = Literal["actor", "country", "capital", "demonym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from ``first`` to ``last``, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def covers(self, on: date | None) -> bool:
        """An unknown day is covered by every period."""
        if on is None:
            return True
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """A force, ministry, leader, militia, monitor, medium, body or official."""

    name: str
    names: tuple[str, ...]
    """The name and its aliases."""
    side: str
    kind: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbRow:
    """A word of speech; ``complements``: where what is said stands (clause, object, of...)."""

    stance: Stance
    complements: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A noun of speech: document (its author speaks), evidence (footage, data), act (a claim)."""

    kind: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeRow:
    """Words that soften. Scope: extent, quantity (counts before a number only), modal, or truth."""

    words: tuple[str, ...]
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a name stands for: rows of actors (one a period), or the country ``side``."""

    kind: NameKind
    side: str = ""
    actors: tuple[ActorRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLexicon:
    names: Mapping[str, Name]
    first_words: Mapping[str, int]
    """First word to the most words of names it begins, by blanks, hyphens, apostrophes."""
    sides: tuple[tuple[str, Period], ...]
    """Parties to conflicts and when they are."""
    verbs: Mapping[str, VerbRow]
    hedges: Mapping[str, tuple[HedgeRow, ...]]
    """By first word, the longest row first."""
    report_nouns: Mapping[str, ReportRow]
    first_names: frozenset[str]
    """First names of persons, with their capital."""

    def is_party(self, side: str, on: date | None) -> bool:
        """Whether the side is one of a conflict on that day."""
        return any(one == side and period.covers(on) for one, period in self.sides)


@lru_cache(maxsize=1)
def actor_lexicon() -> ActorLexicon:
    """Rows of data/lexicon. Raises InstallationError for missing files or damaged rows."""
    folder = settings.LEXICON
    names = _names(folder)
    longest: dict[str, int] = {}
    for parts in map(split_name, names):
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    hedges: dict[str, tuple[HedgeRow, ...]] = {}
    for scope in HEDGES:
        for hedge in words_of(f"hedge: {scope}"):
            # The words as the parser parts them.
            parted = tuple(hedge.replace("-", " - ").replace("'s", " 's").split())
            row = HedgeRow(words=parted, scope=scope)
            found = (*hedges.get(parted[0], ()), row)
            hedges[parted[0]] = tuple(sorted(found, key=lambda one: -len(one.words)))
    return ActorLexicon(
        names=names,
        first_words=longest,
        sides=tuple((row["side"], _period(row)) for row in rows(folder / "sides.csv")),
        verbs={
            row["lemma"]: VerbRow(
                stance=cast(Stance, row["stance"]),
                complements=frozenset(words(row["complements"])),
            )
            for row in rows(folder / "reporting_verbs.csv")
        },
        hedges=hedges,
        report_nouns={
            row["lemma"]: ReportRow(kind=row["kind"], stance=cast(Stance, row["stance"]))
            for row in rows(folder / "report_nouns.csv")
        },
        first_names=person_names(folder, "first"),
    )


def split_name(name: str) -> list[str]:
    return name.replace("-", " ").replace("'", " ").split()


def _names(folder: Path) -> Mapping[str, Name]:
    """Each name once: actors win over demonyms, countries and capitals."""
    countries = tuple(rows(folder / "countries.csv"))
    english = {row["iso3"]: row["name"] for row in countries}
    regions = {row["demonym"] for row in rows(folder / "region_demonyms.csv")}
    table: dict[str, Name] = {}
    for row in countries:
        table |= {name: Name(kind="capital", side=row["name"]) for name in words(row["capital"])}
    for row in countries:
        country = Name(kind="country", side=row["name"])
        table |= dict.fromkeys((row["name"], *words(row["aliases"])), country)
    for row in rows(folder / "demonyms.csv"):
        if row["demonym"] not in regions and row["country_iso3"] in english:
            table[row["demonym"]] = Name(kind="demonym", side=english[row["country_iso3"]])
    for row in rows(folder / "actors.csv"):
        names = (row["name"], *words(row["aliases"]))
        actor = ActorRow(
            name=row["name"], names=names, side=row["side"], kind=row["kind"], period=_period(row)
        )
        for name in names:
            earlier = table[name].actors if name in table else ()
            table[name] = Name(kind="actor", actors=(*earlier, actor))
    return table


def _period(row: Row) -> Period:
    days = []
    for column in ("from", "to"):
        try:
            days.append(date.fromisoformat(row[column]) if row[column] else None)
        except ValueError as error:
            where = f"{row.get('name') or row.get('side')}, column {column}"
            raise InstallationError(
                f"{row[column]!r} is no day", where=where, way_out="Write it as YYYY-MM-DD."
            ) from error
    return Period(first=days[0], last=days[1])
