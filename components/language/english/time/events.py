"""When did it happen, never finer than the words; and the day it was said, which is another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from components.core.days import shift_day
from components.core.records import EventTime
from components.core.records import Span as Words
from components.language.english.clauses import (
    MAX_STEPS,
    has_subject,
    opens_with,
    tense_of,
    verb_above,
)
from components.language.english.labels import child_words, children
from components.language.english.syntax import VERBAL, sentence_before
from components.language.english.time.attachment import (
    SAID_OF,
    in_sentence,
    may_date_the_saying,
    speech_above,
    times_of,
    times_of_saying,
    whole_stretch,
)
from components.language.english.time.calendar import FARTHEST_AHEAD_DAYS, Interval, within_calendar
from components.language.english.time.expressions import COUNTABLE, TimeExpression, published_on
from components.language.english.time.matches import is_saying
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
AFTER, BEFORE = frozenset({"after", "following", "since"}), frozenset({"before"})
SUBORDINATING = frozenset("after before since when while until if because although though".split())
NEWS_SPAN = timedelta(days=92)
"""A "since" that is older than this tells the background, not the news of the sentence after it."""

COMMANDED = frozenset({"xcomp", "ccomp", "acl", "advcl", "dobj", "pcomp", "pobj"})
"""How what is ordered depends on the word of ordering."""

SENTENCES_BACK = 2
Times = Sequence[TimeExpression]
Sides = tuple[date | None, date | None]
"""Not before, and not after; None where the context is silent."""


def report_day(verb: Token, times: Times) -> date | None:
    """The day of the saying ("said on Monday", "the Sunday update"), or one that may be it.

    ``verb`` may be "according". Only a single day counts; in a chronicle the line's."""
    for one in times_of_saying(verb, times):
        if one.first_day is not None and one.first_day == one.last_day:
            return one.first_day
    for content in children(verb, "ccomp", "dobj"):
        for one in times_of(content, times):
            if may_date_the_saying(one, content, times=times) == verb:
                return one.first_day
    line = _line_over(verb, times)
    return line.first_day if line is not None and line.first_day == line.last_day else None


def time_of(trigger: Token, *, times: Times, published: date | None, modality: str) -> EventTime:
    """When the trigger's happening was, is or will be.

    Without words that date it: done: up to publication (or the saying, or after "since"); planned:
    from then on; ongoing: that day; ordered: the time of the order."""
    own = times_of(trigger, times)
    if own and not (modality in AHEAD and own[0].role == "vague"):
        return _dated(trigger, own[0], times=times, published=published, modality=modality)
    if (line := _line_over(trigger, times)) is not None:
        is_ahead = modality in AHEAD
        return _event_time(Interval(line.first_day, None, "vague") if is_ahead else line, line)
    above = trigger.head
    if modality == "hypothetical":
        return UNKNOWN
    # "On Wednesday ordered his troops to withdraw".
    ordering = modality == "ordered" and trigger.dep_ in COMMANDED
    orders = (one for one in times_of(above, times) if one.first_day) if ordering else ()
    if (order := next(iter(orders), None)) is not None:
        return _event_time(order, order)
    # What is ordered has the day of the order, which is past unless the words look ahead: "will
    # order them to leave".
    is_ordered = modality == "ordered" and tense_of(above) != "future"
    if modality in AHEAD and not is_ordered:
        return _from_to(published, None, published_on(published))
    if modality == "ongoing":
        is_part = trigger.dep_ in {"nsubj", "xcomp", "dobj"}
        begun = is_part and in_class(above.lemma_, "goes_on")
        return _from_to(None if begun else published, published, published_on(published))
    return _within_bounds(trigger, times, published)


def time_named(
    words: Words, times: Times, *, published: date | None, modality: str
) -> EventTime | None:
    """The days that a time within ``words`` names, the longest of several; None where it names
    none, or only that of a saying, a page or a comparison."""
    named = [one for one in times if one.span.overlaps(words) and one.role not in NO_EVENT_ROLES]
    if not named:
        return None
    one = max(named, key=lambda one: one.span.end - one.span.start)
    return _event_time(_cut_at(_turned(one, published, modality), published, modality), one)


