"""What the context says of a happening without a time: bounds, and a day that goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

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
    speech_above,
    times_of,
    times_of_saying,
)
from components.language.english.time.expressions import COUNTABLE, TimeExpression
from components.language.english.time.governors import is_saying
from components.language.english.words import in_class

AFTER, BEFORE = frozenset({"after", "following", "since"}), frozenset({"before"})
SUBORDINATING = frozenset("after before since when while until if because although though".split())
NEWS_SPAN = timedelta(days=92)
"""A "since" that is older than this tells the background, not the news of the sentence after it."""

SENTENCES_BACK = 2
Sides = tuple[date | None, date | None]
"""Not before, and not after; None where the context is silent."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days between which it lies, None where the context is silent, and the words for it."""

    first_day: date | None
    last_day: date | None
    words: str


def bounds_around(trigger: Token, times: Sequence[TimeExpression]) -> Bounds:
    said = _day_it_was_said(trigger, times)
    after, before = _clause_bounds(trigger, times)
    line_after, line_before = _lines_around(trigger, times)
    after, before = after or line_after, before or line_before
    since = context_since(trigger, times)
    words = [f"“{since.text}”"] if since is not None else []
    words += [f"said on {said}"] if said is not None else []
    words += [f"not before {after}"] if after is not None and since is None else []
    words += [f"not after {before}"] if before is not None else []
    first = since.first_day if since is not None else after
    last = min((day for day in (said, before) if day is not None), default=None)
    return Bounds(first, last, ", ".join(words))


def _day_it_was_said(trigger: Token, times: Sequence[TimeExpression]) -> date | None:
    """The last day of the earliest saying in the sentence: what is done had happened then."""
    if not in_sentence(trigger.sent, times):
        return None
    said = (one for verb in _sayings(trigger) for one in times_of_saying(verb, times))
    return min((one.last_day for one in said if one.last_day is not None), default=None)


def _sayings(trigger: Token) -> Iterator[Token]:
    """Verbs and words of saying above the trigger's clause or beside it ("as X confirmed")."""
    token = trigger
    for _ in range(MAX_STEPS):
        yield from (child for child in token.children if _is_saying_beside(child))
        above = token.head
        if above == token:
            return
        is_report = token.dep_ in SAID_OF and in_class(above.lemma_, "report")
        if is_report or (token.dep_ in SAID_OF and has_subject(token)):
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


def _clause_bounds(trigger: Token, times: Sequence[TimeExpression]) -> Sides:
    """From clauses and nouns with "after" and "before" that have a time of their own.

    The object of a verb of the past is no later than that verb: "supported the offensive in 2019".
    """
    first = last = None
    for joint, other, is_below in _linked_clauses(trigger):
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


def _linked_clauses(trigger: Token) -> Iterator[tuple[str, Token, bool]]:
    """(after or before, head of the other clause, whether it hangs below the trigger's clause)."""
    for child in trigger.children:
        if child.dep_ == "advcl" and (joint := _joint(child)):
            yield joint, child, True
        if child.dep_ == "prep" and child.lower_ in AFTER | BEFORE:
            yield from ((child.lower_, noun, True) for noun in children(child, "pobj", "dobj"))
    if trigger.dep_ == "advcl" and (joint := _joint(trigger)):
        yield joint, trigger.head, False


def _joint(verb: Token) -> str:
    marks = (child.lower_ for child in children(verb, "mark"))
    return next((mark for mark in marks if mark in AFTER | BEFORE), "")


def _lines_around(trigger: Token, times: Sequence[TimeExpression]) -> Sides:
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


def context_since(trigger: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """A recent "since" of the sentence, else of the one before it in the paragraph."""
    doc, start = trigger.doc, trigger.sent.start
    opens = start == 0 or doc[start - 1].is_space
    for sentence in (trigger.sent,) if opens else (trigger.sent, doc[start - 1].sent):
        for one in reversed(in_sentence(sentence, times)):
            first, last = one.first_day, one.last_day
            if one.role == "bound since" and first and last and last - first <= NEWS_SPAN:
                return one
    return None


def time_of_order(trigger: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """That of the verb or noun of ordering: "on Wednesday ordered his troops to withdraw"."""
    if trigger.dep_ not in {"xcomp", "ccomp", "acl", "advcl", "dobj", "pcomp", "pobj"}:
        return None
    return next((one for one in times_of(trigger.head, times) if one.first_day), None)


def day_before(trigger: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The single day of the main verb before it in the paragraph, where the trigger is told in the
    simple past and no time stands between: "They stormed the town on Monday. Two men were
    killed."."""
    if not _is_narrated(trigger):
        return None
    sentence = trigger.sent
    for _ in range(SENTENCES_BACK):
        if in_sentence(sentence, times) or (earlier := sentence_before(sentence)) is None:
            return None
        sentence = earlier
        if found := times_of(sentence.root, times):
            is_day = found[0].kind == "day" and found[0].role in COUNTABLE
            return found[0] if is_day else None
        if is_saying(sentence.root):
            return None
    return None


def _is_narrated(trigger: Token) -> bool:
    verb, helpers = trigger, child_words(trigger, "aux", "auxpass")
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    is_passive = trigger.tag_ == "VBN" and bool(helpers & {"was", "were"})
    is_past = (trigger.tag_ == "VBD" or is_passive) and not helpers & {"had", "has", "have"}
    is_main = trigger.pos_ == "VERB" and verb.dep_ == "ROOT"
    return is_main and is_past and speech_above(trigger) is None
