"""Whether what a correction is about stands in the reading: nothing is matched by guess."""

from __future__ import annotations

from collections.abc import Iterable

from components.core.protocols import Gazetteer
from components.core.records import Analysis, Resolution, Span
from components.corrections.adding import target_of
from components.corrections.changes import AddedEvent, KindChange, PinChange, PlaceChange
from components.corrections.placing import place_meant
from components.corrections.records import Correction, Corrections
from components.reading.knowledge import Knowledge

SHORT = 40
"""Characters of a quotation in a reason."""


def why_not(one: Correction, analysis: Analysis, own: Corrections, *, knowledge: Knowledge) -> str:
    """Why a correction cannot be applied, or ""; ``own`` are all of the article."""
    text, change = analysis.article.text, one.change
    if reason := other_words(one, text):
        return reason
    if isinstance(change, PlaceChange):
        return no_place(one, change, analysis.resolutions, gazetteer=knowledge.gazetteer)
    if isinstance(change, AddedEvent):
        return _no_addition(one, change, analysis, knowledge)
    names = _names(one, analysis, own, knowledge)
    if names is None:
        return (
            f"no event {one.number} was added to this sentence"
            if one.number
            else "no event was read from these words"
        )
    if isinstance(change, KindChange) and change.kind not in knowledge.events.kinds:
        return f"there is no kind of event “{change.kind}”"
    if isinstance(change, PinChange) and change.name not in names:
        return "the event has no place of that name"
    return ""


def other_words(one: Correction, text: str) -> str:
    """The reason where the text has not the words that were corrected, empty where it has."""
    return (
        ""
        if one.span.quote(text) == one.quote
        else f"other words stand there: “{one.span.quote(text)[:SHORT]}”"
    )


def _names(
    one: Correction, analysis: Analysis, own: Corrections, knowledge: Knowledge
) -> frozenset[Span] | None:
    """Names of places of the correction's event; None where there is no such event."""
    if one.number:
        additions = (other for other in own.in_force() if other.target == one.target)
        return next(
            (
                frozenset(added.change.names)
                for added in additions
                if isinstance(added.change, AddedEvent)
                and not why_not(added, analysis, own, knowledge=knowledge)
            ),
            None,
        )
    events = (event for event in analysis.events if target_of(event) == one.target)
    return next(
        (frozenset(link.resolution.toponym.span for link in event.links) for event in events), None
    )


def no_place(
    one: Correction, change: PlaceChange, resolutions: Iterable[Resolution], *, gazetteer: Gazetteer
) -> str:
    """The reason why a name cannot be placed so, empty where it can."""
    resolution = next((found for found in resolutions if found.toponym.span == one.span), None)
    if resolution is None:
        return "no name of a place was read from these words"
    if change.place_id and place_meant(change, resolution, gazetteer) is None:
        return f"no place of the gazetteer has the id {change.place_id}"
    return ""


def _no_addition(
    one: Correction, change: AddedEvent, analysis: Analysis, knowledge: Knowledge
) -> str:
    if one.number < 1:
        return "an added event is counted from 1"
    if change.kind not in knowledge.events.kinds:
        return f"there is no kind of event “{change.kind}”"
    if not set(change.names) <= {found.toponym.span for found in analysis.resolutions}:
        return "it stands at a name that was not read as a place"
    return ""
