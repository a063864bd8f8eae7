"""Who did it and to whom: noun phrases as actors with their side, on both ends of a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from components.core.records import Actor
from components.language.english.coreference import stands_for
from components.language.english.cues import sources_of_report
from components.language.english.labels import MODIFIERS, arguments, child_words, children
from components.language.english.mentions import ActorMention, mention_of, mentions, once_a_doc
from components.language.english.persons import introduction, is_person, is_public
from components.language.english.phrases import name_of, named_beside, span_of
from components.language.english.predicates import agent_nouns, named_before, patient_nouns
from components.language.english.prepositions import core, under
from components.language.english.speech import cues_over, speaker_of_quote
from components.language.english.syntax import owners
from components.language.english.words import is_a
from components.lexicon.people import ActorRow, Name

SOMEBODY = ("office", "force", "organ", "crowd", "media", "functionary", "voice")
"""Senses of nouns for those who act."""


def find_actor(token: Token, *, on: date | None) -> Actor | None:
    """The phrase that ``token`` leads as an actor; of several sides in it the actor has none."""
    found = actors_at(token, on=on)
    if len(found) <= 1:
        return next(iter(found), None)
    return Actor(name=name_of(core(token)), span=span_of(core(token)))


def agents_of(trigger: Token, *, on: date | None) -> tuple[Actor, ...]:
    """Those who do it: subject, by-agent, possessor, or the subject of a verb above."""
    nouns = agent_nouns(trigger)
    return _unique(actor for noun in nouns for actor in actors_at(noun, on=on))


def patients_of(trigger: Token, *, on: date | None) -> tuple[Actor, ...]:
    """To whom it is done: object, passive subject, "of", "on", "against"; no places."""
    return _unique(
        actor
        for noun in patient_nouns(trigger)
        for actor in actors_at(noun, on=on)
        if not is_a(noun, "intent") and not _is_place(noun)
    )


def _is_place(noun: Token) -> bool:
    mention = mention_of(noun)
    is_capital = mention is not None and mention.name.kind == "capital"
    return is_capital and noun.dep_ in {"dobj", "nsubjpass", "pobj"}


def actors_at(token: Token, *, on: date | None) -> tuple[Actor, ...]:
    """One actor a side or referent: "Chinese and Russian officials" are two."""
    noun = core(token)
    spot, doers = span_of(noun), [noun]
    if is_a(noun, "deed", "intent", "movement"):
        # "Canada's decision", "Syrian strikes": who is responsible for what is done.
        doers = owners(noun) or named_before(noun) or [noun]
    meant = (one for doer in doers for one in refers_to(doer))
    found = (actor for one in meant for actor in actors_named(one, on=on))
    return _unique(replace(actor, span=spot) for actor in found)


def refers_to(token: Token) -> tuple[Token, ...]:
    """The nouns it stands for, or itself; "I" and "our": the speaker; unclear pronouns: none."""
    if not is_a(token, "first person") or token.pos_ != "PRON":
        return stands_for(token)
    quoted = speaker_of_quote(token)
    cues = (quoted,) if quoted is not None else cues_over(token)[:1]
    speaking = (one for cue in cues for source in cue.sources for one in sources_of_report(source))
    return tuple(noun for source in speaking for noun in stands_for(core(source)))


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each name and side once, in the order of the text."""
    found = {(actor.name, actor.side): actor for actor in reversed(list(actors))}
    return tuple(found.values())[::-1]


def actors_named(noun: Token, *, on: date | None) -> tuple[Actor, ...]:
    """A noun that refers to nothing but itself, as actors."""
    if noun.pos_ == "PRON" or not _is_actor(noun):
        return ()
    sides = _sides_of(noun, on)
    if not sides and not is_a(noun, *SOMEBODY) and is_a(noun, "asset", "deed"):
        # A ship, missile or attack needs an owner: "UN helicopters".
        before = children(noun, "compound", "poss", "amod", "nmod")
        if all(mention_of(child) is None for child in before):
            return ()
    mention = mention_of(noun)
    modifies = (noun.head if noun.dep_ == "conj" else noun).dep_ in {"amod", "compound", "nmod"}
    if mention is not None and mention.name.kind == "demonym" and modifies:
        # "The Russian and Belarusian attack" is named by its states.
        return tuple(Actor(name=side, side=side) for side in sides)
    name = _full_name(noun)
    return tuple(Actor(name=name, side=side) for side in sides or ("",))


def _full_name(noun: Token) -> str:
    """The phrase's name; a person's as it stands where the text gives the office."""
    person = named_beside(noun)
    if not is_person(person):
        return name_of(person)
    if (known := introduction(person)) is not None:
        return name_of(known)
    mention = mention_of(person)
    fullest = _fullest_names(person.doc).get(mention.name.actors, "") if mention else ""
    return max(name_of(person), fullest, key=len)


@once_a_doc
def _fullest_names(doc: Doc) -> Mapping[tuple[ActorRow, ...], str]:
    """The longest name that the text has for those of a row: "Sergei Lavrov" for "Lavrov"."""
    table: dict[tuple[ActorRow, ...], str] = {}
    for mention in mentions(doc).values():
        if rows := mention.name.actors:
            table[rows] = max(table.get(rows, ""), mention.text, key=len)
    return table


