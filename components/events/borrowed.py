"""Places that an event has from the words around it: the noun its clause hangs on, or the verb
whose phrase it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from spacy.tokens import Token

from components.core.records import Resolution
from components.events.context import Context
from components.events.paths import Path, named_by
from components.events.scenes import around, told_by_locals
from components.events.triggers import Trigger
from components.language.english.clauses import is_infinitive
from components.language.english.syntax import (
    NOUNS,
    SUBJECTS,
    children,
    clause,
    prepositions,
    subjects,
)
from components.language.english.words import is_a

NAMING = ("appos",)
"""Beside "the town of X", what names a place noun: "the island, X"; "the Black Sea island" is not
the Black Sea."""

WHERE = frozenset({"where", "in which", "at which", "from which", "near which"})
PATIENTS = frozenset({"dobj", "nsubjpass"})


def hung_on(triggers: Sequence[Trigger], context: Context) -> Iterator[tuple[Path, Resolution]]:
    """Triggers of relative and participle clauses with the place that these speak of: "X, which
    rebels seized"."""
    by_token = {trigger.token.i for trigger in triggers}
    for trigger in triggers:
        verb = clause(trigger.token)
        path = _path(trigger, verb) if verb.dep_ in {"relcl", "acl"} else None
        if path and (meant := _meant(verb.head, context)):
            yield path, meant
        elif path and (meant := _standing_in(verb.head, context)):
            yield replace(path, modifies=verb.head), meant
        elif meant := _journey_to(trigger, by_token, context):
            yield Path(trigger.token, ("in",)), meant
        elif meant := _home_of(trigger, context):
            yield Path(trigger.token, ("from",)), meant
        elif meant := around(trigger, by_token, context):
            yield Path(trigger.token, ("in",)), meant
        elif meant := told_by_locals(trigger, context):
            yield Path(trigger.token, ("in",), loose=True), meant


def at_home(trigger: Trigger, context: Context) -> Resolution | None:
    """ "X residents marched", "X villagers fled": the town whose people do it."""
    if not trigger.kind.has("by townsfolk") or trigger.token.pos_ != "VERB":
        return None
    people = (noun for noun in subjects(trigger.token) if is_a(noun, "townsfolk"))
    towns = (
        context.places.get(one.i) for noun in people for one in children(noun, "compound", "nmod")
    )
    return next((one for one in towns if one and one.kind == "settlement"), None)


def _journey_to(trigger: Trigger, triggers: Set[int], context: Context) -> Resolution | None:
    """ "returned to X to visit the troops": what one went for is at the end of the way."""
    verb = trigger.token
    went = verb.dep_ in {"xcomp", "advcl"} and is_infinitive(verb) and is_a(verb.head, "going")
    if not went or verb.head.i in triggers or _named_in(prepositions(verb), context):
        return None
    return _named_in(
        ((words, noun) for words, noun in prepositions(verb.head) if words in {"to", "in"}), context
    )


def _home_of(trigger: Trigger, context: Context) -> Resolution | None:
    """ "told the people of X to leave", "the people of X were told to": they leave X."""
    verb = trigger.token
    if (
        verb.dep_ != "xcomp"
        or trigger.kind.family != "displacement"
        or _named_in(prepositions(verb), context)
    ):
        return None
    of_people = (one for people in children(verb.head, *PATIENTS) for one in prepositions(people))
    return _named_in(
        ((words, noun) for words, noun in of_people if words in {"of", "in", "from"}), context
    )


def _named_in(phrases: Iterable[tuple[str, Token]], context: Context) -> Resolution | None:
    return next((one for _, noun in phrases if (one := context.place_at(noun))), None)


def _meant(noun: Token, context: Context) -> Resolution | None:
    """The place that a noun names, or that the noun stands beside: "X, a town that"; not the point
    of a measure."""
    noun = _addressed(_measured(noun), context)
    found = context.place_at(noun) or named_by(noun, context, *NAMING)
    if found or noun.dep_ not in {"appos", "attr"}:
        return found
    if noun.dep_ == "appos":
        return context.place_at(noun.head) or named_by(noun.head, context, *NAMING)
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


def sharers(
    triggers: Sequence[Trigger], by_token: Mapping[int, Trigger]
) -> Iterator[tuple[Trigger, Trigger]]:
    """(borrower, lender) where the place of one is the other's as well: "left X amid heavy
    fighting"."""
    for trigger in triggers:
        lender = by_token.get(occasion_of(trigger.token).i)
        if lender and trigger.kind.family in lender.kind.kinship.lends:
            yield trigger, lender
        elif (first := by_token.get(trigger.token.head.i)) and _is_one_deed(first, trigger):
            yield first, trigger


def _is_one_deed(first: Trigger, second: Trigger) -> bool:
    """ "They burned tyres and blocked roads in X"."""
    joined = (
        second.token.dep_ == "conj"
        and second.token.pos_ == first.token.pos_ == "VERB"
        and first.token.i < second.token.i
    )
    if (
        not joined
        or children(second.token, *SUBJECTS)
        or subjects(second.token) != subjects(first.token)
    ):
        return False
    return first.kind.has("on the spot") and second.kind.has("on the spot")


def occasion_of(noun: Token) -> Token:
    """The verb in whose "after", "amid" or "following" phrase a noun stands; the noun itself where
    there is none."""
    if noun.pos_ not in NOUNS and noun.tag_ != "VBG":
        return noun
    node = noun
    while node.dep_ in {"pobj", "conj", "pcomp"} or (node.dep_ == "prep" and node.lower_ == "of"):
        node = node.head
        if node.dep_ in {"prep", "mark"} and is_a(node, "on the occasion of"):
            return node.head if node.head.pos_ == "VERB" else noun
    return noun
