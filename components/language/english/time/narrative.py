"""The day of the sentence before goes on: "They stormed the town on Monday. Two men were killed."."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from components.language.english.syntax import children, sentence_before
from components.language.english.time.attachment import in_sentence, own_times, speech_above
from components.language.english.time.expressions import TimeExpression
from components.language.english.time.links import COUNTABLE
from components.language.english.time.syntax import is_saying
from components.lexicon.time import TimeLexicon

SENTENCES_BACK = 2


def day_before(
    trigger: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> TimeExpression | None:
    """The single day of the main verb before it in the paragraph, where the trigger is told in the
    simple past and no time stands between."""
    if not _goes_on(trigger, lexicon):
        return None
    sentence = trigger.sent
    for _ in range(SENTENCES_BACK):
        if in_sentence(sentence, times) or (earlier := sentence_before(sentence)) is None:
            return None
        sentence = earlier
        found = own_times(sentence.root, times, lexicon)
        if found:
            is_day = found[0].kind == "day" and found[0].role in COUNTABLE
            return found[0] if is_day else None
        if is_saying(sentence.root, lexicon):
            return None
    return None


def _goes_on(trigger: Token, lexicon: TimeLexicon) -> bool:
    """A main verb in the simple past, told by the author."""
    verb = trigger
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    helpers = {child.lower_ for child in children(trigger, "aux", "auxpass")}
    is_past = trigger.tag_ == "VBD" or (trigger.tag_ == "VBN" and helpers & {"was", "were"})
    return (
        trigger.pos_ == "VERB"
        and bool(is_past)
        and not helpers & {"had", "has", "have"}
        and verb.dep_ == "ROOT"
        and speech_above(trigger, lexicon) is None
    )
