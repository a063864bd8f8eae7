"""Who did it and to whom: noun phrases as actors with their side, on both ends of a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from components.core.records import Actor
from components.language.english.coreference import stands_for
from components.language.english.cues import sources_of_report
from components.language.english.labels import child_words, children
from components.language.english.mentions import mention_of, mentions, once_a_doc
from components.language.english.persons import introduction, is_person, is_public
from components.language.english.phrases import name_of, named_beside, span_of
from components.language.english.predicates import agent_nouns, named_before, patient_nouns
from components.language.english.prepositions import core
from components.language.english.sides import sides_of
from components.language.english.speech import cues_over, speaker_of_quote
from components.language.english.syntax import owners
from components.language.english.words import is_a
from components.lexicon.people import ActorRow


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
        # "Canada's decision", "Syrian strikes": whoever stands behind what is done.
        doers = owners(noun) or named_before(noun) or [noun]
    meant = (one for doer in doers for one in refers_to(doer))
    found = (actor for one in meant for actor in actors_named(one, on=on))
    return _unique(replace(actor, span=spot) for actor in found)


def refers_to(token: Token) -> tuple[Token, ...]:
    """The nouns it stands for, or itself; "I" and "our": whoever speaks; unclear pronouns: none."""
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
    sides = sides_of(noun, on=on, resolve=refers_to)
    if not sides and not _is_kind(noun) and is_a(noun, "asset", "deed"):
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


def _is_kind(noun: Token) -> bool:
    return is_a(noun, "office", "force", "organ", "crowd", "media", "functionary", "voice")


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
    if _is_kind(noun) or is_a(noun, "asset", "deed"):
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
