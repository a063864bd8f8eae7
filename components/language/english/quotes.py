"""Quoted speech: what stands between quotation marks, and the sentence that names who speaks
there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from components.language.english.coreference import sentence_before
from components.language.english.cue import Cue, may_speak, sources_of, verb_row
from components.language.english.marks import remembered
from components.language.english.persons import is_person, is_private
from components.lexicon.people import ActorLexicon

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
NOMINAL = frozenset({"PROPN", "ADJ", "NOUN", "ADP", "DET", "PART"})
MAX_QUOTE_TOKENS = 400
"""A longer one is a mark that was never closed."""

MIN_QUOTE_TOKENS = 3
"""Shorter ones are words held with tongs, not speech: "regroup"."""


def quotes(doc: Doc, lexicon: ActorLexicon) -> Mapping[int, tuple[int, int]]:
    """Each token inside a quotation of ``MIN_QUOTE_TOKENS`` and more to the quotation's tokens
    (half-open, marks included)."""

    def by_token() -> Mapping[int, tuple[int, int]]:
        return {index: span for span in _find(doc) for index in range(span[0] + 1, span[1])}

    return remembered(doc, "quotes", lexicon=lexicon, make=by_token)


def _find(doc: Doc) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for token in doc:
        if (token.is_space and token.dep_ != "dep") or (
            start is not None and token.i - start > MAX_QUOTE_TOKENS
        ):
            start = None
        if start is None and _opens(token):
            start = token.i
        elif start is not None and _closes(token):
            if token.i - start > MIN_QUOTE_TOKENS:
                yield start, token.i + 1
            start = None


def _opens(token: Token) -> bool:
    """A straight mark with blanks on both sides, as in tokenised text, may open."""
    apart = not token.whitespace_ or (token.i > 0 and bool(token.nbor(-1).whitespace_))
    return token.text in OPENING or (token.text == STRAIGHT and apart)


def _closes(token: Token) -> bool:
    return token.text in CLOSING or token.text == STRAIGHT


def quote_around(token: Token, lexicon: ActorLexicon) -> tuple[int, int] | None:
    return quotes(token.doc, lexicon).get(token.i)


def speaker_of_quote(token: Token, lexicon: ActorLexicon) -> Cue | None:
    """The cue of the quotation that holds the token: in the sentences where it begins or ends, else
    (inherited) in the sentence before."""
    span = quote_around(token, lexicon)
    if span is None:
        return None
    doc = token.doc
    for sentence in (doc[span[1] - 1].sent, _rest_after(doc, span), doc[span[0]].sent):
        if sentence is not None and (cue := _cue_outside(sentence, span, lexicon)) is not None:
            return cue
    return _before(doc[span[0]].sent, lexicon)


def _rest_after(doc: Doc, span: tuple[int, int]) -> Words | None:
    """'"...?" he said.': the parser may begin a sentence behind the closing mark."""
    following = doc[span[1]] if span[1] < len(doc) else None
    return (
        following.sent
        if following is not None and following.is_lower and following.is_alpha
        else None
    )


def _cue_outside(sentence: Words, span: tuple[int, int], lexicon: ActorLexicon) -> Cue | None:
    """A verb of speech in the sentence but outside of the quotation, with a subject outside of it;
    the nearest."""
    verbs = sorted(
        (word for word in sentence if not span[0] <= word.i < span[1]),
        key=lambda word: min(abs(word.i - span[0]), abs(word.i - span[1])),
    )
    for verb in verbs:
        row = verb_row(verb, lexicon)
        if row is None or not row.complements & {"clause", "quote"}:
            continue
        sources = tuple(one for one in sources_of(verb) if not span[0] <= one.i < span[1])
        if sources and all(may_speak(one, row, lexicon) for one in sources):
            return Cue(word=verb, sources=sources, row=row)
    return None


def _before(sentence: Words, lexicon: ActorLexicon) -> Cue | None:
    """The main verb of speech of the sentence before, over quotations of the same speaker."""
    earlier = sentence_before(sentence)
    while earlier is not None:
        cue = _cue_outside(earlier, (sentence.start, sentence.end), lexicon)
        if cue is not None:
            return Cue(word=cue.word, sources=cue.sources, row=cue.row, inherited=True)
        first = earlier[0]
        inside = quote_around(first, lexicon) is not None or _opens(first)
        earlier = sentence_before(earlier) if inside else None
    return None


def main_cue(sentence: Words, lexicon: ActorLexicon) -> Cue | None:
    """The verb of speech that leads a sentence, with its speaker."""
    verb = sentence.root
    row = verb_row(verb, lexicon)
    if row is None or not row.complements & {"clause", "quote"}:
        return None
    sources = sources_of(verb)
    if not sources or not all(may_speak(one, row, lexicon) for one in sources):
        return None
    return Cue(word=verb, sources=sources, row=row)


def speaker_before_colon(trigger: Token, lexicon: ActorLexicon) -> Cue | None:
    """ "Ana Moreau: Troops left the town": a person's name and a colon at the head of the sentence,
    no dateline."""
    colon = next((word for word in trigger.sent[:12] if word.text == ":"), None)
    if colon is None or colon.i >= trigger.i or colon.i == trigger.sent.start:
        return None
    name = trigger.doc[colon.i - 1]
    only_a_name = all(word.pos_ in NOMINAL for word in trigger.doc[trigger.sent.start : colon.i])
    if only_a_name and is_person(name, lexicon) and not is_private(name, lexicon):
        return Cue(word=colon, sources=(name,), row=lexicon.verbs["say"])
    return None
