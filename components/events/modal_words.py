"""What the words above an event say of it, by the rows of modality.csv: "ordered ... to withdraw",
"fear of an attack".

The column ``pos`` names the part of speech of the word, or what of it counts: "VERB of a clause"
(whose complement is a verb), "VERB of a past clause", "VERB of an infinitive", "VERB of a deed"
(whose object is a noun that tells an event), "VERB from" and "VERB against" ("kept from entering"),
"VERB of a subject" (in the present: "the fighting rages"), "VERB until" ("postponed to May"), "VERB
of a plan" ("dropped plans to"), "VERB of an end" (of what goes on), "VERB in the past", "VERB not"
(what it says when it is negated), "VERB unreal" ("could have prevented"), "NOUN passed over" ("the
start of").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.core.records import HAPPENED, Modality
from components.events.context import Context
from components.language.english.clauses import (
    is_definite,
    is_infinitive,
    is_negated,
    is_past,
    is_present,
    is_progressive,
    is_unreal,
    own_modality,
)
from components.language.english.predicates import is_passive
from components.language.english.prepositions import (
    is_after_preposition,
    is_behind_preposition,
    under,
)
from components.language.english.syntax import (
    NOUNS,
    VERBAL,
    dependents,
    form_of,
    function_of,
    is_subject,
    own_subjects,
    owners,
)
from components.language.english.words import is_a
from components.lexicon.senses import words_of

GIVEN_UP = frozenset({"planned", "ordered", "hypothetical"})
"""What a noun of planning says and a verb over it may take back."""


def above(node: Token, before: Token, context: Context) -> Modality | None:
    """What the head of a word says of it; None where it says nothing or that it was done, "done"
    where a negated word says so ("did not fail to")."""
    # What "including" lists from, though the parser hangs it on the verb: "set conditions,
    # including lifting the siege".
    is_listed = node.lower_ == "including" and node.head.pos_ in VERBAL
    things = dependents(node.head, "object") if is_listed else []
    head = things[-1] if things else node.head
    if is_subject(node):
        return _scheduled(node, context)
    function = function_of(node)
    participle = form_of(node) in {"ing form", "past participle"}
    told = function in {"relative clause", "adverbial clause"} or (
        function == "adnominal clause" and participle
    )
    if function in {"root", "conjunct"} or (told and not is_infinitive(node)):
        return None
    if (left_out := _left_out(node)) is not None:
        return left_out
    # A phrase that tells when or where is not what the verb speaks of: "after a meeting he ordered".
    in_noun = node.lower_ == "in" and node.head.pos_ in NOUNS
    is_content = function != "preposition" or is_a(node, "of its content") or in_noun
    found = row_of(head, node, before, context=context) if is_content else None
    # "Did not fail to".
    contrary = head.pos_ in VERBAL and _contrary(head, context)
    if found and (found != "done" or contrary):
        return found
    if is_infinitive(node) and found is None:
        # "President to visit Kyiv": somebody, an infinitive, and no finite verb.
        if (
            function in {"adnominal clause", "adverbial clause"}
            and function_of(node.head) == "root"
            and context.fits(node.head, "named", "combatant", "leader", "civilian", "body")
        ):
            return "planned"
        if any(child.lower_ == "yet" for child in head.children):
            return "negated"
        return _of_be(node, context) if head.lemma_ == "be" else "hypothetical"
    is_purpose = is_behind_preposition(node) and is_a(head, "purpose") and head.head.pos_ in NOUNS
    if not is_purpose or context.is_place(node) or _has_come(head.head, context):
        return None
    return row_of(head.head, head, node, context=context) or "hypothetical"


def _has_come(noun: Token, context: Context) -> bool:
    """ "In X for talks": who is there has come for them; not "the road to X for talks"."""
    there = is_after_preposition(noun, {"in"}) and noun.i in context.places
    return there or any(one.i in context.places for one in under(noun, {"in"}))


def _left_out(node: Token) -> Modality | None:
    """ "without entering", "instead of attacking", "no sign of a withdrawal", "ahead of the
    summit"."""
    head = node.head
    if is_behind_preposition(node):
        if head.lower_ == "without":
            return "negated"
        leads = [
            child.lower_
            for child in (*head.lefts, head.head)
            if child.pos_ in {"ADV", "ADP", "SCONJ"}
        ]
        if head.lower_ in {"of", "to", "than"} and any(
            lead in {"instead", "rather", "opposed"} for lead in leads
        ):
            return "negated"
        return "planned" if head.lower_ == "of" and "ahead" in leads else None
    is_of = function_of(node) == "preposition" and node.lower_ == "of" and head.pos_ in NOUNS
    return own_modality(head) if is_of else None


