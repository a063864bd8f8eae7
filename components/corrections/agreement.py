"""How far coders agree, field by field (Krippendorff's alpha, nominal data), and where they do not.

A coder is a person in a file. What they looked at and did not change is coded "as read": events
that they decided or changed (not sent back), and names and missed events of articles in which they
coded anything. The rest is missing data, which alpha allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.core.records import Span
from components.corrections.amending import days_in_words, people_in_words
from components.corrections.changes import (
    SENT_BACK,
    ActorsChange,
    AddedEvent,
    Change,
    DaysChange,
    KindChange,
    ModalityChange,
    PinChange,
    PlaceChange,
    Point,
    TargetsChange,
    Verdict,
)
from components.corrections.records import Correction, Corrections, Part
from components.tables.rows import aligned

AS_READ = "as read"
OF_EVENTS = ("verdict", "kind", "modality", "days", "actors", "targets", "pin")
OF_ARTICLES = ("place", "event")
"""Fields that a coder of the article has looked at everywhere in it."""
NAMES: Mapping[str, str] = {
    "verdict": "decision",
    "kind": "kind",
    "modality": "modality",
    "days": "days",
    "actors": "who",
    "targets": "to whom",
    "pin": "there or not",
    "place": "place",
    "event": "missed event",
}
Coded = Mapping[str, str]
"""Coder to value, of those who looked at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """``alpha``: None where not defined (``why``); ``alike`` of ``units`` coded twice or more."""

    field: str
    units: int
    alike: int
    alpha: float | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A part of an article on which coders disagree; ``by``: corrections, None for as read."""

    article: str
    span: Span
    quote: str
    field: str
    values: Coded
    by: Mapping[str, Correction | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    coders: tuple[str, ...]
    fields: tuple[FieldAgreement, ...]
    disagreements: tuple[Disagreement, ...]


def agreement(files: Mapping[str, Corrections]) -> Agreement:
    """Agreement of the coders of several files; ``files`` by name."""
    coders = coders_of(files)
    units = units_of(coders)
    fields = tuple(
        field_agreement(field, [values for part, values in units.items() if part[2] == field])
        for field in NAMES
        if any(part[2] == field for part in units)
    )
    quotes = {one.part[:2]: one.quote for held in coders.values() for one in held.values()}
    differing = (
        Disagreement(
            article=part[0],
            span=part[1].span,
            quote=quotes[part[:2]],
            field=part[2],
            values=values,
            by={coder: coders[coder].get(part) for coder in values},
        )
        for part, values in units.items()
        if len(set(values.values())) > 1
    )
    return Agreement(coders=tuple(coders), fields=fields, disagreements=tuple(differing))


def coders_of(files: Mapping[str, Corrections]) -> dict[str, dict[Part, Correction]]:
    """Each coder's corrections in force; a coder of two files is two coders, named by file."""
    pairs = [(one.coder, name) for name, held in files.items() for one in held.corrections]
    several = {
        coder for coder, _ in pairs if len({name for other, name in pairs if other == coder}) > 1
    }
    found = {}
    for coder, name in dict.fromkeys(pairs):
        own = tuple(one for one in files[name].corrections if one.coder == coder)
        found[f"{coder} ({name})" if coder in several else coder] = {
            one.part: one
            for one in Corrections(corrections=own).in_force()
            if one.change != SENT_BACK
        }
    return found


def units_of(coders: Mapping[str, Mapping[Part, Correction]]) -> dict[Part, Coded]:
    """Every coded part in text order; a decided event has every field of any event."""
    parts = {part: None for own in coders.values() for part in own}
    events = {part[:2] for part in parts if part[2] in OF_EVENTS}
    every = {
        *parts,
        *((*event, field, None) for event in events for field in OF_EVENTS if field != "pin"),
    }
    ordered = sorted(
        every, key=lambda part: (part[0], part[1], [*NAMES].index(part[2]), part[3] or part[1].span)
    )
    units = {
        part: {
            coder: value_in_words(own[part].change) if part in own else AS_READ
            for coder, own in coders.items()
            if _has_looked(part, own)
        }
        for part in ordered
    }
    return {part: coded for part, coded in units.items() if coded}


