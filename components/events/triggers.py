"""Which words tell an event: the rows of triggers.csv, matched over the dependency parse; and the
verbs that tell what happened at a place in words that fit no kind: listed, never forced into
one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from components.core.records import STATEMENTS, Span
from components.events.context import Context, span_of
from components.language.english.actors import agents_of
from components.language.english.predicates import objects, subjects
from components.language.english.syntax import (
    NOUNS,
    PREMODIFIERS,
    SUBJECTS,
    children,
    core,
    prepositions,
)
from components.language.english.words import is_a
from components.language.event_words import EventWord
from components.lexicon.events import Condition, Frame, Kind, TriggerRow

STATE = "control held"
"""A kind that a participle behind its noun does not tell: "territory held by rebels"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that tells an event, with the row that matched."""

    token: Token
    row: TriggerRow
    word: EventWord | None = None
    """What was learned of the token; None where the rules read alone."""
    is_learned: bool = False
    """Whether its kind is that of the word, and no rule's."""

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
        if token.pos_ in NOUNS:
            before = [
                child
                for child in children(token, "compound")
                if child.i == token.i - 1 and child.pos_ == "NOUN"
            ]
            return span_of(before[0] if before else token, token)
        after = [child for child in children(token, "prt") if child.i == token.i + 1]
        return span_of(token, after[0] if after else token)


def learned_trigger(token: Token, kind: Kind, word: EventWord) -> Trigger:
    """A trigger of a word that no row of triggers.csv lists."""
    row = TriggerRow(lemmas=(), pos=token.pos_, frames=(), kind=kind, example="")
    return Trigger(token, row, word, is_learned=True)


def find_triggers(context: Context) -> list[Trigger]:
    """All triggers in text order, one a token: a row with a frame before one without, then the most
    specific kind."""
    found: list[Trigger] = []
    for token in context.doc:
        if fitting := _fitting(token, context):
            best = max(fitting, key=lambda row: (bool(row.frames), row.kind.priority))
            found.append(Trigger(token, best))
    return found


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
    modifier = token.dep_ in {"compound", "nmod"} and token.head.pos_ in NOUNS
    state = row.kind.name == STATE and token.dep_ == "acl"
    return (not named or row.kind.has("agreed")) and not modifier and not state


def matches(token: Token, frames: tuple[Frame, ...], context: Context) -> bool:
    """Whether one of the frames fits; none at all always do."""
    return not frames or any(
        all(_fills(token, one, context) is not one.negative for one in frame) for frame in frames
    )


def _fills(token: Token, condition: Condition, context: Context) -> bool:
    """Whether the slot is filled by what the condition asks for."""
    found = list(SLOTS[condition.slot](token, condition))
    if condition.is_open:
        return bool(found)
    if condition.slot in NOUN_SLOTS:
        return any(
            noun.lemma_.lower() in condition.words or context.fits(noun, *condition.senses)
            for one in found
            for noun in dict.fromkeys((one, core(one)))
        )
    if "side" in condition.senses and any(
        actor.side for actor in agents_of(token, context.actors, on=context.article.published)
    ):
        return True
    return any(
        one.lemma_.lower() in condition.words
        or one.lower_ in condition.words
        or is_a(one, *condition.senses)
        for one in found
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


def _behind(token: Token, condition: Condition) -> Iterator[Token]:
    """Nouns behind the prepositions."""
    wanted = condition.prepositions
    for words, noun in prepositions(token):
        if not wanted or wanted & {words, words.split()[0]}:
            yield noun


def _modifiers(token: Token, condition: Condition) -> Iterator[Token]:
    for one in children(token, *PREMODIFIERS):
        yield from (one, *children(one, "compound", "amod", "nmod"))


def _told(token: Token, condition: Condition) -> Iterator[Token]:
    """What somebody is said to have said: "he said that they must leave"."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    if verb.dep_ == "ccomp" and is_a(verb.head, "reported"):
        yield token


def _complements(token: Token, condition: Condition) -> Iterator[Token]:
    """Clauses that the word governs: "threatened to leave", "insisted that it leave"."""
    clauses = children(token, "xcomp", "ccomp", "acl", "advcl")
    return (child for child in clauses if child.i > token.i)


NOUN_SLOTS = frozenset({"subj", "obj", "prep"})
"""Slots whose nouns count by what they name too."""
SLOTS: Mapping[str, Callable[[Token, Condition], Iterable[Token]]] = {
    "subj": lambda token, _: subjects(token),
    "obj": lambda token, _: objects(token),
    "prep": _behind,
    "mod": _modifiers,
    "governor": lambda token, _: (governor(token),),
    "prt": lambda token, _: children(token, "prt", "advmod", "prep"),
    "plural": lambda token, _: (token,) * ("Plur" in token.morph.get("Number", [])),
    "lemma": lambda token, _: (token,),
    "aux": lambda token, _: children(token, "aux"),
    "neg": lambda token, _: children(token, "neg"),
    "has": lambda token, _: token.children,
    "comp": _complements,
    "told": _told,
    "with": lambda token, _: (one for one in token.sent if one.ent_type_ != "DATE"),
}
"""The tokens in a slot; with is any word of the sentence, but "on March 3" has no march."""
