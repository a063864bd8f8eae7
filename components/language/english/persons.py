"""Persons: who is one, which office the text gives them, and who is private (rule 11)."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from components.language.english.labels import PREMODIFIERS, children
from components.language.english.mentions import mention_of, names_actor, once_a_doc
from components.language.english.words import is_a, is_report_noun
from components.lexicon.people import actor_lexicon

MOST_NAMES = 3
"""Of a person who is named in full: "Ana Maria Moreau"."""


def is_person(token: Token) -> bool:
    """Whether a proper noun names one person, by the row, the entity or the title before it."""
    if token.pos_ != "PROPN":
        return False
    mention = mention_of(token)
    if mention is not None and mention.end > token.i:
        return any(row.kind in {"leader", "official"} for row in mention.name.actors)
    if is_a(token, "organ", "force", "media") or is_report_noun(token):
        return False
    titled = any(is_a(child, "title") for child in token.lefts)
    if titled or token.ent_type_ == "PERSON" or token.lower_ in _surnames(token.doc):
        return True
    if token.ent_type_ not in {"", "ORG"} or token.dep_ == "compound":
        return False
    # "Olena Petrenko", "Tetiana": up to three names, first a first name, taken for a body.
    before = [one for one in token.lefts if one.dep_ == "compound" and one.pos_ == "PROPN"]
    names = [*before, token]
    titles = len(names) <= MOST_NAMES and all(one.text.istitle() for one in names)
    is_called_so = titles and names[0].text in actor_lexicon().first_names
    return is_called_so or office_of(token) is not None


@once_a_doc
def _surnames(doc: Doc) -> frozenset[str]:
    """Words of names of persons of two words or more, as the parser reads them in the text."""
    people = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
    words = (token for entity in people for token in entity)
    return frozenset(token.lower_ for token in words if token.pos_ == "PROPN")


def is_private(noun: Token) -> bool:
    """A person whom the text gives no office, rank or role and no row names (rule 11)."""
    return is_person(noun) and not is_public(noun)


def is_public(noun: Token) -> bool:
    return (
        mention_of(noun) is not None
        or office_of(noun) is not None
        or introduction(noun) is not None
    )


def office_of(token: Token) -> Token | None:
    """What gives a named person an office, rank or role: before the name or in apposition."""
    above = token.head
    # "Fled the town of X, the mayor, Ana Moreau, said": the parser attaches the mayor to the
    # town.
    if token.dep_ == "pobj" and above.lower_ == "of" and is_a(above.head, "place"):
        return None
    modifiers = [one for one in token.lefts if one.dep_ in PREMODIFIERS]
    start = min((child.left_edge.i for child in modifiers), default=token.i)
    found = [word for word in token.doc[start : token.i] if _is_office(word, token)]
    beside = [*children(token, "appos", "npadvmod"), *([above] if token.dep_ == "appos" else [])]
    found = found or [
        one
        for one in beside
        if any(_is_office(name, one) for name in (one, *children(one, "conj")))
    ]
    # "The leader of the council, Ana Moreau": the parser attaches the name to the nearest noun.
    if not found and (token.dep_, above.dep_, above.head.dep_) == ("appos", "pobj", "prep"):
        return above.head.head if is_a(above.head.head, "office") else None
    return found[0] if found else None


def _is_office(word: Token, phrase: Token) -> bool:
    """An office, or a role ("member") in a public body; a hospital's director is private."""
    if is_a(word, "office"):
        return True
    return is_a(word, "role") and any(
        is_a(one, "public body") or names_actor(one) for one in phrase.subtree
    )


def introduction(token: Token) -> Token | None:
    """Where the text names this person most fully with an office; None for a private person."""
    return introductions(token.doc).get(token.lower_)


@once_a_doc
def introductions(doc: Doc) -> Mapping[str, Token]:
    """Each word of the name of a person with an office to the fullest phrase that names both."""
    found: dict[str, tuple[int, Token]] = {}
    for token in doc:
        is_name = token.pos_ == "PROPN" and token.dep_ != "compound"
        if not is_name or is_a(token, "organ", "force", "office"):
            continue
        if (mention_of(token) is not None and not is_person(token)) or office_of(token) is None:
            continue
        # The proper nouns of the personal name: those after the last word of office.
        first = token.i
        while first and _is_part_of_name(doc[first - 1]):
            first -= 1
        words = [word.lower_ for word in doc[first : token.i + 1]]
        for word in words:
            if word not in found or found[word][0] < len(words):
                found[word] = len(words), token
    return {word: token for word, (_, token) in found.items()}


def _is_part_of_name(word: Token) -> bool:
    side = mention_of(word) is not None and not names_actor(word)
    other = side or is_a(word, "office", "organ", "force")
    return word.pos_ == "PROPN" and word.head.i >= word.i and not other
