"""What was read of an event, part by part, each with the words of the article that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import pandas as pd

from components.core.countries import place_in_words
from components.core.records import (
    Actor,
    Amendment,
    Analysis,
    Attribution,
    ControlClaim,
    Event,
    MeasureCheck,
    PlaceLink,
    Span,
)
from components.core.status import holding_in_words
from components.tables.rows import comment_in_words
from components.wording.locale import length
from components.wording.phrases import (
    Row,
    kind_in_words,
    modality_in_words,
    placed_by_words,
    row_dicts,
    speaker_in_sentence,
    sureness,
    time_in_words,
)
from components.wording.provenance import full_day

T = TypeVar("T")
LENGTH_KINDS = frozenset({"distance", "depth"})
"""Kinds of checks that measure a length."""
NO_PLACES = frozenset({"actor", "modifier"})
"""Roles in which a name tells who acts or only qualifies a word: "Ukrainian troops"."""
CORRECTED = {
    "event": "what",
    "kind": "what",
    "modality": "what",
    "days": "when",
    "actors": "who",
    "targets": "whom",
    "pin": "place",
    "place": "place",
}
"""The part that a correction of a field stands beside."""
NOBODY = "not stated"
NOBODY_NAMED = "the article itself; no source is named"
NO_PLACE = "none is named in the text, so there is no pin"
PRECISION = {
    "day": "dated to the day",
    "range": "within a range of days",
    "week": "within a week",
    "month": "within a month",
    "vague": "no words give the exact day",
    "open": "only one end is known",
    "unknown": "not stated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A part: its name, lines, and where its words stand; ``key`` joins them on the page."""

    key: str
    name: str
    told: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def facts_of(event: Event, analysis: Analysis, rows: pd.DataFrame) -> tuple[Fact, ...]:
    """The event's parts in the card's order; ``rows`` are of the events table."""
    facts = (_amended(fact, event) for fact in _facts(event, analysis, row_dicts(rows)[0]))
    return tuple(fact for fact in facts if fact.told)


def _amended(fact: Fact, event: Event) -> Fact:
    """The part, and what a person changed of it: "Corrected by A. Coder: was Left"."""
    of_places = (one for link in event.links for one in link.resolution.amended)
    own = [
        one
        for one in dict.fromkeys((*event.amended, *of_places))
        if CORRECTED[one.field] == fact.key
    ]
    return (
        replace(fact, told=(*(fact.told or (NOBODY,)), *map(amendment_in_words, own)))
        if own
        else fact
    )


def amendment_in_words(one: Amendment) -> str:
    """Whose word it is, what the program had read, and why the person changed it."""
    told = f"Corrected by {one.coder}: was {one.was}" if one.was else f"Added by {one.coder}"
    return f"{told} ({one.note})" if one.note else told


def _facts(event: Event, analysis: Analysis, row: Row) -> Iterator[Fact]:
    text = analysis.article.text
    checks = [check for check in analysis.checks if check.event_id == event.id]
    claims = [claim for claim in analysis.claims if claim.event_id == event.id]
    yield Fact(key="what", name="What", told=(kind_in_words(row),), spans=(event.trigger,))
    yield Fact(
        key="when",
        name="Happened",
        told=(_when(event, time_in_words(row)),),
        spans=day_words(event, text),
    )
    yield Fact(
        key="reported", name="Reported", told=(_day(event.reported),) if event.reported else ()
    )
    yield _people("who", "Who", event.actors, text)
    yield _people("whom", "To whom", event.targets, text)
    yield _speakers(event)
    yield Fact(
        key="hedge",
        name="Words of doubt",
        told=_in_one_line(f"“{hedge}”" for hedge in event.hedges),
        spans=located(event.hedges, event, text),
    )
    yield Fact(
        key="share",
        name="How much",
        told=_in_one_line(f"“{one}”" for one in (event.extent,) if one),
        spans=located([event.extent], event, text),
    )
    yield _figures(event)
    yield Fact(key="held", name="Who holds it", told=_lines(claims, claim_in_words))
    places = [link for link in event.links if link.role not in NO_PLACES]
    yield Fact(
        key="place",
        name="Place",
        spans=tuple(link.resolution.toponym.span for link in places),
        told=_lines(places, link_in_words) or (NO_PLACE,),
    )
    yield Fact(
        key="measured",
        name="Measured",
        told=_lines(checks, check_in_words),
        spans=tuple(check.span for check in checks if check.span),
    )
    yield Fact(key="reading", name="How sure", told=(sureness(event.confidence),))
    back = event.sent_back
    yield Fact(
        key="back", name="Needs another look", told=(comment_in_words(back),) if back else ()
    )


def _when(event: Event, words: str) -> str:
    time, modality = event.time, event.modality
    undated = (
        "the text dates only the report"
        if event.reported and event.reported == time.last_day
        else "no words date it"
    )
    by = next((one.coder for one in event.amended if one.field in {"days", "event"} and words), "")
    told = f"dated by {by}" if by else f"“{time.text}”" if time.text else undated
    planned = "" if modality == "done" else f"{modality_in_words(modality)}: "
    return f"{planned}{words or 'date not stated'} ({PRECISION[time.kind]}; {told})"


