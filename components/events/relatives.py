"""Places of which a relative or participle clause speaks: "X, which rebels seized", "X, where
shells fell"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from components.core.records import Resolution
from components.events.context import Context
from components.events.paths import Path, named_by
from components.events.triggers import Trigger
from components.language.english.syntax import PATIENTS, children, clause
from components.language.english.words import is_a

WHERE = frozenset({"where", "in which", "at which", "from which", "near which"})


def antecedents(triggers: Sequence[Trigger], context: Context) -> Iterator[tuple[Path, Resolution]]:
    """Triggers of such clauses with the place over them."""
    for trigger in triggers:
        verb = clause(trigger.token)
        path = _path(trigger, verb) if verb.dep_ in {"relcl", "acl"} else None
        if path and (meant := _meant(verb.head, context)):
            yield path, meant
        elif path and (meant := _standing_in(verb.head, context)):
            yield replace(path, modifies=verb.head), meant


def _meant(noun: Token, context: Context) -> Resolution | None:
    """The place that a noun names, or that the noun stands beside: "X, a town that"; not the point
    of a measure."""
    noun = _addressed(_measured(noun), context)
    found = context.place_at(noun) or named_by(noun, context, "appos")
    if found or noun.dep_ not in {"appos", "attr"}:
        return found
    if noun.dep_ == "appos":
        return context.place_at(noun.head) or named_by(noun.head, context, "appos")
    return next(
        (one for subject in children(noun.head, "nsubj") if (one := context.place_at(subject))),
        None,
    )


def _standing_in(noun: Token, context: Context) -> Resolution | None:
    """ "the Rafah crossing" stands in Rafah."""
    before = (context.places.get(child.i) for child in children(noun, "compound", "nmod", "poss"))
    towns = (one for one in before if one and one.kind == "settlement")
    return next(towns, None) if context.fits(noun, "structure", "place") else None


def _addressed(noun: Token, context: Context) -> Token:
    """The town in "Lahore in Punjab, where": the province is only its address."""
    prep = noun.head
    town = context.place_at(prep.head) if noun.dep_ == "pobj" and prep.lower_ == "in" else None
    return prep.head if town and town.kind == "settlement" else noun


def _measured(noun: Token) -> Token:
    """The town in "a town 10 miles north of Y that"."""
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ in {"of", "from"} and is_a(prep.head, "direction"):
        above = prep.head.head
        return above.head if above.dep_ == "prep" else above
    return noun


def _path(trigger: Trigger, verb: Token) -> Path | None:
    """How the place of the noun stands in the clause: at, from or in it, or as what is taken."""
    if verb.dep_ == "acl":
        bare = verb.tag_ == "VBN" and trigger.token == verb
        return Path(trigger.token, argument="nsubjpass") if bare else None
    for child in verb.children:
        words = _relative_words(child)
        if words in WHERE:
            return Path(trigger.token, ("from",) if words == "from which" else ("in",))
        if words and child.dep_ in PATIENTS and trigger.token == verb:
            return Path(trigger.token, argument=child.dep_)
        if words and child.dep_ == "nsubj" and _is_undergone(trigger, verb):
            return Path(trigger.token, argument="nsubj")
    # A contact clause: "the town rebels seized in May".
    return (
        Path(trigger.token, argument="dobj")
        if verb == trigger.token
        and bool(children(verb, "nsubj"))
        and not children(verb, "dobj", "prt", "ccomp", "xcomp")
        else None
    )


def _relative_words(child: Token) -> str:
    if child.dep_ == "prep":
        return next(
            (
                f"{child.lower_} {one.lower_}"
                for one in children(child, "pobj")
                if one.lower_ == "which"
            ),
            "",
        )
    return child.lower_ if child.lower_ in {"which", "that", "where"} else ""


def _is_undergone(trigger: Trigger, verb: Token) -> bool:
    """ "X, which fell to the rebels"; "X, which came under fire"."""
    return trigger.kind.family == "control" or is_a(verb, "under attack")
