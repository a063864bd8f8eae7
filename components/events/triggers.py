"""Which words tell an event: the rows of triggers.csv, matched over the dependency parse; and the
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
        return span_of(*whole_word(self.token))


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
    if is_gerund(token) and not preposition_over(token):
        rows = (*rows, *context.lexicon.triggers.get((token.lower_, "NOUN"), ()))
    # A participle before its noun tells a state, not an event: "the besieged city".
    if not rows or (token.pos_ == "VERB" and function_of(token) == "modifier"):
        return []
    return [
        row for row in rows if _allowed(token, row, context) and matches(token, row.frames, context)
    ]


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
    inside = function_of(token) in {"modifier", "compound"} and token.head.pos_ in NOUNS
    inside = inside and token.pos_ != "ADJ"
    state = row.kind.name == STATE and function_of(token) == "adnominal clause"
    return (not named or row.kind.has("agreed")) and not inside and not state


def matches(token: Token, frames: tuple[Frame, ...], context: Context) -> bool:
    """Whether one of the frames fits; none at all always do."""
    return not frames or any(
        all(_fills(token, one, context) is not one.negative for one in frame) for frame in frames
    )


def _fills(token: Token, condition: Condition, context: Context) -> bool:
    """Whether the slot is filled by what the condition asks for."""
    found = list(SLOTS[condition.slot](token, condition.prepositions))
    if condition.is_open:
        return bool(found)
    words, senses = condition.words, condition.senses
    if condition.slot in NOUN_SLOTS:
        nouns = {noun for one in found for noun in (one, core(one))}
        return any(noun.lemma_.lower() in words or context.fits(noun, *senses) for noun in nouns)
    actors = agents_of(token, on=context.article.published) if "side" in senses else ()
    return any(actor.side for actor in actors) or any(
        not words.isdisjoint((one.lemma_.lower(), one.lower_)) or is_a(one, *senses)
        for one in found
    )
