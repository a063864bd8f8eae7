"""Do no harm (rule 11): places of some events are drawn no finer than their first-level unit.

Which and why is data (harm.csv); what a row asks beyond kind and modality is one of CONDITIONS. The
link keeps the article's words and says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from components.core.errors import InstallationError
from components.core.precision import POINT_KINDS
from components.core.protocols import Areas, Gazetteer
from components.core.records import (
    ENGLISH,
    Actor,
    Article,
    Event,
    MeasureCheck,
    PlaceLink,
    Resolution,
    Span,
)
from components.events.place_cues import is_weighed
from components.lexicon.events import Kind
from components.lexicon.people import actor_lexicon
from components.lexicon.rows import Row, rows, words
from components.lexicon.senses import forms, words_of

FINER_KINDS = POINT_KINDS | {"admin2", "island"}
"""Kinds of place that lie within a first-level unit."""
NO_PLACES = frozenset({"actor", "participant"})
"""Roles in which a name stands for a government or an army."""
FAMILY = "family:"
WITHHELD = (
    "cannot be checked: the places of this event are drawn no finer than their first-level unit"
)
CHARACTERS_BEFORE = 40
"""Before the words that name a unit, in which its number may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRule:
    """Events of ``kinds``, ``modalities`` (none: any) and ``condition``, and the reason."""

    kinds: frozenset[str]
    modalities: frozenset[str]
    condition: str
    words: re.Pattern[str]
    """One of the row's words, whatever its case."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event with the text that tells it and the names that the lexicon knows."""

    event: Event
    text: str
    language: str

    @property
    def people(self) -> tuple[Actor, ...]:
        return (*self.event.actors, *self.event.targets)


def load_harm(path: Path, kinds: Mapping[str, Kind]) -> tuple[HarmRule, ...]:
    """Reads harm.csv. Raises InstallationError for unknown kinds, families or conditions."""
    return tuple(_rule(row, kinds) for row in rows(path))


def _rule(row: Row, kinds: Mapping[str, Kind]) -> HarmRule:
    if row["condition"] not in CONDITIONS:
        raise _unknown(row["condition"])
    named = frozenset(name for entry in words(row["kinds"]) for name in _kinds_of(entry, kinds))
    listed = "|".join(map(re.escape, words(row["words"]))) or "(?!)"
    return HarmRule(
        kinds=named,
        modalities=frozenset(words(row["modalities"])),
        condition=row["condition"],
        words=re.compile(rf"\b(?:{listed})\b", re.IGNORECASE),
        reason=row["reason"],
    )


