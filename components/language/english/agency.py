"""Which nouns do it and to which it is done, for a verb or for a noun that tells an event."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from components.language.english.datelines import behind_dateline
from components.language.english.marks import mark_of, names_actor
from components.language.english.syntax import (
    NOUNS,
    SUBJECTS,
    VERBAL,
    antecedent,
    arguments,
    children,
    conjuncts,
    core,
    is_passive,
    objects,
    owners,
    subjects,
)
from components.language.english.words import is_a
from components.lexicon.people import ActorLexicon
from components.lexicon.senses import words_of


def agent_nouns(trigger: Token, lexicon: ActorLexicon) -> list[Token]:
    """Heads of the phrases that do what the trigger tells."""
    found = _of_verb(trigger, lexicon) if trigger.pos_ in VERBAL else _of_noun(trigger, lexicon)
    if not found and trigger.pos_ in VERBAL and is_passive(trigger):
        found = [noun for noun in objects(trigger) if _is_moved(noun, trigger)]
    return [core(_within(noun)) for noun in behind_dateline(found)]


def _within(noun: Token) -> Token:
    """ "The Red Cross operating in the area said": the parser may lead the subject by its
    participle."""
    own = children(noun, "nsubj") if noun.pos_ in VERBAL and noun.dep_ in SUBJECTS else []
    return own[0] if own else noun


def patient_nouns(trigger: Token, lexicon: ActorLexicon) -> list[Token]:
    """Heads of the phrases to which it is done."""
    if trigger.pos_ in VERBAL:
        acted_on = [noun for noun in objects(trigger) if not _is_moved(noun, trigger)]
        acted_on += _taken_from(trigger, lexicon)
        # Whether an object is itself someone: "sent troops to the border" does nothing to
        # the border.
        through = [
            noun
            for thing in acted_on
            if not (
                mark_of(thing, lexicon) is not None
                or is_a(thing, "force", "organ", "crowd", "office", "movement")
            )
            for noun in _under(thing, words_of("towards") | {"to"})
        ]
        beside = [
            noun for noun in _under(trigger, words_of("towards")) if not is_a(noun, "movement")
        ]
        return [*acted_on, *through, *beside]
    if is_a(trigger, "movement"):
        return [
            *(_under(trigger, {"of"}) if owners(trigger) else []),
            *_under(trigger, words_of("towards")),
        ]
    of = [] if is_a(trigger, "organ") else _under(trigger, {"of"})
    of = [noun for noun in of if not is_a(noun, "deed", "asset")]
    return [core(noun) for noun in [*of, *_under(trigger, words_of("towards") | {"to"})]]


def _is_moved(noun: Token, verb: Token) -> bool:
    """Forces are not harmed by whoever withdraws, sends or deploys them."""
    return is_a(verb, "moving") and is_a(noun, "force", "asset", "crowd")


def _taken_from(verb: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "Recaptured the town from the rebels", wherever the parser hangs "from"."""
    held = [
        verb,
        *children(verb, "dobj"),
        *(inner for one in children(verb, "dobj") for inner in _under(one, {"of"})),
    ]
    losers = (
        [noun for one in held for noun in _under(one, {"from"})] if is_a(verb, "taking") else []
    )
    return [noun for noun in losers if is_a(noun, "force") or names_actor(noun, lexicon)]


def _under(token: Token, prepositions: Iterable[str]) -> list[Token]:
    wanted = frozenset(prepositions)
    return [
        noun
        for prep in children(token, "prep", "agent")
        if prep.lower_ in wanted
        for noun in arguments(prep, ("pobj",))
    ]


def _of_verb(verb: Token, lexicon: ActorLexicon) -> list[Token]:
    found = _controller(verb, lexicon)
    if found is None:
        found = subjects(verb)
    if not found and not is_passive(verb):
        found = _from_above(verb, lexicon)
    return [antecedent(noun, verb) for noun in found]


def _controller(verb: Token, lexicon: ActorLexicon) -> list[Token] | None:
    """Who does what a bare infinitive or gerund says, where the verb or noun above it decides; None
    elsewhere."""
    if children(verb, "nsubj", "nsubjpass", "agent") or is_passive(verb):
        return None
    head = verb.head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return _before_gerund(head, lexicon)
    if verb.dep_ in {"xcomp", "advcl"} and head.pos_ in VERBAL:
        passive = arguments(head, ("nsubjpass",))
        if passive:
            return [antecedent(noun, head) for noun in passive]
        objects_of_head = arguments(head, ("dobj",)) if verb.dep_ == "xcomp" else []
        if objects_of_head and not is_a(head, "subject control"):
            return objects_of_head
        return _of_verb(head, lexicon)
    if verb.dep_ == "acl" and (
        verb.tag_ == "VB" or any(child.tag_ == "TO" for child in verb.children)
    ):
        # "reached an agreement to join": who reached it joins.
        return agent_nouns(head, lexicon) or (
            _of_verb(head.head, lexicon)
            if head.dep_ == "dobj" and head.head.pos_ in VERBAL
            else None
        )
    return None


