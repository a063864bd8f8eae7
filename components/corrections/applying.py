"""Applies corrections to a reading, with the same result in any order.

Places first, then events, then what follows from them, by the functions that read the article. A
correction that cannot be applied is kept with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.core.protocols import Gazetteer
from components.core.records import Analysis, Article, Comment, Event, Rejected, Resolution, Span
from components.corrections.adding import added_event, target_of
from components.corrections.amending import amended, recoded
from components.corrections.changes import (
    REJECTED,
    SENT_BACK,
    AddedEvent,
    KindChange,
    PinChange,
    PlaceChange,
    Verdict,
)
from components.corrections.placing import guarded, place_corrected, place_meant, relinked
from components.corrections.records import Correction, Corrections, Target, text_id
from components.corrections.signing import signature, sum_of
from components.corrections.spot_check import results
from components.llm.answers import NOT_GROUNDED
from components.reading.analysis import completed_analysis
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
    if isinstance(change, KindChange | AddedEvent) and change.kind not in knowledge.events.kinds:
        return f"there is no kind of event “{change.kind}”"
    if isinstance(change, AddedEvent):
        if one.number < 1:
            return "an added event is counted from 1"
        if not set(change.names) <= {found.toponym.span for found in analysis.resolutions}:
            return "it stands at a name that was not read as a place"
        return ""
    names = _names(one, analysis, own, knowledge)
    if names is None:
        return (
            f"no event {one.number} was added to this sentence"
            if one.number
            else "no event was read from these words"
        )
    if isinstance(change, PinChange) and change.name not in names:
        return "the event has no place of that name"
    return ""


def other_words(one: Correction, text: str) -> str:
    """Why the text does not have the words that were corrected; empty where it has them."""
    there = one.span.quote(text)
    return "" if there == one.quote else f"other words stand there: “{there[:SHORT]}”"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplied:
    """A correction that stays in its file and changes nothing here, and why."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The reading with a person's corrections, and those that could not be applied."""

    analysis: Analysis
    not_applied: tuple[NotApplied, ...] = ()


def with_places(
    article: Article,
    resolutions: Sequence[Resolution],
    corrections: Corrections,
    *,
    gazetteer: Gazetteer,
) -> tuple[tuple[Resolution, ...], tuple[NotApplied, ...]]:
    """Corrections of names alone, without events; what cannot be applied, with its reason."""
    own = [
        (one, one.change)
        for one in corrections.of(text_id(article)).in_force()
        if isinstance(one.change, PlaceChange)
    ]
    why = {
        one: (
            other_words(one, article.text)
            or no_place(one, change, resolutions, gazetteer=gazetteer)
        )
        for one, change in own
    }
    meant = {one.span: one for one, _ in own if not why[one]}
    now = (
        place_corrected(one, meant[one.toponym.span], gazetteer)
        if one.toponym.span in meant
        else one
        for one in resolutions
    )
    return tuple(now), _not_applied(why)


def corrected(analysis: Analysis, corrections: Corrections, knowledge: Knowledge) -> Corrected:
    """The analysis with its article's corrections, signed where the sign-off names this reading."""
    own = corrections.of(text_id(analysis.article))
    why = {one: why_not(one, analysis, own, knowledge=knowledge) for one in own.in_force()}
    applied = [one for one, reason in why.items() if not reason]
    now = analysis
    if any(one.changes_reading for one in applied):
        now = _applied(analysis, applied, knowledge)
    comments = {
        one.target: Comment(coder=one.coder, words=one.note)
        for one in applied
        if one.change == SENT_BACK
    }
    events = (
        replace(event, sent_back=comment) if (comment := comments.get(target_of(event))) else event
        for event in now.events
    )
    now = replace(now, events=tuple(events)) if comments else now
    return Corrected(
        analysis=replace(
            now,
            signed=signature(own, now),
            spot_checks=results(own, analysis),
            corrections=sum_of(own),
        ),
        not_applied=_not_applied(why),
    )


def _not_applied(why: Mapping[Correction, str]) -> tuple[NotApplied, ...]:
    return tuple(NotApplied(correction=one, reason=reason) for one, reason in why.items() if reason)


def _applied(analysis: Analysis, applied: Sequence[Correction], knowledge: Knowledge) -> Analysis:
    as_read = {one.toponym.span: one for one in analysis.resolutions}
    now = as_read | {
        one.span: place_corrected(as_read[one.span], one, knowledge.gazetteer)
        for one in applied
        if isinstance(one.change, PlaceChange)
    }
    no_places = (
        one
        for one in analysis.rejected
        if one.what == NOT_GROUNDED or (one.what == "place" and one.span not in as_read)
    )
    rejections = {one.target: one for one in applied if one.change == REJECTED}
    kept, gone = [], []
    for event in _changed_events(analysis, applied, as_read, now, knowledge):
        if by := rejections.get(target_of(event)):
            reason = f"{event.label}: rejected by {by.coder}{f': {by.note}' if by.note else ''}"
            gone.append(Rejected(span=event.trigger, text=by.quote, what="event", reason=reason))
        else:
            kept.append(event)
    done = completed_analysis(
        analysis.article,
        resolutions=tuple(now[one.toponym.span] for one in analysis.resolutions),
        events=tuple(kept),
        no_places=(*no_places, *gone),
        knowledge=knowledge,
        read_by=analysis.read_by,
    )
    unpinned = {
        one.change.name: f"not where it happened, as corrected by {one.coder}"
        for one in applied
        if isinstance(one.change, PinChange) and not one.change.is_there
    }
    rejected = (
        replace(one, reason=unpinned[one.span])
        if one.what == "place" and one.span in unpinned
        else one
        for one in done.rejected
    )
    return replace(done, rejected=tuple(rejected))


def _changed_events(
    analysis: Analysis,
    applied: Sequence[Correction],
    as_read: Mapping[Span, Resolution],
    now: Mapping[Span, Resolution],
    knowledge: Knowledge,
) -> list[Event]:
    """The program's events and the added ones; an event without changes is the same object."""
    article, lexicon = analysis.article, knowledge.events
    changes: dict[Target, list[Correction]] = {}
    for one in applied:
        if not isinstance(one.change, Verdict | PlaceChange | AddedEvent):
            changes.setdefault(one.target, []).append(one)

    def with_changes(event: Event, own: Sequence[Correction], *, before: Event) -> Event:
        changed = amended(event, own, lexicon)
        return guarded(recoded(before, changed, lexicon), article, knowledge)

    events = []
    for event in analysis.events:
        own = changes.get(target_of(event), [])
        spans = (link.resolution.toponym.span for link in event.links)
        if own or any(span in now and now[span] != as_read[span] for span in spans):
            event = with_changes(relinked(event, as_read, now), own, before=event)
        events.append(event)
    added = [
        added_event(one, one.change, article=article, resolutions=now, lexicon=lexicon)
        for one in applied
        if isinstance(one.change, AddedEvent)
    ]
    events += [with_changes(one, changes.get(target_of(one), []), before=one) for one in added]
    return sorted(events, key=lambda event: event.trigger.start) if added else events
