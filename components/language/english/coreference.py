"""What a pronoun or "the ministry", "the two leaders" stands for, where the evidence is plain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from spacy.tokens import Span as Words
from spacy.tokens import Token

from components.language.english.marks import mark_of, marks, names_actor
from components.language.english.persons import introductions, is_person, office_of
from components.language.english.syntax import (
    NOUNS,
    SUBJECTS,
    VERBAL,
    antecedent,
    children,
    conjuncts,
    core,
)
from components.language.english.words import is_a
from components.lexicon.people import ActorLexicon
from components.lexicon.senses import words_of

Number = Literal["person", "one", "many"]

PRONOUNS = HE, IT, THEY = "pronoun: he", "pronoun: it", "pronoun: they"
MAX_STEPS = 6
"""Pronouns that lead to pronouns; a longer chain is no plain evidence."""

SENTENCES_BACK_FOR_NOUNS = 4


def stands_for(token: Token, lexicon: ActorLexicon, *, steps: int = MAX_STEPS) -> tuple[Token, ...]:
    """The nouns that the token refers back to, or the token itself, or nothing for a pronoun left
    unresolved."""
    if is_a(token, "relative") and token.tag_ in {"WDT", "WP", "IN"}:
        return _relative(token, lexicon, steps)
    if is_a(token, *PRONOUNS) and token.pos_ == "PRON":
        found = _antecedents(token, lexicon) if steps else ()
        return tuple(
            noun for one in found for noun in stands_for(core(one), lexicon, steps=steps - 1)
        )
    if token.pos_ in NOUNS and any(
        is_a(child, "pointing") for child in children(token, "det", "predet")
    ):
        return _pointed(token, lexicon) or (token,)
    return (token,)


def _relative(token: Token, lexicon: ActorLexicon, steps: int) -> tuple[Token, ...]:
    clause = next((up for up in token.ancestors if up.dep_ == "relcl"), None)
    return stands_for(clause.head, lexicon, steps=steps - 1) if clause is not None and steps else ()


def number_of(noun: Token, lexicon: ActorLexicon) -> Number | None:
    """Whether the noun is a person, one body (a state, force, ministry) or many; None for a
    thing."""
    if is_person(noun, lexicon):
        return "person"
    plural = noun.tag_ in {"NNS", "NNPS"} or len(conjuncts(noun)) > 1
    if is_a(noun, "organ", "armed body", "media"):
        return "many" if plural else "one"
    if is_a(noun, "office", "functionary", "voice", "crowd", "armed person"):
        return "many" if plural else "person"
    if mark_of(noun, lexicon) is not None:
        return "many" if plural or _is_people(noun) else "one"
    return "one" if noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "GPE"} else None


def _is_people(noun: Token) -> bool:
    """ "the Russians", "the French"."""
    return (
        noun.lower_.endswith("s")
        and noun.ent_type_ == "NORP"
        and noun.dep_ not in {"amod", "compound"}
    )


def _fits(pronoun: Token, noun: Token, lexicon: ActorLexicon) -> bool:
    if noun.pos_ == "PRON":
        return any(is_a(pronoun, one) and is_a(noun, one) for one in PRONOUNS)
    number = number_of(core(noun), lexicon)
    if is_a(pronoun, THEY) and number == "one" and len(conjuncts(noun)) == 1:
        return is_a(noun, "force", "organ") and not _many_before(pronoun, lexicon)
    if is_a(pronoun, HE):
        return number == "person" and len(conjuncts(noun)) == 1
    if is_a(pronoun, IT):
        # "the Rapid Support Forces" are one body, though their name is a plural.
        named = number == "many" and names_actor(core(noun), lexicon)
        return (number == "one" or named) and len(conjuncts(noun)) == 1
    return number == "many" or len(conjuncts(noun)) > 1


def _many_before(pronoun: Token, lexicon: ActorLexicon) -> list[Token]:
    """People of whom the sentence speaks in the plural before; they are rather "they" than a single
    body is."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    return [
        word
        for word in before
        if word.tag_ in {"NNS", "NNPS"} and number_of(word, lexicon) == "many"
    ]


