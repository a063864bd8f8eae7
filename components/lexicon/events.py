"""The rows of data/lexicon that say which words tell which event, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from components.core.records import EventCodes, Modality, Role
from components.lexicon.rows import Row, check, rows, words
from components.lexicon.senses import parted

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


CONDITIONED = ("acled_event_type", "acled_sub_event_type", "plover_type")
ANY = "@any"
SLOTS = frozenset("subj obj mod prep governor prt plural lemma aux neg has comp told with".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event. Those of a ``family`` may tell one event; higher ``priority`` is finer."""

    name: str
    label: str
    family: str
    priority: int
    codes: EventCodes
    kinship: Kinship

    def has(self, trait: str) -> bool:
        return trait in self.kinship.traits


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
    """Lemmas that tell an event of ``kind`` where one of ``frames`` fits; no frame fits always."""

    lemmas: tuple[str, ...]
    pos: str
    frames: tuple[Frame, ...]
    kind: Kind
    example: str


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
        place_model=_place_model(folder),
    )


def load_kinds(folder: Path) -> Mapping[str, Kind]:
    """Reads event_kinds.csv and families.csv."""
    told = tuple(rows(folder / "event_kinds.csv"))
    kinships = load_kinships(folder, {row["kind"]: row["family"] for row in told})
    return {row["kind"]: _kind(row, kinships[row["kind"]]) for row in told}


def _place_model(folder: Path) -> PlaceModel:
    fitted: dict[str, dict[str, float]] = {"place": {}, "same": {}, "news": {}, "right": {}}
    for row in rows(folder / "event_place_weights.csv"):
        fitted[row["judgement"]][row["cue"]] = float(row["weight"])
    reasons = {row["cue"]: row["reason"] for row in rows(folder / "pin_doubts.csv")}
    return PlaceModel(**fitted, reasons=reasons)


def _kind(row: Row, kinship: Kinship) -> Kind:
    codes = EventCodes(
        display_group=row["display_group"],
        acled_event_type=row["acled_event_type"],
        acled_sub_event_type=row["acled_sub_event_type"],
        plover_type=row["plover_type"],
        cameo_code=row["cameo_code"],
    )
    return Kind(
        name=row["kind"],
        label=row["label"],
        family=row["family"],
        priority=int(row["priority"]),
        codes=codes,
        kinship=kinship,
    )


def _triggers(
    path: Path, kinds: Mapping[str, Kind]
) -> Mapping[tuple[str, str], tuple[TriggerRow, ...]]:
    table: dict[tuple[str, str], list[TriggerRow]] = {}
    for row in rows(path):
        check({row["kind"]}, kinds, "kind", where=f"{path.name}, {row['lemmas']}")
        record = TriggerRow(
            lemmas=words(row["lemmas"]),
            pos=row["pos"],
            frames=_frames(row["frames"]),
            kind=kinds[row["kind"]],
            example=row["example"],
        )
        for lemma in record.lemmas:
            table.setdefault((lemma, record.pos), []).append(record)
    return {key: tuple(found) for key, found in table.items()}


def _frames(cell: str) -> tuple[Frame, ...]:
    """``"subj=@combatant obj=@place ; prep:from|out of=@place"``: alternatives by " ; "."""
    return tuple(
        tuple(_condition(item) for item in _items(part))
        for part in cell.split(" ; ")
        if part.strip()
    )


def _items(frame: str) -> list[str]:
    """Items of a frame; a blank inside a preposition ("out of") does not part items."""
    items: list[str] = []
    for piece in frame.split():
        if items and items[-1].startswith("prep:") and "=" not in items[-1]:
            items[-1] += f" {piece}"
        else:
            items.append(piece)
    return items


def _condition(item: str) -> Condition:
    slot, _, cell = item.lstrip("!-").partition("=")
    slot, _, prepositions = slot.partition(":")
    check({slot}, SLOTS, "slot of a frame", where=item)
    asked = words(cell)
    lemmas, senses = parted(() if ANY in asked else asked)
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
