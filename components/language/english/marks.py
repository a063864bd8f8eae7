"""Names of actors, countries, capitals and demonyms in a Doc, found in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from spacy.tokens import Doc, Token

from components.lexicon.people import ActorLexicon, Name, split_name
from components.lexicon.senses import words_of

T = TypeVar("T")

MIN_LETTERS_OF_CAPITALS = 4
"""Shorter words in capitals are abbreviations, not shouted names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A name at the tokens ``start`` to ``end`` (half-open)."""

    start: int
    end: int
    text: str
    name: Name


def remembered(doc: Doc, key: str, *, lexicon: ActorLexicon, make: Callable[[], T]) -> T:
    """What ``make`` gives, worked out once for a Doc and a lexicon and kept in
    ``doc.user_data``."""
    held = doc.user_data.get(key)
    if held is None or held[0] is not lexicon:
        held = (lexicon, make())
        doc.user_data[key] = held
    return cast(T, held[1])


def marks(doc: Doc, lexicon: ActorLexicon) -> Mapping[int, Mark]:
    """The mark that covers a token, by token index; the longest name from the left wins."""
    return remembered(doc, "marks", lexicon=lexicon, make=lambda: _find(doc, lexicon))


def names_actor(token: Token, lexicon: ActorLexicon) -> bool:
    """Whether the token stands in a name of a row of actors."""
    mark = mark_of(token, lexicon)
    return mark is not None and mark.name.kind == "actor"


def mark_of(token: Token, lexicon: ActorLexicon) -> Mark | None:
    return marks(token.doc, lexicon).get(token.i)


def _find(doc: Doc, lexicon: ActorLexicon) -> Mapping[int, Mark]:
    found: dict[int, Mark] = {}
    position = 0
    while position < len(doc):
        mark = _mark_at(doc, position, lexicon)
        if mark is not None and _stands_alone(mark, doc, found=found, lexicon=lexicon):
            found |= dict.fromkeys(range(mark.start, mark.end), mark)
        position = mark.end if mark is not None else position + 1
    return found


def _mark_at(doc: Doc, start: int, lexicon: ActorLexicon) -> Mark | None:
    """The longest name that begins at a token."""
    first = split_name(doc[start].text.replace("’", "'"))
    longest = (
        max((lexicon.first_words.get(word, 0) for word in _spellings(first[0])), default=0)
        if first
        else 0
    )
    for end in range(min(len(doc), start + 2 * longest), start, -1):
        words = _words(doc, start, end)
        for text in _spellings(words):
            if text in lexicon.names:
                return Mark(start=start, end=end, text=words, name=lexicon.names[text])
    return _led(doc[start], lexicon) if len(first) == 2 else None


def _words(doc: Doc, start: int, end: int) -> str:
    text = "".join(token.text_with_ws for token in doc[start:end])
    return " ".join(text.replace("’", "'").split())


def _spellings(text: str) -> tuple[str, ...]:
    """As written, as it stands inside a sentence, and a shouted headline's word as a name:
    "UKRAINE" is Ukraine."""
    if text.isupper() and len(text) >= MIN_LETTERS_OF_CAPITALS:
        return (text, text.title())
    return (text, text[0].lower() + text[1:])


def _led(token: Token, lexicon: ActorLexicon) -> Mark | None:
    """ "U.S.-led" where the parser keeps it as one word."""
    head, _, tail = token.text.rpartition("-")
    if head in lexicon.names and tail.lower() in words_of("belonging"):
        return Mark(start=token.i, end=token.i + 1, text=token.text, name=lexicon.names[head])
    return None


def _stands_alone(
    mark: Mark, doc: Doc, *, found: Mapping[int, Mark], lexicon: ActorLexicon
) -> bool:
    """Not in "pro-Russian", "Russian-occupied" (but in "Russian-led" and "Qatari-Egyptian"), nor in
    a person's name or nickname."""
    before, after = mark.start - 1, mark.end
    if before >= 0 and after < len(doc) and doc[before].is_quote and doc[after].is_quote:
        return False
    if (
        before > 0
        and doc[before].text == "-"
        and not doc[before].whitespace_
        and before - 1 not in found
    ):
        return False
    if after + 1 < len(doc) and doc[after].text == "-" and not doc[after - 1].whitespace_:
        belongs = doc[after + 1].lower_ in words_of("belonging")
        return belongs or _mark_at(doc, after + 1, lexicon) is not None
    return not _in_person_name(mark, doc, found)


def _in_person_name(mark: Mark, doc: Doc, found: Mapping[int, Mark]) -> bool:
    """ "Michael Jordan", "Petro Ivanenko": a name that the parser read as a part of a longer name
    of a person."""
    if mark.end - mark.start > 1 or doc[mark.start].ent_type_ != "PERSON":
        return False
    left, right = mark.start - 1, mark.end
    joined_left = (
        doc[mark.start].ent_iob_ == "I" and left not in found and doc[left].pos_ == "PROPN"
    )
    joined_right = right < len(doc) and doc[right].ent_iob_ == "I" and doc[right].pos_ == "PROPN"
    return joined_right or (joined_left and mark.name.kind != "actor")
