"""Every time that an article names, resolved to days and never finer than its words; and the dates
that stand over a text: lines of a chronicle, an agency's dateline, a page's stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from components.core.days import shift_day
from components.core.precision import kind_of_width
from components.core.records import Span, TimeKind
from components.language.english.clauses import Tense, goes_on, is_announced, tense_of, verb_above
from components.language.english.datelines import datelines, is_within
from components.language.english.labels import SUBJECTS, children
from components.language.english.syntax import VERBAL, sentences_back
from components.language.english.time.calendar import UNKNOWN, Interval, max_kind, within_calendar
from components.language.english.time.matches import (
    Match,
    governor_of,
    is_attributive,
    is_saying,
    matches_in,
    root_of,
)
from components.language.english.time.readings import READINGS, Base, Words, away, counted_from
from components.language.english.words import in_class

LineRole = Literal["date line", "heading", "dateline", "stamp", "post"]

SHORTEST_CHRONICLE = 2
"""Distinct days that head lines: one date alone may be the day of a photo or of the page."""

WORDS_BEHIND = 3
"""Words after a dateline that show that a sentence begins."""

OPENING = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PRON", "NUM"})
_LEAD = re.compile(r"[\s*•·–—>-]*")
_COLON_OR_DASH = re.compile(r"\s*(?::|[-–—]\s)")
_REST_OF_STAMP = re.compile(
    r"[\s,.:]*(?:\d{1,2}[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?[\s.)]*$"
)
_POST = re.compile(r".*\(@\w+\)\s*", re.DOTALL)

COUNTABLE = frozenset({"absolute", "deictic", "relative"})
"""Roles of times from which others are counted."""

ANTECEDENT_SENTENCES = 3
"""How far back "the next day" may point: farther off, a reader would have lost the thread too."""

COMPARISON_WORDS = 8
"""Words between "the deadliest" or "for the first time" and the "since" that belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Interval):
    """Words that name a time, and the days, None where open or not known."""

    span: Span
    text: str
    anchor: str
    """What the words were counted from, empty for a full date."""
    head: int
    """Index of the expression's syntactic root."""
    governor: int
    """Index of the word that it modifies."""
    role: str
    """absolute, deictic (counted from the day of writing), relative (from a time named before),
    duration, vague, repeated, bound since, bound until, comparison, date line (heads what follows
    in a chronicle), heading (one date over the text), dateline (of an agency), stamp (of the page),
    post (of a message on a network)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day words count from, and its name. ``narrates``: its present tense tells the past."""

    day: date | None
    name: str
    narrates: bool = False


