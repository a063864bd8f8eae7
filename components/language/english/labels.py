"""Labels of the dependency parse (spaCy's English ones), read in this folder alone: others ask the
files above this one."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PATIENTS = frozenset({"dobj", "nsubjpass"})
"""Objects, and the subjects of passives."""
PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
MODIFIERS = PREMODIFIERS | {"npadvmod", "nummod"}
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def child_words(token: Token, *labels: str) -> set[str]:
    """The children with one of the labels, in lower case."""
    return {child.lower_ for child in token.children if child.dep_ in labels}


def conjuncts(token: Token) -> list[Token]:
    return [token, *(one for child in children(token, "conj") for one in conjuncts(child))]


def arguments(verb: Token, *labels: str) -> list[Token]:
    return [noun for child in children(verb, *labels) for noun in conjuncts(child)]
