"""What a pronoun or "the ministry", "the two leaders" stands for, where the evidence is plain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from spacy.tokens import Token

from components.language.english.labels import SUBJECTS, child_words, children, conjuncts
from components.language.english.mentions import mention_of, names_actor
from components.language.english.persons import introductions, is_person, office_of
from components.language.english.prepositions import core
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    antecedent,
    sentence_before,
    sentences_back,
)
from components.language.english.words import is_a
from components.lexicon.people import actor_lexicon
from components.lexicon.senses import words_of

Number = Literal["person", "one", "many"]

PRONOUNS = HE, IT, THEY = "pronoun: he", "pronoun: it", "pronoun: they"
MAX_STEPS = 6
"""Pronouns that lead to pronouns; a longer chain is no plain evidence."""

SENTENCES_BACK_FOR_NOUNS = 4


def stands_for(token: Token, *, steps: int = MAX_STEPS) -> tuple[Token, ...]:
    """What the token refers back to, or itself; nothing for a pronoun that is not plain."""
    if is_a(token, "relative") and token.tag_ in {"WDT", "WP", "IN"}:
        meant = [up.head for up in token.ancestors if up.dep_ == "relcl"][:1]
    elif is_a(token, *PRONOUNS) and token.pos_ == "PRON":
        meant = [core(one) for one in _antecedents(token)] if steps else []
    else:
        pointing = (is_a(child, "pointing") for child in children(token, "det", "predet"))
        is_pointed = token.pos_ in NOUNS and any(pointing)
        return (_pointed(token) if is_pointed else ()) or (token,)
    if not steps:
        return ()
    return tuple(noun for one in meant for noun in stands_for(one, steps=steps - 1))


def number_of(noun: Token) -> Number | None:
    """A person, one body (a state, force, ministry) or many; None for a thing."""
    if is_person(noun):
        return "person"
    plural = noun.tag_ in {"NNS", "NNPS"} or len(conjuncts(noun)) > 1
    if is_a(noun, "organ", "armed body", "media"):
        return "many" if plural else "one"
    if is_a(noun, "office", "functionary", "voice", "crowd", "armed person"):
        return "many" if plural else "person"
    if mention_of(noun) is not None:
        # "The Russians", "the French".
        is_people = noun.lower_.endswith("s") and noun.ent_type_ == "NORP"
        is_people = is_people and noun.dep_ not in {"amod", "compound"}
        return "many" if plural or is_people else "one"
    return "one" if noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "GPE"} else None


def _fits(pronoun: Token, noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return any(is_a(pronoun, one) and is_a(noun, one) for one in PRONOUNS)
    number, is_alone = number_of(core(noun)), len(conjuncts(noun)) == 1
    if is_a(pronoun, THEY) and number == "one" and is_alone:
        return is_a(noun, "force", "organ") and not _many_before(pronoun)
    if is_a(pronoun, HE):
        return number == "person" and is_alone
    if is_a(pronoun, IT):
        # "The Rapid Support Forces" are one body, though their name is a plural.
        named = number == "many" and names_actor(core(noun))
        return (number == "one" or named) and is_alone
    return number == "many" or not is_alone


def _many_before(pronoun: Token) -> list[Token]:
    """People in the plural before in the sentence, who are rather "they" than a body is."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    plurals = [word for word in before if word.tag_ in {"NNS", "NNPS"}]
    return [word for word in plurals if number_of(word) == "many"]


