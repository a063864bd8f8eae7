"""The side of a noun phrase, from the names inside it: rows of actors, demonyms, countries,
capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from spacy.tokens import Token

from components.language.english.marks import Mark, mark_of
from components.language.english.persons import introduction, is_person
from components.language.english.syntax import children, conjuncts
from components.language.english.words import is_a
from components.lexicon.people import ActorLexicon, ActorRow, Name

MODIFIERS = ("compound", "amod", "nmod", "poss", "npadvmod", "nummod")
Resolve = Callable[[Token], Iterable[Token]]
"""What a pronoun stands for."""


def side_of_name(name: Name, on: date | None) -> str:
    """The side on a day; empty where the rows of that day disagree or none covers it."""
    if name.kind != "actor":
        return name.side
    found = {row.side for row in name.actors if row.period.covers(on)}
    return found.pop() if len(found) == 1 else ""


def row_of(token: Token, lexicon: ActorLexicon, on: date | None) -> ActorRow | None:
    """The row of the actor whose name ends in or covers this token."""
    mark = mark_of(token, lexicon)
    rows = mark.name.actors if mark else ()
    return next(
        (row for row in rows if row.period.covers(on)), rows[0] if rows and on is None else None
    )


def sides_of(
    token: Token, lexicon: ActorLexicon, *, on: date | None, resolve: Resolve
) -> tuple[str, ...]:
    """Sides in the order of the words; the first place that gives any wins: the noun, what
    stands before it, "of ...", an apposition, and for a person the office that the text gives
    elsewhere."""
    for heads in _evidence(token, lexicon, _each_once(resolve)):
        found = [side for mark in heads if (side := side_of_name(mark.name, on))]
        if found or any(mark.name.kind == "actor" for mark in heads):
            return tuple(dict.fromkeys(found))
    return ()


def _each_once(resolve: Resolve) -> Resolve:
    """Follows each pronoun once, or two whose phrases hold each other would be followed for
    ever."""
    seen: set[int] = set()

    def followed(pronoun: Token) -> Iterable[Token]:
        if pronoun.i in seen:
            return ()
        seen.add(pronoun.i)
        return resolve(pronoun)

    return followed


def _evidence(token: Token, lexicon: ActorLexicon, resolve: Resolve) -> Iterable[list[Mark]]:
    own = mark_of(token, lexicon)
    yield [own] if own else []
    if is_a(token, "against the state"):
        yield [mark for mark in _before(token, lexicon, resolve) if mark.name.kind == "actor"]
        yield _answering_to(token, lexicon, resolve)
    elif not is_a(token, "relation"):
        yield _before(token, lexicon, resolve)
        yield _behind(token, lexicon, resolve)
    for beside in _beside(token):
        yield _before(beside, lexicon, resolve)
        yield _behind(beside, lexicon, resolve)
        yield _own(beside, lexicon)
    known = introduction(token, lexicon) if is_person(token, lexicon) else None
    if known is not None and known.i != token.i:
        yield from _evidence(known, lexicon, resolve)


def _own(token: Token, lexicon: ActorLexicon) -> list[Mark]:
    mark = mark_of(token, lexicon)
    return [mark] if mark else []


def _before(token: Token, lexicon: ActorLexicon, resolve: Resolve) -> list[Mark]:
    """Marks among the modifiers in front; a possessive pronoun gives the marks of what it stands
    for, and an owner serves all that follow ("its tanks and troops")."""
    found: list[Mark] = []
    for child in (one for label in children(token, *MODIFIERS) for one in conjuncts(label)):
        found += _of_modifier(child, lexicon, resolve)
    if not found and token.dep_ == "conj":
        return [
            mark
            for owner in children(token.head, "poss")
            for mark in _of_modifier(owner, lexicon, resolve)
        ]
    return sorted(found, key=lambda mark: mark.start)


def _of_modifier(word: Token, lexicon: ActorLexicon, resolve: Resolve) -> list[Mark]:
    if word.tag_ == "PRP$":
        return [mark for noun in resolve(word) for mark in _first(noun, lexicon, resolve)]
    return [*_own(word, lexicon), *_before(word, lexicon, resolve)]


def _first(token: Token, lexicon: ActorLexicon, resolve: Resolve) -> list[Mark]:
    return next((marks for marks in _evidence(token, lexicon, resolve) if marks), [])


def _behind(token: Token, lexicon: ActorLexicon, resolve: Resolve) -> list[Mark]:
    """Marks behind "of"; behind "in" or "for" after an authority or office, "from" and "loyal to"
    after forces.

    A demonym before rebels says where they are from, not whose they are."""
    preps = [
        prep for prep in children(token, "prep") if prep.lower_ == "of" or _may_follow(prep, token)
    ]
    return [*_under(preps, lexicon, resolve), *_answering_to(token, lexicon, resolve)]


def _answering_to(token: Token, lexicon: ActorLexicon, resolve: Resolve) -> list[Mark]:
    """ "Troops loyal to Haftar", "rebels led by the movement", "officials installed by Moscow"."""
    loyal = [
        word
        for word in children(token, "amod", "acl", "relcl")
        if is_a(word, "loyalty", "belonging")
    ]
    return _under(
        [prep for word in loyal for prep in children(word, "prep", "agent")], lexicon, resolve
    )


def _under(preps: Iterable[Token], lexicon: ActorLexicon, resolve: Resolve) -> list[Mark]:
    found: list[Mark] = []
    for noun in (
        one for prep in preps for label in children(prep, "pobj") for one in conjuncts(label)
    ):
        # The last word of a proper title that is no body: a demonym in "the Turkish
        # Friendship Hospital" gives no side.
        before = [
            mark
            for mark in _before(noun, lexicon, resolve)
            if mark.name.kind == "actor"
            or not (
                noun.pos_ == "PROPN"
                and mark_of(noun, lexicon) is None
                and not is_a(noun, "organ", "force", "office")
            )
        ]
        found += [*_own(noun, lexicon), *before, *_behind(noun, lexicon, resolve)]
    return found


def _may_follow(prep: Token, noun: Token) -> bool:
    if prep.lower_ == "in":
        return is_a(noun, "organ")
    if prep.lower_ == "for":
        return is_a(noun, "functionary")
    return prep.lower_ == "from" and is_a(noun, "force")


def _beside(token: Token) -> list[Token]:
    """What stands in apposition to the phrase, or the phrase that it is itself in apposition to."""
    if token.dep_ != "appos":
        return children(token, "appos")
    over = token.head.head.head if token.head.dep_ == "pobj" else token.head
    return [*children(token, "appos"), over if is_a(over, "office") else token.head]
