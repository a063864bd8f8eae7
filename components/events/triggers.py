"""Which words report an event: the rows of triggers.csv, matched over the dependency parse; and the
verbs that tell what happened at a place in words that fit no kind: listed, never forced into
one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from components.core.records import STATEMENTS, Span
from components.events.context import Context, span_of
from components.language.english.actors import agents_of
from components.language.english.predicates import NOUN_SLOTS, SLOTS, is_gerund
from components.language.english.prepositions import core, preposition_over
from components.language.english.syntax import NOUNS, function_of, whole_word
from components.language.english.words import is_a
from components.language.event_words import EventWord
from components.lexicon.events import Condition, Frame, Kind, TriggerRow

STATE = "control held"
"""A kind that a participle after its noun does not tell: "territory held by rebels"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that reports an event of ``kind``."""

    token: Token
    kind: Kind
    has_frame: bool = False
    """Whether the row that gave the kind asked for words beside it."""
    word: EventWord | None = None
    """What was learned of the token; None where the rules read alone."""
    is_learned: bool = False
    """Whether its kind is that of the word, and no rule's."""

    @property
    def is_statement(self) -> bool:
        """Whether it tells what somebody demands, refuses, threatens: words, which happen at no
        place of the map."""
        return self.kind.codes.display_group == STATEMENTS

    @property
    def span(self) -> Span:
        """The verb with its particle, or the noun with the words compounded to it."""
        return span_of(*whole_word(self.token))


def find_triggers(context: Context) -> list[Trigger]:
    """All triggers in text order, one a token: a row with a frame before one without, then the most
    specific kind."""
    found: list[Trigger] = []
    for token in context.doc:
        if fitting := _fitting(token, context):
            best = max(fitting, key=lambda row: (bool(row.frames), row.kind.priority))
            found.append(Trigger(token, best.kind, has_frame=bool(best.frames)))
    return found


def _fitting(token: Token, context: Context) -> list[TriggerRow]:
    """The rows of the token that fit it where it stands."""
    lemma, opens_sentence = token.lemma_.lower(), bool(token.is_sent_start) and not token.ent_type_
    # A noun at the head of a sentence may be taken for a name and keep its plural: "Drones struck".
    if token.pos_ == "PROPN" and opens_sentence:
        lemma = lemma.removesuffix("s")
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    rows = context.lexicon.triggers.get((lemma, pos), ())
    if is_gerund(token) and not preposition_over(token):
        rows = (*rows, *context.lexicon.triggers.get((token.lower_, "NOUN"), ()))
    if not rows or token.i in context.places:
        return []
    function = function_of(token)
    inside = function in {"modifier", "compound"} and token.head.pos_ in NOUNS
    # A participle before its noun tells a state, not an event: "the besieged city".
    state = function == "modifier" and token.pos_ == "VERB"
    if state or (inside and token.pos_ != "ADJ"):
        return []
    named = token.pos_ == "PROPN" and not (opens_sentence or context.is_headline(token))
    return [
        row
        for row in rows
        if (not named or row.kind.has("agreed"))
        and not (row.kind.name == STATE and function == "adnominal clause")
        and matches(token, row.frames, context)
    ]


def matches(token: Token, frames: tuple[Frame, ...], context: Context) -> bool:
    """Whether one of the frames fits; none at all always do."""
    return not frames or any(
        all(_fills(token, one, context) is not one.negative for one in frame) for frame in frames
    )


def _fills(token: Token, condition: Condition, context: Context) -> bool:
    """Whether the slot is filled by what the condition asks for."""
    found = list(SLOTS[condition.slot](token, condition.prepositions))
    words, senses = condition.words, condition.senses
    if condition.is_open:
        return bool(found)
    if condition.slot in NOUN_SLOTS:
        nouns = {noun for one in found for noun in (one, core(one))}
        return any(noun.lemma_.lower() in words or context.fits(noun, *senses) for noun in nouns)
    on = context.article.published
    if "side" in senses and any(actor.side for actor in agents_of(token, on=on)):
        return True
    return any(
        not words.isdisjoint((one.lemma_.lower(), one.lower_)) or is_a(one, *senses)
        for one in found
    )