def _before_gerund(prep: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "accused rebels of shelling" gives rebels, "after taking the town, they left" they, "a plan
    for leaving" its owner."""
    head = prep.head
    if head.pos_ not in VERBAL:
        return agent_nouns(head, lexicon) if is_a(head, "intent", "deed", "movement") else [head]
    affected = (
        arguments(head, ("dobj", "nsubjpass")) if prep.lower_ in {"of", "from", "for"} else []
    )
    return affected or arguments(head, ("nsubjpass",)) or _of_verb(head, lexicon)


def _from_above(verb: Token, lexicon: ActorLexicon) -> list[Token]:
    """A coordinated or contained verb without a subject takes that of the verb above."""
    head = verb.head
    if verb.dep_ in {"conj", "xcomp", "ccomp", "dep"} and head.pos_ in VERBAL and head != verb:
        shared = arguments(head, ("nsubjpass",)) if is_passive(head) else []
        return shared or _of_verb(head, lexicon)
    told_as_participle = verb.tag_ == "VBN" and bool(children(verb, "dobj", "ccomp"))
    if verb.dep_ == "acl" and (verb.tag_ == "VBG" or told_as_participle):
        return [head]
    return []


def _of_noun(noun: Token, lexicon: ActorLexicon) -> list[Token]:
    """Possessor, "by", "between", "of" after a movement, demonym before; else the subject of a verb
    that carries it out."""
    found = (
        owners(noun)
        or _under(noun, {"by", "between"})
        or _by_behind_of(noun)
        or _whence(noun, lexicon)
    )
    if not found and is_a(noun, "movement"):
        found = _under(noun, {"of"})
    found = found or named_before(noun, lexicon) or _carried_out_by(noun, lexicon) or _blamed(noun)
    return found or _on_journey(noun, lexicon)


def _by_behind_of(deed: Token) -> list[Token]:
    """ "The capture of the town of X by Y": the parser hangs "by" on the town."""
    node: Token | None = deed
    while node is not None:
        node = next(
            (
                inner
                for prep in children(node, "prep")
                if prep.lower_ == "of"
                for inner in children(prep, "pobj")
            ),
            None,
        )
        found = _under(node, {"by"}) if node is not None else []
        if found:
            return found
    return []


def _whence(deed: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "fire from rebel troops"; a place that it comes from does not act."""
    found = _under(deed, {"from"}) if is_a(deed, "deed") else []
    return [noun for noun in found if is_a(noun, "force", "asset") or names_actor(noun, lexicon)]


def named_before(noun: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "the Russian withdrawal", "a PKK attack"; a country's bare name before a noun may suffer it:
    "the Ukraine war"."""
    found: list[Token] = []
    for modifier in (
        one
        for child in children(noun, "amod", "compound", "nmod", "npadvmod")
        for one in conjuncts(child)
    ):
        mark = mark_of(modifier, lexicon)
        if mark is None:
            found += named_before(modifier, lexicon)
        elif mark.name.kind in {"actor", "demonym"} or (
            mark.name.kind == "country" and mark.text.isupper()
        ):
            found.append(modifier)
    return found


def _carried_out_by(noun: Token, lexicon: ActorLexicon) -> list[Token]:
    """The subject of "launched an attack", "carried out a strike", "held talks"; the agent of "was
    launched by"."""
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else _verb_over(noun)
    if verb is None or verb.pos_ not in VERBAL or not is_a(verb, "light"):
        return []
    return _of_verb(verb, lexicon)


def _blamed(noun: Token) -> list[Token]:
    """ "Blamed the attack on rebels", "blamed rebels for the attack"."""
    if noun.dep_ in {"dobj", "nsubjpass"} and is_a(noun.head, "blaming"):
        return _under(noun.head, {"on", "to"})
    verb = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and is_a(verb, "blaming"):
        return objects(verb)
    return []


def _on_journey(noun: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "During a trip to X, the president said", "the president, on a trip to X": whoever does or
    says something on the way."""
    above = noun.head.head
    if noun.dep_ != "pobj" or not is_a(noun.head, "on the way") or not is_a(noun, "visit"):
        return []
    if above.pos_ in NOUNS:
        return [above]
    return (
        arguments(above, ("nsubjpass",)) or _of_verb(above, lexicon) if above.pos_ in VERBAL else []
    )


def _verb_over(noun: Token) -> Token | None:
    """The verb over a coordinated object: "held talks and a drill"."""
    if noun.dep_ == "conj" and noun.head.dep_ == "dobj":
        return noun.head.head
    return None