def _has_looked(part: Part, own: Mapping[Part, Correction]) -> bool:
    article, target, field, _ = part
    if field == "verdict":
        return part in own
    if field in OF_ARTICLES:
        return any(other[0] == article for other in own)
    return any(other[:2] == (article, target) for other in own)


def field_agreement(field: str, units: Sequence[Coded]) -> FieldAgreement:
    """Of units that coders gave values, by the coder."""
    shared = [unit for unit in units if len(unit) > 1]
    alike = sum(len(set(unit.values())) == 1 for unit in shared)
    values = sorted({value for unit in shared for value in unit.values()})
    alpha, why = None, ""
    if not shared:
        why = "no two coders coded the same"
    elif len(values) < 2:
        why = f"all say the same: {values[0]}"
    else:
        alpha = nominal_alpha([list(unit.values()) for unit in shared])
    return FieldAgreement(field=field, units=len(shared), alike=alike, alpha=alpha, why=why)


def nominal_alpha(units: Sequence[Sequence[str]]) -> float:
    """Krippendorff's alpha for nominal data, from each unit's values by coder.

    One minus the differing pairs of values within units, over those expected by chance
    (Krippendorff 2011). Units with one value do not count; without two differing values it is not
    defined."""
    paired = [Counter(values) for values in units if len(values) > 1]
    everything = sum(paired, Counter[str]())
    observed = sum(_pairs_that_differ(one) / (one.total() - 1) for one in paired)
    return 1 - observed * (everything.total() - 1) / _pairs_that_differ(everything)


def _pairs_that_differ(counts: Counter[str]) -> int:
    """Ordered pairs of two of the values counted."""
    return counts.total() ** 2 - sum(count * count for count in counts.values())


def value_in_words(change: Change) -> str:
    """The new value in words, the same for the same value."""
    match change:
        case Verdict():
            return change.decision
        case KindChange():
            return change.kind
        case ModalityChange():
            return change.modality
        case DaysChange():
            return days_in_words(change.first_day, change.last_day)
        case ActorsChange() | TargetsChange():
            return people_in_words(change.people)
        case PinChange():
            return "there" if change.is_there else "not there"
        case AddedEvent():
            days = days_in_words(change.first_day, change.last_day)
            return f"{change.kind}, {change.modality}, {days}"
        case PlaceChange(point=Point(latitude=latitude, longitude=longitude)):
            return f"{latitude:.4f}, {longitude:.4f}"
        case PlaceChange():
            return change.place_id or "not known"


def report(found: Agreement) -> str:
    """The agreement as a table of plain text, and each disagreement in a line."""
    head = f"Coders: {', '.join(found.coders) or 'none'}"
    table = fields_table(found.fields, NAMES)
    listed = [disagreement_in_words(one) for one in found.disagreements]
    return "\n".join(
        [head, "", *table, "", f"Disagreements ({len(listed)})", *(f"  {one}" for one in listed)]
    )


def fields_table(fields: Iterable[FieldAgreement], names: Mapping[str, str]) -> list[str]:
    """Lines of a table of plain text, one for each field; ``names`` are their headings."""
    rows = [("field", "units", "alike", "alpha")]
    for one in fields:
        alpha = one.why if one.alpha is None else f"{one.alpha:.2f}"
        rows.append((names.get(one.field, one.field), str(one.units), str(one.alike), alpha))
    return aligned(rows)


def disagreement_in_words(one: Disagreement) -> str:
    """ "“left”, kind: A. Coder: withdrawal; B. Coder: as read"."""
    said = "; ".join(f"{coder}: {value}" for coder, value in one.values.items())
    return f"“{' '.join(one.quote.split())}”, {NAMES[one.field]}: {said}"