def _kinds_of(entry: str, kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    found = tuple(name for name, kind in kinds.items() if entry in {name, FAMILY + kind.family})
    if not found:
        raise _unknown(entry)
    return found


def _unknown(entry: str) -> InstallationError:
    return InstallationError(
        f"{entry!r} is not known", where="harm.csv", way_out="Install Dateline again."
    )


def coarsened(
    events: Iterable[Event],
    *,
    article: Article,
    rules: Sequence[HarmRule],
    gazetteer: Gazetteer,
    areas: Areas,
) -> tuple[Event, ...]:
    """Events with places taken back to their first-level unit, or left off if not named."""
    return tuple(
        _coarser_event(
            Case(event=event, text=article.text, language=article.language),
            rules,
            gazetteer,
            areas,
        )
        for event in events
    )


def _coarser_event(
    case: Case, rules: Sequence[HarmRule], gazetteer: Gazetteer, areas: Areas
) -> Event:
    rule = next((rule for rule in rules if _speaks_of(rule, case)), None)
    if rule is None:
        return case.event
    # Where the text does not say that it is there, nobody's movement is made more visible.
    links = tuple(
        _coarser(link, rule.reason, gazetteer, areas)
        for link in case.event.links
        if not is_weighed(link)
    )
    return replace(case.event, links=links)


def _speaks_of(rule: HarmRule, case: Case) -> bool:
    event = case.event
    if event.kind not in rule.kinds or (rule.modalities and event.modality not in rule.modalities):
        return False
    if case.language != ENGLISH:  # whether its words meet the condition cannot be read
        return True
    return CONDITIONS[rule.condition](case, rule)


def _coarser(link: PlaceLink, reason: str, gazetteer: Gazetteer, areas: Areas) -> PlaceLink:
    """The link at its first-level unit; at its country, without a pin, where that is unknown."""
    place = link.resolution.place
    if place is None or place.kind not in FINER_KINDS or link.role in NO_PLACES:
        return link
    unit = gazetteer.place(place.admin1_id) if place.admin1_id else None
    known = unit is not None and areas.outline(unit.id) is not None
    larger = unit if known else gazetteer.country(place.country)
    why = reason if known else f"{reason}; its first-level unit is not known"
    resolution = Resolution(
        toponym=link.resolution.toponym,
        place=larger,
        method="made coarser",
        confidence=link.resolution.confidence,
        reason=f"made coarser: {why}",
    )
    return replace(link, resolution=resolution, within=True, coarsened=why)


def withheld(
    checks: Iterable[MeasureCheck], *, events: Sequence[Event], resolutions: Sequence[Resolution]
) -> tuple[MeasureCheck, ...]:
    """Checks that would measure to a coarser place keep their words alone."""
    hidden = [
        (event, _finer_ids(event, resolutions))
        for event in events
        if any(link.coarsened for link in event.links)
    ]
    return tuple(_withheld(check) if _would_tell(check, hidden) else check for check in checks)


def _finer_ids(event: Event, resolutions: Sequence[Resolution]) -> frozenset[str]:
    """What the names of the event's coarsened links mean in the gazetteer."""
    spans = {link.resolution.toponym.span for link in event.links if link.coarsened}
    return frozenset(one.place.id for one in resolutions if one.place and one.toponym.span in spans)


def _would_tell(check: MeasureCheck, hidden: Sequence[tuple[Event, frozenset[str]]]) -> bool:
    ends = {place.id for place in (check.from_place, check.to_place) if place}
    return any(
        ids & ends and (check.event_id == event.id or _told_in(check.span, event))
        for event, ids in hidden
    )


def _told_in(span: Span | None, event: Event) -> bool:
    return span is not None and any(
        passage.contains(span) for passage in (event.sentence, *event.passages)
    )


def _withheld(check: MeasureCheck) -> MeasureCheck:
    return replace(
        check,
        measured=None,
        measured_km=None,
        low_km=None,
        high_km=None,
        from_place=None,
        to_place=None,
        bearing_degrees=None,
        verdict=WITHHELD,
        how="not measured",
    )


def _always(case: Case, rule: HarmRule) -> bool:
    return True


def _has_words(case: Case, rule: HarmRule) -> bool:
    """One of the row's words in a sentence that tells the event or names its place."""
    named_in = (link.evidence for link in case.event.links if link.evidence)
    spans = (case.event.sentence, *case.event.passages, *named_in)
    return any(rule.words.search(span.quote(case.text)) for span in spans)


def _moves_forces(case: Case, rule: HarmRule) -> bool:
    return any(_any_word(actor.name, "force") for actor in case.people)


def _private(case: Case, rule: HarmRule) -> bool:
    """Unless somebody with a name is taken, who is public, or offices or forces are."""
    return not any(_is_public(actor) for actor in case.event.targets)


def _is_public(actor: Actor) -> bool:
    return actor.name != actor.name.lower() or _any_word(
        actor.name, "force", "office", "functionary"
    )


def _any_word(name: str, *senses: str) -> bool:
    """A word of the name, in the singular or the plural, among the words of those senses."""
    parts = frozenset[str]().union(*map(forms, name.split()))
    return any(parts & words_of(sense) for sense in senses)


def _unannounced_unit(case: Case, rule: HarmRule) -> bool:
    """A named unit takes part, or stands in the sentence, and its own side does not say so."""
    if not case.people:
        return _names_unit(case.event.sentence.quote(case.text), rule)
    units = [actor for actor in case.people if _names_unit(_phrase(actor, case), rule)]
    return any(not _announced(unit, case.event) for unit in units)


def _announced(unit: Actor, event: Event) -> bool:
    spoken = [
        said for said in event.attributions if said.scope == "direct" and said.stance != "denies"
    ]
    return any(
        said.speaker == unit.name or (said.side and said.side == unit.side) for said in spoken
    )


def _phrase(actor: Actor, case: Case) -> str:
    """An actor's words, with those before them in the sentence: a unit's number."""
    if actor.span is None:
        return actor.name
    start = max(case.event.sentence.start, actor.span.start - CHARACTERS_BEFORE)
    return " ".join(case.text[start : actor.span.end].split())


def _names_unit(phrase: str, rule: HarmRule) -> bool:
    """ "47th Mechanized Brigade", "Azov Brigade"; not "two brigades", "Russian Army"."""
    return any(
        _is_numbered(phrase[: word.start()]) or _is_named(phrase, word)
        for word in rule.words.finditer(phrase)
    )


def _is_numbered(before: str) -> bool:
    return re.search(r"\b\d+(?:st|nd|rd|th)\b(?:[ -][\w-]+){0,5} $", before) is not None


def _is_named(phrase: str, word: re.Match[str]) -> bool:
    """A word of units with a capital, behind another one that is not a nationality."""
    before = phrase[: word.start()].split()
    named = bool(before) and before[-1][:1].isupper() and before[-1].lower() != "the"
    known = (
        actor_lexicon().names.get(before[-1].removesuffix("'s").removesuffix("’s"))
        if named
        else None
    )
    return word.group()[0].isupper() and named and (known is None or known.kind == "actor")


Condition = Callable[[Case, HarmRule], bool]
CONDITIONS: Mapping[str, Condition] = {
    "": _always,
    "words": _has_words,
    "forces": _moves_forces,
    "private persons": _private,
    "unit its own party has not announced": _unannounced_unit,
}
"""What a row of harm.csv may ask of an event beyond its kind and modality."""
