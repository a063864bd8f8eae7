"""Events and names of places marked in the text: the common form of all annotation formats.

``differences`` are the changes of a person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, cast, get_args

from components.core.errors import BadCorrections
from components.core.records import Analysis, Modality, Span
from components.corrections.adding import target_of
from components.corrections.changes import (
    AddedEvent,
    Change,
    DaysChange,
    KindChange,
    ModalityChange,
    PinChange,
    PlaceChange,
    Verdict,
)
from components.corrections.records import Correction, Target, text_id
from components.tables.coarse import coarsened_names
from components.tables.rows import iso
from components.wording.phrases import event_words

Layer = Literal["event", "place"]
OF_AN_EVENT = ("kind", "modality", "first_day", "last_day")
OF_A_PLACE = ("place_id", "place_name")
FIELDS = (*OF_AN_EVENT, *OF_A_PLACE)
"""The values of a note; the name of a place is only for people, and is not read back."""
MODALITIES = get_args(Modality)
SENTENCE_END = re.compile(r"(?<=[.!?…])[\s”\"’)]+|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A span of the text with its values; ``at`` has the ids of the event's places."""

    id: str
    layer: Layer
    span: Span
    values: Mapping[str, str]
    at: tuple[str, ...] = ()


def notes_of(analysis: Analysis) -> tuple[Note, ...]:
    """Names in text order, then events. A place that was made coarser has no id (rule 11)."""
    whole = coarsened_names(analysis)
    names = {
        one.toponym.span: Note(
            id=f"m{number}",
            layer="place",
            span=one.toponym.span,
            values={
                "place_id": one.place.id if one.place else "",
                "place_name": one.place.name if one.place else "",
            },
        )
        for number, one in enumerate(whole.resolutions, start=1)
    }
    events = []
    for event in whole.events:
        pins = (link.resolution.toponym.span for link in event.links if link.is_pin)
        values = {
            "kind": event.kind,
            "modality": event.modality,
            "first_day": iso(event.time.first_day) or "",
            "last_day": iso(event.time.last_day) or "",
        }
        at = tuple(dict.fromkeys(names[span].id for span in pins if span in names))
        events.append(Note(id=event.id, layer="event", span=event.trigger, values=values, at=at))
    return (*names.values(), *events)


NotesByText = Mapping[str, Sequence[Note]]
"""The notes that were read back, by text."""


@dataclass(slots=True, kw_only=True)
class Differences:
    """The changes as corrections, and in words those that no correction can express."""

    corrections: list[Correction] = field(default_factory=list)
    untaken: list[str] = field(default_factory=list)


def differences(
    analysis: Analysis, edited: Sequence[Note], *, coder: str, time: datetime, where: str = ""
) -> Differences:
    """The changes in the notes that were read back. Raises BadCorrections."""
    text, article = analysis.article.text, text_id(analysis.article)
    before = notes_of(analysis)
    now = _paired(before, edited)
    if before and not any(one.id in now for one in before):
        raise BadCorrections(
            "Nothing of the reading is in it.",
            where=where,
            way_out="Start from what Dateline marked, and take out what is wrong.",
        )
    by_id = {event.id: event for event in analysis.events}
    spans = {one.id: one.span for one in before}
    found = Differences()

    def say(target: Target, change: Change) -> None:
        found.corrections.append(
            Correction(
                article=article,
                span=target.span,
                quote=target.span.quote(text),
                number=target.number,
                change=change,
                coder=coder,
                time=time,
            )
        )

    for was in before:
        after = now.get(was.id)
        if was.layer == "event":
            for change in _of_an_event(was, after, spans, where):
                say(target_of(by_id[was.id]), change)
        else:
            place_id = after.values.get("place_id", "") if after else ""
            if place_id != was.values["place_id"]:
                say(Target(span=was.span), PlaceChange(place_id=place_id))
    added: dict[Span, int] = {}
    for one in now.values():
        if one.id in spans:
            continue
        if one.layer == "place":
            found.untaken.append(
                f"“{one.span.quote(text)}” (characters {one.span.start} to {one.span.end}): "
                "a name that was not read as a place cannot be added"
            )
            continue
        sentence = _sentence_of(one.span, analysis)
        if sentence not in added:  # the highest number of events added to it earlier
            targets = map(target_of, analysis.events)
            own = (other.number for other in targets if other.span == sentence)
            added[sentence] = max(own, default=0)
        added[sentence] += 1
        first, last = _days(one, where)
        say(
            Target(span=sentence, number=added[sentence]),
            AddedEvent(
                kind=_one_of(event_words(), one, "kind", where),
                modality=cast(Modality, _one_of(MODALITIES, one, "modality", where)),
                names=tuple(spans[name] for name in one.at if name in spans),
                first_day=first,
                last_day=last,
            ),
        )
    return found


