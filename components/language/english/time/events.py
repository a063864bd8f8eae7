"""When did it happen, never finer than the words; and the day it was said, which is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from components.core.days import shift_day
from components.core.records import EventTime
from components.core.records import Span as Words
from components.language.english.clauses import tense_of
from components.language.english.labels import children
from components.language.english.time.attachment import (
    day_of_saying,
    may_date_the_saying,
    times_of,
    whole_stretch,
)
from components.language.english.time.calendar import (
    FARTHEST_AHEAD_DAYS,
    Interval,
    within_calendar,
)
from components.language.english.time.context import (
    bounds_around,
    context_since,
    day_before,
    time_of_order,
)
from components.language.english.time.expressions import TimeExpression, published_on
from components.language.english.words import in_class

LONGEST_REST_OF_LINE = 4
"""Words beside the date in a line that holds nothing else: "7:30 pm ET"."""

AHEAD = frozenset({"planned", "ordered", "threatened", "feared"})
"""Modalities of what, on the day of writing, is yet to come."""
PAST = frozenset({"done", "denied", "negated"})
"""Modalities of what, if it happened at all, had happened by the day on which it was told."""
NO_EVENT_ROLES = frozenset({"comparison", "dateline", "stamp", "post"})
"""Roles of times that are never those of an event."""

UNKNOWN = EventTime(first_day=None, last_day=None, kind="unknown")


def is_report(verb: Token) -> bool:
    """Whether the verb is one of saying, whose time is not that of what it tells."""
    return in_class(verb.lemma_, "report")


def report_day(verb: Token, times: Sequence[TimeExpression]) -> date | None:
    """The day of the saying ("said on Monday", "the Sunday update"), or one that may be it.

    ``verb`` may be "according". Only a single day counts; in a chronicle the line's."""
    if (day := day_of_saying(verb, times)) is not None:
        return day
    for content in children(verb, "ccomp", "dobj"):
        for one in times_of(content, times):
            if may_date_the_saying(one, content, times=times) == verb:
                return one.first_day
    line = _line_over(verb, times)
    return line.first_day if line is not None and line.first_day == line.last_day else None


def time_of(
    trigger: Token, *, times: Sequence[TimeExpression], published: date | None, modality: str
) -> EventTime:
    """When the trigger's happening was, is or will be.

    Without words that date it: done: up to publication (or the saying, or after "since"); planned:
    from then on; ongoing: that day; ordered: the time of the order."""
    own = times_of(trigger, times)
    if own and not (modality in AHEAD and own[0].role == "vague"):
        return _dated(trigger, own[0], times=times, published=published, modality=modality)
    line = _line_over(trigger, times)
    if line is None:
        return _undated(trigger, times=times, published=published, modality=modality)
    days = Interval(line.first_day, None, "vague") if modality in AHEAD else line.interval
    return _event_time(days, line)


def time_named(
    words: Words, times: Sequence[TimeExpression], *, published: date | None, modality: str
) -> EventTime | None:
    """The days that a time within ``words`` names, the longest of several; None where it names
    none, or only that of a saying, a page or a comparison."""
    named = [one for one in times if one.span.overlaps(words) and one.role not in NO_EVENT_ROLES]
    if not named:
        return None
    one = max(named, key=lambda one: one.span.end - one.span.start)
    return _event_time(_cut_at(_turned(one, published, modality), published, modality), one)


def time_continued(trigger: Token, times: Sequence[TimeExpression]) -> EventTime | None:
    """The day of the sentences before, where a tale goes on."""
    one = day_before(trigger, times)
    return None if one is None else replace(_event_time(one.interval, one), anchor=f"“{one.text}”")


