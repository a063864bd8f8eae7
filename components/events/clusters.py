"""Triggers of one clause that report the same event: "killed in a suicide bombing", "meet at the
summit"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from components.events.triggers import Trigger
from components.language.english.clauses import is_free_participle
from components.language.english.predicates import governor, is_gerund, is_passive
from components.language.english.prepositions import is_after_preposition
from components.language.english.syntax import (
    NOUNS,
    clause,
    dependents,
    form_of,
    function_of,
    heads_clause,
    own_subjects,
)
from components.language.english.words import is_a

APART = frozenset({"after", "following", "since", "before"})
ON_PEOPLE, CLASH = "attack", "armed clash"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The triggers of one event; ``main`` names its kind."""

    main: Trigger
    members: tuple[Trigger, ...]

    @property
    def main_first(self) -> list[Trigger]:
        """The members, the main one before the others in text order."""
        return sorted(self.members, key=lambda one: one is not self.main)


def clusters(triggers: Sequence[Trigger]) -> list[Cluster]:
    """Joins a noun trigger with the trigger verb that it is an argument of, or with another noun of
    the same verb. The main one is of the most specific kind."""
    by_token = {trigger.token.i: trigger for trigger in triggers}
    group_of = {index: index for index in by_token}
    for trigger in triggers:
        if partner := _occasion(trigger, by_token) or _partner(trigger, by_token):
            old, new = group_of[trigger.token.i], group_of[partner.token.i]
            group_of = {index: new if group == old else group for index, group in group_of.items()}
    grouped: dict[int, list[Trigger]] = {}
    for index in sorted(by_token):
        grouped.setdefault(group_of[index], []).append(by_token[index])
    found = []
    for members in grouped.values():
        # An attack that killed people is an attack on them, no matter who made it.
        verbs = [one for one in members if one.token.pos_ == "VERB" and one.kind.name == ON_PEOPLE]
        clashes = (one for one in members if one.kind.name == CLASH)
        only_clash = {one.kind.name for one in members} == {ON_PEOPLE, CLASH} and any(
            not is_a(one.token, "fight") for one in clashes
        )
        main = max(
            verbs if verbs and only_clash else members,
            key=lambda one: (one.kind.priority, one.token.pos_ == "VERB"),
        )
        found.append(Cluster(main, tuple(members)))
    return found


def _partner(trigger: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    token = trigger.token
    above = by_token.get(token.head.i)
    if above and function_of(token) == "conjunct" and _same(trigger, above):
        shared = not own_subjects(token) or _is_toll(token)
        return above if shared and trigger.kind.family in {"attack", "damage"} else None
    bound = function_of(token) in {"adnominal clause", "open complement"}
    if above and (bound or is_free_participle(token)) and _same(trigger, above):
        return above
    if not is_gerund(token) and (token.pos_ not in NOUNS or heads_clause(token)):
        return None
    verb = governor(token)
    # "arrested after riots", "a curfew following protests": what came first is an event of
    # its own.
    if trigger.kind.family == "protest" and is_after_preposition(token, APART):
        return None
    nouns = (one for one in by_token.values() if one.token != token and one.token.pos_ in NOUNS)
    beside = (one for one in nouns if verb.pos_ == "VERB" and governor(one.token) == verb)
    other = by_token.get(verb.i) or next(beside, None)
    return other if other and _same(trigger, other) else None


def _is_toll(verb: Token) -> bool:
    """ "Two were killed and five wounded in an attack": one toll, of which the first verb has no
    circumstance of its own."""
    first = verb.head
    if dependents(first, "preposition", "agent", "adverbial clause", "adverbial noun"):
        return False
    return all(
        is_a(one, "harm")
        and (one.lemma_ == "die" or form_of(one) == "past participle" or is_passive(one))
        for one in (first, verb)
    )


def _occasion(trigger: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """What happened where people were hurt: "they were killed when troops fired", "shells fell,
    killing ten"."""
    token = trigger.token
    if not is_a(token, "harm") or token.pos_ != "VERB" or function_of(token) == "relative clause":
        return None
    tolls = [verb for verb in dependents(token, "conjunct") if _is_toll(verb)]
    found = [
        one
        for index, one in by_token.items()
        if token.sent.start <= index < token.sent.end
        and index != token.i
        and _is_occasion(one)
        and (
            any(_joins(clause(one.token), verb) for verb in (token, *tolls))
            or governor(one.token) in tolls
        )
    ]
    return min(found, key=lambda one: abs(one.token.i - token.i), default=None)


def _is_occasion(trigger: Trigger) -> bool:
    """An attack only as a circumstance: "killed when gunmen attacked a bus"."""
    token = trigger.token
    if trigger.kind.has("occasion"):
        return True
    bound = function_of(token) == "adverbial clause" and form_of(token) == "past"
    return bound and trigger.kind.family == "attack" and not is_a(token, "harm")


def _joins(verb: Token, harm: Token) -> bool:
    """Whether one clause depends on the other as its circumstance."""
    lower, upper = (verb, harm) if verb.head == harm else (harm, verb)
    bound = function_of(lower) in {"adverbial clause", "conjunct", "clause behind a preposition"}
    return bound and lower.head == upper and lower != upper


def _same(first: Trigger, second: Trigger) -> bool:
    one, two = first.kind, second.kind
    return two.family in one.absorbs or one.family in two.absorbs
