"""When did it happen, never finer than the words; and on which day it was said, which is never the
day of the event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from components.core.days import moved
from components.core.records import EventTime
from components.core.records import Span as Words
from components.language.english.time.attachment import (
    day_of_saying,
    may_date_the_saying,
    own_times,
)
from components.language.english.time.bounds import bounds_around, context_since, time_of_order
from components.language.english.time.calendar import Interval, within_calendar
from components.language.english.time.expressions import (
    READINGS,
    Anchor,
    TimeExpression,
    expression,
)
from components.language.english.time.lasting import whole_stretch
from components.language.english.time.lines import LineRole, chronicle, line_role
from components.language.english.time.links import link_after
from components.language.english.time.matches import Match, matches_in
from components.language.english.time.narrative import day_before
from components.language.english.time.readings import Base
from components.language.english.time.syntax import tense_of
from components.lexicon.time import TimeLexicon, time_lexicon

__all__ = [
    "PAST",
    "TimeExpression",
    "find_times",
    "is_report",
    "report_day",
    "time_carried_on",
    "time_named",
    "time_of",
]

LONGEST_REST_OF_LINE = 4
"""Words beside the date in a line that holds nothing else: "7:30 pm ET"."""

AHEAD = frozenset({"planned", "ordered", "threatened", "feared"})
"""Modalities of what, on the day of writing, is yet to come."""
PAST = frozenset({"done", "denied", "negated"})
"""Modalities of what, if it happened at all, had happened by the day on which it was told."""
NO_EVENT_ROLES = frozenset({"comparison", "dateline", "stamp", "post"})
"""Roles of times that are never those of an event."""


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """Every time that the text names, in text order. Without ``published`` only dates with a year
    have days."""
    lexicon = time_lexicon()
    matches = [match for stretch in _stretches(doc) for match in matches_in(stretch, lexicon)]
    roles = _line_roles(matches, published)
    found: list[TimeExpression] = []
    for number, (match, anchor) in enumerate(_anchored(matches, roles, published)):
        one = expression(match, anchor=anchor, earlier=found, lexicon=lexicon)
        found.append(replace(one, role=roles.get(number, one.role)))
    page = Anchor(published, _publication(published))
    return tuple(
        link_after(one, match, others=found, anchor=page, lexicon=lexicon)
        if match.pattern.reading == "after"
        else one
        for one, match in zip(found, matches, strict=True)
    )


def _stretches(doc: Doc) -> Iterator[Span]:
    """Sentences, joined where one was broken inside of a date: "on Apr. | 1"."""
    start = 0
    for sentence in doc.sents:
        following = doc[sentence.end] if sentence.end < len(doc) else None
        is_broken = (
            following is not None
            and following.like_num
            and time_lexicon().has(doc[sentence.end - 1].text, "month")
        )
        if not is_broken:
            yield doc[start : sentence.end]
            start = sentence.end


def _publication(published: date | None) -> str:
    return f"publication day {published}" if published is not None else ""


def _line_roles(matches: Sequence[Match], published: date | None) -> Mapping[int, LineRole]:
    lines = []
    for number, match in enumerate(matches):
        role = line_role(match)
        days = (
            None if role is None else READINGS[match.pattern.reading](match.words, Base(published))
        )
        if role is not None and days is not None:
            lines.append((number, role, days))
    return chronicle(lines, published)


def _anchored(
    matches: Sequence[Match], roles: Mapping[int, LineRole], published: date | None
) -> Iterator[tuple[Match, Anchor]]:
    """Each match with what its words count from: under a line of a chronicle, "yesterday" is the
    day before the line's."""
    page = line = Anchor(published, _publication(published))
    for number, match in enumerate(matches):
        role = roles.get(number)
        if role in {"date line", "heading"}:
            page = replace(page, narrates=True)
            days = READINGS[match.pattern.reading](match.words, Base(published))
            day = days.first_day if days is not None else None
            line = Anchor(day, f"date line {day}", narrates=True) if role == "date line" else page
        is_counted = match.pattern.role != "absolute" and role is None
        yield (
            match,
            line if is_counted else replace(page, narrates=page.narrates or role is not None),
        )


def is_report(verb: Token) -> bool:
    """Whether the verb is one of saying, whose time is not that of what it tells."""
    return time_lexicon().has(verb.lemma_, "report")


def report_day(verb: Token, times: Sequence[TimeExpression]) -> date | None:
    """The day of the saying: "said on Monday", "the Sunday update", or the day that may date the
    saying or what was said.

    ``verb`` may be "according" as well. Only a single day counts; in a chronicle it is the day of
    the line.
    """
    lexicon = time_lexicon()
    day = day_of_saying(verb, times, lexicon)
    if day is not None:
        return day
    shared = _shared_day(verb, times, lexicon)
    line = _line_over(verb, times)
    return shared or (
        line.first_day if line is not None and line.first_day == line.last_day else None
    )


def _shared_day(verb: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon) -> date | None:
    for told in verb.children:
        for one in own_times(told, times, lexicon) if told.dep_ in {"ccomp", "dobj"} else ():
            if may_date_the_saying(one, told, times=times, lexicon=lexicon) == verb:
                return one.first_day
    return None


