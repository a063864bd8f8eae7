"""The parse in terms of grammar: functions of words, clauses, and steps between them."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.glossary import GLOSSARY
from spacy.tokens import Span, Token

from components.language.english.labels import CLAUSES, SUBJECTS, arguments, children
from components.language.english.words import is_a

VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})

FUNCTIONS: Mapping[str, str] = {
    "ROOT": "root", "nsubj": "subject", "nsubjpass": "passive subject", "csubj": "subject clause",
    "dobj": "object", "dative": "indirect object", "attr": "predicate noun",
    "acomp": "predicate adjective", "oprd": "predicate adjective", "pobj": "behind a preposition",
    "pcomp": "clause behind a preposition", "prep": "preposition", "agent": "agent",
    "amod": "modifier", "nmod": "modifier", "compound": "compound", "poss": "owner",
    "nummod": "numeral", "npadvmod": "adverbial noun", "appos": "apposition", "conj": "conjunct",
    "ccomp": "complement clause", "xcomp": "open complement", "advcl": "adverbial clause",
    "relcl": "relative clause", "acl": "adnominal clause", "aux": "helper", "auxpass": "helper",
    "prt": "particle",
}  # fmt: skip
"""By label. An open complement shares the subject above ("began to withdraw"); an adnominal clause
is a participle or infinitive after its noun."""
FORMS: Mapping[str, str] = {
    "VB": "base",
    "VBD": "past",
    "VBG": "ing form",
    "VBN": "past participle",
    "VBP": "present",
    "VBZ": "present of a third person",
}


def function_of(token: Token) -> str:
    return FUNCTIONS.get(token.dep_, "other")


def label_in_words(token: Token) -> str:
    """The label as spaCy explains it, for what is fitted: "nominal subject"."""
    return GLOSSARY[token.dep_]


def dependents(token: Token, *functions: str) -> list[Token]:
    """The words right under it that have one of the functions."""
    return [child for child in token.children if function_of(child) in functions]


def own_subjects(verb: Token) -> list[Token]:
    return children(verb, *SUBJECTS)


def is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS


def heads_clause(token: Token) -> bool:
    """Whether it is the verb (or root) of a clause with a subject of its own, said or not."""
    return token.dep_ in CLAUSES or (token.dep_ == "conj" and token.pos_ in VERBAL)


def form_of(verb: Token) -> str:
    return FORMS.get(verb.tag_, "")


def is_singular(noun: Token) -> bool:
    """A common noun in the singular."""
    return noun.tag_ == "NN"


def first_of_list(name: Token) -> Token:
    """The first of its coordinated names: "Moscow" for "Kyiv" in "Moscow and Kyiv agreed"."""
    while name.dep_ == "conj" and name.head.pos_ == "PROPN":
        name = name.head
    return name


def whole_word(token: Token) -> tuple[Token, Token]:
    """First and last word that count as one: a compound noun, a verb with its particle."""
    if token.pos_ in NOUNS:
        nouns = [child for child in children(token, "compound") if child.pos_ == "NOUN"]
        return next((child for child in nouns if child.i == token.i - 1), token), token
    particles = children(token, "prt")
    return token, next((child for child in particles if child.i == token.i + 1), token)


def owners(noun: Token) -> list[Token]:
    """Whoever the phrase says it belongs to: "Canada's and Peru's"."""
    return arguments(noun, "poss")


def antecedent(noun: Token, verb: Token) -> Token:
    return verb.head if verb.dep_ == "relcl" and is_a(noun, "relative") else noun


def clause(token: Token) -> Token:
    """The verb (or root) whose clause the token is in."""
    while not heads_clause(token) and token.head != token:
        token = token.head
    return token


def sentence_before(sentence: Span) -> Span | None:
    """The one before in the paragraph; a run of blanks that is a sentence parts paragraphs."""
    if sentence.start == 0:
        return None
    earlier = sentence.doc[sentence.start - 1]
    return None if earlier.is_space and earlier.is_sent_start else earlier.sent


def sentences_back(sentence: Span, count: int) -> int:
    """The first token of the text that begins so many sentences before."""
    start = sentence.start
    while start and count:
        start, count = sentence.doc[start - 1].sent.start, count - 1
    return start


def is_scheduled(verb: Token) -> bool:
    """ "A protest set to take place in X": what the participle after a noun leads to."""
    above = verb.head
    return (verb.dep_, verb.tag_, above.dep_, above.tag_) == ("advcl", "VB", "acl", "VBN")
