"""Grammar that times need: what an expression modifies, and whether that verb looks back, ahead, or
speaks of now."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from components.language.english.syntax import VERBAL
from components.language.english.time.calendar import Tense
from components.lexicon.time import TimeLexicon

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "X", "SYM", "DET"})
ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "npadvmod"})
AHEAD_MODALS = frozenset(
    {"will", "'ll", "’ll", "shall", "would", "could", "may", "might", "must", "should", "can", "wo"}
)
PERCEIVED = frozenset({"hear", "see", "feel", "smell"})
"""Verbs with which "could" tells what was: "gunfire could be heard on Friday"."""

CONDITIONS = frozenset({"if", "once", "unless"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
MAX_STEPS = 12
"""Steps of a climb through the parse: no clause is deeper, and a climb always ends."""


def root_of(span: Span) -> Token:
    """The word of the span that hangs on one outside: its preposition, else of several the last
    that is no article."""
    if span[0].pos_ == "ADP" and not span.start <= span[0].head.i < span.end:
        return span[0]
    roots = [
        token
        for token in span
        if token.head.i < span.start or token.head.i >= span.end or token.head == token
    ]
    return next(
        (token for token in reversed(roots) if token.pos_ not in {"DET", "PUNCT"}), span.root
    )


def is_attributive(span: Span) -> bool:
    """Whether it stands before the noun that it modifies: "Friday's attack", "the Sunday
    update"."""
    root = root_of(span)
    return (
        root.dep_ in ATTRIBUTIVE and root.head.i >= span.end and root.head.pos_ in {"NOUN", "PROPN"}
    )


def governor_of(span: Span, lexicon: TimeLexicon) -> Token:
    """The verb or the noun of happening or saying that the expression modifies; its own root where
    it modifies none.

    A date that hangs on a noun for a thing or a place belongs to the verb above: "out of the cities
    on Saturday".
    """
    token = root_of(span).head
    if is_attributive(span):
        return verb_above(token) if _opens_with_preposition(span) else token
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    if before is not None and before.text == "[" and before.i > span.sent.start:
        token = before = before.nbor(-1)
    if before is not None and (
        _is_dated_saying(before, lexicon) or _is_counted_from(before, lexicon)
    ):
        return before
    for _ in range(MAX_STEPS):
        if token.head == token or _ends_the_climb(token, lexicon):
            break
        token = token.head
    is_before_subject = token.dep_ in SUBJECTS and token.left_edge.i == span.start
    return token.head if is_before_subject and not is_attributive(span) else token


def _opens_with_preposition(span: Span) -> bool:
    """ "Early on Friday rebels attacked": no rebels of Friday."""
    return span.start == span.sent.start and any(token.pos_ == "ADP" for token in span)


def _is_counted_from(noun: Token, lexicon: TimeLexicon) -> bool:
    """ "A day before the election on 5 May", "on the eve of the summit on 5 May": the day is that
    of the noun."""
    prep = noun.head
    counted = prep.lower_ in {"after", "before"} or (
        prep.lower_ == "of" and prep.head.lower_ == "eve"
    )
    return noun.dep_ == "pobj" and counted and lexicon.has(noun.lemma_.lower(), "event_noun")


def _is_dated_saying(before: Token, lexicon: TimeLexicon) -> bool:
    """Whether a time right behind the word is its own: "said on Monday", "in an interview on
    Monday".

    So it is behind a noun of happening under a verb of saying: "nothing was reported of the attack
    on Monday".
    """
    if before.pos_ == "VERB":
        return lexicon.has(before.lemma_, "report")
    lemma = before.lemma_.lower()
    is_told = lexicon.has(lemma, "event_noun") and is_saying(verb_above(before), lexicon)
    return before.dep_ == "pobj" and (is_told or lexicon.has(lemma, "report_noun"))


def _ends_the_climb(token: Token, lexicon: TimeLexicon) -> bool:
    """Verbs that happen and nouns of happening; not "roads leading to the centre", nor "following"
    as a preposition."""
    if token.pos_ in VERBAL:
        is_preposition = token.dep_ == "prep" and token.lower_ != "according"
        return not is_preposition and not (
            token.dep_ == "acl" and lexicon.has(token.lemma_, "stative")
        )
    return is_happening(token, lexicon)


def is_happening(token: Token, lexicon: TimeLexicon) -> bool:
    lemma = token.lemma_.lower()
    return token.pos_ in {"NOUN", "PROPN"} and (
        lexicon.has(lemma, "event_noun") or lexicon.has(lemma, "report_noun")
    )


