"""Speakers behind a comma at the end of a sentence, where the parser does not see that they
speak."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from components.language.english.cue import Cue, may_speak, verb_row
from components.language.english.syntax import NOUNS, VERBAL, children
from components.lexicon.people import ActorLexicon

MAX_WORDS = 14
"""Of a speaker with title and office between the comma and the verb."""


def tails(trigger: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """Cues behind a comma after the trigger."""
    # "Troops leave the town, Governor Ana Moreau says": the verb at a headline's end, which
    # the parser may take for a noun.
    words = [word for word in trigger.sent if not (word.is_space or word.is_punct)]
    row = lexicon.verbs.get(words[-1].lemma_.lower())
    name = trigger.doc[words[-1].i - 1]
    comma = any(word.text == "," for word in trigger.doc[trigger.i : words[-1].i])
    if (
        row is not None
        and words[-1].tag_ in {"NNS", "VBZ"}
        and name.pos_ == "PROPN"
        and comma
        and "clause" in row.complements
    ):
        yield Cue(word=words[-1], sources=(name,), row=row)
    for verb in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        cue = _behind_comma(trigger, verb, lexicon)
        if cue is not None:
            yield cue


def _behind_comma(trigger: Token, verb: Token, lexicon: ActorLexicon) -> Cue | None:
    """ "Troops took the town, the Institute for Peace said in its report": a noun phrase and a verb
    of speech, nothing else."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or (
        verb.tag_ == "VBN" and verb.nbor(-1).text == ","
    )
    row = verb_row(verb, lexicon) if finite else None
    if row is None or "clause" not in row.complements or children(verb, "ccomp", "mark"):
        return None
    commas = [word.i for word in trigger.doc[trigger.i : verb.i] if word.text == ","]
    if not commas:
        return None
    phrase = _before(verb, commas)
    if not 0 < len(phrase) <= MAX_WORDS or any(
        word.pos_ in VERBAL or word.is_quote for word in phrase
    ):
        return None
    own = children(verb, "nsubj")
    source = phrase.root
    if (
        source.pos_ not in NOUNS
        or (own and own[-1].i < phrase.start)
        or not may_speak(source, row, lexicon)
    ):
        return None
    return Cue(word=verb, sources=(source,), row=row)


def _before(verb: Token, commas: list[int]) -> Span:
    """The words between a comma and the verb; with a comma right before it, an office and a name:
    ", the mayor, X, said"."""
    if commas[-1] + 1 == verb.i and len(commas) > 2:
        return verb.doc[commas[-3] + 1 : commas[-1]]
    return verb.doc[commas[-1] + 1 : verb.i]
