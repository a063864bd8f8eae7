"""What was learned of event words beside the rules: words that no row lists, and kinds told apart.

How often each of these is right stands in data/model/README.md; the figures here are of annotated
articles that the answering model had not seen.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from components.core.records import HAPPENED, UNMAPPED, Modality
from components.events.context import Context
from components.events.triggers import Trigger
from components.language.english.syntax import own_subjects
from components.language.english.words import is_a
from components.language.event_words import Encoded, EventWord, EventWords

EVENT = 0.5
"""From this probability on, a word that no row lists is taken for an event."""

TAKEN = 0.25
"""From this probability on, such an event has its likeliest kind; below, it fits no kind."""

BETTER, BETTER_THAN_FRAME = 0.4, 0.6
"""From these probabilities on, another kind than that of the rule is taken: of a row without a
frame, where the rule was right for 7 such words and the model for 73; and of one whose frame fits
(33 and 84), for it has seen more than the word."""

RULES_ALONE = frozenset({"denied", "threatened"})
"""Modalities that the model does not tell from others."""

GOES_ON, OTHERWISE = 0.6, 0.7
"""From these probabilities on, another modality than that of the rules is taken: that it goes on,
which is right for 231 of 324 such words, the rules' for 77; or another (139 of 223, 58)."""


def learned_words(
    triggers: Sequence[Trigger], context: Context, event_words: EventWords, *, encoded: Encoded
) -> Mapping[int, EventWord]:
    """What was learned of the words of the article, by token; the rules' triggers are seen too."""
    votes = {trigger.token.i: trigger.kind.name for trigger in triggers}
    headlines = {token.i for token in context.doc if context.is_headline(token)}
    return event_words.read(context.doc, encoded, votes=votes, headlines=headlines)


def with_learned(
    triggers: Sequence[Trigger],
    context: Context,
    words: Mapping[int, EventWord],
    *,
    learned: Container[str],
) -> list[Trigger]:
    """The rules' triggers but for those that are most unlikely to tell an event, some with a better
    kind, and the words that only the model finds, in text order. ``learned`` are the kinds that the
    model knows."""
    known = {trigger.token.i for trigger in triggers} | set(context.places)
    telling = {one.token.i for one in triggers}
    telling |= {index for index, word in words.items() if word.event >= EVENT}
    found = [
        _with_better_kind(one, words[one.token.i], context, learned=learned)
        for one in triggers
        if one.token.i in words
    ]
    found += [
        _trigger(index, word, context)
        for index, word in words.items()
        if index not in known
        and word.event >= EVENT
        and not _only_says_that_it_happens(context.doc[index], telling)
    ]
    return sorted(found, key=lambda trigger: trigger.token.i)


def _only_says_that_it_happens(verb: Token, telling: Container[int]) -> bool:
    """ "Fighting went on" is told by its noun."""
    subjects = own_subjects(verb) if is_a(verb, "happening", "holding") else []
    return any(noun.i in telling for noun in subjects)


def _is_sure(word: EventWord, least: float, context: Context) -> bool:
    """Whether it fits a kind with this probability."""
    is_kind = word.kind in context.lexicon.kinds and word.kind != UNMAPPED
    return is_kind and word.kind_probability >= least


def _with_better_kind(
    trigger: Trigger, word: EventWord, context: Context, *, learned: Container[str]
) -> Trigger:
    """A kind that was not learned stays, for it cannot be told from others by what was."""
    known = replace(trigger, word=word)
    least = BETTER_THAN_FRAME if trigger.has_frame else BETTER
    is_same = word.kind == trigger.kind.name
    if is_same or trigger.kind.name not in learned or not _is_sure(word, least, context):
        return known
    return replace(known, kind=context.lexicon.kinds[word.kind], is_learned=True)


def _trigger(index: int, word: EventWord, context: Context) -> Trigger:
    token = context.doc[index]
    kind = context.lexicon.kinds[word.kind if _is_sure(word, TAKEN, context) else UNMAPPED]
    return Trigger(token, kind, word=word, is_learned=True)


def modality_read(by_rules: Modality, word: EventWord | None) -> Modality:
    """The rules' modality, or that of the model where it is sure of it. What the rules do not tell
    as a fact it never makes one."""
    if word is None or by_rules in RULES_ALONE:
        return by_rules
    is_fact = by_rules in HAPPENED
    if word.status in HAPPENED and not is_fact:
        return by_rules
    least = GOES_ON if by_rules == "done" and word.status == "ongoing" else OTHERWISE
    return word.status if word.status_probability >= least else by_rules