def _antecedents(pronoun: Token) -> tuple[Token, ...]:
    """The subject above, else the nearest before, the one plural, or one a sentence before; "he"
    and speakers look back over a paragraph's end."""
    doc, they, he = pronoun.doc, is_a(pronoun, THEY), is_a(pronoun, HE)
    for noun in _subjects(pronoun):
        if _fits(pronoun, noun):
            return tuple(conjuncts(noun)) if they else (noun,)
    if they and len(many := _many_before(pronoun)) == 1:
        return tuple(many)
    earlier = sentence_before(pronoun.sent)
    if earlier is None and (he or pronoun.head.lemma_ in actor_lexicon().verbs):
        last = next(
            (word for word in reversed(doc[: pronoun.sent.start]) if not word.is_space), None
        )
        earlier = last.sent if last is not None else None
    if earlier is None:
        return ()
    subjects = [one for one in earlier if one.dep_ in SUBJECTS and _fits(pronoun, one)]
    main = [token for token in subjects if token.head.dep_ == "ROOT"]
    if chosen := (subjects if len(subjects) == 1 else main):
        return tuple(conjuncts(chosen[0])) if they else (chosen[0],)
    # Else the one person whom it names, but not one after a preposition.
    words = (word for word in earlier if word.dep_ not in {"compound", "poss", "pobj"})
    people = {word.lower_: word for word in words if is_person(word)}
    return tuple(people.values()) if len(people) == 1 and he else ()


def _subjects(pronoun: Token) -> Iterator[Token]:
    """Those of the clauses around it, then those before it in the sentence, the nearest first; an
    object does not mean its own subject."""
    is_object = own = pronoun.dep_ not in {"poss", *SUBJECTS}
    for verb in pronoun.ancestors:
        for subject in children(verb, *SUBJECTS):
            if subject.i < pronoun.i and not _holds(subject, pronoun) and not own:
                yield antecedent(subject, verb)
        own = own and verb.pos_ not in VERBAL
    for token in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
        verb = token.head
        is_own = is_object and verb == pronoun.head
        if token.dep_ not in SUBJECTS or _holds(token, pronoun) or is_own:
            continue
        # "My brother was killed, she said": whom a speaker calls hers is not the speaker.
        is_said = verb.dep_ in {"ccomp", "parataxis"} and verb.head == pronoun.head
        if not (is_said and child_words(token, "poss") & {"my", "our"}):
            yield token


def _holds(phrase: Token, token: Token) -> bool:
    return phrase.left_edge.i <= token.i <= phrase.right_edge.i


def _pointed(noun: Token) -> tuple[Token, ...]:
    """Whom "the noun" points back at where nothing in its phrase says it."""
    doc = noun.doc
    behind = [prep for prep in children(noun, "prep") if doc[prep.i - 1].whitespace_]
    named = any(mention_of(one) for one in noun.subtree)
    if behind or named or children(noun, "relcl", "poss"):
        return ()
    if is_a(noun, "office"):
        # The one person whom the text up to there introduces with this office.
        known = {one.i: one for one in introductions(doc).values() if one.i < noun.i}
        holders = [one for one in known.values() if _has_office(one, noun.lower_)]
        if len(holders) == 1:
            return (holders[0],)
    before = doc[sentences_back(noun.sent, SENTENCES_BACK_FOR_NOUNS) : noun.left_edge.i]
    if is_a(noun, "leaders") and any(child.lower_ in {"two", "both"} for child in noun.children):
        # The nearest pair of named actors before: "Moreau and Silva ... the two leaders".
        for pair in (conjuncts(token) for token in reversed(before) if token.dep_ != "conj"):
            if len(pair) == 2 and {number_of(one) for one in pair} <= {"person", "one"}:
                return tuple(pair)
        return ()
    common = noun.tag_ == "NN" or (noun.tag_ == "NNP" and is_a(noun, "office"))
    if not common or not is_a(noun, "organ", "force", "functionary", "office"):
        return ()
    # The nearest name before whose words or row hold the noun: "the army" is the Arakan Army.
    called = (token for token in reversed(before) if _may_be_called(token, noun))
    return tuple(islice(called, 1))


def _has_office(person: Token, word: str) -> bool:
    office = office_of(person)
    return office is not None and office.lower_ == word


def _may_be_called(token: Token, noun: Token) -> bool:
    word = noun.lemma_.lower()
    if is_person(token):
        return token.dep_ not in {"compound", "poss"} and _has_office(token, word)
    mention = mention_of(token)
    if mention is not None and token.i == mention.end - 1:
        return any(
            any(word in name.lower().split() for name in row.names)
            or word in words_of(f"for {row.kind}")
            for row in mention.name.actors
        )
    named = token.pos_ == "PROPN" or any(mention_of(child) for child in token.children)
    return token.lower_ == word and named
