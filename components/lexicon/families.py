"""What kinds have in common: rows of families.csv, a family's and below it a kind's own.

| column | says |
|---|---|
| absorbs | families with which a connected trigger may tell one event |
| traits | what else the rules ask, of TRAITS |
| kin and on | how two articles' events are compared: components/linking/rules.py |

A kind has its family's traits and its own; empty cells are the family's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from components.lexicon.rows import Row, check, rows, words

FILE = "families.csv"
TRAITS: Mapping[str, str] = {
    "one-sided": "one side acts: two sides mean two events",
    "few": "an article tells few of them: two passages near each other are likelier one",
    "violent": 'a general word, "the attack", may mean any of them',
    "weapon": 'comes from afar, and its kinds are meant alike by "the strike" and "the blast"',
    "general": '"the attack" and "the violence" may mean any violence before it',
    "agreed": "done by agreeing on it, and its nouns stand in proper names: the SCO Summit",
    "subject": '"for" gives it a subject: a conference for the reconstruction of X',
    "moves": "goes somewhere: along the road from X to Y it goes from X to Y",
    "taken part in": "a country before the noun takes part: the Ukraine talks",
    "occasion": "what happened where people were hurt",
    "loss": "a side that tells this of itself acknowledges it",
    "gain": "what one side does not do in one deed with a loss",
    "of war": "of war by itself, also in articles on everyday life",
    "over protest": "police and protesters, also in articles on everyday life",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """What the rows of a kind and of its family say."""

    absorbs: frozenset[str]
    traits: frozenset[str]
    compared: Row
    """The cells of ``kin`` and on; an empty ``kin`` is not compared."""


def load_kinships(folder: Path, family_of: Mapping[str, str]) -> Mapping[str, Kinship]:
    """By kind, with each kind's family. Raises InstallationError for an unknown name."""
    table = {(row["family"], row["kind"]): row for row in rows(folder / FILE)}
    families = set(family_of.values())
    for (family, kind), row in table.items():
        named = {family, *words(row["absorbs"])}
        where = f"{FILE}, {family} {kind}"
        check(named, families, "family", where=where)
        check(
            {kind} - {""},
            {one for one in family_of if family_of[one] == family},
            "kind",
            where=where,
        )
        check(words(row["traits"]), TRAITS, "trait", where=where)
    check(families, {one for one, kind in table if not kind}, "family with a row", where=FILE)
    return {
        kind: _kinship(table[family, ""], table.get((family, kind), {}))
        for kind, family in family_of.items()
    }


def _kinship(family: Row, own: Row) -> Kinship:
    cells = {column: own.get(column) or cell for column, cell in family.items()}
    return Kinship(
        absorbs=frozenset(words(cells["absorbs"])),
        traits=frozenset(words(f"{family['traits']}|{own.get('traits', '')}")),
        compared=cells,
    )
