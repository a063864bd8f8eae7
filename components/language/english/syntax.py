"""Questions to a dependency parse (spaCy's English labels), with passives, relatives and
coordination put straight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from components.language.english.words import is_a

VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"}
)


def is_passive(verb: Token) -> bool:
    """Whether the verb has a passive subject or auxiliary, or is a bare past participle after its
    noun or a passive: "was hit and damaged"."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children):
        return True
    bare = not any(child.dep_ in {"nsubj", "dobj", "aux"} for child in verb.children)
    return (
        verb.tag_ == "VBN"
        and bare
        and (verb.dep_ == "acl" or (verb.dep_ == "conj" and is_passive(verb.head)))
    )


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated under it."""
    found = [token]
    for child in children(token, "conj"):
        found += conjuncts(child)
    return found


def core(token: Token) -> Token:
    """The noun that a partitive speaks of: "almost all of Kharkiv Oblast" gives Oblast, "more than
    30 of them" them."""
    if is_a(token, "partitive") or token.pos_ in {"NUM", "DET"}:
        for prep in children(token, "prep"):
            if prep.lower_ == "of":
                for noun in children(prep, "pobj"):
                    return core(noun)
        # "Of the twelve battalions, five were captured".
        fronted = (
            prep
            for prep in children(token.head, "prep")
            if prep.lower_ == "of" and prep.i < token.i
        )
        nouns = (noun for prep in fronted for noun in children(prep, "pobj"))
        return next(nouns, token) if token.dep_ in SUBJECTS else token
    return token


def arguments(verb: Token, labels: Iterable[str]) -> list[Token]:
    return [noun for child in children(verb, *labels) for noun in conjuncts(child)]


def antecedent(noun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if is_a(noun, "relative") and verb.dep_ == "relcl":
        return verb.head
    return noun


def subjects(verb: Token) -> list[Token]:
    """Who does it: the subject, the agent of a passive, or the subject it shares with a verb above
    it."""
    if is_passive(verb):
        agents = [noun for by in children(verb, "agent") for noun in arguments(by, ("pobj",))]
        return agents
    own = arguments(verb, ("nsubj",))
    if own:
        before = [noun for noun in own if noun.i < verb.i]
        return [antecedent(noun, verb) for noun in before or own]
    # Subject control, coordination and participles: "ordered troops to withdraw" gives
    # troops.
    head = verb.head
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        head = head.head
        return arguments(head, SUBJECTS) or subjects(head)
    if verb.dep_ == "xcomp" and head.pos_ in VERBAL:
        controlled = arguments(head, ("dobj",)) if not is_passive(head) else []
        return controlled or arguments(head, ("nsubjpass",)) or subjects(head)
    if verb.dep_ == "conj" and head.pos_ in VERBAL:
        if (parted := _parted_subject(verb)) is not None:
            return [parted]
        return subjects(head) if not is_passive(head) else arguments(head, ("nsubjpass",))
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [head]
    if verb.dep_ in {"advcl", "pcomp"} and head.pos_ in VERBAL:
        return subjects(head)
    return []


def _parted_subject(verb: Token) -> Token | None:
    """ "troops took X and Ukraine struck Y": the noun between "and" and a finite verb, which the
    parser joins to X."""
    before = verb.i - 1
    while before > verb.head.i and verb.doc[before].head == verb:
        before -= 1
    noun = verb.doc[before]
    if (
        verb.tag_ not in {"VBD", "VBZ", "VBP"}
        or before <= verb.head.i
        or noun.dep_ != "conj"
        or noun.pos_ not in NOUNS
    ):
        return None
    return noun if noun.left_edge.nbor(-1).dep_ == "cc" else None


def objects(verb: Token) -> list[Token]:
    """To whom it is done: the object, the subject of a passive, the noun of a relative or
    participle clause."""
    found = _undergoers(verb) if is_passive(verb) else _objects_of_active(verb)
    return [core(antecedent(noun, verb)) for noun in found]


def _undergoers(verb: Token) -> list[Token]:
    """Of a passive its own subject, else that of the verb that it goes with."""
    above = verb.head
    found = (
        arguments(verb, ("nsubjpass",))
        or ([above] if verb.dep_ == "acl" else [])
        or _shared_with_passive(verb)
    )
    if not found and verb.dep_ in {"pcomp", "advcl"}:
        found = subjects(above if verb.dep_ == "advcl" else above.head)
    return found or (arguments(above, SUBJECTS) if verb.dep_ == "xcomp" else [])


def _objects_of_active(verb: Token) -> list[Token]:
    """Its object; that of a verb beside it where they share one, or the subject of a passive that
    it is told with."""
    found = (
        arguments(verb, ("dobj", "dative")) or _subject_behind(verb) or _shared_with_passive(verb)
    )
    return found or [
        noun
        for later in children(verb, "conj")
        if later.pos_ == "VERB"
        for noun in arguments(later, ("dobj",))
    ]


def _shared_with_passive(verb: Token) -> list[Token]:
    """ "Homes were shelled and burned": to whom the passive is done that a participle is joined
    to."""
    joined = (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and verb.head.pos_ == "VERB"
        and is_passive(verb.head)
    )
    return objects(verb.head) if joined else []


def _subject_behind(verb: Token) -> list[Token]:
    """A second subject behind its verb is an object that the parser misread: "forces retook
    Snihurivka"."""
    own = arguments(verb, ("nsubj",))
    return [noun for noun in own if noun.i > verb.i] if any(noun.i < verb.i for noun in own) else []


def owners(noun: Token) -> list[Token]:
    """Whoever the phrase says it belongs to: "Canada's and Peru's"."""
    return [owner for child in children(noun, "poss") for owner in conjuncts(child)]


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) under a token; "out of" and "north of" are one preposition. Coordinated
    nouns each."""
    for child in token.children:
        if child.dep_ in {"prep", "prt", "advmod", "agent", "dative"} or is_a(child, "direction"):
            yield from _chain(child, child.lower_)


def _chain(prep: Token, words: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            for noun in conjuncts(child):
                yield words, core(noun)
        elif child.dep_ in {"prep", "pcomp"} and child.pos_ in {"ADP", "SCONJ"}:
            yield from _chain(child, f"{words} {child.lower_}")


def clause(token: Token) -> Token:
    """The verb (or root) whose clause the token stands in."""
    node = token
    while (
        node.dep_ not in CLAUSES
        and node.head != node
        and not (node.dep_ == "conj" and node.pos_ in VERBAL)
    ):
        node = node.head
    return node


def is_scheduled(verb: Token) -> bool:
    """ "A protest set to take place in X": what the participle behind a noun leads to."""
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VB"
        and verb.head.dep_ == "acl"
        and verb.head.tag_ == "VBN"
    )