def time_of(
    trigger: Token,
    *,
    times: Sequence[TimeExpression],
    published: date | None,
    modality: str,
) -> EventTime:
    """When the trigger's happening was, is or will be.

    Without words that date it: up to the publication day (or the day it was said, or after "since"
    of the context) for what is done, from that day on for what is planned, that very day for what
    goes on, the time of the order for what is ordered.
    """
    lexicon = time_lexicon()
    own = own_times(trigger, times, lexicon)
    if own and not (modality in AHEAD and own[0].role == "vague"):
        return _dated(trigger, own[0], times=times, published=published, modality=modality)
    line = _line_over(trigger, times)
    if line is not None:
        return _under_line(line, modality)
    return _undated(trigger, times=times, published=published, modality=modality)


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


def time_carried_on(trigger: Token, times: Sequence[TimeExpression]) -> EventTime | None:
    """The day of the sentences before, where a tale goes on: "They stormed the town on Monday. Two
    men were killed."."""
    one = day_before(trigger, times, time_lexicon())
    return None if one is None else replace(_event_time(one.interval, one), anchor=f"“{one.text}”")


def _dated(
    trigger: Token,
    one: TimeExpression,
    *,
    times: Sequence[TimeExpression],
    published: date | None,
    modality: str,
) -> EventTime:
    lexicon = time_lexicon()
    if (
        modality not in AHEAD
        and may_date_the_saying(one, trigger, times=times, lexicon=lexicon) is not None
    ):
        return _event_time(Interval(None, one.last_day, "open"), one)
    days = whole_stretch(trigger, one.interval, lexicon) or _turned(one, published, modality)
    since = context_since(trigger, times) if one.kind == "range" and one.role == "deictic" else None
    if (
        since is not None
        and since.first_day
        and days.first_day
        and days.last_day
        and since.first_day <= days.last_day
    ):
        days = replace(days, first_day=max(days.first_day, since.first_day))
    return _event_time(_cut_at(days, published, modality), one)


def _turned(one: TimeExpression, published: date | None, modality: str) -> Interval:
    """Moved by its period where the modality and the tense that was read for it disagree."""
    days = one.interval
    if not one.repeats or published is None or days.first_day is None or days.last_day is None:
        return days
    days_on, months_on = (7, 0) if one.repeats == "week" else (0, 12)
    if modality == "planned" and days.last_day < published:
        return replace(
            days,
            first_day=moved(days.first_day, days_on, months=months_on),
            last_day=moved(days.last_day, days_on, months=months_on),
        )
    if modality == "done" and days.first_day > published and one.repeats == "week":
        return replace(
            days,
            first_day=moved(days.first_day, -days_on, months=-months_on),
            last_day=moved(days.last_day, -days_on, months=-months_on),
        )
    return days


def _cut_at(days: Interval, published: date | None, modality: str) -> Interval:
    """What is done ends, and what is planned begins, at the publication day, unless the words lie
    wholly beyond it."""
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
    """The last line of a chronicle before the token; a heading only over the sentence that follows
    it."""
    lines = [one for one in times if one.role in {"date line", "heading"} and one.head <= token.i]
    if not lines or lines[-1].role == "date line":
        return lines[-1] if lines else None
    reach = token.doc[lines[-1].head].sent
    stands_alone = reach.end - reach.start <= len(lines[-1].text.split()) + LONGEST_REST_OF_LINE
    if stands_alone and reach.end < len(token.doc):
        reach = token.doc[reach.end].sent
    return lines[-1] if token.i < reach.end else None


def _under_line(line: TimeExpression, modality: str) -> EventTime:
    days = Interval(line.first_day, None, "vague") if modality in AHEAD else line.interval
    return _event_time(days, line)


def _undated(
    trigger: Token, *, times: Sequence[TimeExpression], published: date | None, modality: str
) -> EventTime:
    lexicon = time_lexicon()
    if modality == "hypothetical":
        return EventTime(first_day=None, last_day=None, kind="unknown")
    ordered = (
        time_of_order(trigger, times=times, lexicon=lexicon) if modality == "ordered" else None
    )
    if ordered is not None:
        return _event_time(ordered.interval, ordered)
    if modality in AHEAD and not _has_been_ordered(trigger, modality, lexicon):
        return _from_to(published, None, _publication(published))
    if modality == "ongoing":
        begun = trigger.dep_ in {"nsubj", "xcomp", "dobj"} and lexicon.has(
            trigger.head.lemma_, "goes_on"
        )
        return _from_to(None if begun else published, published, _publication(published))
    bounds = bounds_around(trigger, times=times, lexicon=lexicon)
    last = min((day for day in (bounds.last_day, published) if day is not None), default=None)
    first = (
        bounds.first_day
        if bounds.first_day is None or last is None or bounds.first_day <= last
        else None
    )
    found = _from_to(first, last, bounds.words or _publication(published))
    return replace(found, kind="open") if first is None and bounds.last_day is not None else found


def _has_been_ordered(trigger: Token, modality: str, lexicon: TimeLexicon) -> bool:
    """What is ordered has the day of the order, which is past unless the words look ahead: "will
    order them to leave"."""
    return modality == "ordered" and tense_of(trigger.head, lexicon) != "future"


def _from_to(first: date | None, last: date | None, anchor: str) -> EventTime:
    if first is None and last is None:
        return EventTime(first_day=None, last_day=None, kind="unknown")
    return EventTime(first_day=first, last_day=last, kind="vague", anchor=anchor)