def _antecedents(pronoun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The subject above it, else the nearest subject before it, else the one plural that it may
    mean, else the one fitting subject of the sentence before."""
    for noun in (*_subjects_above(pronoun), *_subjects_before(pronoun)):
        if _fits(pronoun, noun, lexicon):
            return tuple(conjuncts(noun)) if is_a(pronoun, THEY) else (noun,)
    many = _many_before(pronoun, lexicon) if is_a(pronoun, THEY) else []
    return tuple(many) if len(many) == 1 else _in_sentence_before(pronoun, lexicon)


def _subjects_above(pronoun: Token) -> Iterator[Token]:
    """Subjects of the clauses around the pronoun. One that is itself an object does not mean its
    own subject."""
    own = pronoun.dep_ not in {"poss", "nsubj", "nsubjpass"}
    for verb in pronoun.ancestors:
        for subject in children(verb, *SUBJECTS):
            if subject.i < pronoun.i and not _holds(subject, pronoun) and not own:
                yield antecedent(subject, verb)
        own = own and verb.pos_ not in VERBAL


def _holds(phrase: Token, token: Token) -> bool:
    return phrase.left_edge.i <= token.i <= phrase.right_edge.i


def _subjects_before(pronoun: Token) -> list[Token]:
    sentence = pronoun.sent
    own = pronoun.head if pronoun.dep_ not in {"poss", "nsubj", "nsubjpass"} else None
    before = (
        token
        for token in reversed(sentence.doc[sentence.start : pronoun.i])
        if token.dep_ in SUBJECTS
    )
    return [
        token
        for token in before
        if not _holds(token, pronoun) and token.head != own and not _is_ours(token, pronoun)
    ]


def _is_ours(noun: Token, pronoun: Token) -> bool:
    """ "My brother was killed, she said": whom a speaker calls hers is not the speaker."""
    said = noun.head.dep_ in {"ccomp", "parataxis"} and noun.head.head == pronoun.head
    return said and any(child.lower_ in {"my", "our"} for child in children(noun, "poss"))


def sentence_before(sentence: Words) -> Words | None:
    """The sentence before in the same paragraph; a run of blanks that is a sentence parts
    paragraphs."""
    if sentence.start == 0:
        return None
    earlier = sentence.doc[sentence.start - 1]
    return None if earlier.is_space and earlier.is_sent_start else earlier.sent


def _in_sentence_before(pronoun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The one fitting subject of the sentence before, or its main one. "He" and whoever speaks look
    over a paragraph's end."""
    over = is_a(pronoun, HE) or pronoun.head.lemma_ in lexicon.verbs
    earlier = sentence_before(pronoun.sent)
    if earlier is None and over:
        # The last sentence of the paragraph before.
        last = pronoun.sent.start - 1
        while last >= 0 and pronoun.sent.doc[last].is_space:
            last -= 1
        earlier = pronoun.sent.doc[last].sent if last >= 0 else None
    if earlier is None:
        return ()
    subjects = [
        token for token in earlier if token.dep_ in SUBJECTS and _fits(pronoun, token, lexicon)
    ]
    main = [token for token in subjects if token.head.dep_ == "ROOT"]
    chosen = subjects if len(subjects) == 1 else main
    if not chosen:
        return _only_person(earlier, lexicon) if is_a(pronoun, HE) else ()
    return tuple(conjuncts(chosen[0])) if is_a(pronoun, THEY) else (chosen[0],)


def _only_person(sentence: Words, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The one person whom the sentence names, but for what stands behind a preposition."""
    people = {
        word.lower_: word
        for word in sentence
        if word.dep_ not in {"compound", "poss", "pobj"} and is_person(word, lexicon)
    }
    return tuple(people.values()) if len(people) == 1 else ()


def _pointed(noun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    behind = [prep for prep in children(noun, "prep") if noun.doc[prep.i - 1].whitespace_]
    if (
        behind
        or children(noun, "relcl", "poss")
        or any(mark_of(one, lexicon) for one in noun.subtree)
    ):
        return ()
    if is_a(noun, "office") and (holder := _only_holder(noun, lexicon)) is not None:
        return (holder,)
    start = _start(noun.sent, SENTENCES_BACK_FOR_NOUNS)
    before = list(noun.doc[start : noun.left_edge.i])[::-1]
    if is_a(noun, "leaders") and any(child.lower_ in {"two", "both"} for child in noun.children):
        # The nearest pair of named actors before: "Moreau and Silva ... the two leaders".
        pairs = (conjuncts(token) for token in before if token.dep_ != "conj")
        named = (
            pair
            for pair in pairs
            if len(pair) == 2 and {number_of(one, lexicon) for one in pair} <= {"person", "one"}
        )
        return tuple(next(named, ()))
    common = noun.tag_ == "NN" or (noun.tag_ == "NNP" and is_a(noun, "office"))
    if not common or not is_a(noun, "organ", "force", "functionary", "office"):
        return ()
    # The nearest name before whose words or row hold the noun: "the army" is the Arakan Army.
    found = (token for token in before if _may_be_called(token, noun, lexicon))
    return tuple(islice(found, 1))


def _only_holder(noun: Token, lexicon: ActorLexicon) -> Token | None:
    """The one person whom the text up to there introduces with this office: "the spokeswoman"."""
    people = {
        one.i: one for one in introductions(noun.doc, lexicon).values() if one.i < noun.i
    }.values()
    holders = [
        one
        for one in people
        if (office := office_of(one, lexicon)) is not None and office.lower_ == noun.lower_
    ]
    return holders[0] if len(holders) == 1 else None


def _start(sentence: Words, back: int) -> int:
    """Token at which the text begins that a noun may point back into."""
    start = sentence.start
    for _ in range(back):
        if start == 0:
            break
        start = sentence.doc[start - 1].sent.start
    return start


def _may_be_called(token: Token, noun: Token, lexicon: ActorLexicon) -> bool:
    word = noun.lemma_.lower()
    if is_person(token, lexicon):
        office = office_of(token, lexicon)
        return (
            office is not None and office.lower_ == word and token.dep_ not in {"compound", "poss"}
        )
    mark = marks(token.doc, lexicon).get(token.i)
    if mark is not None and token.i == mark.end - 1:
        return any(
            _has_word(row.names, word) or word in words_of(f"for {row.kind}")
            for row in mark.name.actors
        )
    named = token.pos_ == "PROPN" or any(mark_of(child, lexicon) for child in token.children)
    return token.lower_ == word and named


def _has_word(names: tuple[str, ...], word: str) -> bool:
    return any(word in name.lower().split() for name in names)