def _paired(before: Sequence[Note], edited: Iterable[Note]) -> dict[str, Note]:
    """The notes by their old ids; one without an id gets the id of the note at the same words."""
    given = list(edited)
    known = {one.id for one in before}
    free = {
        (one.layer, one.span): one.id for one in before if one.id not in {note.id for note in given}
    }
    ids = {
        number: one.id if one.id in known else free.pop((one.layer, one.span), f"new {number}")
        for number, one in enumerate(given)
    }
    renamed = {one.id: ids[number] for number, one in enumerate(given) if one.id}
    return {
        ids[number]: replace(
            one, id=ids[number], at=tuple(renamed.get(name, name) for name in one.at)
        )
        for number, one in enumerate(given)
    }


def _of_an_event(
    was: Note, now: Note | None, spans: Mapping[str, Span], where: str
) -> Iterator[Change]:
    if now is None:
        yield Verdict(decision="reject")
        return
    changed = {name for name in OF_AN_EVENT if was.values[name] != now.values.get(name, "")}
    if "kind" in changed:
        yield KindChange(kind=_one_of(event_words(), now, "kind", where))
    if "modality" in changed:
        modality = _one_of(MODALITIES, now, "modality", where)
        yield ModalityChange(modality=cast(Modality, modality))
    if changed & {"first_day", "last_day"}:
        first, last = _days(now, where)
        yield DaysChange(first_day=first, last_day=last)
    for name in (*was.at, *now.at):
        if (name in was.at) != (name in now.at) and name in spans:
            yield PinChange(name=spans[name], is_there=name in now.at)


def _one_of(known: Iterable[str], one: Note, name: str, where: str) -> str:
    value = one.values.get(name, "") or ("done" if name == "modality" else "")
    if value not in known:
        raise BadCorrections(
            f"{value!r} is no {name} of an event.",
            where=f"{where}, characters {one.span.start} to {one.span.end}",
            way_out=f"Give one of: {', '.join(known)}.",
        )
    return value


def _days(one: Note, where: str) -> tuple[date | None, date | None]:
    try:
        first, last = (
            date.fromisoformat(day) if (day := one.values.get(name, "")) else None
            for name in ("first_day", "last_day")
        )
        DaysChange(first_day=first, last_day=last)
    except ValueError as error:
        raise BadCorrections(
            f"{error}.".capitalize(),
            where=f"{where}, characters {one.span.start} to {one.span.end}",
            way_out="Write days as YYYY-MM-DD, the first one first.",
        ) from error
    return first, last


def _sentence_of(span: Span, analysis: Analysis) -> Span:
    """The event's sentence around the span, or else the text between two ends of sentences."""
    for event in analysis.events:
        if event.sentence.contains(span):
            return event.sentence
    text, start = analysis.article.text, 0
    for end in SENTENCE_END.finditer(text):
        if end.start() >= span.end:
            return Span(start=start, end=end.start())
        start = end.end() if end.end() <= span.start else start
    return Span(start=start, end=len(text))


def utf16(text: str) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Functions from characters to UTF-16 code units, as in JavaScript and Java, and back."""
    wide = [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF]
    in_units = [at + number for number, at in enumerate(wide)]
    return (lambda at: at + bisect_left(wide, at), lambda at: at - bisect_left(in_units, at))
