"""Who did it and to whom: a noun phrase as an actor with its side, and the actors on both ends of a
verb or noun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from components.core.records import Actor
from components.language.english.agency import agent_nouns, named_before, patient_nouns
from components.language.english.marks import mark_of, marks, remembered
from components.language.english.persons import introduction, is_person, is_public
from components.language.english.phrases import name_of, named_beside, span_of
from components.language.english.reference import refers_to
from components.language.english.sides import sides_of
from components.language.english.syntax import children, core, owners
from components.language.english.words import is_a
from components.lexicon.people import ActorLexicon, ActorRow


def find_actor(token: Token, lexicon: ActorLexicon, *, on: date | None) -> Actor | None:
    """The noun phrase that ``token`` leads as an actor. Several sides in one phrase leave the side
    empty."""
    found = actors_at(token, lexicon, on=on)
    if len(found) <= 1:
        return next(iter(found), None)
    return Actor(name=name_of(core(token), lexicon), span=span_of(core(token), lexicon))


def agents_of(trigger: Token, lexicon: ActorLexicon, *, on: date | None) -> tuple[Actor, ...]:
    """Those who do it: subject, by-agent, possessor, or the subject shared with a verb above; empty
    where none is said."""
    return _unique(
        actor for noun in agent_nouns(trigger, lexicon) for actor in actors_at(noun, lexicon, on=on)
    )


def patients_of(trigger: Token, lexicon: ActorLexicon, *, on: date | None) -> tuple[Actor, ...]:
    """Those to whom it is done: object, passive subject, "of", "on", "against", "with"; places are
    no actors."""
    return _unique(
        actor
        for noun in patient_nouns(trigger, lexicon)
        for actor in actors_at(noun, lexicon, on=on)
        if not _is_capital(noun, lexicon) and not is_a(noun, "intent")
    )


def actors_at(token: Token, lexicon: ActorLexicon, *, on: date | None) -> tuple[Actor, ...]:
    """As ``find_actor``, with one actor a side or referent: "Chinese and Russian officials" are
    two."""
    noun = core(token)
    spot = span_of(noun, lexicon)
    meant = (one for doer in _behind_deed(noun, lexicon) for one in refers_to(doer, lexicon))
    return _unique(
        replace(actor, span=spot) for one in meant for actor in actors_named(one, lexicon, on=on)
    )


def _behind_deed(noun: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "Canada's decision", "their attack", "Syrian strikes": whoever stands behind what is done,
    where the phrase says it."""
    if not is_a(noun, "deed", "intent", "movement"):
        return [noun]
    return owners(noun) or named_before(noun, lexicon) or [noun]


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each name and side once, in the order of the text."""
    return tuple({(actor.name, actor.side): actor for actor in reversed(list(actors))}.values())[
        ::-1
    ]


def actors_named(noun: Token, lexicon: ActorLexicon, *, on: date | None) -> tuple[Actor, ...]:
    """A noun that refers to nothing but itself, as actors."""
    if noun.pos_ == "PRON" or not _is_actor(noun, lexicon):
        return ()
    sides = sides_of(noun, lexicon, on=on, resolve=lambda pronoun: refers_to(pronoun, lexicon))
    if not sides and not _is_kind(noun) and not _is_owned(noun, lexicon):
        return ()
    if _is_adjective(noun, lexicon):
        return tuple(Actor(name=side, side=side) for side in sides)
    name = full_name(noun, lexicon)
    return tuple(Actor(name=name, side=side) for side in sides or ("",))


def _is_adjective(noun: Token, lexicon: ActorLexicon) -> bool:
    """A demonym before a noun ("the Russian and Belarusian attack") is named by its state."""
    mark = mark_of(noun, lexicon)
    joined = noun.dep_ == "conj" and noun.head.dep_ in {"amod", "compound", "nmod"}
    return (
        mark is not None
        and mark.name.kind == "demonym"
        and (joined or noun.dep_ in {"amod", "compound", "nmod"})
    )


def _is_owned(noun: Token, lexicon: ActorLexicon) -> bool:
    """Whether a ship, missile or attack is told with whose it is: "UN helicopters"; other nouns
    need no owner."""
    if not is_a(noun, "asset", "deed"):
        return True
    return any(
        mark_of(child, lexicon) is not None
        for child in children(noun, "compound", "poss", "amod", "nmod")
    )


def full_name(noun: Token, lexicon: ActorLexicon) -> str:
    """The phrase's name; a person's as it stands where the text gives the office."""
    person = named_beside(noun, lexicon)
    known = introduction(person, lexicon) if is_person(person, lexicon) else None
    name = name_of(known if known is not None else person, lexicon)
    return (
        max(name, _fullest_mark(person, lexicon), key=len)
        if known is None and is_person(person, lexicon)
        else name
    )


def _fullest_mark(person: Token, lexicon: ActorLexicon) -> str:
    """The longest name by which the text calls the person of a row: "Lavrov" is "Sergei Lavrov"
    elsewhere."""
    own = mark_of(person, lexicon)
    return _fullest_marks(person.doc, lexicon).get(own.name.actors, "") if own else ""


def _fullest_marks(doc: Doc, lexicon: ActorLexicon) -> Mapping[tuple[ActorRow, ...], str]:
    def collect() -> Mapping[tuple[ActorRow, ...], str]:
        table: dict[tuple[ActorRow, ...], str] = {(): ""}
        for mark in marks(doc, lexicon).values():
            rows = mark.name.actors
            table[rows] = max(table.get(rows, ""), mark.text, key=len) if rows else ""
        return table

    return remembered(doc, "fullest names", lexicon=lexicon, make=collect)


def _is_kind(noun: Token) -> bool:
    return is_a(noun, "office", "force", "organ", "crowd", "media", "functionary", "voice")


def _is_actor(noun: Token, lexicon: ActorLexicon) -> bool:
    # "the Syrian side of the border".
    if any(child.lower_ == "no" for child in children(noun, "det")) or (
        is_a(noun, "place part") and any(prep.lower_ == "of" for prep in children(noun, "prep"))
    ):
        return False
    if is_person(noun, lexicon):
        return is_public(noun, lexicon)
    mark = mark_of(noun, lexicon)
    if mark is not None:
        return mark.name.kind != "capital" or stands_for_government(noun)
    if _is_kind(noun) or is_a(noun, "asset", "deed"):
        return True
    return noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "NORP"} and not is_a(noun, "place")


def stands_for_government(capital: Token) -> bool:
    """ "Beijing said", "Kyiv's troops", "talks with Moscow": a capital where an actor would stand,
    not a place."""
    if capital.dep_ == "conj":
        return stands_for_government(capital.head)
    if capital.dep_ == "pobj":
        prep = capital.head
        return prep.lower_ in {"by", "with", "between", "per"} or prep.head.lower_ == "according"
    return capital.dep_ in {"nsubj", "poss"} or (
        capital.dep_ == "compound" and capital.head.pos_ != "PROPN"
    )


def _is_capital(noun: Token, lexicon: ActorLexicon) -> bool:
    mark = mark_of(noun, lexicon)
    return (
        mark is not None
        and mark.name.kind == "capital"
        and noun.dep_ in {"dobj", "nsubjpass", "pobj"}
    )
