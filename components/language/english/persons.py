"""Persons: who is one, which office the text gives them, and who is private (rule 11)."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from components.language.english.marks import mark_of, names_actor, remembered
from components.language.english.words import is_a, is_report_noun
from components.lexicon.people import ActorLexicon

MOST_NAMES = 3
"""Of a person who is named in full: "Ana Maria Moreau"."""


def office_of(token: Token, lexicon: ActorLexicon) -> Token | None:
    """The word that gives a named person an office, rank or role: before the name, in apposition,
    or after "is"."""
    # "Fled the town of X, the mayor, Ana Moreau, said": the parser hangs the mayor on the
    # town.
    if token.dep_ == "pobj" and token.head.lower_ == "of" and is_a(token.head.head, "place"):
        return None
    modifiers = [
        child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod", "poss"}
    ]
    start = min((child.left_edge.i for child in modifiers), default=token.i)
    before = [word for word in token.doc[start : token.i] if _is_office(word, token, lexicon)]
    beside = [
        child
        for child in token.children
        if child.dep_ in {"appos", "npadvmod"} and _holds_office(child, lexicon)
    ]
    around = [token.head] if token.dep_ == "appos" and _holds_office(token.head, lexicon) else []
    above = _office_above(token)
    return next(iter([*before, *beside, *around, *above]), None)


def _holds_office(noun: Token, lexicon: ActorLexicon) -> bool:
    beside = [child for child in noun.children if child.dep_ == "conj"]
    return any(_is_office(one, noun, lexicon) for one in (noun, *beside))


def _is_office(word: Token, phrase: Token, lexicon: ActorLexicon) -> bool:
    """An office, or a role ("member", "director") in a body of public life; a hospital's director
    is a private person."""
    if is_a(word, "office"):
        return True
    return is_a(word, "role") and any(
        is_a(one, "public body") or names_actor(one, lexicon) for one in phrase.subtree
    )


def _office_above(token: Token) -> list[Token]:
    """ "the leader of the council, Ana Moreau": the parser hangs the name on the nearest noun."""
    if token.dep_ != "appos" or token.head.dep_ != "pobj" or token.head.head.dep_ != "prep":
        return []
    noun = token.head.head.head
    return [noun] if is_a(noun, "office") else []


def is_person(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether a proper noun names a single person, by the row, the parser's entity or the title
    before it."""
    if token.pos_ != "PROPN":
        return False
    mark = mark_of(token, lexicon)
    if mark is not None and mark.end > token.i:
        return any(row.kind in {"leader", "official"} for row in mark.name.actors)
    if is_a(token, "organ", "force", "media") or is_report_noun(token, lexicon):
        return False
    titled = any(is_a(child, "title") for child in token.lefts)
    if titled or token.ent_type_ == "PERSON" or token.lower_ in _surnames(token.doc, lexicon):
        return True
    if token.ent_type_ in {"", "ORG"} and _is_called_like_a_person(token, lexicon):
        return True
    return (
        token.ent_type_ in {"", "ORG"}
        and token.dep_ != "compound"
        and office_of(token, lexicon) is not None
    )


def _is_called_like_a_person(token: Token, lexicon: ActorLexicon) -> bool:
    """ "Olena Petrenko", "Tetiana": one to three names, the first of them a first name, that the
    parser took for a body."""
    names = [child for child in token.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    first, *others = [*names, token]
    whole = (
        token.dep_ != "compound"
        and len(others) < MOST_NAMES
        and all(one.text.istitle() for one in (first, *others))
    )
    return whole and first.text in lexicon.first_names


def _surnames(doc: Doc, lexicon: ActorLexicon) -> frozenset[str]:
    """Words that the parser reads as a part of a person's name somewhere in the text, two words or
    longer."""

    def collect() -> frozenset[str]:
        people = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
        return frozenset(
            token.lower_ for entity in people for token in entity if token.pos_ == "PROPN"
        )

    return remembered(doc, "surnames", lexicon=lexicon, make=collect)


def introduction(token: Token, lexicon: ActorLexicon) -> Token | None:
    """Where the text names this person with an office; the fullest such name, or None for a private
    person."""
    return introductions(token.doc, lexicon).get(token.lower_)


def introductions(doc: Doc, lexicon: ActorLexicon) -> Mapping[str, Token]:
    """Each word of the name of a person with an office to the head of the fullest phrase that names
    both."""
    return remembered(
        doc, "introductions", lexicon=lexicon, make=lambda: _introductions(doc, lexicon)
    )


def is_private(noun: Token, lexicon: ActorLexicon) -> bool:
    """A person whom the text gives no office, rank or role and no row names (rule 11)."""
    return is_person(noun, lexicon) and not is_public(noun, lexicon)


def is_public(noun: Token, lexicon: ActorLexicon) -> bool:
    mark = mark_of(noun, lexicon)
    return (
        mark is not None
        or office_of(noun, lexicon) is not None
        or introduction(noun, lexicon) is not None
    )


def _introductions(doc: Doc, lexicon: ActorLexicon) -> Mapping[str, Token]:
    found: dict[str, Token] = {}
    for token in doc:
        if not _introduces(token, lexicon):
            continue
        for word in personal_words(token, lexicon):
            known = found.get(word)
            if known is None or len(personal_words(known, lexicon)) < len(
                personal_words(token, lexicon)
            ):
                found[word] = token
    return found


def _introduces(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether a phrase names a person together with an office."""
    if token.pos_ != "PROPN" or token.dep_ == "compound" or is_a(token, "organ", "force", "office"):
        return False
    named = mark_of(token, lexicon) is None or is_person(token, lexicon)
    return named and office_of(token, lexicon) is not None


def personal_words(token: Token, lexicon: ActorLexicon) -> tuple[str, ...]:
    """The proper nouns that make the personal name: those after the last word of office before
    it."""
    name: list[str] = [token.lower_]
    for i in range(token.i - 1, -1, -1):
        word = token.doc[i]
        side = mark_of(word, lexicon) is not None and not names_actor(word, lexicon)
        other = side or is_a(word, "office", "organ", "force")
        if word.pos_ != "PROPN" or word.head.i < i or other:
            break
        name.append(word.lower_)
    return tuple(name)
