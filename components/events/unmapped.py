"""What a sentence says happened at a place though no kind of event fits its words: listed with
them, never forced into a kind."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from components.core.records import UNMAPPED
from components.events.context import Context
from components.events.triggers import Trigger
from components.language.english.clauses import is_past
from components.language.english.syntax import SUBJECTS, children, clause
from components.language.english.words import is_a
from components.lexicon.events import TriggerRow
from components.lexicon.senses import words_of


def unmapped(context: Context, triggers: Sequence[Trigger]) -> list[Trigger]:
    """The main verbs in the past or the future of clauses in which no trigger stands, in text
    order."""
    told = {clause(trigger.token).i for trigger in triggers} | {
        trigger.token.i for trigger in triggers
    }
    kind = context.lexicon.kinds[UNMAPPED]
    row = TriggerRow(lemmas=(), pos="VERB", frames=(), kind=kind, example="")
    # The verb of each sentence, those coordinated with it, and the verb of what somebody is
    # said to have said.
    return [
        Trigger(verb, row)
        for verb in (
            token for token in context.doc if token.pos_ == "VERB" and _is_main(token, context)
        )
        if verb.i not in told and _tells_a_happening(verb, context)
    ]


def _is_main(verb: Token, context: Context) -> bool:
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _is_main(verb.head, context)
    if verb.dep_ == "ccomp":
        return verb.head.dep_ == "ROOT" and verb.head.lemma_.lower() in context.actors.verbs
    return verb.dep_ == "ROOT"


def _tells_a_happening(verb: Token, context: Context) -> bool:
    lemma = verb.lemma_.lower()
    ahead = any(child.lower_ in words_of("future") for child in children(verb, "aux"))
    has_subject = verb.dep_ == "conj" or bool(children(verb, *SUBJECTS))
    quiet = is_a(verb, "no happening") or lemma in context.actors.verbs or context.is_headline(verb)
    return has_subject and not quiet and (ahead or is_past(verb))
