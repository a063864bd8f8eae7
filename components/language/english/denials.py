"""Denials that stand behind what they deny: ", a charge the army rejects", "but the ministry denied
it"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from components.language.english.cue import Cue, may_speak, sources_of, verb_row
from components.language.english.syntax import children
from components.language.english.words import is_a, report_row
from components.lexicon.people import ActorLexicon


def denials_of(trigger: Token, lexicon: ActorLexicon) -> tuple[Cue, ...]:
    """Denials later in the sentence, and (inherited) at the head of the next one in the
    paragraph."""
    sentence = trigger.sent
    found = [cue for word in sentence if word.i > trigger.i for cue in _denial(word, lexicon)]
    following = _next(sentence)
    if not found and following is not None:
        found = [replace(cue, inherited=True) for cue in _denial(following.root, lexicon)]
    return tuple(found)


def _next(sentence: Words) -> Words | None:
    doc = sentence.doc
    if sentence.end >= len(doc) or doc[sentence.end].is_space:
        return None
    return doc[sentence.end].sent


def _denial(verb: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    row = verb_row(verb, lexicon)
    if row is None or row.stance != "denies" or not _points_back(verb, lexicon):
        return
    sources = sources_of(verb)
    if sources and all(may_speak(source, row, lexicon) for source in sources):
        yield Cue(word=verb, sources=sources, row=row)


def _points_back(verb: Token, lexicon: ActorLexicon) -> bool:
    """Whether what is denied was said before: "denied it", "denied the claim", "a claim that the
    army denies"."""
    objects = children(verb, "dobj")
    if verb.dep_ == "relcl":
        if children(verb, "ccomp", "xcomp") or any(
            one.tag_ not in {"WDT", "WP"} for one in objects
        ):
            return False
        which = any(one.lower_ == "which" for one in objects)
        return (
            which or report_row(verb.head, lexicon) is not None or is_a(verb.head, "what was said")
        )
    return any(is_a(one, "what was said") or _is_the_claim(one, lexicon) for one in objects)


def _is_the_claim(noun: Token, lexicon: ActorLexicon) -> bool:
    definite = any(
        child.lower_ in {"the", "this", "that", "those", "these"} for child in children(noun, "det")
    )
    return (
        definite
        and report_row(noun, lexicon) is not None
        and not children(noun, "acl", "relcl", "prep")
    )
