"""The rows of data/lexicon that say which words tell which event, as frozen records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

from components.core.records import EventCodes, Modality, Role
from components.lexicon.rows import Row, check, rows, words
from components.lexicon.senses import words_and_senses

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


CONDITIONED = ("acled_event_type", "acled_sub_event_type", "plover_type")
ANY = "@any"
ITEM = re.compile(r"prep:[^=]*=\S+|\S+")
"""An item of a frame; a preposition may have two words: "out of"."""
SLOTS = frozenset("subj obj mod prep governor prt plural lemma aux neg has comp told with".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event. Those of a ``family`` may tell one event; higher ``priority`` is finer."""

    name: str
    label: str
    family: str
    priority: int
    codes: EventCodes
    absorbs: frozenset[str]
    """Families of other words for the same event in its clause."""
    traits: frozenset[str]
    compared: Row
    """The cells of families.csv from ``kin`` on; an empty ``kin`` is not compared."""

    def has(self, trait: str) -> bool:
        return trait in self.traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One item of a frame: what must (or, ``negative``, must not) stand in ``slot``.

    Slots: subj, obj, mod, prt, governor, lemma, plural, ``prep:WORDS`` with the words in
    ``prepositions``, aux, neg, comp (a clause that it governs), has (a word right under it), told
    (it is what somebody says) and with (a word of the sentence). It asks for one of the ``words``
    (lemmas) or ``senses``; for none, or "@any", that the slot is filled at all.
    """

    slot: str
    prepositions: frozenset[str]
    words: frozenset[str]
    senses: frozenset[str]
    negative: bool

    @property
    def is_open(self) -> bool:
        return not (self.words or self.senses)


Frame = tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRow:
    """What tells an event of ``kind`` where one of ``frames`` fits; no frame fits always."""

    frames: tuple[Frame, ...]
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePreposition:
    role: Role
    near: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """Codes in place of those of the kind, under conditions; an empty one asks nothing."""

    kinds: tuple[str, ...]
    own_types: tuple[str, ...]
    """PLOVER types of the kind."""
    modalities: tuple[str, ...]
    condition: str
    frames: tuple[Frame, ...]
    codes: Mapping[str, str]
    """By the names of the fields of EventCodes."""


Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceModel:
    """Fitted weights of cues: for a mention's being the ``place`` of an event, for two tellings'
    being the ``same`` event, for a pin's being ``news`` there, and for an event's being told so,
    there (``right``).

    ``reasons`` says in words what a cue that speaks against a pin means.
    """

    place: Weights
    same: Weights
    news: Weights
    right: Weights
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """All rows that reading events needs. ``triggers`` by (lemma, part of speech)."""

    kinds: Mapping[str, Kind]
    triggers: Mapping[tuple[str, str], tuple[TriggerRow, ...]]
    modality: Mapping[tuple[str, str], Modality]
    prepositions: Mapping[str, PlacePreposition]
    codes: tuple[CodeRow, ...]
    countries: Mapping[str, str]
    """English name of a country to its ISO 3166-1 alpha-3 code."""
    place_model: PlaceModel


def load_event_lexicon(folder: Path) -> EventLexicon:
    """Reads the event rows of ``folder`` (data/lexicon)."""
    kinds = load_kinds(folder)
    fitted: dict[str, dict[str, float]] = {}
    for row in rows(folder / "event_place_weights.csv"):
        fitted.setdefault(row["judgement"], {})[row["cue"]] = float(row["weight"])
    reasons = {row["cue"]: row["reason"] for row in rows(folder / "pin_doubts.csv")}
    return EventLexicon(
        kinds=kinds,
        triggers=_triggers(folder / "triggers.csv", kinds),
        modality={
            (lemma, row["pos"]): cast(Modality, row["modality"])
            for row in rows(folder / "modality.csv")
            for lemma in words(row["lemma"])
        },
        prepositions={
            row["preposition"]: PlacePreposition(
                role=cast(Role, row["role"]), near=row["near"] == "1"
            )
            for row in rows(folder / "place_prepositions.csv")
        },
        codes=tuple(_code(row, kinds) for row in rows(folder / "code_conditions.csv")),
        countries={row["name"]: row["iso3"] for row in rows(folder / "countries.csv")},
        place_model=PlaceModel(**fitted, reasons=reasons),
    )


def load_kinds(folder: Path) -> Mapping[str, Kind]:
    """Reads event_kinds.csv and families.csv. Raises InstallationError for an unknown name."""
    kinds = {row["kind"]: row for row in rows(folder / "event_kinds.csv")}
    table = {(row["family"], row["kind"]): row for row in rows(folder / FILE)}
    families = {row["family"] for row in kinds.values()}
    for (family, kind), row in table.items():
        where = f"{FILE}, {family} {kind}"
        own = {name for name, one in kinds.items() if one["family"] == family}
        check({family, *words(row["absorbs"])}, families, "family", where=where)
        check({kind}, {"", *own}, "kind", where=where)
        check(words(row["traits"]), TRAITS, "trait", where=where)
    check(families, {one for one, kind in table if not kind}, "family with a row", where=FILE)
    return {
        name: _kind(row, table[row["family"], ""], table.get((row["family"], name), {}))
        for name, row in kinds.items()
    }


def _kind(row: Row, family: Row, own: Row) -> Kind:
    """``own``: what the kind has in place of the cells of its ``family``, and beside its traits."""
    cells = {column: own.get(column) or cell for column, cell in family.items()}
    return Kind(
        name=row["kind"],
        label=row["label"],
        family=row["family"],
        priority=int(row["priority"]),
        codes=EventCodes(**{field.name: row[field.name] for field in fields(EventCodes)}),
        absorbs=frozenset(words(cells["absorbs"])),
        traits=frozenset(words(f"{family['traits']}|{own.get('traits', '')}")),
        compared=cells,
    )


def _triggers(
    path: Path, kinds: Mapping[str, Kind]
) -> Mapping[tuple[str, str], tuple[TriggerRow, ...]]:
    table: dict[tuple[str, str], tuple[TriggerRow, ...]] = {}
    for row in rows(path):
        check({row["kind"]}, kinds, "kind", where=f"{path.name}, {row['lemmas']}")
        record = TriggerRow(frames=_frames(row["frames"]), kind=kinds[row["kind"]])
        for lemma in words(row["lemmas"]):
            key = lemma, row["pos"]
            table[key] = (*table.get(key, ()), record)
    return table


def _frames(cell: str) -> tuple[Frame, ...]:
    """``"subj=@combatant obj=@place ; prep:from|out of=@place"``: alternatives by " ; "."""
    parts = (part for part in cell.split(" ; ") if part.strip())
    return tuple(tuple(map(_condition, ITEM.findall(part))) for part in parts)


def _condition(item: str) -> Condition:
    slot, _, cell = item.lstrip("!-").partition("=")
    slot, _, prepositions = slot.partition(":")
    check({slot}, SLOTS, "slot of a frame", where=item)
    asked = words(cell)
    lemmas, senses = words_and_senses(() if ANY in asked else asked)
    return Condition(
        slot=slot,
        prepositions=frozenset(words(prepositions)),
        words=lemmas,
        senses=senses,
        negative=item[0] in "!-",
    )


def _code(row: Row, kinds: Mapping[str, Kind]) -> CodeRow:
    check(words(row["kind"]), kinds, "kind", where=f"code_conditions.csv, {row['example']}")
    return CodeRow(
        kinds=words(row["kind"]),
        own_types=words(row["own_type"]),
        modalities=words(row["modality"]),
        condition=row["condition"],
        frames=_frames(row["frames"]),
        codes={name: row[name] for name in CONDITIONED if row[name]},
    )
