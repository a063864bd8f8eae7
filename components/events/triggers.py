"""Which words tell an event: the rows of triggers.csv, matched over the dependency parse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from components.core.records import STATEMENTS, Span
from components.events.context import Context, span_of
from components.language.english.actors import agents_of
from components.language.english.syntax import (
    SUBJECTS,
    children,
    core,
    objects,
    particles,
    prepositions,
    subjects,
)
from components.language.english.words import is_a
from components.lexicon.events import Condition, Frame, Kind, TriggerRow

STATE = "control held"
"""A kind that a participle behind its noun does not tell: "territory held by rebels"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that tells an event, with the row that matched."""

    token: Token
    row: TriggerRow
    learned: float = 0.0
    """How probable its kind is, where that was learned; 0 where a rule gives it."""

    @property
    def kind(self) -> Kind:
        return self.row.kind

    @property
    def is_statement(self) -> bool:
        """Whether it tells what somebody demands, refuses, threatens: words, which happen at no
        place of the map."""
        return self.kind.codes.display_group == STATEMENTS

    @property
    def span(self) -> Span:
        """The verb with its particle, or the noun with the words compounded to it."""
        token = self.token
        if token.pos_ in {"NOUN", "PROPN"}:
            before = [
                child
                for child in children(token, "compound")
                if child.i == token.i - 1 and child.pos_ == "NOUN"
            ]
            return span_of(before[0] if before else token, token)
        after = [child for child in children(token, "prt") if child.i == token.i + 1]
        return span_of(token, after[0] if after else token)


def find_triggers(context: Context) -> list[Trigger]:
    """All triggers in text order, one a token: a row with a frame before one without, then the most
    specific kind."""
    found = (
        _trigger(token, context)
        for token in context.doc
        if not token.is_punct and not token.is_space
    )
    return [trigger for trigger in found if trigger]


def _trigger(token: Token, context: Context) -> Trigger | None:
    fitting = _fitting(token, context)
    return (
        Trigger(token, max(fitting, key=lambda row: (bool(row.frames), row.kind.priority)))
        if fitting
        else None
    )


def _fitting(token: Token, context: Context) -> list[TriggerRow]:
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    rows = context.lexicon.triggers.get((_lemma(token), pos), ())
    if is_gerund(token) and token.dep_ != "pobj":
        rows = (*rows, *context.lexicon.triggers.get((token.lower_, "NOUN"), ()))
    # A participle before its noun tells a state, not an event: "the besieged city".
    if not rows or (token.dep_ == "amod" and token.pos_ == "VERB"):
        return []
    return [
        row for row in rows if _allowed(token, row, context) and matches(token, row.frames, context)
    ]


def is_gerund(token: Token) -> bool:
    """ "Shelling was reported", "there was shooting": a noun whatever the tagger makes of it."""
    if token.tag_ != "VBG":
        return False
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} or bool(children(token, "expl"))


def _lemma(token: Token) -> str:
    """A noun at the head of a sentence may be taken for a name and keep its plural: "Drones
    struck"."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.pos_ == "PROPN" and _opens_sentence(token) else lemma


def _opens_sentence(token: Token) -> bool:
    return bool(token.is_sent_start) and not token.ent_type_


