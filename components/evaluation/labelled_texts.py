"""Texts in which some of the news is marked: places of events, quotations, operations.

JSON lines, a text each with ``id``, ``text`` and perhaps ``published``; mentions are ``{"start",
"end"}``.

- Arguments: ``events`` with ``start``, ``end``, ``arguments`` (mentions with a ``role``). Only
  names with the role ``Place`` are scored.
- Quotations: ``attributions`` with ``source``, ``cue``, ``content``, lists of mentions.
- Operations: ``province`` (names) and ``start_date`` of an operation; others may be told of too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from components.core.errors import BadRecord
from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Analysis, Span
from components.evaluation.gold import Record
from components.evaluation.matching import Pin, pins_of
from components.evaluation.scores import Fault, Measures, Score
from components.evaluation.words import (
    SameName,
    event_places,
    is_among,
    is_place,
    named_speakers,
    sentence_around,
    speakers,
)
from components.sources.article.read import parse_day

PLACE = "place"
VOWELS = re.compile(r"[aeiouyw\W]")
PRONOUNS = frozenset(
    {"he", "she", "they", "we", "i", "you", "it", "who", "that", "which", "those", "this"}
)


def is_labelled(record: Record) -> bool:
    events = record.get("events")
    has_arguments = isinstance(events, list) and all(
        isinstance(one, Mapping) and "arguments" in one for one in events
    )
    return "attributions" in record or "province" in record or bool(events and has_arguments)


def measure_labelled(
    record: Record, analysis: Analysis, *, where: str, gazetteer: Gazetteer, same_name: SameName
) -> Measures:
    """The measures for the record's format. Raises BadRecord where it is damaged."""
    try:
        if "province" in record:
            return _operations(record, analysis, gazetteer)
        if "attributions" in record:
            return _quotations(record, analysis, same_name)
        return _arguments(record, analysis)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRecord(f"This is no labelled text ({error!r}).", where=where) from error


def _arguments(record: Record, analysis: Analysis) -> Measures:
    """Events with a place: whether the trigger was found (by a shared character), and the place."""
    found, there, faults = list[bool](), list[bool](), list[Fault]()
    text = analysis.article.text
    for one in record["events"]:
        mentions = [
            _span(part)
            for part in one["arguments"]
            if part["role"].lower() == PLACE and _span(part).quote(text)[:1].isupper()
        ]
        if not mentions:
            continue
        trigger = _span(one)
        events = [
            event
            for event in analysis.events
            if any(one.overlaps(trigger) for one in (event.trigger, *event.retold))
        ]
        links = [link for event in events for link in event_places(event)]
        found.append(bool(events))
        there.append(any(is_place(link, mention, text) for mention in mentions for link in links))
        if not there[-1]:
            gold = f"“{trigger.quote(text)}” at {', '.join(span.quote(text) for span in mentions)}"
            read = ", ".join(link.resolution.toponym.text for link in links)
            faults.append(
                _fault(analysis, "place" if events else "missed", trigger, gold=gold, output=read)
            )
    of_found = [is_right for is_found, is_right in zip(found, there, strict=True) if is_found]
    return Measures(
        scores={
            "event found": _share(found),
            "its place, of all": _share(there),
            "its place, of found": _share(of_found),
        },
        faults=tuple(faults),
    )


def _quotations(record: Record, analysis: Analysis, same_name: SameName) -> Measures:
    """Events inside and outside words that somebody says.

    Speakers are compared where the source is no pronoun; any source of nested quotations is right.
    """
    says, speaker, faults = Counter[tuple[bool, bool]](), list[bool](), list[Fault]()
    attributions = [
        (
            [_span(part) for part in one.get("source") or ()],
            [_span(part) for part in one.get("content") or ()],
        )
        for one in record["attributions"]
    ]
    text = analysis.article.text
    for event in analysis.events:
        within = [
            sources
            for sources, content in attributions
            if any(part.overlaps(event.trigger) for part in content)
        ]
        said = bool(speakers(event))
        says[bool(within), said] += 1
        sources = [span for spans in within for span in spans]
        names = [span for span in sources if span.quote(text).lower() not in PRONOUNS]
        is_right = any(
            is_among(span, named_speakers(event), text=text, same_name=same_name) for span in names
        )
        if said and names:
            speaker.append(is_right)
        if bool(within) != said or (said and names and not is_right):
            faults.append(
                _fault(
                    analysis,
                    "speaker",
                    event.trigger,
                    output=", ".join(speakers(event)),
                    gold=", ".join(span.quote(text) for span in sources),
                )
            )
    return Measures(
        faults=tuple(faults),
        scores={
            "somebody says so": Score(
                right=says[True, True], wrong=says[False, True], missed=says[True, False]
            ),
            "nobody says so": Score(right=says[False, False], missed=says[False, True]),
            "the right speaker": _share(speaker),
        },
    )


def _operations(record: Record, analysis: Analysis, gazetteer: Gazetteer) -> Measures:
    """For each province: a pin in it, and a pin in it on the exact day."""
    pins, pinned, dated, faults = pins_of(analysis), list[bool](), list[bool](), list[Fault]()
    start = record.get("start_date")
    day = parse_day(start[:10]) if start else None
    for province in filter(None, record["province"]):
        inside = [pin for pin in pins if _is_in(pin, str(province), gazetteer)]
        pinned.append(bool(inside))
        if day:
            dated.append(
                any(pin.event.time.first_day == pin.event.time.last_day == day for pin in inside)
            )
        if not inside or (day and not dated[-1]):
            read = "; ".join(
                f"{pin.event.kind} at {pin.place.name}, {pin.event.time.first_day} to "
                f"{pin.event.time.last_day}"
                for pin in pins
            )
            faults.append(
                _fault(
                    analysis,
                    "day" if inside else "missed",
                    Span(start=0, end=1),
                    gold=f"{province} on {day}",
                    output=read,
                )
            )
    return Measures(
        scores={"province pinned": _share(pinned), "with its day": _share(dated)},
        faults=tuple(faults),
    )


def _is_in(pin: Pin, province: str, gazetteer: Gazetteer) -> bool:
    """Whether the pin is the first-level unit or is in it, ignoring vowels ("Paktya")."""
    named = {
        place.id
        for name in (province, f"{province} province")
        for place in gazetteer.lookup(name)
        if place.kind == "admin1"
    }
    own = pin.place.name if pin.place.kind == "admin1" else pin.place.admin1
    return bool(named & {pin.place.id, pin.place.admin1_id}) or _consonants(own) == _consonants(
        province
    )


def _consonants(name: str) -> str:
    return VOWELS.sub("", fold(name).replace("province", ""))


def _share(verdicts: list[bool]) -> Score:
    """The share that was found."""
    return Score(right=sum(verdicts), missed=len(verdicts) - sum(verdicts))


def _span(record: Mapping[str, Any]) -> Span:
    return Span(start=int(record["start"]), end=int(record["end"]))


def _fault(analysis: Analysis, what: str, at: Span, *, gold: str, output: str) -> Fault:
    text = analysis.article.text
    sentence = sentence_around(at, text)
    return Fault(
        article=analysis.article.id,
        what=what,
        gold=gold,
        output=output,
        span=sentence,
        words=sentence.quote(text),
    )
