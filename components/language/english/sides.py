"""The side of a noun phrase, by the names in it: actors, demonyms, countries, capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from spacy.tokens import Token

from components.language.english.labels import MODIFIERS, arguments, children
from components.language.english.mentions import ActorMention, mention_of
from components.language.english.persons import introduction, is_person
from components.language.english.prepositions import under
from components.language.english.words import is_a
from components.lexicon.people import ActorRow, Name

Resolve = Callable[[Token], Iterable[Token]]
"""What a pronoun stands for."""


def row_of(token: Token, on: date | None) -> ActorRow | None:
    """The row of the actor whose name ends in or covers this token."""
    mention = mention_of(token)
    rows = mention.name.actors if mention else ()
    covering = (row for row in rows if row.period.covers(on))
    return next(covering, rows[0] if rows and on is None else None)


def sides_of(token: Token, *, on: date | None, resolve: Resolve) -> tuple[str, ...]:
    """Sides in the order of the words; the first place that gives any wins: the noun, what
    stands before it, "of ...", an apposition, and for a person the office that the text gives
    elsewhere."""
    seen: set[int] = set()

    def resolved_once(pronoun: Token) -> Iterable[Token]:
        # Two pronouns whose phrases hold each other would be followed for ever.
        if pronoun.i in seen:
            return ()
        seen.add(pronoun.i)
        return resolve(pronoun)

    for mentions in _evidence(token, resolved_once):
        found = [side for mention in mentions if (side := _side_of_name(mention.name, on))]
        if found or any(mention.name.kind == "actor" for mention in mentions):
            return tuple(dict.fromkeys(found))
    return ()


def _side_of_name(name: Name, on: date | None) -> str:
    """The side on a day; empty where the rows of that day disagree or none covers it."""
    if name.kind != "actor":
        return name.side
    found = {row.side for row in name.actors if row.period.covers(on)}
    return found.pop() if len(found) == 1 else ""


def _evidence(token: Token, resolve: Resolve) -> Iterable[list[ActorMention]]:
    yield _own(token)
    if is_a(token, "against the state"):
        yield [mention for mention in _before(token, resolve) if mention.name.kind == "actor"]
        yield _answering_to(token, resolve)
    elif not is_a(token, "relation"):
        yield _before(token, resolve)
        yield _behind(token, resolve)
    for beside in _beside(token):
        yield _before(beside, resolve)
        yield _behind(beside, resolve)
        yield _own(beside)
    known = introduction(token) if is_person(token) else None
    if known is not None and known.i != token.i:
        yield from _evidence(known, resolve)


def _own(token: Token) -> list[ActorMention]:
    mention = mention_of(token)
    return [mention] if mention else []


def _before(token: Token, resolve: Resolve) -> list[ActorMention]:
    """Mentions among the modifiers in front; a possessive pronoun gives the mentions of what it
    stands for, and an owner serves all that follow ("its tanks and troops")."""

    def mentions(words: Iterable[Token]) -> list[ActorMention]:
        return [mention for word in words for mention in _of_modifier(word, resolve)]

    found = mentions(arguments(token, *MODIFIERS))
    if not found and token.dep_ == "conj":
        return mentions(children(token.head, "poss"))
    return sorted(found, key=lambda mention: mention.start)


def _of_modifier(word: Token, resolve: Resolve) -> list[ActorMention]:
    if word.tag_ != "PRP$":
        return [*_own(word), *_before(word, resolve)]
    evidence = (_evidence(noun, resolve) for noun in resolve(word))
    return [mention for each in evidence for mention in next(filter(None, each), [])]


def _behind(token: Token, resolve: Resolve) -> list[ActorMention]:
    """Mentions behind "of"; behind "in" or "for" after an authority or office, "from" and "loyal
    to" after forces.

    A demonym before rebels says where they are from, not whose they are."""
    needed = {"in": "organ", "for": "functionary", "from": "force"}
    leads = {"of", *(word for word, sense in needed.items() if is_a(token, sense))}
    found = _of_nouns(under(token, leads), resolve)
    return [*found, *_answering_to(token, resolve)]


def _answering_to(token: Token, resolve: Resolve) -> list[ActorMention]:
    """ "Troops loyal to Haftar", "rebels led by the movement", "officials installed by Moscow"."""
    words = children(token, "amod", "acl", "relcl")
    loyal = [word for word in words if is_a(word, "loyalty", "belonging")]
    preps = [prep for word in loyal for prep in children(word, "prep", "agent")]
    return _of_nouns((noun for prep in preps for noun in arguments(prep, "pobj")), resolve)


def _of_nouns(nouns: Iterable[Token], resolve: Resolve) -> list[ActorMention]:
    found: list[ActorMention] = []
    for noun in nouns:
        before = _before(noun, resolve)
        is_title = noun.pos_ == "PROPN" and mention_of(noun) is None
        if is_title and not is_a(noun, "organ", "force", "office"):
            # The title of no body: the demonym in "the Turkish Friendship Hospital" gives no
            # side.
            before = [mention for mention in before if mention.name.kind == "actor"]
        found += [*_own(noun), *before, *_behind(noun, resolve)]
    return found


def _beside(token: Token) -> list[Token]:
    """What stands in apposition to the phrase, or the phrase that it is itself in apposition to."""
    beside = children(token, "appos")
    if token.dep_ != "appos":
        return beside
    over = token.head.head.head if token.head.dep_ == "pobj" else token.head
    return [*beside, over if is_a(over, "office") else token.head]
