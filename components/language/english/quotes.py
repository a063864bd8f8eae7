"""Quoted speech: what stands between quotation marks, and the sentence that names who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from components.language.english.cues import Cue, cue_at, sources_of, verb_row
from components.language.english.mentions import once_a_doc
from components.language.english.persons import is_person, is_private
from components.language.english.syntax import sentence_before
from components.lexicon.people import actor_lexicon

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
IN_NAMES = frozenset({"PROPN", "ADJ", "NOUN", "ADP", "DET", "PART"})
MAX_QUOTE_TOKENS = 400
"""A longer one is a mark that was never closed."""

MIN_QUOTE_TOKENS = 3
"""Shorter ones are words held with tongs, not speech: "regroup"."""


def quote_around(token: Token) -> tuple[int, int] | None:
    """The tokens (half-open, marks included) of the quotation that the token stands in."""
    return _quotations(token.doc).get(token.i)


@once_a_doc
def _quotations(doc: Doc) -> Mapping[int, tuple[int, int]]:
    """Each word inside of one to its first and last mark, half-open."""
    found: dict[int, tuple[int, int]] = {}
    start: int | None = None
    for token in doc:
        is_too_long = start is not None and token.i - start > MAX_QUOTE_TOKENS
        if (token.is_space and token.dep_ != "dep") or is_too_long:
            start = None
        if start is None and _opens(token):
            start = token.i
        elif start is not None and (token.text in CLOSING or token.text == STRAIGHT):
            if token.i - start > MIN_QUOTE_TOKENS:
                found |= dict.fromkeys(range(start + 1, token.i + 1), (start, token.i + 1))
            start = None
    return found


def _opens(token: Token) -> bool:
    """A straight mark with blanks on both sides, as in tokenised text, may open."""
    apart = not token.whitespace_ or (token.i > 0 and bool(token.nbor(-1).whitespace_))
    return token.text in OPENING or (token.text == STRAIGHT and apart)


def speaker_of_quote(token: Token) -> Cue | None:
    """Who speaks the quotation around it: beside its ends, else (inherited) before it."""
    span = quote_around(token)
    if span is None:
        return None
    doc, (start, end) = token.doc, span
    sentences = [doc[end - 1].sent, doc[start].sent]
    if end < len(doc) and doc[end].is_lower and doc[end].is_alpha:
        # '"...?" he said.': the parser may begin a sentence behind the closing mark.
        sentences.insert(1, doc[end].sent)
    for sentence in sentences:
        if (cue := _cue_outside(sentence, span)) is not None:
            return cue
    # The sentence before, over quotations of the same speaker.
    earlier = sentence_before(doc[start].sent)
    while earlier is not None:
        cue = _cue_outside(earlier, (doc[start].sent.start, doc[start].sent.end))
        if cue is not None:
            return replace(cue, inherited=True)
        inside = quote_around(earlier[0]) is not None or _opens(earlier[0])
        earlier = sentence_before(earlier) if inside else None
    return None


def _cue_outside(sentence: Span, quote: tuple[int, int]) -> Cue | None:
    """The nearest verb of speech that stands, with its subject, outside of the quotation."""
    start, end = quote
    outside = [word for word in sentence if not start <= word.i < end]
    for verb in sorted(outside, key=lambda word: min(abs(word.i - start), abs(word.i - end))):
        row = verb_row(verb)
        if row is not None and row.complements & {"clause", "quote"}:
            sources = (one for one in sources_of(verb) if not start <= one.i < end)
            if (cue := cue_at(verb, sources, row=row)) is not None:
                return cue
    return None


def main_cue(sentence: Span) -> Cue | None:
    """The verb of speech that leads a sentence, with its speaker."""
    row = verb_row(sentence.root)
    if row is None or not row.complements & {"clause", "quote"}:
        return None
    return cue_at(sentence.root, sources_of(sentence.root), row=row)


def speaker_before_colon(trigger: Token) -> Cue | None:
    """ "Ana Moreau: Troops left the town": a name and a colon at the head, no dateline."""
    start = trigger.sent.start
    colon = next((word for word in trigger.sent[:12] if word.text == ":"), None)
    if colon is None or not start < colon.i < trigger.i:
        return None
    name = trigger.doc[colon.i - 1]
    only_a_name = all(word.pos_ in IN_NAMES for word in trigger.doc[start : colon.i])
    if only_a_name and is_person(name) and not is_private(name):
        return Cue(word=colon, sources=(name,), row=actor_lexicon().verbs["say"])
    return None