def day_words(event: Event, text: str) -> tuple[Span, ...]:
    """Where the words stand that date it."""
    return (event.time.span,) if event.time.span else located([event.time.text], event, text)


def _day(day: date | None) -> str:
    return full_day(day) if day else ""


def _people(key: str, name: str, actors: Sequence[Actor], text: str) -> Fact:
    return Fact(
        key=key,
        name=name,
        told=_in_one_line(_actor(actor, text) for actor in actors),
        spans=tuple(actor.span for actor in actors if actor.span),
    )


def _actor(actor: Actor, text: str) -> str:
    """ "Ukrainian troops (Ukraine)", with other words: "... as “they”"."""
    words = " ".join(actor.span.quote(text).split()) if actor.span else ""
    told, name = words.lower(), actor.name.lower()
    meant = "" if told in name or name in told else f", as “{words}”"
    return (
        actor.name + (f" ({actor.side})" if actor.side and actor.side != actor.name else "") + meant
    )


def _speakers(event: Event) -> Fact:
    told = _lines(event.attributions, speaker_in_words) or (NOBODY_NAMED,)
    return Fact(
        key="says",
        name="Says so",
        told=told,
        spans=tuple(one.span for one in event.attributions if one.span),
    )


def _figures(event: Event) -> Fact:
    known = [one for one in event.quantities if one.text or one.value is not None]
    told = (one.text or f"{one.value:g} {one.unit}" for one in known)
    return Fact(
        key="figures",
        name="Figures",
        told=_in_one_line(told),
        spans=tuple(one.span for one in known if one.span),
    )


def located(phrases: Iterable[str], event: Event, text: str) -> tuple[Span, ...]:
    """Where phrases first stand in the sentences that tell the event; others are left out."""
    passages = (event.sentence, *event.passages)
    found = (_first_in(passages, phrase, text) for phrase in phrases if phrase)
    return tuple(span for span in found if span)


def _first_in(passages: Iterable[Span], phrase: str, text: str) -> Span | None:
    for passage in passages:
        at = passage.quote(text).lower().find(phrase.lower())
        if at >= 0:
            return Span(start=passage.start + at, end=passage.start + at + len(phrase))
    return None


def _in_one_line(names: Iterable[str]) -> tuple[str, ...]:
    told = ", ".join(dict.fromkeys(names))
    return (told,) if told else ()


def _lines(items: Iterable[T], words: Callable[[T], str]) -> tuple[str, ...]:
    return tuple(line for line in dict.fromkeys(map(words, items)) if line)


def speaker_in_words(said: Attribution) -> str:
    """Who says so, with side, verb, hedge and whether the clause covers this event at all."""
    side = f" ({said.side})" if said.side and said.side != said.speaker else ""
    stance = (
        "" if said.speaker.lower() == said.stance else f" {said.stance}"
    )  # "reports", of whom none is named
    told = (
        f"{speaker_in_sentence(said.speaker)}{side}{stance}"
        if said.speaker
        else "an unnamed source"
    )
    details = attribution_in_words(said)
    return f"{told} ({details})" if details else told


def attribution_in_words(said: Attribution) -> str:
    """Verb, day, hedges and scope of what a speaker said."""
    parts = [
        f"“{said.verb}”" if said.verb else "",
        f"on {_day(said.reported)}" if said.reported else "",
    ]
    hedges = ", ".join(f"“{hedge}”" for hedge in said.hedges)
    parts.append(f"in doubt: {hedges}" if hedges else "")
    if said.scope == "inherited":
        parts.append("perhaps: this speaker is named near by, and may not have said this")
    return "; ".join(part for part in parts if part)


def claim_in_words(claim: ControlClaim) -> str:
    """Who is said to hold or to have left a place, with rule 10's word for how it is supported."""
    extent = f"{claim.extent} of " if claim.extent else ""
    told = "; ".join(holding_in_words(claim.holder, claim.left_by))
    return f"{extent}{claim.place.name}: {told}: {claim.status}"


def link_in_words(link: PlaceLink) -> str:
    """A place of the event, its role, and how it was found."""
    resolution = link.resolution
    name, place = resolution.toponym.text, resolution.place
    role = f"{'near' if link.near else link.role} {name}"
    if link.coarsened:
        return (
            f"{role}: not shown more exactly than {place_in_words(place) if place else 'its country'}: "
            f"{link.coarsened}"
        )
    if place is None:
        return f"{role}: not found ({resolution.reason})"
    drawn = (
        f"; not on the map: {link.doubt}"
        if link.doubt
        else ""
        if place.kind != "country"
        else "; a whole country has no pin"
    )
    by_words = placed_by_words({"place_id": place.id}) or resolution.method
    return f"{role} = {place_in_words(place)}{drawn}; {by_words}; {sureness(resolution.confidence)}"


def check_in_words(check: MeasureCheck) -> str:
    """The words set against the map."""
    if check.measured is None:
        return f"“{check.claim}”: {check.verdict}"
    measured, unit = length(
        check.measured,
        check.unit,
        measured_km=check.measured_km if check.kind in LENGTH_KINDS else None,
    )
    return f"“{check.claim}”; measured {measured:.0f} {unit}: {check.verdict}"