def row_of(head: Token, node: Token, before: Token, *, context: Context) -> Modality | None:
    """What the row of the head says of its complement ``node``; a negated head says the contrary
    where a row gives it."""
    found = row_for(head, context, *_sorts(head, node, before, context=context))
    if head.pos_ in NOUNS:
        # "Dropped plans to", "reversed its decision to".
        is_object = function_of(head) in {"object", "passive subject"}
        given_up = is_object and row_for(head.head, context, "VERB of a plan")
        return "negated" if given_up and found in GIVEN_UP else found
    if found is None or (found == "done" and not is_infinitive(node)) or head.pos_ not in VERBAL:
        return found
    contrary = _contrary(head, context)
    if contrary or not is_negated(head):
        return contrary or found
    return "hypothetical" if found in {"negated", "denied"} else "negated"


def _contrary(head: Token, context: Context) -> Modality | None:
    """What a row says of a verb that is negated, or tells what did not come: "could have
    prevented"."""
    if is_unreal(head):
        return row_for(head, context, "VERB unreal")
    return row_for(head, context, "VERB not") if is_negated(head) else None


def row_for(word: Token, context: Context, *sorts: str) -> Modality | None:
    """What the first row says that the word has under one of these values of the column ``pos``."""
    table = context.lexicon.modality
    keys = ((lemma, sort) for lemma in _lemmas(word) for sort in sorts)
    return next((table[key] for key in keys if key in table), None)


def _lemmas(head: Token) -> tuple[str, ...]:
    """The lemma with its particle ("rule out"), which alone counts; the written form, first where
    it goes on: "are trying"."""
    lemma = head.lemma_.lower()
    if behind := dependents(head, "particle"):
        return (f"{lemma} {behind[0].lower_}",)
    return (head.lower_, lemma) if dependents(head, "helper") else (lemma, head.lower_)


def _sorts(head: Token, node: Token, before: Token, *, context: Context) -> Iterator[str]:
    """The values of the column ``pos`` under which a row would fit, the narrowest first."""
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(head.pos_, head.pos_)
    if pos == "VERB":
        yield from _sorts_of_verb(head, node, before, context=context)
    yield pos
    if pos == "VERB":
        yield "ADJ"


def _sorts_of_verb(head: Token, node: Token, before: Token, *, context: Context) -> Iterator[str]:
    is_gerund = function_of(before) == "clause behind a preposition"
    if is_gerund and node.lower_ in {"from", "against"}:
        yield f"VERB {node.lower_}"
    if any(is_a(child, "put off to") for child in dependents(head, "preposition")):
        yield "VERB until"
    if attribute(node, context) == "planned":
        yield "VERB of a plan"
    if node.pos_ in VERBAL and function_of(node) != "preposition":
        yield from ("VERB of a past clause",) if is_past(node) else ()
        yield from ("VERB of an infinitive",) if is_infinitive(node) else ()
        yield from (
            ("VERB in the past",) if is_past(head) or form_of(head) == "past participle" else ()
        )
        yield "VERB of a clause"
    noun = node if node.pos_ in NOUNS else before
    rows = context.lexicon.triggers.get((noun.lemma_.lower(), "NOUN"), ())
    owned = noun.pos_ in NOUNS and bool(owners(noun))
    if noun.pos_ in NOUNS and not owned and not any(row.kind.has("agreed") for row in rows):
        yield "VERB of a deed"


