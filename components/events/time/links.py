""" "Two days after X": a time that is counted from what happens in another clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from components.events.time.calendar import UNKNOWN, Interval
from components.events.time.expressions import Anchor, TimeExpression
from components.events.time.lexicon import TimeLexicon
from components.events.time.matches import Match
from components.events.time.relative import away, counted_from
from components.events.time.syntax import tense_of, verb_above

COUNTABLE = frozenset({"absolute", "deictic", "relative"})


def link_after(
    found: TimeExpression, match: Match, *, others: Iterable[TimeExpression], anchor: Anchor, lexicon: TimeLexicon
) -> TimeExpression:
    """Dates the main verb where X has a date, else X where the main verb has one.

    Where neither has, X lies about so long before today if the main verb speaks of now ("it comes a week after X", "a week
    after X they have left"), else so long before today or earlier.
    """
    inner, main = _clauses(match.core[-1])
    sign = int(match.words.get("shift") or match.words["eve"])
    known = [one for one in others if one.first_day is not None and one.last_day is not None and one.role in COUNTABLE]
    inside = [one for one in known if one.head > match.core[-1].i and (one.governor == inner.i or _is_under(one, inner))]
    if inside:
        return _placed(found, counted_from(inside[0].interval, match.words, sign), governor=main, anchor=f"“{inside[0].text}”")
    beside = [one for one in known if one.governor == main.i]
    if beside:
        days = counted_from(beside[0].interval, match.words, -sign)
        return _placed(found, days, governor=inner, anchor=f"“{beside[0].text}”")
    days = None if anchor.day is None or sign < 0 else _before_today(match, main, anchor.day, lexicon=lexicon)
    return _placed(found, days, governor=inner, anchor=anchor.name if days else "")


def _clauses(shift: Token) -> tuple[Token, Token]:
    """The head of what follows "after" or "before", a verb or a noun, and the verb of the clause around."""
    if shift.dep_ == "mark":
        return shift.head, verb_above(shift.head.head)
    inner = next(shift.rights, shift)
    return inner, verb_above(shift.head)


def _is_under(one: TimeExpression, inner: Token) -> bool:
    head = inner.doc[one.head]
    return inner == head or inner.is_ancestor(head)


def _before_today(match: Match, main: Token, today: date, *, lexicon: TimeLexicon) -> Interval:
    words = {"fuzzy": "about", **match.words}
    days = away(words, today, -1)
    perfect = any(child.lower_ in {"has", "have"} for child in main.children)
    if perfect or tense_of(main, lexicon) == "present" or main.lemma_ == "come":
        return days
    return Interval(None, days.last_day, "open")


def _placed(found: TimeExpression, days: Interval | None, *, governor: Token, anchor: str) -> TimeExpression:
    days = days or UNKNOWN
    return replace(
        found, first_day=days.first_day, last_day=days.last_day, kind=days.kind, governor=governor.i, anchor=anchor
    )