def time_continued(trigger: Token, times: Times) -> EventTime | None:
    """The single day of the main verb before it in the paragraph, where the trigger is told in the
    simple past and no time stands between: "They stormed the town on Monday. Two men were
    killed."."""
    verb, helpers = trigger, child_words(trigger, "aux", "auxpass")
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    is_passive = trigger.tag_ == "VBN" and bool(helpers & {"was", "were"})
    is_past = (trigger.tag_ == "VBD" or is_passive) and not helpers & {"had", "has", "have"}
    is_main = trigger.pos_ == "VERB" and verb.dep_ == "ROOT"
    is_narrated = is_main and is_past and speech_above(trigger) is None
    sentence = trigger.sent
    for _ in range(SENTENCES_BACK if is_narrated else 0):
        if in_sentence(sentence, times) or (earlier := sentence_before(sentence)) is None:
            return None
        sentence = earlier
        if found := times_of(sentence.root, times):
            one = found[0]
            if one.kind != "day" or one.role not in COUNTABLE:
                return None
            return replace(_event_time(one, one), anchor=f"“{one.text}”")
        if is_saying(sentence.root):
            return None
    return None


def _dated(
    trigger: Token, one: TimeExpression, *, times: Times, published: date | None, modality: str
) -> EventTime:
    is_past = modality not in AHEAD
    if is_past and may_date_the_saying(one, trigger, times=times) is not None:
        return _event_time(Interval(None, one.last_day, "open"), one)
    days = whole_stretch(trigger, one) or _turned(one, published, modality)
    is_recent = (one.kind, one.role) == ("range", "deictic")
    since = _since_around(trigger, times) if is_recent else None
    begun = since.first_day if since is not None else None
    if begun and days.first_day and days.last_day and begun <= days.last_day:
        days = replace(days, first_day=max(days.first_day, begun))
    return _event_time(_cut_at(days, published, modality), one)


def _turned(one: TimeExpression, published: date | None, modality: str) -> Interval:
    """Moved by its period where the modality and the tense that was read for it disagree."""
    if not one.repeats or published is None or one.first_day is None or one.last_day is None:
        return one
    is_week, sign = one.repeats == "week", 0
    if modality == "planned" and one.last_day < published:
        next_one = one.last_day if is_week else shift_day(one.last_day, months=12)
        sign = int((next_one - published).days <= FARTHEST_AHEAD_DAYS)
    elif modality == "done" and one.first_day > published and is_week:
        sign = -1
    days_on, months_on = (7 * sign, 0) if is_week else (0, 12 * sign)
    first, last = (
        shift_day(day, days_on, months=months_on) for day in (one.first_day, one.last_day)
    )
    return Interval(first, last, one.kind)


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


def _line_over(token: Token, times: Times) -> TimeExpression | None:
    """The last line of a chronicle before it; a heading only over the sentence that follows."""
    lines = [one for one in times if one.role in {"date line", "heading"} and one.head <= token.i]
    if not lines or lines[-1].role == "date line":
        return lines[-1] if lines else None
    reach = token.doc[lines[-1].head].sent
    stands_alone = reach.end - reach.start <= len(lines[-1].text.split()) + LONGEST_REST_OF_LINE
    if stands_alone and reach.end < len(token.doc):
        reach = token.doc[reach.end].sent
    return lines[-1] if token.i < reach.end else None


def _from_to(first: date | None, last: date | None, anchor: str) -> EventTime:
    if first is None and last is None:
        return UNKNOWN
    return EventTime(first_day=first, last_day=last, kind="vague", anchor=anchor)


def _within_bounds(trigger: Token, times: Times, published: date | None) -> EventTime:
    """Between what the context says, at most up to publication."""
    sayings = _sayings(trigger) if in_sentence(trigger.sent, times) else ()
    # What is done had happened by the earliest saying in the sentence.
    told = (one.last_day for verb in sayings for one in times_of_saying(verb, times))
    said = min((day for day in told if day is not None), default=None)
    after, before = _clause_bounds(trigger, times)
    line_after, line_before = _lines_around(trigger, times)
    after, before = after or line_after, before or line_before
    since = _since_around(trigger, times)
    words = [f"“{since.text}”"] if since is not None else []
    words += [f"said on {said}"] if said is not None else []
    words += [f"not before {after}"] if after is not None and since is None else []
    words += [f"not after {before}"] if before is not None else []
    first = since.first_day if since is not None else after
    last = min((day for day in (said, before, published) if day is not None), default=None)
    first = None if first is not None and last is not None and first > last else first
    found = _from_to(first, last, ", ".join(words) or published_on(published))
    is_open = first is None and (said is not None or before is not None)
    return replace(found, kind="open") if is_open else found


