"""What the context says about a happening that has no time of its own: on which side of which days
it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Span, Token

from components.language.english.syntax import VERBAL
from components.language.english.time.attachment import (
    SAID_OF,
    in_sentence,
    own_times,
    times_of_saying,
)
from components.language.english.time.expressions import TimeExpression
from components.language.english.time.syntax import MAX_STEPS, has_subject, tense_of, verb_above
from components.lexicon.time import TimeLexicon

AFTER = frozenset({"after", "following", "since"})
BEFORE = frozenset({"before"})
SUBORDINATING = frozenset(
    {"after", "before", "since", "when", "while", "until", "if", "because", "although", "though"}
)
NEWS_SPAN = timedelta(days=92)
"""A "since" that is older than this tells the background, not the news of the sentence after it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days between which it lies, None where the context is silent, and the words for it."""

    first_day: date | None
    last_day: date | None
    words: str


def bounds_around(
    trigger: Token, *, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> Bounds:
    said = day_it_was_said(trigger, times=times, lexicon=lexicon)
    after, before = _clause_bounds(trigger, times=times, lexicon=lexicon)
    since = context_since(trigger, times)
    told_after, told_before = _neighbours(trigger, times=times, lexicon=lexicon)
    after, before = after or told_after, before or told_before
    first = since.first_day if since is not None else after
    lasts = [day for day in (said, before) if day is not None]
    words = [f"“{since.text}”"] if since is not None else []
    words += [f"said on {said}"] if said is not None else []
    words += [f"not before {after}"] if after is not None and since is None else []
    words += [f"not after {before}"] if before is not None else []
    return Bounds(first, min(lasts, default=None), ", ".join(words))


def _neighbours(
    trigger: Token, *, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> tuple[date | None, date | None]:
    """Under a heading with a date, what is told in the present follows in order: between the dates
    before and after it."""
    known = [
        one
        for one in times
        if one.role in {"absolute", "relative", "heading"} and one.first_day and one.last_day
    ]
    heading = next((place for place, one in enumerate(known) if one.role == "heading"), None)
    if heading is None or known[heading].head > trigger.i or not _may_be_present(trigger, lexicon):
        return None, None
    before = [one.first_day for one in known[heading:] if one.head < trigger.i]
    after = [one.last_day for one in known[heading:] if one.head > trigger.i]
    first, last = before[-1], after[0] if after else None
    return first, None if first is not None and last is not None and last < first else last


def _may_be_present(trigger: Token, lexicon: TimeLexicon) -> bool:
    """The present, or a form that is both: "explosions hit the base"."""
    verb = verb_above(trigger)
    return tense_of(trigger, lexicon) == "present" or (
        verb.tag_ == "VBD" and verb.lower_ == verb.lemma_
    )


def day_it_was_said(
    trigger: Token, *, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> date | None:
    """The last day of the earliest time at which the sentence says that it was told: what is done
    had happened by then."""
    if not in_sentence(trigger.sent, times):
        return None
    said = (
        one for verb in _sayings(trigger, lexicon) for one in times_of_saying(verb, times, lexicon)
    )
    return min((one.last_day for one in said if one.last_day is not None), default=None)


def time_of_order(
    trigger: Token, *, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> TimeExpression | None:
    """The time of the verb or noun of ordering above: "on Wednesday ordered his troops to
    withdraw"."""
    if trigger.dep_ not in {"xcomp", "ccomp", "acl", "advcl", "dobj", "pcomp", "pobj"}:
        return None
    return next((one for one in own_times(trigger.head, times, lexicon) if one.first_day), None)


def _sayings(trigger: Token, lexicon: TimeLexicon) -> Iterator[Token]:
    """Verbs and words of saying that cover the trigger: above its clause, or beside it ("according
    to", "as X confirmed")."""
    token = trigger
    for _ in range(MAX_STEPS):
        yield from (child for child in token.children if _is_saying_beside(child, lexicon))
        if token.head == token:
            return
        if token.dep_ in SAID_OF and (
            lexicon.has(token.head.lemma_, "report") or has_subject(token)
        ):
            yield token.head
        token = token.head


def _is_saying_beside(child: Token, lexicon: TimeLexicon) -> bool:
    if child.dep_ == "prep":
        return child.lower_ in {"according", "per"}
    if child.dep_ not in {"advcl", "parataxis", "conj"} or not lexicon.has(child.lemma_, "report"):
        return False
    marks = {mark.lower_ for mark in child.children if mark.dep_ in {"mark", "advmod"}}
    behind_comma = (
        child.i > 0
        and child.nbor(-1).text == ","
        and child.tag_ == "VBD"
        and not has_subject(child)
    )
    behind_comma = behind_comma and not marks & SUBORDINATING
    return child.dep_ == "parataxis" or behind_comma or (child.dep_ == "advcl" and "as" in marks)


def _clause_bounds(
    trigger: Token, *, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> tuple[date | None, date | None]:
    """(not before, not after) from clauses and nouns with "after" and "before" that have a time of
    their own.

    The object of a verb of the past is no later than that verb: "supported the offensive in 2019".
    """
    first = last = None
    for mark, other, is_below in _linked_clauses(trigger):
        own = own_times(other, times, lexicon)
        if own and (mark in AFTER) == is_below:
            first = own[0].first_day
        elif own:
            last = own[0].last_day
    above = trigger.head
    if (
        last is None
        and trigger.dep_ == "dobj"
        and above.pos_ in VERBAL
        and tense_of(above, lexicon) == "past"
    ):
        last = next((one.last_day for one in own_times(above, times, lexicon)), None)
    return first, last


def _linked_clauses(trigger: Token) -> Iterator[tuple[str, Token, bool]]:
    """(after or before, head of the other clause, whether it hangs below the trigger's clause)."""
    for child in trigger.children:
        if child.dep_ == "advcl" and (mark := _mark(child)):
            yield mark, child, True
        if child.dep_ == "prep" and child.lower_ in AFTER | BEFORE:
            yield from (
                (child.lower_, noun, True)
                for noun in child.children
                if noun.dep_ in {"pobj", "dobj"}
            )
    if trigger.dep_ == "advcl" and (mark := _mark(trigger)):
        yield mark, trigger.head, False


def _mark(verb: Token) -> str:
    marks = [child.lower_ for child in verb.children if child.dep_ == "mark"]
    return next((mark for mark in marks if mark in AFTER | BEFORE), "")


def context_since(trigger: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """A recent "since" of the trigger's own sentence, else of the one before it in the
    paragraph."""
    for sentence in (trigger.sent, _sentence_before(trigger)):
        found = (
            []
            if sentence is None
            else [one for one in in_sentence(sentence, times) if _is_news(one)]
        )
        if found:
            return found[-1]
    return None


def _is_news(one: TimeExpression) -> bool:
    if one.role != "bound since" or one.first_day is None or one.last_day is None:
        return False
    return one.last_day - one.first_day <= NEWS_SPAN


def _sentence_before(token: Token) -> Span | None:
    start = token.sent.start
    return None if start == 0 or token.doc[start - 1].is_space else token.doc[start - 1].sent
