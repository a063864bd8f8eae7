"""Do no harm (rule 11): places of some events are drawn no finer than their first-level unit.

Which and why is data (harm.csv); what a row asks beyond kind and modality is one of CONDITIONS. The
link keeps the article's words and says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from components.core.precision import LOCAL_KINDS
from components.core.protocols import Areas, Gazetteer
from components.core.records import (
    ENGLISH,
    Actor,
    Article,
    Event,
    MeasureCheck,
    PlaceLink,
    Resolution,
)
from components.events.place_cues import is_weighed
from components.lexicon.events import Kind
from components.lexicon.people import actor_lexicon
from components.lexicon.rows import check, rows, words
from components.lexicon.senses import with_singular, words_of

NO_PLACES = frozenset({"actor", "participant"})
"""Roles in which a name stands for a government or an army."""
FAMILY = "family:"
WITHHELD = (
    "cannot be checked: the places of this event are drawn no finer than their first-level unit"
)
CHARACTERS_BEFORE = 40
"""Before the words that name a unit, in which its number may stand."""
NUMBERED = re.compile(r"\b\d+(?:st|nd|rd|th)\b(?:[ -][\w-]+){0,5} $")


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRule:
    """Events of ``kinds``, ``modalities`` (none: any) and ``condition``, and the reason."""

    kinds: frozenset[str]
    modalities: frozenset[str]
    condition: Condition
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


Condition = Callable[[Case, HarmRule], bool]


def load_harm(path: Path, kinds: Mapping[str, Kind]) -> tuple[HarmRule, ...]:
    """Reads harm.csv. Raises InstallationError for unknown kinds, families or conditions."""
    families = {FAMILY + kind.family for kind in kinds.values()}
    found = []
    for row in rows(path):
        named = words(row["kinds"])
        check(named, kinds.keys() | families, "kind or family", where=path.name)
        check({row["condition"]}, CONDITIONS, "condition", where=path.name)
        listed = "|".join(map(re.escape, words(row["words"]))) or "(?!)"
        found.append(
            HarmRule(
                kinds=frozenset(
                    name for name, kind in kinds.items() if {name, FAMILY + kind.family} & {*named}
                ),
                modalities=frozenset(words(row["modalities"])),
                condition=CONDITIONS[row["condition"]],
                words=re.compile(rf"\b(?:{listed})\b", re.IGNORECASE),
                reason=row["reason"],
            )
        )
    return tuple(found)


def coarsened(
    events: Iterable[Event],
    *,
    article: Article,
    rules: Sequence[HarmRule],
    gazetteer: Gazetteer,
    areas: Areas,
) -> tuple[Event, ...]:
    """Events with places taken back to their first-level unit, or left off if not named."""
    found = []
    for event in events:
        case = Case(event=event, text=article.text, language=article.language)
        if rule := next((rule for rule in rules if _speaks_of(rule, case)), None):
            # Where the text does not say that it is there, nobody's movement is made more visible.
            links = tuple(
                _coarser(link, rule.reason, gazetteer, areas)
                for link in event.links
                if not is_weighed(link)
            )
            event = replace(event, links=links)
        found.append(event)
    return tuple(found)


def _speaks_of(rule: HarmRule, case: Case) -> bool:
    event = case.event
    if event.kind not in rule.kinds or (rule.modalities and event.modality not in rule.modalities):
        return False
    # In another language it cannot be read whether its words meet the condition.
    return case.language != ENGLISH or rule.condition(case, rule)


def _coarser(link: PlaceLink, reason: str, gazetteer: Gazetteer, areas: Areas) -> PlaceLink:
    """The link at its first-level unit; at its country, without a pin, where that is unknown."""
    place = link.resolution.place
    if place is None or place.kind not in LOCAL_KINDS or link.role in NO_PLACES:
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
    hidden = []
    for event in events:
        if spans := {link.resolution.toponym.span for link in event.links if link.coarsened}:
            named = (one for one in resolutions if one.toponym.span in spans)
            hidden.append((event, {one.place.id for one in named if one.place}))
    return tuple(
        replace(
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
        if any(_would_tell(check, event, ids) for event, ids in hidden)
        else check
        for check in checks
    )


def _would_tell(check: MeasureCheck, event: Event, hidden: set[str]) -> bool:
    """Whether a check of the event, or in its words, ends at one of its hidden places."""
    if hidden.isdisjoint(place.id for place in (check.from_place, check.to_place) if place):
        return False
    span, passages = check.span, (event.sentence, *event.passages)
    return check.event_id == event.id or (
        span is not None and any(passage.contains(span) for passage in passages)
    )


def _has_words(case: Case, rule: HarmRule) -> bool:
    """One of the row's words in a sentence that tells the event or names its place."""
    named_in = (link.evidence for link in case.event.links if link.evidence)
    spans = (case.event.sentence, *case.event.passages, *named_in)
    return any(rule.words.search(span.quote(case.text)) for span in spans)


def _private(case: Case, rule: HarmRule) -> bool:
    """Unless somebody with a name is taken, who is public, or offices or forces are."""
    return not any(
        one.name != one.name.lower() or _any_word(one.name, "force", "office", "functionary")
        for one in case.event.targets
    )


def _any_word(name: str, *senses: str) -> bool:
    """A word of the name, in the singular or the plural, among the words of those senses."""
    parts = frozenset[str]().union(*map(with_singular, name.split()))
    return any(parts & words_of(sense) for sense in senses)


def _unannounced_unit(case: Case, rule: HarmRule) -> bool:
    """A named unit takes part, or is in the sentence, and its own side does not say so."""
    event = case.event
    if not case.people:
        return _names_unit(event.sentence.quote(case.text), rule)
    said = [one for one in event.attributions if one.scope == "direct" and one.stance != "denies"]
    return any(
        _names_unit(_phrase(unit, case), rule)
        and not any(
            one.speaker == unit.name or (one.side and one.side == unit.side) for one in said
        )
        for unit in case.people
    )


def _phrase(actor: Actor, case: Case) -> str:
    """An actor's words, with those before them in the sentence: a unit's number."""
    if actor.span is None:
        return actor.name
    start = max(case.event.sentence.start, actor.span.start - CHARACTERS_BEFORE)
    return " ".join(case.text[start : actor.span.end].split())


def _names_unit(phrase: str, rule: HarmRule) -> bool:
    """ "47th Mechanized Brigade", "Azov Brigade"; not "two brigades", "Russian Army": a word of
    units after a number, or, with a capital, after another one that is not a nationality."""
    for word in rule.words.finditer(phrase):
        before = phrase[: word.start()]
        if NUMBERED.search(before):
            return True
        last = before.split()[-1] if before.split() else ""
        known = actor_lexicon().names.get(last.removesuffix("'s").removesuffix("’s"))
        is_named = last[:1].isupper() and last.lower() != "the"
        if word.group()[0].isupper() and is_named and (known is None or known.kind == "actor"):
            return True
    return False


CONDITIONS: Mapping[str, Condition] = {
    "": lambda case, rule: True,
    "words": _has_words,
    "forces": lambda case, rule: any(_any_word(actor.name, "force") for actor in case.people),
    "private persons": _private,
    "unit its own party has not announced": _unannounced_unit,
}
"""What a row of harm.csv may ask of an event beyond its kind and modality."""
