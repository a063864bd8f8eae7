"""An event with what a person changed of it, and in words what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from components.core.precision import kind_of_width
from components.core.records import (
    Actor,
    Amendment,
    Event,
    EventCodes,
    EventTime,
    PlaceLink,
    Role,
    Span,
    TimeKind,
)
from components.corrections.changes import (
    ActorsChange,
    DaysChange,
    KindChange,
    ModalityChange,
    Person,
    PinChange,
    TargetsChange,
)
from components.corrections.records import Correction
from components.events.codes import codes_without_words
from components.lexicon.events import EventLexicon
from components.wording.provenance import full_day

NAMED_ONLY: Role = "mention"
THERE: Role = "at"


def amended(event: Event, corrections: Iterable[Correction], lexicon: EventLexicon) -> Event:
    """The event with each change, in any order: no two are of one part. Its codes follow."""
    now = event
    for one in corrections:
        if change := CHANGES.get(type(one.change)):
            changed, was = change(now, one.change, one, lexicon)
            told = Amendment(field=one.change.field, was=was, coder=one.coder, note=one.note)
            now = replace(changed, amended=(*now.amended, told))
    return now


def recoded(before: Event, after: Event, lexicon: EventLexicon) -> Event:
    """The event's codes of the field now; they stay where what they depend on stays."""
    codes = _codes(after, lexicon)
    same_kind = (before.kind, before.modality) == (after.kind, after.modality)
    return after if same_kind and codes == _codes(before, lexicon) else replace(after, codes=codes)


def _codes(event: Event, lexicon: EventLexicon) -> EventCodes:
    return codes_without_words(
        lexicon.kinds[event.kind],
        modality=event.modality,
        actors=event.actors,
        links=event.links,
        lexicon=lexicon,
    )


def time_between(first_day: date | None, last_day: date | None, coder: str) -> EventTime:
    """The days that a person gave, as exact as they are."""
    kind: TimeKind = "unknown" if first_day is None and last_day is None else "open"
    if first_day and last_day:
        kind = kind_of_width((last_day - first_day).days + 1)
    return EventTime(first_day=first_day, last_day=last_day, kind=kind, anchor=f"dated by {coder}")


def days_in_words(first_day: date | None, last_day: date | None) -> str:
    """ "10 September 2022", "8 September 2022 to ...", "by 10 September 2022", "no day"."""
    if first_day and last_day:
        both = f"{full_day(first_day)} to {full_day(last_day)}"
        return full_day(first_day) if first_day == last_day else both
    if last_day:
        return f"by {full_day(last_day)}"
    return f"{full_day(first_day)} or later" if first_day else "no day"


def people_in_words(people: Iterable[Actor | Person]) -> str:
    """ "Russian troops (Russia), civilians"; "nobody"."""
    told = (
        f"{one.name} ({one.side})" if one.side and one.side != one.name else one.name
        for one in people
    )
    return ", ".join(told) or "nobody"


Changed = tuple[Event, str]
"""The event after a change, and in words what the part was."""


def _kind(event: Event, change: KindChange, by: Correction, lexicon: EventLexicon) -> Changed:
    return replace(event, kind=change.kind, label=lexicon.kinds[change.kind].label), event.label


def _modality(
    event: Event, change: ModalityChange, by: Correction, lexicon: EventLexicon
) -> Changed:
    return replace(event, modality=change.modality), event.modality


def _days(event: Event, change: DaysChange, by: Correction, lexicon: EventLexicon) -> Changed:
    """The article's words for it stay, where there were any."""
    time = time_between(change.first_day, change.last_day, by.coder)
    was = days_in_words(event.time.first_day, event.time.last_day)
    return replace(event, time=replace(time, text=event.time.text, span=event.time.span)), was


def _actors(event: Event, change: ActorsChange, by: Correction, lexicon: EventLexicon) -> Changed:
    return replace(event, actors=_people(change.people, event)), people_in_words(event.actors)


def _targets(event: Event, change: TargetsChange, by: Correction, lexicon: EventLexicon) -> Changed:
    return replace(event, targets=_people(change.people, event)), people_in_words(event.targets)


def _people(people: Iterable[Person], event: Event) -> tuple[Actor, ...]:
    """Who keeps their name keeps the words that name them."""
    spans: Mapping[str, Span | None] = {
        actor.name: actor.span for actor in (*event.targets, *event.actors)
    }
    return tuple(Actor(name=one.name, side=one.side, span=spans.get(one.name)) for one in people)


def _pin(event: Event, change: PinChange, by: Correction, lexicon: EventLexicon) -> Changed:
    links = tuple(
        _there(link, is_there=change.is_there) if _stands_at(link, change.name) else link
        for link in event.links
    )
    was = next(
        f"{'near' if link.near else link.role} {link.resolution.toponym.text}"
        for link in event.links
        if _stands_at(link, change.name)
    )
    return replace(event, links=links), was


def _stands_at(link: PlaceLink, name: Span) -> bool:
    return link.resolution.toponym.span == name


def _there(link: PlaceLink, *, is_there: bool) -> PlaceLink:
    if link.is_pin and is_there:
        return link
    return replace(link, role=THERE if is_there else NAMED_ONLY, near=link.near and is_there)


CHANGES: Mapping[type, Callable[[Event, Any, Correction, EventLexicon], Changed]] = {
    KindChange: _kind,
    ModalityChange: _modality,
    DaysChange: _days,
    ActorsChange: _actors,
    TargetsChange: _targets,
    PinChange: _pin,
}
