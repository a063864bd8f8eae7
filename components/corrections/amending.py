"""An event with a person's changes, and in words what was there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from components.core.precision import kind_of_width
from components.core.records import (
    Actor,
    Amendment,
    Event,
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
from components.events.codes import codes_of
from components.lexicon.events import EventLexicon
from components.wording.provenance import full_day

NAMED_ONLY: Role = "mention"
THERE: Role = "at"


def amended(event: Event, corrections: Iterable[Correction], lexicon: EventLexicon) -> Event:
    """The event with each change, in any order, for no two change the same part."""
    now = event
    for one in corrections:
        match one.change:
            case KindChange(kind=kind):
                was, changed = now.label, replace(now, kind=kind, label=lexicon.kinds[kind].label)
            case ModalityChange(modality=modality):
                was, changed = now.modality, replace(now, modality=modality)
            case DaysChange(first_day=first_day, last_day=last_day):
                was = days_in_words(now.time.first_day, now.time.last_day)
                time = time_between(first_day, last_day, one.coder)
                # The article's words for it stay, where there were any.
                changed = replace(now, time=replace(time, text=now.time.text, span=now.time.span))
            case ActorsChange(people=people):
                was = people_in_words(now.actors)
                changed = replace(now, actors=_people(people, now))
            case TargetsChange(people=people):
                was = people_in_words(now.targets)
                changed = replace(now, targets=_people(people, now))
            case PinChange(name=name, is_there=is_there):
                was, changed = _pinned(now, name, is_there=is_there)
            case _:
                continue
        amendment = Amendment(field=one.change.field, was=was, coder=one.coder, note=one.note)
        now = replace(changed, amended=(*now.amended, amendment))
    return now


def recoded(before: Event, after: Event, lexicon: EventLexicon) -> Event:
    """The changed event with new codes; the old ones stay where nothing that they depend on
    changed."""
    codes = codes_of(after, lexicon)
    same_kind = (before.kind, before.modality) == (after.kind, after.modality)
    return (
        after if same_kind and codes == codes_of(before, lexicon) else replace(after, codes=codes)
    )


def time_between(first_day: date | None, last_day: date | None, coder: str) -> EventTime:
    """The days that a person gave, with their precision."""
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
    names = (
        f"{one.name} ({one.side})" if one.side and one.side != one.name else one.name
        for one in people
    )
    return ", ".join(names) or "nobody"


def _people(people: Iterable[Person], event: Event) -> tuple[Actor, ...]:
    """Those whose name stays keep the words that name them."""
    spans: Mapping[str, Span | None] = {
        actor.name: actor.span for actor in (*event.targets, *event.actors)
    }
    return tuple(Actor(name=one.name, side=one.side, span=spans.get(one.name)) for one in people)


def _pinned(event: Event, name: Span, *, is_there: bool) -> tuple[str, Event]:
    """What the event's link to the place of that name was, in words, and the event with the new
    link."""
    was, links = "", list[PlaceLink]()
    for link in event.links:
        if link.resolution.toponym.span == name:
            was = was or f"{'near' if link.near else link.role} {link.resolution.toponym.text}"
            if not (link.is_pin and is_there):
                role = THERE if is_there else NAMED_ONLY
                link = replace(link, role=role, near=link.near and is_there)
        links.append(link)
    return was, replace(event, links=tuple(links))
