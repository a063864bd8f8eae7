"""Did it happen, is it planned, ordered, feared, denied? From the trigger up the parse, clause by
clause.

What a clause says of itself is read in ``clauses``, what the words above say in ``modal_words``;
the innermost wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from components.core.records import HAPPENED, INTENDED, Modality
from components.events.context import Context
from components.events.modal_words import (
    above,
    attribute,
    is_passed_over,
    of_subject,
    row_for,
)
from components.language.english.clauses import (
    MAX_STEPS,
    is_definite,
    is_infinitive,
    is_negated,
    is_past,
    is_present,
    is_progressive,
    own_modality,
)
from components.language.english.predicates import governor
from components.language.english.prepositions import is_behind_preposition
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    dependents,
    form_of,
    function_of,
    is_subject,
    own_subjects,
)
from components.language.english.time.attachment import times_of
from components.language.english.words import is_a

DOUBTFUL: frozenset[Modality] = frozenset({"planned", "hypothetical", "feared"})


@dataclass(frozen=True, slots=True)
class _PathStep:
    """A word on the way up, the word before it, and the last noun passed."""

    node: Token
    before: Token
    noun: Token

    @property
    def is_first(self) -> bool:
        return self.node == self.before

    def up(self) -> _PathStep:
        return _PathStep(
            self.node.head, self.node, self.node if self.node.pos_ in NOUNS else self.noun
        )


def _modality_of(token: Token, context: Context) -> Modality:
    """The innermost word that says otherwise decides; without one the event is done, or ongoing by
    its tense. What is named by a day that is past has happened, whatever is hoped or planned about
    it: "hope that Tuesday's attack will not"."""
    found = _read(token, context)
    return "done" if found in DOUBTFUL and _is_named_by_past_day(token, context) else found


def _is_named_by_past_day(token: Token, context: Context) -> bool:
    on = context.article.published
    if on is None or token.pos_ not in NOUNS or attribute(token, context) is not None:
        return False
    return any(
        one.governor == token.i
        and one.kind == "day"
        and one.head < token.i
        and one.last_day is not None
        and one.last_day <= on
        for one in times_of(token, context.times)
    )


def _read(token: Token, context: Context) -> Modality:
    step, under_way = _PathStep(token, token, token), _is_under_way(token)
    for _ in range(MAX_STEPS):
        told = _is_only_told(step, context)
        found = _said_by(step, context, told=told)
        upper = None if told else above(step.node, step.before, context)
        under_way = under_way or "ongoing" in {found, upper}
        if {found, upper} - {None, "ongoing"}:
            return _stronger(found, upper)
        if (
            told
            or function_of(step.node) == "root"
            or _is_closed(step.node, context)
            or _stands_for_itself(step.node, context)
        ):
            break
        # "Efforts to end the fighting" do not take the fighting back.
        verb = step.node.head
        if function_of(step.node) == "object" and row_for(verb, context, "VERB of an end"):
            break
        step = step.up()
    return _by_time(token, context, default="ongoing" if under_way else "done")


def modality_of_all(main: Token, members: Sequence[Token], context: Context) -> Modality:
    """Of the words that tell one event: what the main one gives, else one above it ("did not carry
    out an attack") or what it leads to ("agreed to meet"). "No one died in the attack" takes no
    attack back.
    """
    found = {token: _modality_of(token, context) for token in members}
    if found[main] == "negated" and any(
        one == "done" and is_behind_preposition(token) and is_a(token.head, "placed")
        for token, one in found.items()
    ):
        return "done"
    if found[main] not in HAPPENED:
        return found[main]
    bound = (
        token
        for token in members
        if _leads(token, main, context) or token in dependents(main, "open complement")
    )
    return next((found[token] for token in bound if found[token] not in HAPPENED), found[main])


def _leads(above: Token, token: Token, context: Context) -> bool:
    """Whether a word stands over the token in its own clause."""
    while token != above and function_of(token) != "root" and not _is_closed(token, context):
        token = token.head
    return token == above


def _is_under_way(token: Token) -> bool:
    """ "are taking the town", "fighting is going on"."""
    verb = governor(token)
    carries = is_a(verb, "happening", "holding") or function_of(verb) == "open complement"
    return is_progressive(token) or (is_progressive(verb) and carries)


def _said_by(step: _PathStep, context: Context, *, told: bool) -> Modality | None:
    """What the word itself says; a verb about an event's noun speaks of it only where it says that
    it takes place."""
    node, before = step.node, step.before
    if node.pos_ not in VERBAL or step.is_first:
        return own_modality(node) or _of_attribute(node, context)
    if before.pos_ in NOUNS and is_subject(before) and not is_a(node, "happening"):
        return of_subject(node, before, context)
    reported = is_a(node, "reported")
    if (reported and before.pos_ not in NOUNS) or ((reported or told) and is_definite(step.noun)):
        return None
    found = own_modality(node)
    placed = before.pos_ == "ADP" and is_a(before, "placed") and is_definite(step.noun)
    return found if not placed or found in INTENDED else None


def _of_attribute(noun: Token, context: Context) -> Modality | None:
    """What an adjective says, unless the verb tells that what was ahead has come: "carried out the
    threatened attack"."""
    found, verb = attribute(noun, context), governor(noun)
    ahead = found in {"planned", "threatened", "feared"}
    if not (ahead and is_a(verb, "happening", "holding") and is_past(verb)):
        return found
    if is_negated(verb):
        return "negated" if found == "planned" else found
    return None


def _is_only_told(step: _PathStep, context: Context) -> bool:
    """A verb that has an event's noun as its object without saying that it takes place: "recall the
    strike"."""
    node, before = step.node, step.before
    if (
        step.is_first
        or node.pos_ not in VERBAL
        or step.noun.pos_ not in NOUNS
        or row_for(node, context, "VERB", "VERB of a deed")
    ):
        return False
    if before != step.noun and (before.pos_ != "ADP" or is_a(before, "placed")):
        return False
    return not is_subject(before) and not is_a(node, "happening", "holding")


def _stands_for_itself(node: Token, context: Context) -> bool:
    """A noun behind "after" or "despite", or of whose scene, day or victims something is told."""
    if function_of(node) != "preposition":
        return False
    if (
        is_a(node, "apart")
        or context.lexicon.modality.get((node.head.lemma_.lower(), "NOUN")) == "done"
    ):
        return True
    return (
        not is_a(node, "placed")
        and node.head.pos_ in NOUNS
        and not is_passed_over(node.head, context)
    )


def _stronger(own: Modality | None, upper: Modality | None) -> Modality:
    """ "fear that they will attack" is a fear, not a plan, "cancelled a planned visit" no visit;
    else the inner word wins."""
    if own in {"planned", "hypothetical", None} and upper in {"feared", "threatened", "denied"}:
        return upper
    if own in INTENDED and upper == "negated":
        return "negated"
    return own or upper or "done"


def _is_closed(node: Token, context: Context) -> bool:
    """A finite clause with a subject of its own stands for itself, and so does a participle: "aid
    for people fleeing"."""
    if node.pos_ not in VERBAL or is_infinitive(node):
        return False
    function, is_going_on = function_of(node), form_of(node) == "ing form"
    passed_over = (node.head.lemma_.lower(), "NOUN passed over") in context.lexicon.modality
    if function == "adnominal clause" and not passed_over:
        return bool(own_subjects(node)) or is_going_on or form_of(node) == "past participle"
    if function in {"relative clause", "adverbial clause"}:
        return not is_going_on
    return function in {"complement clause", "conjunct"} and bool(own_subjects(node))


def _by_time(token: Token, context: Context, *, default: Modality) -> Modality:
    """ "visits Nairobi next week", "next month's summit": what lies ahead is planned, though no
    word says so."""
    on = context.article.published
    if on is None or not (token.pos_ in NOUNS or is_present(token) or form_of(token) == "ing form"):
        return default
    own = [one for one in times_of(token, context.times) if one.role != "duration"]
    return "planned" if own and own[0].first_day is not None and own[0].first_day > on else default