def _allowed(token: Token, row: TriggerRow, context: Context) -> bool:
    if token.i in context.places:
        return False
    named = token.pos_ == "PROPN" and not context.is_headline(token) and not _opens_sentence(token)
    modifier = token.dep_ in {"compound", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"}
    state = row.kind.name == STATE and token.dep_ == "acl"
    return (not named or row.kind.has("agreed")) and not modifier and not state


def matches(token: Token, frames: tuple[Frame, ...], context: Context) -> bool:
    """Whether one of the frames fits; none at all always do."""
    return not frames or any(_frame_fits(token, frame, context) for frame in frames)


def _frame_fits(token: Token, frame: Frame, context: Context) -> bool:
    return all(_condition_fits(token, condition, context) for condition in frame)


def _condition_fits(token: Token, condition: Condition, context: Context) -> bool:
    filled = SLOTS[condition.slot](token, condition, context)
    return filled is not condition.negative


def _noun_fits(nouns: list[Token], condition: Condition, context: Context) -> bool:
    if condition.is_open:
        return bool(nouns)
    return any(
        noun.lemma_.lower() in condition.words or context.fits(noun, *condition.senses)
        for one in nouns
        for noun in (one, core(one))
    )


def _prepositional(token: Token, condition: Condition, context: Context) -> bool:
    wanted = condition.prepositions
    nouns = [
        noun
        for words, noun in prepositions(token)
        if not wanted or wanted & {words, words.split()[0]}
    ]
    return _noun_fits(nouns, condition, context)


def _of(token: Token, condition: Condition, context: Context) -> bool:
    return _noun_fits(
        [noun for words, noun in prepositions(token) if words == "of"], condition, context
    )


def _modified(token: Token, condition: Condition, context: Context) -> bool:
    modifiers = children(token, "amod", "compound", "nmod", "poss")
    around = [
        *modifiers,
        *(inner for one in modifiers for inner in children(one, "compound", "amod", "nmod")),
    ]
    if condition.is_open:
        return bool(around)
    if "side" in condition.senses and any(
        actor.side for actor in agents_of(token, context.actors, on=context.article.published)
    ):
        return True
    return any(_is_one(one, condition) for one in around)


def _is_one(token: Token, condition: Condition) -> bool:
    return (
        token.lemma_.lower() in condition.words
        or token.lower_ in condition.words
        or is_a(token, *condition.senses)
    )


def governor(noun: Token) -> Token:
    """The verb (or noun) that a noun depends on; prepositions, coordination, "a round of" and "two
    days of" passed over."""
    node = noun.head if noun.dep_ != "conj" else noun.head.head
    while (
        node.pos_ == "ADP" or is_a(node, "partitive") or _is_stretch(node)
    ) and node.head != node:
        node = node.head
    return node


def _is_stretch(node: Token) -> bool:
    """ "Saw two days of riots", "a week of clashes left"; not "the day of the attack", nor "after
    days of protests"."""
    is_argument = node.dep_ in {"dobj", *SUBJECTS} and is_a(node, "stretch of time")
    return is_argument and all(child.lower_ != "the" for child in children(node, "det"))


def _governed(token: Token, condition: Condition, context: Context) -> bool:
    return _is_one(governor(token), condition)


def _particle(token: Token, condition: Condition, context: Context) -> bool:
    return bool(condition.words & particles(token))


def _number(token: Token, condition: Condition, context: Context) -> bool:
    return "Plur" in token.morph.get("Number", [])


def _complements(token: Token, condition: Condition, context: Context) -> bool:
    """A clause that the word governs: "threatened to leave", "insisted that it leave"."""
    return any(
        condition.is_open or _is_one(child, condition)
        for child in children(token, "xcomp", "ccomp", "acl", "advcl")
        if child.i > token.i
    )


def _told(token: Token, condition: Condition, context: Context) -> bool:
    """Whether the clause is what somebody is said to have said: "he said that they must leave"."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    return verb.dep_ == "ccomp" and is_a(verb.head, "reported")


def _beside(token: Token, condition: Condition, context: Context) -> bool:
    """A word of the sentence; "on March 3" has no march."""
    return any(_is_one(other, condition) and other.ent_type_ != "DATE" for other in token.sent)


SLOTS: dict[str, Callable[[Token, Condition, Context], bool]] = {
    "subj": lambda token, condition, context: _noun_fits(subjects(token), condition, context),
    "obj": lambda token, condition, context: _noun_fits(objects(token), condition, context),
    "of": _of,
    "mod": _modified,
    "prep": _prepositional,
    "governor": _governed,
    "prt": _particle,
    "number": _number,
    "lemma": lambda token, condition, context: _is_one(token, condition),
    "aux": lambda token, condition, context: any(
        _is_one(one, condition) for one in children(token, "aux")
    ),
    "neg": lambda token, condition, context: bool(children(token, "neg")),
    "has": lambda token, condition, context: any(_is_one(one, condition) for one in token.children),
    "comp": _complements,
    "told": _told,
    "with": _beside,
}