def is_saying(token: Token, lexicon: TimeLexicon) -> bool:
    lemma = token.lemma_.lower()
    return lexicon.has(lemma, "report" if token.pos_ in VERBAL else "report_noun")


def verb_above(token: Token) -> Token:
    """The verb of the clause in which the token stands, or the root of its sentence."""
    for _ in range(MAX_STEPS):
        if token.pos_ in VERBAL or token.head == token:
            return token
        token = token.head
    return token


def tense_of(governor: Token, lexicon: TimeLexicon) -> Tense:
    """Whether the governor's clause tells of what was, is, or is to come. A noun takes the tense of
    its verb."""
    if is_announced(governor, lexicon):
        return "future"
    if governor.dep_ == "pobj" and lexicon.has(governor.lemma_.lower(), "report_noun"):
        return "past"
    verb = verb_above(governor)
    if verb.pos_ not in VERBAL:
        return "present"
    return _verb_tense(verb, lexicon, MAX_STEPS)


def is_announced(governor: Token, lexicon: TimeLexicon) -> bool:
    """Whether the words around it say that it is yet to come: "the planned attack", "is expected
    to"."""
    return any(_looks_ahead(token, lexicon) for token in _with_modifiers(governor))


def _with_modifiers(governor: Token) -> Iterator[Token]:
    """A noun with what says that it is yet to come: "the upcoming talks", "ahead of Friday's
    summit"."""
    if governor.pos_ in VERBAL:
        yield governor
        yield from (child for child in governor.children if child.dep_ == "acomp")
        return
    yield from (child for child in governor.lefts)
    yield from (child for child in governor.children if child.dep_ == "acl")
    if governor.head.dep_ == "prep" and governor.dep_ == "pobj":
        yield governor.head.head
    yield governor


def _looks_ahead(token: Token, lexicon: TimeLexicon) -> bool:
    """Words of plans; of finite verbs only those that speak of the coming themselves ("is
    expected", "is due")."""
    if not lexicon.has(token.lemma_, "future_cue"):
        return False
    return token.pos_ not in VERBAL or (
        lexicon.has(token.lemma_, "raising") and token.tag_ == "VBN"
    )


def _verb_tense(verb: Token, lexicon: TimeLexicon, steps: int) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in helpers}
    if "could" in words and verb.lemma_ in PERCEIVED:
        return "past"
    if (words & AHEAD_MODALS and "have" not in words) or _going_to(verb):
        return "future"
    if verb.tag_ == "VB" and "to" in words:
        return _infinitive_tense(verb, lexicon, steps)
    finite = [token for token in (*helpers, verb) if token.tag_ in {"VBD", "VBZ", "VBP"}]
    if "have" in {token.lemma_ for token in helpers} or any(
        token.tag_ == "VBD" for token in finite
    ):
        return "past"
    if finite:
        return "future" if any(child.lower_ in CONDITIONS for child in verb.children) else "present"
    return _nonfinite_tense(verb, lexicon, steps)


def _going_to(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ == "going"


def _infinitive_tense(verb: Token, lexicon: TimeLexicon, steps: int) -> Tense:
    """ "Plans to meet" looks ahead; "began to withdraw", "sent troops to seize" share the tense of
    the verb above."""
    above = verb.head
    if steps == 0 or above == verb:
        return "future"
    if lexicon.has(above.lemma_, "future_cue") or above.lemma_ == "be" or above.pos_ not in VERBAL:
        return "future"
    return _verb_tense(above, lexicon, steps - 1)


def _nonfinite_tense(verb: Token, lexicon: TimeLexicon, steps: int) -> Tense:
    """Participles: "scheduled for Friday" looks ahead, "published on Friday" back, "leaving on
    Friday" with its verb."""
    if verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"acl", "amod", "ROOT"}:
        return "future" if lexicon.has(verb.lemma_, "raising") else "past"
    above = verb_above(verb.head)
    if steps == 0 or above == verb or above.pos_ not in VERBAL:
        return "past" if verb.tag_ == "VBN" else "present"
    return _verb_tense(above, lexicon, steps - 1)


def goes_on(governor: Token) -> bool:
    """Whether the verb lasts up to the time of speaking: perfect or progressive present, or plain
    present."""
    verb = verb_above(governor)
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"have", "has", "'ve", "’ve", "is", "are"}) or verb.tag_ in {"VBZ", "VBP"}


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)