def _dated(
    trigger: Token,
    one: TimeExpression,
    *,
    times: Sequence[TimeExpression],
    published: date | None,
    modality: str,
) -> EventTime:
    is_past = modality not in AHEAD
    if is_past and may_date_the_saying(one, trigger, times=times) is not None:
        return _event_time(Interval(None, one.last_day, "open"), one)
    days = whole_stretch(trigger, one.interval) or _turned(one, published, modality)
    is_recent = (one.kind, one.role) == ("range", "deictic")
    since = context_since(trigger, times) if is_recent else None
    begun = since.first_day if since is not None else None
    if begun and days.first_day and days.last_day and begun <= days.last_day:
        days = replace(days, first_day=max(days.first_day, begun))
    return _event_time(_cut_at(days, published, modality), one)


def _turned(one: TimeExpression, published: date | None, modality: str) -> Interval:
    """Moved by its period where the modality and the tense that was read for it disagree."""
    days = one.interval
    if not one.repeats or published is None or days.first_day is None or days.last_day is None:
        return days
    is_week, sign = one.repeats == "week", 0
    if modality == "planned" and days.last_day < published:
        next_one = days.last_day if is_week else shift_day(days.last_day, months=12)
        sign = int((next_one - published).days <= FARTHEST_AHEAD_DAYS)
    elif modality == "done" and days.first_day > published and is_week:
        sign = -1
    days_on, months_on = (7 * sign, 0) if is_week else (0, 12 * sign)
    first, last = (
        shift_day(day, days_on, months=months_on) for day in (days.first_day, days.last_day)
    )
    return replace(days, first_day=first, last_day=last)


def _cut_at(days: Interval, published: date | None, modality: str) -> Interval:
    """What is done ends, what is planned begins at publication, unless wholly beyond it."""
    if published is None or days.kind == "day":
        return days
    if modality in AHEAD and days.last_day is not None and days.last_day >= published:
        return replace(days, first_day=max(days.first_day or published, published))
    begun = days.first_day is None or days.first_day <= published
    if modality in PAST and begun and days.last_day is not None:
        return replace(days, last_day=min(days.last_day, published))
    return days


def _event_time(days: Interval, one: TimeExpression) -> EventTime:
    days = within_calendar(days)
    return EventTime(
        first_day=days.first_day,
        last_day=days.last_day,
        kind=days.kind,
        text=one.text,
        anchor=one.anchor,
        span=one.span,
    )


def _line_over(token: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The last line of a chronicle before it; a heading only over the sentence that follows."""
    lines = [one for one in times if one.role in {"date line", "heading"} and one.head <= token.i]
    if not lines or lines[-1].role == "date line":
        return lines[-1] if lines else None
    reach = token.doc[lines[-1].head].sent
    stands_alone = reach.end - reach.start <= len(lines[-1].text.split()) + LONGEST_REST_OF_LINE
    if stands_alone and reach.end < len(token.doc):
        reach = token.doc[reach.end].sent
    return lines[-1] if token.i < reach.end else None


def _undated(
    trigger: Token, *, times: Sequence[TimeExpression], published: date | None, modality: str
) -> EventTime:
    above = trigger.head
    if modality == "hypothetical":
        return UNKNOWN
    if modality == "ordered" and (order := time_of_order(trigger, times)) is not None:
        return _event_time(order.interval, order)
    # What is ordered has the day of the order, which is past unless the words look ahead: "will
    # order them to leave".
    is_ordered = modality == "ordered" and tense_of(above) != "future"
    if modality in AHEAD and not is_ordered:
        return _from_to(published, None, published_on(published))
    if modality == "ongoing":
        is_part = trigger.dep_ in {"nsubj", "xcomp", "dobj"}
        begun = is_part and in_class(above.lemma_, "goes_on")
        return _from_to(None if begun else published, published, published_on(published))
    bounds = bounds_around(trigger, times)
    first, said = bounds.first_day, bounds.last_day
    last = min((day for day in (said, published) if day is not None), default=None)
    first = None if first is not None and last is not None and first > last else first
    found = _from_to(first, last, bounds.words or published_on(published))
    return replace(found, kind="open") if first is None and said is not None else found


def _from_to(first: date | None, last: date | None, anchor: str) -> EventTime:
    if first is None and last is None:
        return UNKNOWN
    return EventTime(first_day=first, last_day=last, kind="vague", anchor=anchor)
