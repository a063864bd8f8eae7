"""Grammar that times need: what an expression modifies, and whether that verb looks back, ahead, or
speaks of now."""

from __future__ import annotations

from spacy.tokens import Span, Token

from components.language.english.syntax import FINITE, NOUNS, VERBAL, children, words_under
from components.language.english.time.calendar import Tense
from components.lexicon.time import TimeLexicon

ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "npadvmod"})
AHEAD_MODALS = frozenset("will 'll ’ll shall would could may might must should can wo".split())
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
    for token in reversed(span):
        hangs_outside = not span.start <= token.head.i < span.end or token.head == token
        if hangs_outside and token.pos_ not in {"DET", "PUNCT"}:
            return token
    return span.root


def is_attributive(span: Span) -> bool:
    """Whether it stands before the noun that it modifies: "Friday's attack", "the Sunday
    update"."""
    root = root_of(span)
    return root.dep_ in ATTRIBUTIVE and root.head.i >= span.end and root.head.pos_ in NOUNS


def governor_of(span: Span, lexicon: TimeLexicon) -> Token:
    """The verb or the noun of happening or saying that the expression modifies; its own root where
    it modifies none.

    A date that hangs on a noun for a thing or a place belongs to the verb above: "out of the cities
    on Saturday".
    """
    token, opens = root_of(span).head, span.start == span.sent.start
    if is_attributive(span):
        # "Early on Friday rebels attacked": no rebels of Friday.
        has_preposition = any(word.pos_ == "ADP" for word in span)
        return verb_above(token) if opens and has_preposition else token
    if not opens:
        before = span.doc[span.start - 1]
        if before.text == "[" and before.i > span.sent.start:
            token = before = before.nbor(-1)
        if _is_dated_saying(before, lexicon) or _is_counted_from(before, lexicon):
            return before
    for _ in range(MAX_STEPS):
        if token.head == token or _ends_the_climb(token, lexicon):
            break
        token = token.head
    is_before_subject = token.dep_ in SUBJECTS and token.left_edge.i == span.start
    return token.head if is_before_subject else token


def _is_counted_from(noun: Token, lexicon: TimeLexicon) -> bool:
    """ "A day before the election on 5 May", "on the eve of the summit on 5 May": the day is that
    of the noun."""
    prep = noun.head
    is_eve = prep.lower_ == "of" and prep.head.lower_ == "eve"
    counted = is_eve or prep.lower_ in {"after", "before"}
    return noun.dep_ == "pobj" and counted and lexicon.has(noun.lemma_.lower(), "event_noun")


def _is_dated_saying(before: Token, lexicon: TimeLexicon) -> bool:
    """Whether a time right behind the word is its own: "said on Monday", "in an interview on
    Monday".

    So it is behind a noun of happening under a verb of saying: "nothing was reported of the attack
    on Monday".
    """
    if before.pos_ == "VERB":
        return lexicon.has(before.lemma_, "report")
    if before.dep_ != "pobj":
        return False
    lemma = before.lemma_.lower()
    is_event = lexicon.has(lemma, "event_noun") and is_saying(verb_above(before), lexicon)
    return is_event or lexicon.has(lemma, "report_noun")


def _ends_the_climb(token: Token, lexicon: TimeLexicon) -> bool:
    """Verbs that happen and nouns of happening; not "roads leading to the centre", nor "following"
    as a preposition."""
    if token.pos_ not in VERBAL:
        return is_happening(token, lexicon)
    if token.dep_ == "prep":
        return token.lower_ == "according"
    return token.dep_ != "acl" or not lexicon.has(token.lemma_, "stative")


def is_happening(token: Token, lexicon: TimeLexicon) -> bool:
    lemma = token.lemma_.lower()
    is_noun = token.pos_ in NOUNS
    return is_noun and (lexicon.has(lemma, "event_noun") or lexicon.has(lemma, "report_noun"))


def is_saying(token: Token, lexicon: TimeLexicon) -> bool:
    return lexicon.has(token.lemma_.lower(), "report" if token.pos_ in VERBAL else "report_noun")


def verb_above(token: Token) -> Token:
    """The verb of the clause in which the token stands, or the root of its sentence."""
    for _ in range(MAX_STEPS):
        if token.pos_ in VERBAL or token.head == token:
            return token
        token = token.head
    return token


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def tense_of(governor: Token, lexicon: TimeLexicon) -> Tense:
    """Whether the governor's clause tells of what was, is, or is to come. A noun takes the tense of
    its verb."""
    if is_announced(governor, lexicon):
        return "future"
    if governor.dep_ == "pobj" and lexicon.has(governor.lemma_.lower(), "report_noun"):
        return "past"
    verb = verb_above(governor)
    return _verb_tense(verb, lexicon, MAX_STEPS) if verb.pos_ in VERBAL else "present"


def is_announced(governor: Token, lexicon: TimeLexicon) -> bool:
    """Whether the words around it say that it is yet to come: "the upcoming talks", "ahead of
    Friday's summit", "is expected to"; of finite verbs only those that speak of the coming
    themselves."""
    words = [governor]
    if governor.pos_ in VERBAL:
        words += children(governor, "acomp")
    else:
        words += [*governor.lefts, *children(governor, "acl")]
        if governor.head.dep_ == "prep" and governor.dep_ == "pobj":
            words.append(governor.head.head)
    return any(
        lexicon.has(one.lemma_, "future_cue")
        and (one.pos_ not in VERBAL or (one.tag_ == "VBN" and lexicon.has(one.lemma_, "raising")))
        for one in words
    )


def _verb_tense(verb: Token, lexicon: TimeLexicon, steps: int) -> Tense:
    helpers, words = children(verb, "aux", "auxpass"), words_under(verb, "aux", "auxpass")
    if "could" in words and verb.lemma_ in PERCEIVED:
        return "past"
    going_to = verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ == "going"
    if going_to or (words & AHEAD_MODALS and "have" not in words):
        return "future"
    above = verb.head
    if verb.tag_ == "VB" and "to" in words:
        # "Plans to meet" looks ahead; "began to withdraw" shares the tense of the verb above.
        looks_ahead = lexicon.has(above.lemma_, "future_cue") or above.lemma_ == "be"
        if steps == 0 or above == verb or looks_ahead or above.pos_ not in VERBAL:
            return "future"
        return _verb_tense(above, lexicon, steps - 1)
    tags = {one.tag_ for one in (*helpers, verb)}
    if "VBD" in tags or any(one.lemma_ == "have" for one in helpers):
        return "past"
    if tags & FINITE:
        return "future" if any(one.lower_ in CONDITIONS for one in verb.children) else "present"
    # "Scheduled for Friday" looks ahead, "published on Friday" back, "leaving on Friday" with
    # its verb.
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "ROOT"}:
        return "future" if lexicon.has(verb.lemma_, "raising") else "past"
    above = verb_above(above)
    if steps == 0 or above == verb or above.pos_ not in VERBAL:
        return "past" if verb.tag_ == "VBN" else "present"
    return _verb_tense(above, lexicon, steps - 1)


def goes_on(governor: Token) -> bool:
    """Whether the verb lasts up to the time of speaking: perfect or progressive present, or plain
    present."""
    verb = verb_above(governor)
    helpers = words_under(verb, "aux", "auxpass") & {"have", "has", "'ve", "’ve", "is", "are"}
    return bool(helpers) or verb.tag_ in {"VBZ", "VBP"}