def _is_actor(noun: Token) -> bool:
    # "The Syrian side of the border".
    is_part = is_a(noun, "place part") and "of" in child_words(noun, "prep")
    if is_part or "no" in child_words(noun, "det"):
        return False
    if is_person(noun):
        return is_public(noun)
    mention = mention_of(noun)
    if mention is not None:
        return mention.name.kind != "capital" or _stands_for_government(noun)
    if is_a(noun, *SOMEBODY) or is_a(noun, "asset", "deed"):
        return True
    return noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "NORP"} and not is_a(noun, "place")


def _stands_for_government(capital: Token) -> bool:
    """ "Beijing said", "Kyiv's troops", "talks with Moscow": a capital where an actor stands."""
    while capital.dep_ == "conj":
        capital = capital.head
    above = capital.head
    if capital.dep_ == "pobj":
        return above.lower_ in {"by", "with", "between", "per"} or above.head.lower_ == "according"
    is_modifier = capital.dep_ == "compound" and above.pos_ != "PROPN"
    return is_modifier or capital.dep_ in {"nsubj", "poss"}


def row_of(token: Token, on: date | None) -> ActorRow | None:
    """The row of the actor whose name ends in or covers this token."""
    mention = mention_of(token)
    rows = mention.name.actors if mention else ()
    covering = (row for row in rows if row.period.covers(on))
    return next(covering, rows[0] if rows and on is None else None)


def _sides_of(noun: Token, on: date | None) -> tuple[str, ...]:
    """By the names in the phrase, in the order of the words; the first place that gives any wins:
    the noun, what is before it, "of ...", an apposition, and for a person the office that the
    text gives elsewhere."""
    for names in _evidence(noun, set()):
        found = [side for mention in names if (side := _side_of_name(mention.name, on))]
        if found or any(mention.name.kind == "actor" for mention in names):
            return tuple(dict.fromkeys(found))
    return ()


def _side_of_name(name: Name, on: date | None) -> str:
    """The side on a day; empty where the rows of that day disagree or none covers it."""
    if name.kind != "actor":
        return name.side
    found = {row.side for row in name.actors if row.period.covers(on)}
    return found.pop() if len(found) == 1 else ""


def _evidence(token: Token, followed: set[int]) -> Iterator[list[ActorMention]]:
    """``followed``: the pronouns that were asked for what they stand for, each once."""
    yield _own(token)
    if is_a(token, "against the state"):
        yield [one for one in _before(token, followed) if one.name.kind == "actor"]
        yield _answering_to(token, followed)
    elif not is_a(token, "relation"):
        yield _before(token, followed)
        yield _behind(token, followed)
    beside = children(token, "appos")
    if token.dep_ == "appos":
        over = token.head.head.head if token.head.dep_ == "pobj" else token.head
        beside.append(over if is_a(over, "office") else token.head)
    for noun in beside:
        yield _before(noun, followed)
        yield _behind(noun, followed)
        yield _own(noun)
    known = introduction(token) if is_person(token) else None
    if known is not None and known.i != token.i:
        yield from _evidence(known, followed)


def _own(token: Token) -> list[ActorMention]:
    mention = mention_of(token)
    return [mention] if mention else []


def _before(token: Token, followed: set[int]) -> list[ActorMention]:
    """Mentions among the modifiers in front; a possessive pronoun gives the mentions of what it
    stands for, and an owner serves all that follow ("its tanks and troops")."""
    found = [name for word in arguments(token, *MODIFIERS) for name in _within(word, followed)]
    if not found and token.dep_ == "conj":
        shared = children(token.head, "poss")
        return [name for word in shared for name in _within(word, followed)]
    return sorted(found, key=lambda mention: mention.start)


def _within(modifier: Token, followed: set[int]) -> list[ActorMention]:
    if modifier.tag_ != "PRP$":
        return [*_own(modifier), *_before(modifier, followed)]
    # Two pronouns whose phrases hold each other would be followed for ever.
    meant = () if modifier.i in followed else refers_to(modifier)
    followed.add(modifier.i)
    evidence = (_evidence(noun, followed) for noun in meant)
    return [mention for each in evidence for mention in next(filter(None, each), [])]


def _behind(token: Token, followed: set[int]) -> list[ActorMention]:
    """Mentions after "of"; after "in" or "for" after an authority or office, "from" and "loyal
    to" after forces.

    A demonym before rebels says where they are from, not whose they are."""
    needed = {"in": "organ", "for": "functionary", "from": "force"}
    leads = {"of", *(word for word, sense in needed.items() if is_a(token, sense))}
    return [*_of_nouns(under(token, leads), followed), *_answering_to(token, followed)]


def _answering_to(token: Token, followed: set[int]) -> list[ActorMention]:
    """ "Troops loyal to Haftar", "rebels led by the movement", "officials installed by Moscow"."""
    words = children(token, "amod", "acl", "relcl")
    loyal = [word for word in words if is_a(word, "loyalty", "belonging")]
    preps = [prep for word in loyal for prep in children(word, "prep", "agent")]
    return _of_nouns((noun for prep in preps for noun in arguments(prep, "pobj")), followed)


def _of_nouns(nouns: Iterable[Token], followed: set[int]) -> list[ActorMention]:
    found: list[ActorMention] = []
    for noun in nouns:
        before = _before(noun, followed)
        is_title = noun.pos_ == "PROPN" and mention_of(noun) is None
        if is_title and not is_a(noun, "organ", "force", "office"):
            # The title of no body: the demonym in "the Turkish Friendship Hospital" gives no
            # side.
            before = [mention for mention in before if mention.name.kind == "actor"]
        found += [*_own(noun), *before, *_behind(noun, followed)]
    return found