def find_times(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """Every time named, in text order; without ``published`` only full dates have days."""
    matches = [match for part in _stretches(doc) for match in matches_in(part)]
    lines = {n: role for n, match in enumerate(matches) if (role := _line_role(match)) is not None}
    days = {number: _read(matches[number], Base(published)) for number in lines}
    known = [(n, role, days[n]) for n, role in lines.items() if days[n] != UNKNOWN]
    roles = _chronicle(known, published)
    page = line = Anchor(published, published_on(published))
    found: list[TimeExpression] = []
    for number, match in enumerate(matches):
        role = roles.get(number)
        if role in {"date line", "heading"}:
            page = line = replace(page, narrates=True)
        if role == "date line":
            day = days[number].first_day
            line = Anchor(day, f"date line {day}", narrates=True)
        # In a chronicle, "yesterday" is before the line's day.
        is_counted = match.pattern.role != "absolute" and role is None
        anchor = line if is_counted else replace(page, narrates=page.narrates or role is not None)
        one = _expression(match, anchor=anchor, earlier=found)
        found.append(replace(one, role=role or one.role))
    return tuple(
        _counted_from_clause(one, match, others=found, anchor=page)
        if match.pattern.reading == "after"
        else one
        for one, match in zip(found, matches, strict=True)
    )


def published_on(published: date | None) -> str:
    return f"publication day {published}" if published is not None else ""


def _stretches(doc: Doc) -> Iterator[TokenSpan]:
    """Sentences, joined where one was broken inside of a date: "on Apr. | 1"."""
    start = 0
    for sentence in doc.sents:
        end = sentence.end
        is_broken = end < len(doc) and doc[end].like_num and in_class(doc[end - 1].text, "month")
        if not is_broken:
            yield doc[start:end]
            start = end


def _read(match: Match, base: Base) -> Interval:
    try:
        return READINGS[match.pattern.reading](match.words, base)
    except (ValueError, OverflowError):
        return UNKNOWN


def _expression(
    match: Match, *, anchor: Anchor, earlier: Sequence[TimeExpression]
) -> TimeExpression:
    """``earlier``: what was read before in the text, for words like "the next day"."""
    governor = governor_of(match.span)
    tense = _tense(match, governor, anchor)
    named = _antecedent(match, earlier, by=anchor.day if tense == "past" else None)
    continuing = goes_on(governor) and not anchor.narrates
    base = Base(anchor.day, tense, continuing, named or UNKNOWN)
    role, days = _bounded(match, _read(match, base), base)
    found = within_calendar(days)
    counted = match.pattern.role != "absolute" or found.repeats or role.startswith("bound")
    name = anchor.name if anchor.day is not None and counted else ""
    return TimeExpression(
        *astuple(found),
        span=Span(start=match.span.start_char, end=match.span.end_char),
        text=match.span.text,
        anchor=f"“{named.text}”" if named is not None else name,
        head=root_of(match.span).i,
        governor=governor.i,
        role=role,
    )


def _tense(match: Match, governor: Token, anchor: Anchor) -> Tense:
    if match.preposition in {"since", "ever since"}:
        return "past"
    tense, is_sudden = tense_of(governor), in_class(governor.lemma_, "sudden")
    if tense == "present":
        return "past" if anchor.narrates or is_sudden else tense
    # "Will discuss Tuesday's attack": what nobody announces is past for the speaker, unless "a
    # planned attack" says otherwise.
    is_deed = is_sudden and governor.pos_ not in VERBAL and is_attributive(match.span)
    is_bygone = tense == "future" and is_deed and not is_announced(governor)
    return "past" if is_bygone else tense


def _antecedent(
    match: Match, earlier: Sequence[TimeExpression], *, by: date | None
) -> TimeExpression | None:
    """The last time before it that has days of its own, at most three sentences back; what is past
    is not counted from a day to come, after ``by``."""
    if match.pattern.role != "relative":
        return None
    start, roles = sentences_back(match.core.sent, ANTECEDENT_SENTENCES), {"date line", "heading"}
    fit = (
        one
        for one in reversed(earlier)
        if one.first_day and one.last_day and one.head >= start and one.role in roles | COUNTABLE
        if by is None or one.first_day <= by
    )
    return next(fit, None)


def _bounded(match: Match, found: Interval, base: Base) -> tuple[str, Interval]:
    """The role, and the interval that "since", "until" and their like make of the time."""
    preposition, first, last = match.preposition, found.first_day, found.last_day
    if _is_comparison(match):
        return "comparison", found
    if match.pattern.role in {"duration", "repeated"} or found.kind == "unknown":
        return match.pattern.role, found
    is_future = base.tense == "future"
    # Not "a statement from Friday" nor "the fort dates from the 19th century".
    is_origin = preposition == "from" and (
        found.kind == "vague" or is_saying(governor_of(match.span))
    )
    if in_class(preposition, "since") and not is_origin:
        # From its first day, after "after" from the day after its last; up to today unless the
        # verb looks ahead.
        if first is None:
            return "bound since", found
        first = shift_day(last, 1) if preposition == "after" and last is not None else first
        is_open = is_future or base.day is None or first > base.day
        return "bound since", _between(first, None if is_open else base.day, found)
    if in_class(preposition, "until"):
        last = shift_day(first, -1) if preposition in {"before", "prior to"} and first else last
        ahead = is_future and base.day is not None and last is not None and base.day <= last
        return "bound until", _between(base.day if ahead else None, last, found)
    return match.pattern.role, found


def _between(first: date | None, last: date | None, found: Interval) -> Interval:
    kind: TimeKind = found.kind if first is None and last is None else "open"
    if first is not None and last is not None:
        kind = kind_of_width((last - first).days + 1)
    return replace(found, first_day=first, last_day=last, kind=kind)


def _is_comparison(match: Match) -> bool:
    """ "Heavier than last year", "the deadliest attack since March": a measure, no date."""
    doc, start, opening = match.span.doc, match.span.start, match.span.sent.start
    for length in range(1, min(2, start - opening) + 1):
        if in_class(doc[start - length : start].text, "comparison"):
            return True
    # Not "at least" and "most of them", which count.
    return match.preposition == "since" and any(
        word.tag_ == "RBS"
        or word.lower_ == "first"
        or (word.tag_ == "JJS" and word.lower_ not in {"least", "most"})
        for word in doc[max(start - COMPARISON_WORDS, opening) : start]
    )


def _counted_from_clause(
    found: TimeExpression, match: Match, *, others: Sequence[TimeExpression], anchor: Anchor
) -> TimeExpression:
    """ "Two days after X": dates the main verb where X has a date, else X by the main verb.

    Where neither has, X lies so long before today if the verb speaks of now ("it comes a week after
    X"), else so long or more."""
    # What follows "after" or "before" is led by a verb or a noun.
    shift = match.core[-1]
    is_clause = shift.dep_ == "mark"
    inner = shift.head if is_clause else next(shift.rights, shift)
    main = verb_above(shift.head.head if is_clause else shift.head)
    sign = int(match.words.get("shift") or match.words["eve"])
    known = [one for one in others if one.first_day and one.last_day and one.role in COUNTABLE]

    def is_inside(one: TimeExpression) -> bool:
        head = inner.doc[one.head]
        return one.governor == inner.i or inner == head or inner.is_ancestor(head)

    inside = [one for one in known if one.head > shift.i and is_inside(one)]
    dated = {main.i, *(subject.i for subject in children(main, *SUBJECTS))}
    beside = [one for one in known if one.governor in dated]
    if named := (inside or beside):
        days: Interval = counted_from(named[0], match.words, sign if inside else -sign)
        name = f"“{named[0].text}”"
    else:
        days = _from_today(match.words, main, anchor.day, sign)
        name = anchor.name if days != UNKNOWN else ""
    days = within_calendar(days)
    return replace(
        found,
        first_day=days.first_day,
        last_day=days.last_day,
        kind=days.kind,
        governor=(main if inside else inner).i,
        anchor=name,
    )


def _from_today(words: Words, main: Token, today: date | None, sign: int) -> Interval:
    """``sign`` -1: "it comes a day before X"; of what came earlier nothing is known."""
    if today is None:
        return UNKNOWN
    perfect = any(child.lower_ in {"has", "have"} for child in main.children)
    speaks_of_now = perfect or tense_of(main) == "present" or main.lemma_ == "come"
    if not speaks_of_now:
        days = away({"fuzzy": "about", **words}, today, -1)
        return UNKNOWN if sign < 0 else Interval(None, days.last_day, "open")
    count, unit = words.get("n", ""), words.get("unit")
    if sign < 0:
        days = away(words, today, 1)
    elif count and "fuzzy" not in words and (unit == "day" or (unit == "week" and count == "1")):
        # A count that is meant to the day: of days, and "a week" as seven of them.
        days = away({"n": "7" if unit == "week" else count, "unit": "day"}, today, -1)
    else:
        return away({"fuzzy": "about", **words}, today, -1)
    # A day more at the front, for what is told may be of yesterday.
    return Interval(shift_day(days.first_day, -1), days.last_day, max_kind("range", days.kind))


def _line_role(match: Match) -> LineRole | None:
    """By the form: a date before a colon, a dash or a capital, alone, or beside who sent it."""
    if match.pattern.reading not in {"day", "month", "days", "numeric"} or match.preposition:
        return None
    sentence = match.core.sent
    at = match.core.start_char - sentence.start_char
    around = sentence.doc[sentence.start : sentence.end + WORDS_BEHIND].text
    if is_within(at, datelines(around)):
        return "dateline"
    lead, rest = sentence.text[:at], sentence.text[at + len(match.core.text) :]
    if _POST.fullmatch(lead):
        return "post"
    if not _LEAD.fullmatch(lead):
        return None
    if _REST_OF_STAMP.fullmatch(rest):
        return "stamp"
    # "February 24, 2022 Russian forces invade...": a line joined with the text under it.
    is_own = "d" in match.words and match.core.root.head.i >= match.core.start
    behind = sentence.doc[match.core.end : sentence.end][:1]
    is_joined = any(word.text[:1].isupper() and word.pos_ in OPENING for word in behind)
    return "date line" if _COLON_OR_DASH.match(rest) or (is_own and is_joined) else None


def _chronicle(
    lines: Sequence[tuple[int, LineRole, Interval]], published: date | None
) -> dict[int, LineRole]:
    """The role of each line by key: two days or more make a chronicle, one is a heading.

    A lone date on top within a day of publication dates the page."""
    roles: dict[int, LineRole] = {}
    heads: dict[int, Interval] = {}
    for key, role, days in lines:
        if role in {"dateline", "post"} or (
            role == "stamp" and not heads and _is_about(days, published)
        ):
            roles[key] = role
        else:
            roles[key], heads[key] = "date line", days
    if len({days.first_day for days in heads.values()}) < SHORTEST_CHRONICLE:
        for key, days in heads.items():
            roles[key] = "stamp" if _is_about(days, published) else "heading"
    return roles


def _is_about(days: Interval, published: date | None) -> bool:
    if published is None or days.first_day is None:
        return False
    return abs(days.first_day - published) <= timedelta(days=1)
