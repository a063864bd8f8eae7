"""Names of actors, countries, capitals and demonyms in a Doc, found in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from spacy.tokens import Doc, Token

from components.lexicon.people import Name, actor_lexicon, split_name
from components.lexicon.senses import words_of

T = TypeVar("T")

MIN_LETTERS_OF_CAPITALS = 4
"""Shorter words in capitals are abbreviations, not shouted names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    start: int
    end: int
    text: str
    name: Name


def once_a_doc(make: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """What ``make`` gives, worked out once and kept in ``doc.user_data``."""

    def known(doc: Doc) -> T:
        if make.__name__ not in doc.user_data:
            doc.user_data[make.__name__] = make(doc)
        return cast(T, doc.user_data[make.__name__])

    return known


@once_a_doc
def mentions(doc: Doc) -> Mapping[int, ActorMention]:
    """The mention that covers a token, by token index; the longest name from the left wins."""
    found: dict[int, ActorMention] = {}
    position = 0
    while position < len(doc):
        mention = _mention_at(doc, position)
        if mention is not None and _stands_alone(mention, doc, found=found):
            found |= dict.fromkeys(range(mention.start, mention.end), mention)
        position = mention.end if mention is not None else position + 1
    return found


def mention_of(token: Token) -> ActorMention | None:
    return mentions(token.doc).get(token.i)


def names_actor(token: Token) -> bool:
    """Whether the token is in a name of a row of actors."""
    mention = mention_of(token)
    return mention is not None and mention.name.kind == "actor"


def _mention_at(doc: Doc, start: int) -> ActorMention | None:
    token, names, lengths = doc[start], actor_lexicon().names, actor_lexicon().first_words
    first = split_name(token.text)
    longest = (
        max((lengths.get(word, 0) for word in _spellings(first[0])), default=0) if first else 0
    )
    for end in range(min(len(doc), start + 2 * longest), start, -1):
        text = " ".join(doc[start:end].text.split())
        for spelling in _spellings(text):
            if spelling in names:
                return ActorMention(start=start, end=end, text=text, name=names[spelling])
    # "U.S.-led" where the parser keeps it as one word.
    head, _, tail = token.text.rpartition("-")
    if len(first) == 2 and head in names and tail.lower() in words_of("belonging"):
        return ActorMention(start=start, end=start + 1, text=token.text, name=names[head])
    return None


def _spellings(text: str) -> tuple[str, ...]:
    """As written, as inside a sentence, and a shouted word as a name: "UKRAINE" is Ukraine."""
    if text.isupper() and len(text) >= MIN_LETTERS_OF_CAPITALS:
        return (text, text.title())
    return (text, text[0].lower() + text[1:])


def _stands_alone(mention: ActorMention, doc: Doc, *, found: Mapping[int, ActorMention]) -> bool:
    """Not in "pro-Russian", "Russian-occupied" (but "Russian-led"), nor in a person's name."""
    before, after = mention.start - 1, mention.end
    if before >= 0 and after < len(doc) and doc[before].is_quote and doc[after].is_quote:
        return False
    is_glued = before > 0 and doc[before].text == "-" and not doc[before].whitespace_
    if is_glued and before - 1 not in found:
        return False
    if after + 1 < len(doc) and doc[after].text == "-" and not doc[after - 1].whitespace_:
        belongs = doc[after + 1].lower_ in words_of("belonging")
        return belongs or _mention_at(doc, after + 1) is not None
    # "Michael Jordan", "Petro Ivanenko": a name that the parser read as a part of a longer name
    # of a person.
    first = doc[mention.start]
    if mention.end - mention.start > 1 or first.ent_type_ != "PERSON":
        return True
    if after < len(doc) and doc[after].ent_iob_ == "I" and doc[after].pos_ == "PROPN":
        return False
    is_later = first.ent_iob_ == "I" and before not in found and doc[before].pos_ == "PROPN"
    return not is_later or mention.name.kind == "actor"
