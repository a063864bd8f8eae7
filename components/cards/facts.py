"""What was read of an event, part by part, each with its words in the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
"""Checks that measure a length."""
NO_PLACES = frozenset({"actor", "modifier"})
"""Roles of a name that is no place of the event but names who acts or qualifies a word: "Ukrainian
troops"."""
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
"""The part under which a corrected field is shown."""
NOBODY = "not stated"
NOBODY_NAMED = "the article itself; no source is named"
NO_PLACE = "the text names none, so there is no pin"
PRECISION = {
    "day": "dated to the day",
    "range": "within a range of days",
    "week": "within a week",
    "month": "within a month",
    "vague": "no words give the exact day",
    "open": "only one end is known",
    "unknown": "not stated",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A part: its name, its lines, and the spans of its words; ``key`` connects them on the
    page."""

    key: str
    name: str
    lines: tuple[str, ...]
    spans: tuple[Span, ...] = ()


def facts_of(event: Event, analysis: Analysis, rows: pd.DataFrame) -> tuple[Fact, ...]:
    """The event's parts in the card's order, with corrections, such as "Corrected by A. Coder: was
    Left"; ``rows`` are of the events table."""
    of_places = (one for link in event.links for one in link.resolution.amended)
    amended = dict.fromkeys((*event.amended, *of_places))
    facts = []
    for fact in _facts(event, analysis, row_dicts(rows)[0]):
        if own := [one for one in amended if CORRECTED[one.field] == fact.key]:
            lines = (*(fact.lines or (NOBODY,)), *map(amendment_in_words, own))
            fact = replace(fact, lines=lines)
        facts.append(fact)
    return tuple(fact for fact in facts if fact.lines)


def amendment_in_words(one: Amendment) -> str:
    """Who corrected it, what the program had read, and the note."""
    words = f"Corrected by {one.coder}: was {one.was}" if one.was else f"Added by {one.coder}"
    return f"{words} ({one.note})" if one.note else words


def _facts(event: Event, analysis: Analysis, row: Row) -> Iterator[Fact]:
    text = analysis.article.text
    checks = [check for check in analysis.checks if check.event_id == event.id]
    claims = [claim for claim in analysis.claims if claim.event_id == event.id]
    when = _when(event, time_in_words(row))
    reported, back, said = event.reported, event.sent_back, event.attributions
    yield Fact("what", "What", (kind_in_words(row),), (event.trigger,))
    yield Fact("when", "Happened", (when,), day_words(event, text))
    yield Fact("reported", "Reported", (full_day(reported),) if reported else ())
    yield _people("who", "Who", event.actors, text)
    yield _people("whom", "To whom", event.targets, text)
    speakers = _lines(said, speaker_in_words) or (NOBODY_NAMED,)
    yield Fact("says", "Says so", speakers, tuple(one.span for one in said if one.span))
    doubts = [hedge for hedge in event.hedges if hedge != event.extent]
    hedges = _in_one_line(f"“{hedge}”" for hedge in doubts)
    yield Fact("hedge", "Words of doubt", hedges, located(doubts, event, text))
    extent = (f"“{event.extent}”",) if event.extent else ()
    yield Fact("share", "How much", extent, located([event.extent], event, text))
    counted = [one for one in event.quantities if one.text or one.value is not None]
    figures = _in_one_line(one.text or f"{one.value:g} {one.unit}" for one in counted)
    yield Fact("figures", "Figures", figures, tuple(one.span for one in counted if one.span))
    yield Fact("held", "Who holds it", _lines(claims, claim_in_words))
    places = [link for link in event.links if link.role not in NO_PLACES]
    names = tuple(link.resolution.toponym.span for link in places)
    yield Fact("place", "Place", _lines(places, link_in_words) or (NO_PLACE,), names)
    measured = tuple(check.span for check in checks if check.span)
    yield Fact("measured", "Measured", _lines(checks, check_in_words), measured)
    yield Fact("reading", "How sure", (sureness(event.confidence),))
    yield Fact("back", "Needs another look", (comment_in_words(back),) if back else ())


def _when(event: Event, words: str) -> str:
    time, modality = event.time, event.modality
    undated = (
        "the text dates only the report"
        if event.reported and event.reported == time.last_day
        else "no words date it"
    )
    by = next((one.coder for one in event.amended if one.field in {"days", "event"} and words), "")
    source = f"dated by {by}" if by else f"“{time.text}”" if time.text else undated
    planned = "" if modality == "done" else f"{modality_in_words(modality)}: "
    return f"{planned}{words or 'date not stated'} ({PRECISION[time.kind]}; {source})"


def day_words(event: Event, text: str) -> tuple[Span, ...]:
    """The spans of the words that date it."""
    return (event.time.span,) if event.time.span else located([event.time.text], event, text)


def _people(key: str, name: str, actors: Sequence[Actor], text: str) -> Fact:
    names = _in_one_line(_actor(actor, text) for actor in actors)
    return Fact(key, name, names, tuple(actor.span for actor in actors if actor.span))


def _actor(actor: Actor, text: str) -> str:
    """ "Ukrainian troops (Ukraine)"; for other words in the text "… as “they”"."""
    words = " ".join(actor.span.quote(text).split()) if actor.span else ""
    text_words, name = words.lower(), actor.name.lower()
    side = f" ({actor.side})" if actor.side and actor.side != actor.name else ""
    meant = "" if text_words in name or name in text_words else f", as “{words}”"
    return actor.name + side + meant


def located(phrases: Iterable[str], event: Event, text: str) -> tuple[Span, ...]:
    """The first span of each phrase in the event's sentences; others are left out."""
    found = []
    for phrase in filter(None, phrases):
        for passage in (event.sentence, *event.passages):
            at = passage.quote(text).lower().find(phrase.lower())
            if at >= 0:
                start = passage.start + at
                found.append(Span(start=start, end=start + len(phrase)))
                break
    return tuple(found)


def _in_one_line(names: Iterable[str]) -> tuple[str, ...]:
    line = ", ".join(dict.fromkeys(names))
    return (line,) if line else ()


def _lines(items: Iterable[T], words: Callable[[T], str]) -> tuple[str, ...]:
    return tuple(line for line in dict.fromkeys(map(words, items)) if line)


def speaker_in_words(said: Attribution) -> str:
    """Who says so, with side, verb, hedge, and whether the clause covers this event at all."""
    who = "an unnamed source"
    if said.speaker:
        side = f" ({said.side})" if said.side and said.side != said.speaker else ""
        # "reports": no speaker is named
        stance = "" if said.speaker.lower() == said.stance else f" {said.stance}"
        who = f"{speaker_in_sentence(said.speaker)}{side}{stance}"
    details = attribution_in_words(said)
    return f"{who} ({details})" if details else who


def attribution_in_words(said: Attribution) -> str:
    """Verb, day, hedges and scope of what a speaker said."""
    hedges = ", ".join(f"“{hedge}”" for hedge in said.hedges)
    perhaps = "perhaps: this speaker is named near by, and may not have said this"
    parts = (
        f"“{said.verb}”" if said.verb else "",
        f"on {full_day(said.reported)}" if said.reported else "",
        f"in doubt: {hedges}" if hedges else "",
        perhaps if said.scope == "inherited" else "",
    )
    return "; ".join(part for part in parts if part)


def claim_in_words(claim: ControlClaim) -> str:
    """Who is said to hold or to have left a place, with its status word (rule 10)."""
    extent = f"{claim.extent} of " if claim.extent else ""
    holding = "; ".join(holding_in_words(claim.holder, claim.left_by))
    return f"{extent}{claim.place.name}: {holding}: {claim.status}"


def link_in_words(link: PlaceLink) -> str:
    """A place of the event, its role, and how it was found."""
    resolution = link.resolution
    name, place = resolution.toponym.text, resolution.place
    role = f"{'near' if link.near else link.role} {name}"
    if link.coarsened:
        finest = place_in_words(place) if place else "its country"
        return f"{role}: not shown more exactly than {finest}: {link.coarsened}"
    if place is None:
        return f"{role}: not found ({resolution.reason})"
    drawn = "; a whole country has no pin" if place.kind == "country" else ""
    if link.doubt:
        drawn = f"; not on the map: {link.doubt}"
    by_words = placed_by_words({"place_id": place.id}) or resolution.method
    return f"{role} = {place_in_words(place)}{drawn}; {by_words}; {sureness(resolution.confidence)}"


def check_in_words(check: MeasureCheck) -> str:
    """The words compared with the map."""
    if check.measured is None:
        return f"“{check.claim}”: {check.verdict}"
    measured, unit = length(
        check.measured,
        check.unit,
        measured_km=check.measured_km if check.kind in LENGTH_KINDS else None,
    )
    return f"“{check.claim}”; measured {measured:.0f} {unit}: {check.verdict}"
