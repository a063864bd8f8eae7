"""What a time expression modifies: the verb or the noun of happening or saying that governs it."""

from __future__ import annotations

from spacy.tokens import Span, Token

from components.language.english.clauses import ANY_SUBJECT, MAX_STEPS, verb_above
from components.language.english.labels import MODIFIERS
from components.language.english.syntax import NOUNS, VERBAL
from components.language.english.words import in_class


def root_of(span: Span) -> Token:
    """The word that hangs on one outside: a preposition, else the last that is not an article."""
    if span[0].pos_ == "ADP" and not span.start <= span[0].head.i < span.end:
        return span[0]
    for token in reversed(span):
        hangs_outside = not span.start <= token.head.i < span.end or token.head == token
        if hangs_outside and token.pos_ not in {"DET", "PUNCT"}:
            return token
    return span.root


def is_attributive(span: Span) -> bool:
    """Whether it stands before the noun it modifies: "Friday's attack", "the Sunday update"."""
    root = root_of(span)
    return root.dep_ in MODIFIERS and root.head.i >= span.end and root.head.pos_ in NOUNS


def governor_of(span: Span) -> Token:
    """The verb, or noun of happening or saying, that the expression modifies; else its own root.

    A date on a noun for a thing belongs to the verb above: "out of the cities on Saturday"."""
    token, opens = root_of(span).head, span.start == span.sent.start
    if is_attributive(span):
        # "Early on Friday rebels attacked": no rebels of Friday.
        has_preposition = any(word.pos_ == "ADP" for word in span)
        return verb_above(token) if opens and has_preposition else token
    if not opens:
        before = span.doc[span.start - 1]
        if before.text == "[" and before.i > span.sent.start:
            token = before = before.nbor(-1)
        if _is_dated_behind(before):
            return before
    for _ in range(MAX_STEPS):
        if token.head == token or _ends_the_climb(token):
            break
        token = token.head
    is_before_subject = token.dep_ in ANY_SUBJECT and token.left_edge.i == span.start
    return token.head if is_before_subject else token


def _is_dated_behind(word: Token) -> bool:
    """Whether a time right behind the word is its own: "in an interview on Monday", "a day before
    the election on 5 May", "on the eve of the summit on 5 May".

    Also a noun of happening under a verb of saying: "nothing was reported of the attack on Monday".
    """
    prep, is_event = word.head, in_class(word.lemma_, "event_noun")
    is_eve = prep.lower_ == "of" and prep.head.lower_ == "eve"
    if word.dep_ == "pobj" and is_event and (is_eve or prep.lower_ in {"after", "before"}):
        return True
    if word.pos_ == "VERB":
        return in_class(word.lemma_, "report")
    is_said = is_event and is_saying(verb_above(word))
    return word.dep_ == "pobj" and (is_said or in_class(word.lemma_, "report_noun"))


def _ends_the_climb(token: Token) -> bool:
    """Verbs and nouns that happen; not "roads leading to the centre" nor "following" X."""
    if token.pos_ not in VERBAL:
        return is_happening(token)
    if token.dep_ == "prep":
        return token.lower_ == "according"
    return token.dep_ != "acl" or not in_class(token.lemma_, "stative")


def is_happening(token: Token) -> bool:
    return token.pos_ in NOUNS and in_class(token.lemma_, "event_noun", "report_noun")


def is_saying(token: Token) -> bool:
    return in_class(token.lemma_, "report" if token.pos_ in VERBAL else "report_noun")
