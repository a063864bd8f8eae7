"""Corrections over a reading: pure, and the same in whatever order they were made.

Places first, then events, then what follows, by the functions that read the article. What cannot be
applied is kept with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from components.core.protocols import Gazetteer
from components.core.records import Analysis, Article, Comment, Event, Rejected, Resolution, Span
from components.corrections.adding import added_event, target_of
from components.corrections.amending import amended, recoded
from components.corrections.changes import (
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
from components.reading.analysis import concluded
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
    return tuple(now), tuple(
        NotApplied(correction=one, reason=reason) for one, reason in why.items() if reason
    )


@dataclass(slots=True, kw_only=True)
class _CorrectionsByTarget:
    """Corrections that apply, by what they are about."""

    places: list[Correction] = field(default_factory=list)
    added: list[Correction] = field(default_factory=list)
    events: dict[Target, list[Correction]] = field(default_factory=dict)
    rejected: dict[Target, Correction] = field(default_factory=dict)
    sent_back: dict[Target, Correction] = field(default_factory=dict)

    def take(self, one: Correction) -> None:
        if isinstance(one.change, PlaceChange):
            self.places.append(one)
        elif isinstance(one.change, AddedEvent):
            self.added.append(one)
        elif isinstance(one.change, Verdict):
            if one.change.decision == "reject":
                self.rejected[one.target] = one
            elif one.change == SENT_BACK:
                self.sent_back[one.target] = one
        else:
            self.events.setdefault(one.target, []).append(one)

    @property
    def is_empty(self) -> bool:
        return not (self.places or self.added or self.events or self.rejected)


def corrected(analysis: Analysis, corrections: Corrections, knowledge: Knowledge) -> Corrected:
    """The analysis with its article's corrections, signed where the sign-off names this reading."""
    own = corrections.of(text_id(analysis.article))
    applied, not_applied = _CorrectionsByTarget(), []
    for one in own.in_force():
        if reason := why_not(one, analysis, own, knowledge=knowledge):
            not_applied.append(NotApplied(correction=one, reason=reason))
        else:
            applied.take(one)
    now = analysis if applied.is_empty else _applied(analysis, applied, knowledge)
    if back := applied.sent_back:
        now = replace(now, events=tuple(_commented(one, back) for one in now.events))
    return Corrected(
        analysis=replace(
            now,
            signed=signature(own, now),
            spot_checks=results(own, analysis),
            corrections=sum_of(own),
        ),
        not_applied=tuple(not_applied),
    )


def _commented(event: Event, sent_back: Mapping[Target, Correction]) -> Event:
    by = sent_back.get(target_of(event))
    return replace(event, sent_back=Comment(coder=by.coder, words=by.note)) if by else event


def _applied(analysis: Analysis, applied: _CorrectionsByTarget, knowledge: Knowledge) -> Analysis:
    article = analysis.article
    as_read = {one.toponym.span: one for one in analysis.resolutions}
    now = as_read | {
        one.span: place_corrected(as_read[one.span], one, knowledge.gazetteer)
        for one in applied.places
    }
    events = [
        *(_event(event, applied, as_read, now, knowledge, article) for event in analysis.events),
        *(_added(one, applied, analysis, now, knowledge) for one in applied.added),
    ]
    if applied.added:
        events.sort(key=lambda event: event.trigger.start)
    kept = tuple(event for event in events if target_of(event) not in applied.rejected)
    gone = (
        _rejection(event, by) for event in events if (by := applied.rejected.get(target_of(event)))
    )
    done = concluded(
        article,
        resolutions=tuple(now[one.toponym.span] for one in analysis.resolutions),
        events=kept,
        no_places=(*no_places(analysis), *gone),
        knowledge=knowledge,
        read_by=analysis.read_by,
    )
    unpinned = _unpinned(applied)
    return replace(done, rejected=tuple(_with_reason(one, unpinned) for one in done.rejected))


def _event(
    event: Event,
    applied: _CorrectionsByTarget,
    as_read: Mapping[Span, Resolution],
    now: Mapping[Span, Resolution],
    knowledge: Knowledge,
    article: Article,
) -> Event:
    """An event of the program; one that nothing was said of is the very same."""
    own = applied.events.get(target_of(event), ())
    moved = any(
        now[span] != as_read[span]
        for link in event.links
        if (span := link.resolution.toponym.span) in now
    )
    if not own and not moved:
        return event
    return _amended(relinked(event, as_read, now), own, article, knowledge, before=event)


def _added(
    one: Correction,
    applied: _CorrectionsByTarget,
    analysis: Analysis,
    now: Mapping[Span, Resolution],
    knowledge: Knowledge,
) -> Event:
    if not isinstance(one.change, AddedEvent):
        raise TypeError("only an added event can be added")
    event = added_event(
        one, one.change, article=analysis.article, resolutions=now, lexicon=knowledge.events
    )
    own = applied.events.get(one.target, ())
    return _amended(event, own, analysis.article, knowledge, before=event)


def _amended(
    event: Event,
    own: Sequence[Correction],
    article: Article,
    knowledge: Knowledge,
    *,
    before: Event,
) -> Event:
    changed = amended(event, own, knowledge.events)
    return guarded(recoded(before, changed, knowledge.events), article, knowledge)


def no_places(analysis: Analysis) -> Iterator[Rejected]:
    """What is not a name of a place, and what is not grounded, among what was left off."""
    names = {one.toponym.span for one in analysis.resolutions}
    return (
        one
        for one in analysis.rejected
        if one.what == NOT_GROUNDED or (one.what == "place" and one.span not in names)
    )


def _rejection(event: Event, by: Correction) -> Rejected:
    note = f": {by.note}" if by.note else ""
    return Rejected(
        span=event.trigger,
        text=by.quote,
        what="event",
        reason=f"{event.label}: rejected by {by.coder}{note}",
    )


def _unpinned(applied: _CorrectionsByTarget) -> Mapping[Span, str]:
    """Names that a person took from an event, with the words that say so."""
    changes = ((one, one.change) for own in applied.events.values() for one in own)
    return {
        change.name: f"not where it happened, as corrected by {one.coder}"
        for one, change in changes
        if isinstance(change, PinChange) and not change.is_there
    }


def _with_reason(one: Rejected, unpinned: Mapping[Span, str]) -> Rejected:
    return (
        replace(one, reason=unpinned[one.span])
        if one.what == "place" and one.span in unpinned
        else one
    )


def of_unread(given: Corrections, articles: Iterable[str]) -> tuple[Correction, ...]:
    """Corrections of articles that were not read, by the ids of those that were."""
    read = frozenset(articles)
    return tuple(one for one in given.corrections if one.article not in read)
