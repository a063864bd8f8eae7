"""What was learned of event words beside the rules: words that no row lists, and kinds told apart.

How often each of these is right is in data/model/README.md; the figures here are of annotated
articles that the answering model had not seen.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from components.core.records import HAPPENED, UNMAPPED, Modality
from components.events.clusters import clusters
from components.events.context import Context
from components.events.everyday import is_article
from components.events.triggers import Trigger
from components.language.english.syntax import own_subjects
from components.language.english.words import is_a
from components.language.event_words import EventWord

EVENT, LISTED = 0.5, 0.3
"""From these probabilities on, a word is taken for an event: one that no row lists; and in an
article one that a row does, or another that tells the same in its clause. Of 192 main words below
31 reported an event; of a sentence alone the model is less sure."""

TAKEN = 0.25
"""From this probability on, such an event has its likeliest kind; below, it fits no kind."""

BETTER, BETTER_THAN_FRAME = 0.4, 0.6
"""From these probabilities on, another kind than that of the rule is taken: of a row without a
frame, where the rule was right for 7 such words and the model for 73; and of one whose frame fits
(33 and 84), for it has seen more than the word."""

RULES_ALONE = frozenset({"denied", "threatened"})
"""Modalities that the model does not tell from others."""

GOES_ON, OTHERWISE, FACT = 0.6, 0.7, 0.8
"""From these probabilities on, another modality than that of the rules is taken: that it goes on,
which is right for 231 of 324 such words, the rules' for 77; another (139 of 223, 58); or, of what
the rules take for possible only, that it is a fact (52 of 61, 4)."""


def with_learned(
    triggers: Sequence[Trigger],
    context: Context,
    words: Mapping[int, EventWord],
    *,
    learned: Container[str],
) -> list[Trigger]:
    """The rules' triggers but for those that are unlikely to report an event, some with a better
    kind, and the words that only the model finds, in text order. ``learned`` are the kinds that the
    model knows."""
    kinds = context.lexicon.kinds
    found = []
    for one in triggers:
        if (word := words.get(one.token.i)) is None:
            continue
        least = BETTER_THAN_FRAME if one.has_frame else BETTER
        # A kind that was not learned stays, for it cannot be told from others by what was.
        is_better = word.kind != one.kind.name and one.kind.name in learned
        if is_better and _is_sure(word, least, context):
            found.append(replace(one, word=word, kind=kinds[word.kind], is_learned=True))
        else:
            found.append(replace(one, word=word))
    telling = {index for index, word in words.items() if word.event >= EVENT}
    by_rules = {one.token.i for one in triggers}
    for index in telling - by_rules - context.places.keys():
        word, token = words[index], context.doc[index]
        # "Fighting went on" is told by its noun.
        subjects = own_subjects(token) if is_a(token, "happening", "holding") else []
        if not any(noun.i in telling | by_rules for noun in subjects):
            kind = kinds[word.kind if _is_sure(word, TAKEN, context) else UNMAPPED]
            found.append(Trigger(token, kind, word=word, is_learned=True))
    if is_article(context.doc):
        likely = (
            one.members
            for one in clusters(found)
            if any(member.word and member.word.event >= LISTED for member in one.members)
        )
        found = [one for members in likely for one in members]
    return sorted(found, key=lambda trigger: trigger.token.i)


def _is_sure(word: EventWord, least: float, context: Context) -> bool:
    """Whether it fits a kind with this probability."""
    is_kind = word.kind in context.lexicon.kinds and word.kind != UNMAPPED
    return is_kind and word.kind_probability >= least


def modality_read(by_rules: Modality, word: EventWord | None) -> Modality:
    """The rules' modality, or that of the model where it is sure of it. What the rules take for
    planned, ordered or negated it never makes a fact."""
    if word is None or by_rules in RULES_ALONE:
        return by_rules
    least = GOES_ON if by_rules == "done" and word.status == "ongoing" else OTHERWISE
    if word.status in HAPPENED and by_rules not in HAPPENED:
        if by_rules != "hypothetical":
            return by_rules
        least = FACT
    return word.status if word.status_probability >= least else by_rules
