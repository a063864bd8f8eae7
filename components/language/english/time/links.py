""" "Two days after X": a time that is counted from what happens in another clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from components.core.days import moved
from components.language.english.syntax import SUBJECTS, children
from components.language.english.time.calendar import UNKNOWN, Interval, within_calendar
from components.language.english.time.expressions import Anchor, TimeExpression
from components.language.english.time.matches import Match
from components.language.english.time.relative import away, counted_from
from components.language.english.time.syntax import tense_of, verb_above
from components.lexicon.time import TimeLexicon

COUNTABLE = frozenset({"absolute", "deictic", "relative"})


def link_after(
    found: TimeExpression,
    match: Match,
    *,
    others: Iterable[TimeExpression],
    anchor: Anchor,
    lexicon: TimeLexicon,
) -> TimeExpression:
    """Dates the main verb where X has a date, else X where the main verb has one.

    Where neither has, X lies about so long from today if the main verb speaks of now ("it comes a
    week after X", "a week after X they have left", "it comes a week before X"), else before today
    by so long or more.
    """
    inner, main = _clauses(match.core[-1])
    sign = int(match.words.get("shift") or match.words["eve"])
    known = [
        one
        for one in others
        if one.first_day is not None and one.last_day is not None and one.role in COUNTABLE
    ]
    inside = [
        one
        for one in known
        if one.head > match.core[-1].i and (one.governor == inner.i or _is_under(one, inner))
    ]
    if inside:
        return _placed(
            found,
            counted_from(inside[0].interval, match.words, sign),
            governor=main,
            anchor=f"“{inside[0].text}”",
        )
    dated = {main.i, *(subject.i for subject in children(main, *SUBJECTS))}
    beside = [one for one in known if one.governor in dated]
    if beside:
        days = counted_from(beside[0].interval, match.words, -sign)
        return _placed(found, days, governor=inner, anchor=f"“{beside[0].text}”")
    days = (
        None if anchor.day is None else _from_today(match, main, anchor.day, sign, lexicon=lexicon)
    )
    return _placed(found, days, governor=inner, anchor=anchor.name if days else "")


def _clauses(shift: Token) -> tuple[Token, Token]:
    """The head of what follows "after" or "before", a verb or a noun, and the verb of the clause
    around."""
    if shift.dep_ == "mark":
        return shift.head, verb_above(shift.head.head)
    inner = next(shift.rights, shift)
    return inner, verb_above(shift.head)


def _is_under(one: TimeExpression, inner: Token) -> bool:
    head = inner.doc[one.head]
    return inner == head or inner.is_ancestor(head)


def _from_today(
    match: Match, main: Token, today: date, sign: int, *, lexicon: TimeLexicon
) -> Interval | None:
    """``sign`` -1: "it comes a day before X"; of what came earlier nobody knows how much of the way
    to X is left."""
    perfect = any(child.lower_ in {"has", "have"} for child in main.children)
    speaks_of_now = perfect or tense_of(main, lexicon) == "present" or main.lemma_ == "come"
    if sign < 0:
        return _behind(away(match.words, today, 1)) if speaks_of_now else None
    if speaks_of_now and (exact := _in_days(match)):
        return _behind(away(exact, today, -1))
    days = away({"fuzzy": "about", **match.words}, today, -1)
    return days if speaks_of_now else Interval(None, days.last_day, "open")


def _in_days(match: Match) -> dict[str, str] | None:
    """A count that is meant to the day: of days, and "a week" as seven of them. None for "some
    days" and "two weeks"."""
    words, count = match.words, match.words.get("n", "")
    if "fuzzy" in words or not count:
        return None
    if words.get("unit") == "week":
        return {"n": "7", "unit": "day"} if count == "1" else None
    return {"n": count, "unit": "day"} if words.get("unit") == "day" else None


def _behind(days: Interval) -> Interval:
    """A day more at the front, for what is told may be of yesterday."""
    first = moved(days.first_day, -1) if days.first_day else None
    return Interval(first, days.last_day, "range" if days.kind == "day" else days.kind)


def _placed(
    found: TimeExpression, days: Interval | None, *, governor: Token, anchor: str
) -> TimeExpression:
    days = within_calendar(days or UNKNOWN)
    return replace(
        found,
        first_day=days.first_day,
        last_day=days.last_day,
        kind=days.kind,
        governor=governor.i,
        anchor=anchor,
    )
