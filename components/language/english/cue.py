"""A word of speech with those who speak: which verbs carry speech, who their speaker is, and who
may speak at all."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from components.language.english.coreference import number_of, stands_for
from components.language.english.datelines import behind_dateline
from components.language.english.persons import is_person
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    arguments,
    children,
    conjuncts,
    is_passive,
    subjects,
)
from components.language.english.words import is_a, is_report_noun
from components.lexicon.people import ActorLexicon, VerbRow

BESIDE = frozenset({"by", "after", "before", "in", "while", "when", "since", "without"})
"""Words before a verb of speech whose speaker is the subject above: "by saying that ..."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of speech over a trigger. ``sources`` head the phrases that name who speaks; none for
    "it was reported"."""

    word: Token
    sources: tuple[Token, ...]
    row: VerbRow
    inherited: bool = False


def verb_row(token: Token, lexicon: ActorLexicon) -> VerbRow | None:
    """The row of a verb of speech that is said to have happened: "did not say", "declined to
    confirm", "if it says" are none."""
    if token.pos_ not in VERBAL or children(token, "neg"):
        return None
    refused = token.dep_ == "xcomp" and is_a(token.head, "refusal")
    if refused or any(child.lower_ in {"if", "unless"} for child in children(token, "mark")):
        return None
    particle = next((child.lower_ for child in children(token, "prt")), "")
    return lexicon.verbs.get(f"{token.lemma_} {particle}") or lexicon.verbs.get(
        token.lemma_.lower()
    )


def sources_of(verb: Token) -> tuple[Token, ...]:
    """Who speaks: the subject, the agent of a passive, whoever is "quoted as saying". "A channel
    reported that ..." may be parsed as a noun's participle."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and children(verb, "ccomp"):
        return (verb.head,)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return tuple(
            arguments(verb.head.head, ("nsubjpass",)) or arguments(verb.head.head, ("dobj",))
        )
    if verb.dep_ == "pcomp" and verb.head.lower_ in BESIDE:
        return sources_of(verb.head.head) if verb.head.head.pos_ in VERBAL else ()
    own = children(verb, "nsubj") or _inverted(verb)
    found = (
        conjuncts(own[-1]) if len(own) > 1 or (own and own[0].dep_ == "dobj") else subjects(verb)
    )
    return tuple(behind_dateline(found or _swallowed(verb)))


def _swallowed(verb: Token) -> list[Token]:
    """ "In a statement on Monday, Ana Moreau said ...": the name before a verb without a subject,
    hung on a preposition."""
    before = verb.i - 1
    while before > verb.sent.start and verb.doc[before].pos_ in {"AUX", "ADV"}:
        before -= 1
    noun = _over_of(verb.doc[max(before, 0)])
    finite = verb.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ", "VBP"} and not is_passive(verb)
    swallowed = noun.dep_ == "appos" or (noun.dep_ == "pobj" and noun.pos_ == "PROPN")
    return [noun] if finite and swallowed and noun.pos_ in NOUNS else []


def _over_of(noun: Token) -> Token:
    """The governor in "the governor of the region"."""
    above = noun.head.head
    is_part = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.pos_ in NOUNS
    return _over_of(above) if is_part else noun


def _inverted(verb: Token) -> list[Token]:
    """ "The town fell, reported Ana Moreau": what is said stands before, and the parser takes the
    speaker for an object."""
    said_before = any(child.i < verb.i for child in children(verb, "ccomp"))
    passive = is_passive(verb) or children(verb, "nsubjpass")
    return (
        []
        if passive or not said_before
        else [one for one in children(verb, "dobj") if one.i > verb.i]
    )


def is_inverted(verb: Token) -> bool:
    """Whether the speaker stands behind the verb where an object would."""
    return not children(verb, "nsubj") and bool(_inverted(verb))


def may_speak(source: Token, row: VerbRow, lexicon: ActorLexicon, *, whole: bool = True) -> bool:
    """Persons, bodies, reports; other nouns only where a whole clause is said, by no verb of
    evidence: "the attack shows" names no speaker, "the campaign said" does."""
    if any(is_a(child, "nobody") for child in source.children) or is_a(source, "nobody"):
        return False
    if is_report_noun(source, lexicon):
        return True
    if is_a(source, "speaking"):
        return (
            source.lower_ != "it"
            or (whole and "evidence" not in row.complements)
            or bool(stands_for(source, lexicon))
        )
    if whole and source.pos_ in NOUNS and row.complements & {"clause", "evidence"} == {"clause"}:
        return True
    if is_a(source, "deed", "intent", "movement", "asset") and not is_person(source, lexicon):
        return False
    return number_of(source, lexicon) is not None or source.pos_ == "PROPN"