def _sayings(trigger: Token) -> Iterator[Token]:
    """Verbs and words of saying above the trigger's clause or beside it ("as X confirmed")."""
    token = trigger
    for _ in range(MAX_STEPS):
        yield from (child for child in token.children if _is_saying_beside(child))
        above = token.head
        if above == token:
            return
        if token.dep_ in SAID_OF and (in_class(above.lemma_, "report") or has_subject(token)):
            yield above
        token = above


def _is_saying_beside(child: Token) -> bool:
    if child.dep_ == "prep":
        return child.lower_ in {"according", "per"}
    if child.dep_ not in {"advcl", "parataxis", "conj"} or not in_class(child.lemma_, "report"):
        return False
    if child.dep_ == "parataxis" or (child.dep_ == "advcl" and opens_with(child, {"as"})):
        return True
    behind_comma = child.i > 0 and child.nbor(-1).text == "," and child.tag_ == "VBD"
    return behind_comma and not has_subject(child) and not opens_with(child, SUBORDINATING)


def _clause_bounds(trigger: Token, times: Times) -> Sides:
    """From clauses and nouns with "after" and "before" that have a time of their own.

    The object of a verb of the past is no later than that verb: "supported the offensive in 2019".
    """
    first = last = None
    for clause in (*trigger.children, trigger):
        is_below, joint, others = clause != trigger, clause.lower_, list[Token]()
        if clause.dep_ == "advcl":
            marks = (one.lower_ for one in children(clause, "mark"))
            joint = next((mark for mark in marks if mark in AFTER | BEFORE), "")
            others = [clause if is_below else clause.head]
        elif is_below and clause.dep_ == "prep":
            others = children(clause, "pobj", "dobj")
        for other in others if joint in AFTER | BEFORE else ():
            own = times_of(other, times)
            if own and (joint in AFTER) == is_below:
                first = own[0].first_day
            elif own:
                last = own[0].last_day
    above = trigger.head
    is_object = trigger.dep_ == "dobj" and above.pos_ in VERBAL
    if last is None and is_object and tense_of(above) == "past":
        last = next((one.last_day for one in times_of(above, times)), None)
    return first, last


def _lines_around(trigger: Token, times: Times) -> Sides:
    """Under a dated heading, the present follows in order: between the dates around it."""
    known = [
        one
        for one in times
        if one.role in {"absolute", "relative", "heading"} and one.first_day and one.last_day
    ]
    heading = next((place for place, one in enumerate(known) if one.role == "heading"), None)
    if heading is None or known[heading].head > trigger.i:
        return None, None
    # The present, or a form that is both: "explosions hit the base".
    verb = verb_above(trigger)
    is_both = verb.tag_ == "VBD" and verb.lower_ == verb.lemma_
    if not is_both and tense_of(trigger) != "present":
        return None, None
    first = [one.first_day for one in known[heading:] if one.head < trigger.i][-1]
    last = next((one.last_day for one in known[heading:] if one.head > trigger.i), None)
    return first, None if first is not None and last is not None and last < first else last


def _since_around(trigger: Token, times: Times) -> TimeExpression | None:
    """A recent "since" of the sentence, else of the one before it in the paragraph."""
    doc, start = trigger.doc, trigger.sent.start
    opens = start == 0 or doc[start - 1].is_space
    for sentence in (trigger.sent,) if opens else (trigger.sent, doc[start - 1].sent):
        for one in reversed(in_sentence(sentence, times)):
            first, last = one.first_day, one.last_day
            if one.role == "bound since" and first and last and last - first <= NEWS_SPAN:
                return one
    return None
