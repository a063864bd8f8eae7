"""Cues, the words of speech: which verbs are one, who may speak them, whose a report is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from components.core.records import Stance
from components.language.english.coreference import number_of, stands_for
from components.language.english.labels import FINITE, arguments, child_words, children, conjuncts
from components.language.english.mentions import names_actor
from components.language.english.persons import is_person
from components.language.english.predicates import is_passive, subjects
from components.language.english.prepositions import carrier, is_after_preposition, under
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    owners,
    sentence_before,
    sentences_back,
)
from components.language.english.words import is_a, is_report_noun, report_row
from components.lexicon.people import VerbRow, actor_lexicon

BESIDE = frozenset({"by", "after", "before", "in", "while", "when", "since", "without"})
"""Words before a verb of speech whose speaker is the subject above: "by saying that ..."."""

SENTENCES_BACK = 14
"""How far back "the statement" may have been told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of speech. ``sources`` head the names of who speaks; none for "it was reported"."""

    word: Token
    sources: tuple[Token, ...]
    stance: Stance
    inherited: bool = False


def verb_row(token: Token, *complements: str) -> VerbRow | None:
    """The row of a verb of speech that takes one of the complements; none for "did not say",
    "declined to confirm", "if it says"."""
    if token.pos_ not in VERBAL or children(token, "neg"):
        return None
    refused = token.dep_ == "xcomp" and is_a(token.head, "refusal")
    if refused or child_words(token, "mark") & {"if", "unless"}:
        return None
    particle = next((child.lower_ for child in children(token, "prt")), "")
    verbs = actor_lexicon().verbs
    row = verbs.get(f"{token.lemma_} {particle}") or verbs.get(token.lemma_.lower())
    return row if row is None or not complements or row.complements & {*complements} else None


def cue_at(word: Token, sources: Iterable[Token], row: VerbRow) -> Cue | None:
    """The cue where somebody is named and all who are named may speak."""
    named = tuple(sources)
    may = named and all(may_speak(source, row) for source in named)
    return Cue(word=word, sources=named, stance=row.stance) if may else None


def cue_of(verb: Token, *complements: str) -> Cue | None:
    """That of a verb of speech that takes one of the complements, where its subject may speak."""
    row = verb_row(verb, *complements)
    return None if row is None else cue_at(verb, sources_of(verb), row)


def may_speak(source: Token, row: VerbRow, *, whole: bool = True) -> bool:
    """Persons, bodies, reports; other nouns only where a whole clause is said, by no verb of
    evidence: "the attack shows" names no speaker, "the campaign said" does."""
    if any(is_a(one, "nobody") for one in (source, *source.children)):
        return False
    if is_report_noun(source):
        return True
    if is_a(source, "speaking"):
        is_clear = source.lower_ != "it" or (whole and "evidence" not in row.complements)
        return is_clear or bool(stands_for(source))
    if whole and source.pos_ in NOUNS and row.complements & {"clause", "evidence"} == {"clause"}:
        return True
    if is_a(source, "deed", "intent", "movement", "asset") and not is_person(source):
        return False
    return number_of(source) is not None or source.pos_ == "PROPN"


def sources_of(verb: Token) -> tuple[Token, ...]:
    """Subject, agent of a passive, or "quoted as saying"; "A channel reported that" may be parsed
    as a noun's participle."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and children(verb, "ccomp"):
        return (verb.head,)
    if verb.dep_ == "pcomp":
        above = verb.head.head
        if verb.head.lower_ == "as":
            return tuple(arguments(above, "nsubjpass") or arguments(above, "dobj"))
        if verb.head.lower_ in BESIDE:
            return sources_of(above) if above.pos_ in VERBAL else ()
    own = children(verb, "nsubj") or _behind_verb(verb)
    is_last = len(own) > 1 or (own and own[0].dep_ == "dobj")
    found = conjuncts(own[-1]) if is_last else subjects(verb)
    if found or verb.dep_ != "ROOT" or verb.tag_ not in FINITE or is_passive(verb):
        return tuple(found)
    # "In a statement on Monday, Ana Moreau said ...": the name before a verb with no subject.
    before = verb.i - 1
    while before > verb.sent.start and verb.doc[before].pos_ in {"AUX", "ADV"}:
        before -= 1
    noun = verb.doc[max(before, 0)]
    while is_after_preposition(noun, {"of"}) and carrier(noun).pos_ in NOUNS:
        noun = carrier(noun)  # the governor in "the governor of the region"
    is_hung = noun.dep_ == "appos" or (noun.dep_ == "pobj" and noun.pos_ == "PROPN")
    return (noun,) if is_hung and noun.pos_ in NOUNS else ()


def _behind_verb(verb: Token) -> list[Token]:
    """ "The town fell, reported Ana Moreau": the parser takes the speaker for an object."""
    said_before = any(child.i < verb.i for child in children(verb, "ccomp"))
    if not said_before or is_passive(verb):
        return []
    return [one for one in children(verb, "dobj") if one.i > verb.i]


def is_inverted(verb: Token) -> bool:
    """Whether the speaker stands after the verb where an object would."""
    return not children(verb, "nsubj") and bool(_behind_verb(verb))


def sources_of_report(report: Token) -> tuple[Token, ...]:
    """Whose report it is: possessor, name before, "by", "from"; "the statement": told before.

    The noun itself where nobody is named or it is not a report."""
    if report_row(report) is None:
        return (report,)
    found = _named_owners(report)
    definite = child_words(report, "det") & {"the", "this", "that"}
    if found or not definite or not is_report_noun(report, "document"):
        return tuple(found) or (report,)
    # Those of the nearest report told of before, or the speaker of the sentence before.
    for word in reversed(report.doc[sentences_back(report.sent, SENTENCES_BACK) : report.i]):
        if is_report_noun(word, "document") and (found := _named_owners(word)):
            return tuple(found)
    earlier = sentence_before(report.sent)
    if earlier is None or verb_row(earlier.root) is None:
        return (report,)
    return sources_of(earlier.root) or (report,)


def _named_owners(report: Token) -> list[Token]:
    published = [verb for verb in children(report, "acl") if is_a(verb, "publishing")]
    found = owners(report)
    found += [noun for one in (report, *published) for noun in under(one, {"by", "from"})]
    before = children(report, "compound", "nmod")
    found = found or [child for child in before if names_actor(child)]
    verb = next((up for up in report.ancestors if up.pos_ == "VERB"), None)
    if found or verb is None:
        return found
    # "Published a statement", "said in a statement": the subject of that verb.
    is_object = report.dep_ == "dobj" and is_a(verb, "publishing")
    is_said_in = is_after_preposition(report, {"in", "via", "through"}) and carrier(report) == verb
    is_said_in = is_said_in and verb_row(verb) is not None
    return list(sources_of(verb)) if is_object or is_said_in else []
