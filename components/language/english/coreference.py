"""What a pronoun or "the ministry", "the two leaders" stands for, where the evidence is plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Span as Words
from spacy.tokens import Token

from components.language.english.marks import mark_of, marks
from components.language.english.persons import introductions, is_person, office_of
from components.language.english.syntax import (
    RELATIVES,
    SUBJECTS,
    antecedent,
    children,
    conjuncts,
    core,
)
from components.language.english.words import is_a
from components.lexicon.people import ActorLexicon

Number = Literal["person", "one", "many"]

HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = HE | IT | THEY
POINTERS = frozenset({"the", "this", "that", "both", "these"})
MAX_STEPS = 6
"""Pronouns that lead to pronouns; a longer chain is no plain evidence."""

SENTENCES_BACK_FOR_NOUNS = 4


def stands_for(token: Token, lexicon: ActorLexicon, *, steps: int = MAX_STEPS) -> tuple[Token, ...]:
    """The nouns that the token refers back to, or the token itself, or nothing for a pronoun left
    unresolved."""
    if token.lower_ in RELATIVES and token.tag_ in {"WDT", "WP", "IN"}:
        return _relative(token, lexicon, steps)
    if token.lower_ in PRONOUNS and token.pos_ == "PRON":
        found = _antecedents(token, lexicon) if steps else ()
        return tuple(
            noun for one in found for noun in stands_for(core(one), lexicon, steps=steps - 1)
        )
    if token.pos_ in {"NOUN", "PROPN"} and any(
        child.lower_ in POINTERS for child in children(token, "det", "predet")
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
    if is_a(noun, lexicon, "organ", "force", "media"):
        return "many" if plural else "one"
    if is_a(noun, lexicon, "office", "functionary", "voice", "crowd"):
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
        return _same_set(pronoun, noun)
    number = number_of(core(noun), lexicon)
    if pronoun.lower_ in THEY and number == "one" and len(conjuncts(noun)) == 1:
        return is_a(noun, lexicon, "force", "organ") and not _many_before(pronoun, lexicon)
    if pronoun.lower_ in HE:
        return number == "person" and len(conjuncts(noun)) == 1
    if pronoun.lower_ in IT:
        named = number == "many" and _is_row(core(noun), lexicon)
        return (number == "one" or named) and len(conjuncts(noun)) == 1
    return number == "many" or len(conjuncts(noun)) > 1


def _is_row(noun: Token, lexicon: ActorLexicon) -> bool:
    """ "the Rapid Support Forces" are one body, though their name is a plural."""
    mark = mark_of(noun, lexicon)
    return mark is not None and mark.name.kind == "actor"


def _many_before(pronoun: Token, lexicon: ActorLexicon) -> list[Token]:
    """People of whom the sentence speaks in the plural before; they are rather "they" than a single
    body is."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    return [
        word
        for word in before
        if word.tag_ in {"NNS", "NNPS"} and number_of(word, lexicon) == "many"
    ]


def _same_set(one: Token, other: Token) -> bool:
    return any(one.lower_ in group and other.lower_ in group for group in (HE, IT, THEY))


def _antecedents(pronoun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The subject above it, else the nearest subject before it, else the one plural that it may
    mean, else the one fitting subject of the sentence before."""
    for noun in (*_subjects_above(pronoun), *_subjects_before(pronoun)):
        if _fits(pronoun, noun, lexicon):
            return tuple(conjuncts(noun)) if pronoun.lower_ in THEY else (noun,)
    many = _many_before(pronoun, lexicon) if pronoun.lower_ in THEY else []
    return tuple(many) if len(many) == 1 else _in_sentence_before(pronoun, lexicon)


def _subjects_above(pronoun: Token) -> Iterator[Token]:
    """Subjects of the clauses around the pronoun. One that is itself an object does not mean its
    own subject."""
    own = pronoun.dep_ not in {"poss", "nsubj", "nsubjpass"}
    for verb in pronoun.ancestors:
        for subject in children(verb, *SUBJECTS):
            if subject.i < pronoun.i and not _holds(subject, pronoun) and not own:
                yield antecedent(subject, verb)
        own = own and verb.pos_ not in {"VERB", "AUX"}


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


def _over_blank(sentence: Words) -> Words | None:
    """The last sentence of the paragraph before."""
    last = sentence.start - 1
    while last >= 0 and sentence.doc[last].is_space:
        last -= 1
    return sentence.doc[last].sent if last >= 0 else None


def _in_sentence_before(pronoun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The one fitting subject of the sentence before, or its main one. "He" and whoever speaks look
    over a paragraph's end."""
    over = pronoun.lower_ in HE or pronoun.head.lemma_ in lexicon.verbs
    earlier = sentence_before(pronoun.sent)
    if earlier is None and over:
        earlier = _over_blank(pronoun.sent)
    if earlier is None:
        return ()
    subjects = [
        token for token in earlier if token.dep_ in SUBJECTS and _fits(pronoun, token, lexicon)
    ]
    main = [token for token in subjects if token.head.dep_ == "ROOT"]
    chosen = subjects if len(subjects) == 1 else main
    if not chosen:
        return _only_person(earlier, lexicon) if pronoun.lower_ in HE else ()
    return tuple(conjuncts(chosen[0])) if pronoun.lower_ in THEY else (chosen[0],)


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
    if is_a(noun, lexicon, "office") and (holder := _only_holder(noun, lexicon)) is not None:
        return (holder,)
    if is_a(noun, lexicon, "leaders") and _speaks_of_two(noun):
        return _the_two(noun, lexicon)
    common = noun.tag_ == "NN" or (noun.tag_ == "NNP" and is_a(noun, lexicon, "office"))
    if not common or not is_a(noun, lexicon, "organ", "force", "functionary", "office"):
        return ()
    return _named_before(noun, lexicon)


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


def _speaks_of_two(noun: Token) -> bool:
    return any(child.lower_ in {"two", "both"} for child in noun.children)


def _the_two(noun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The nearest pair of named actors before: "Moreau and Silva ... the two leaders"."""
    start = _start(noun.sent, SENTENCES_BACK_FOR_NOUNS)
    for token in reversed(list(noun.doc[start : noun.left_edge.i])):
        pair = conjuncts(token)
        if (
            token.dep_ != "conj"
            and len(pair) == 2
            and all(number_of(one, lexicon) in {"person", "one"} for one in pair)
        ):
            return tuple(pair)
    return ()


def _named_before(noun: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The nearest name before whose words or row hold the noun: "the army" is the Arakan Army."""
    start = _start(noun.sent, SENTENCES_BACK_FOR_NOUNS)
    for token in reversed(list(noun.doc[start : noun.left_edge.i])):
        if _may_be_called(token, noun, lexicon):
            return (token,)
    return ()


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
            _has_word(row.names, word) or word in lexicon.words.get(f"for {row.kind}", ())
            for row in mark.name.actors
        )
    named = token.pos_ == "PROPN" or any(mark_of(child, lexicon) for child in token.children)
    return token.lower_ == word and named


def _has_word(names: tuple[str, ...], word: str) -> bool:
    return any(word in name.lower().split() for name in names)