def _of_be(node: Token, context: Context) -> Modality:
    """ "they are to meet" is planned, "were to have met" did not come to it; "their aim is to
    capture" is what the noun says."""
    nouns = own_subjects(node.head)
    found = (context.lexicon.modality.get((noun.lemma_.lower(), "NOUN")) for noun in nouns)
    perfect = any(helper.lower_ == "have" for helper in dependents(node, "helper"))
    return next((one for one in found if one), "negated" if perfect else "planned")


def _scheduled(node: Token, context: Context) -> Modality | None:
    """A noun as the subject of a verb of planning: "the summit is scheduled for", "talks are to
    resume"."""
    verb = node.head
    about = dependents(verb, "open complement")
    if (about and not is_a(about[0], "happening")) or node.pos_ not in NOUNS:
        return None
    if about and verb.lemma_ == "be":
        return _of_be(about[0], context) if is_infinitive(about[0]) else None
    if function_of(node) != "passive subject" or dependents(verb, "predicate adjective"):
        return None
    found = row_of(verb, node, node, context=context)
    return None if found in HAPPENED else found


def of_subject(verb: Token, noun: Token, context: Context) -> Modality | None:
    """What a verb that tells something of an event says of the event: "the attack is unlikely", "an
    attack would fail"."""
    if is_unreal(verb) and (told := row_for(verb, context, "VERB unreal")):
        return told
    words = {helper.lower_ for helper in dependents(verb, "helper")}
    # "The capture of the city would be a blow", "an attack could fail"; "the" attack is known
    # where the verb only says "could".
    if "have" not in words and (
        "would" in words or (words & words_of("possible") and not is_definite(noun))
    ):
        return "hypothetical"
    now = is_present(verb) or is_progressive(verb)
    if now and row_for(verb, context, "VERB of a subject"):
        return "ongoing"
    table = context.lexicon.modality
    found = (table.get((child.lower_, "ADJ")) for child in dependents(verb, "predicate adjective"))
    return next((one for one in found if one), None)


def attribute(node: Token, context: Context) -> Modality | None:
    """An adjective or a clause on a noun: "a possible offensive", "the summit planned for May",
    "which it will host"."""
    if node.pos_ not in NOUNS:
        return None
    table = context.lexicon.modality
    behind = dependents(node, "adnominal clause")
    words = [
        *dependents(node, "modifier"),
        *(one for one in behind if form_of(one) == "past participle"),
    ]
    if is_a(node, "crime by attempt"):
        words = [child for child in words if child.lower_ != "attempted"]
    forms = (form for word in words for form in (word.lemma_.lower(), word.lower_))
    found = (table[form, "ADJ"] for form in forms if (form, "ADJ") in table)
    return next(found, None) or _in_relative(node)


def _in_relative(noun: Token) -> Modality | None:
    """ "The summit, which they will hold in May", "a summit to be held in May"."""
    verbs = [
        verb
        for verb in dependents(noun, "relative clause", "adnominal clause")
        if is_a(verb, "happening", "holding") and verb.lemma_ != "be"
    ]
    if any(is_infinitive(verb) and is_passive(verb) for verb in verbs):
        return "planned"
    relatives = (own_modality(verb) for verb in verbs if function_of(verb) == "relative clause")
    return next(filter(None, relatives), None)


def is_passed_over(noun: Token, context: Context) -> bool:
    """A noun that only counts or times what stands behind "of": "the start of", "a series of"."""
    lemma = noun.lemma_.lower()
    table = context.lexicon.modality
    return (
        lemma in words_of("partitive")
        or (lemma, "NOUN passed over") in table
        or table.get((lemma, "NOUN"), "done") != "done"
    )
