"""What the words above an event say of it, by the rows of modality.csv: "ordered ... to withdraw",
"fear of an attack".

The column ``pos`` names the part of speech of the word, or what of it counts: "VERB of a clause"
(whose complement is a verb), "VERB of a past clause", "VERB of an infinitive", "VERB of a deed"
(whose object is a noun that tells an event), "VERB from" and "VERB against" ("kept from entering"),
"VERB of a subject" (in the present: "the fighting rages"), "VERB until" ("postponed to May"), "VERB
of a plan" ("dropped plans to"), "VERB of an end" (of what goes on), "VERB in the past", "VERB not"
(what it says when it is negated), "NOUN passed over" ("the start of").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.core.records import HAPPENED, Modality
from components.events.context import Context
from components.language.english.clauses import (
    FINITE_BREAKS,
    is_definite,
    is_infinitive,
    is_negated,
    is_past,
    is_progressive,
    own_modality,
)
from components.language.english.syntax import NOUNS, PATIENTS, SUBJECTS, VERBAL, children
from components.language.english.words import is_a
from components.lexicon.senses import words_of

INFINITIVES = frozenset({"xcomp", "acl", "relcl", "advcl", "ccomp"})
GIVEN_UP = frozenset({"planned", "ordered", "hypothetical"})
"""What a noun of planning says and a verb over it may take back."""


def above(node: Token, before: Token, context: Context) -> Modality | None:
    """What the head of a word says of it; None where it says nothing or that it was done, "done"
    where a negated word says so ("did not fail to")."""
    # What "including" lists from, though the parser hangs it on the verb: "set conditions,
    # including lifting the siege".
    things = (
        children(node.head, "dobj")
        if node.lower_ == "including" and node.head.pos_ in VERBAL
        else []
    )
    head = things[-1] if things else node.head
    if node.dep_ in SUBJECTS:
        return _scheduled(node, context)
    told = node.dep_ in FINITE_BREAKS or (node.dep_ == "acl" and node.tag_ in {"VBG", "VBN"})
    if node.dep_ in {"ROOT", "conj"} or (told and not is_infinitive(node)):
        return None
    if (left_out := _left_out(node)) is not None:
        return left_out
    found = row_of(head, node, before, context=context) if _is_content(node) else None
    if found and (found != "done" or _says_the_contrary(head, context)):
        return found
    if is_infinitive(node) and node.dep_ in INFINITIVES and found is None:
        # "President to visit Kyiv": somebody, an infinitive, and no finite verb.
        if (
            node.dep_ in {"acl", "advcl"}
            and node.head.dep_ == "ROOT"
            and context.fits(node.head, "named", "combatant", "leader", "civilian", "body")
        ):
            return "planned"
        if any(child.lower_ == "yet" for child in children(head, "advmod")):
            return "negated"
        return _of_be(node, context) if head.lemma_ == "be" else "hypothetical"
    is_purpose = (
        node.dep_ in {"pobj", "pcomp"} and is_a(head, "purpose") and head.head.pos_ in NOUNS
    )
    if not is_purpose or context.is_place(node) or _has_come(head.head, context):
        return None
    return row_of(head.head, head, node, context=context) or "hypothetical"


def _has_come(noun: Token, context: Context) -> bool:
    """ "In X for talks": who is there has come for them; not "the road to X for talks"."""
    there = noun.i in context.places and noun.dep_ == "pobj" and noun.head.lower_ == "in"
    beside = (
        one for prep in children(noun, "prep") if prep.lower_ == "in" for one in prep.children
    )
    return there or any(one.i in context.places for one in beside)


def _left_out(node: Token) -> Modality | None:
    """ "without entering", "instead of attacking", "no sign of a withdrawal", "ahead of the
    summit"."""
    head = node.head
    if node.dep_ in {"pobj", "pcomp"}:
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
    is_of = node.dep_ == "prep" and node.lower_ == "of" and head.pos_ in NOUNS
    return own_modality(head) if is_of else None


def row_of(head: Token, node: Token, before: Token, *, context: Context) -> Modality | None:
    """What the row of the head says of its complement ``node``; a negated head says the contrary
    where a row gives it."""
    table = context.lexicon.modality
    keys = [
        (lemma, sort)
        for lemma in _lemmas(head)
        for sort in _sorts(head, node, before, context=context)
    ]
    found = next((table[key] for key in keys if key in table), None)
    if head.pos_ in NOUNS:
        return "negated" if found in GIVEN_UP and _is_given_up(head, context) else found
    if (
        found is None
        or (found == "done" and not is_infinitive(node))
        or head.pos_ not in VERBAL
        or not is_negated(head)
    ):
        return found
    contrary = next(
        (table[lemma, "VERB not"] for lemma in _lemmas(head) if (lemma, "VERB not") in table), None
    )
    return contrary or ("hypothetical" if found in {"negated", "denied"} else "negated")


def _says_the_contrary(verb: Token, context: Context) -> bool:
    """ "did not fail to"."""
    known = any((lemma, "VERB not") in context.lexicon.modality for lemma in _lemmas(verb))
    return known and verb.pos_ in VERBAL and is_negated(verb)


def _is_given_up(noun: Token, context: Context) -> bool:
    """ "dropped plans to", "reversed its decision to"."""
    is_object = noun.dep_ in PATIENTS
    return is_object and any(
        (lemma, "VERB of a plan") in context.lexicon.modality for lemma in _lemmas(noun.head)
    )


def has_row(head: Token, context: Context) -> bool:
    """Whether a row of the word itself speaks of whatever it governs."""
    table, pos = context.lexicon.modality, _pos(head)
    return any(
        (lemma, pos) in table or (lemma, "VERB of a deed") in table for lemma in _lemmas(head)
    )


def _lemmas(head: Token) -> tuple[str, ...]:
    """The lemma with its particle ("rule out"), which alone counts; the written form, first where
    it goes on: "are trying"."""
    lemma, particles = head.lemma_.lower(), children(head, "prt")
    if particles:
        return (f"{lemma} {particles[0].lower_}",)
    return (head.lower_, lemma) if children(head, "aux") else (lemma, head.lower_)


def _pos(head: Token) -> str:
    return {"AUX": "VERB", "PROPN": "NOUN"}.get(head.pos_, head.pos_)


def _sorts(head: Token, node: Token, before: Token, *, context: Context) -> Iterator[str]:
    """The values of the column ``pos`` under which a row would fit, the narrowest first."""
    pos = _pos(head)
    if pos == "VERB":
        yield from _sorts_of_verb(head, node, before, context=context)
    yield pos
    if pos == "VERB":
        yield "ADJ"


def _sorts_of_verb(head: Token, node: Token, before: Token, *, context: Context) -> Iterator[str]:
    if node.dep_ == "prep" and node.lower_ in {"from", "against"} and before.dep_ == "pcomp":
        yield f"VERB {node.lower_}"
    if any(is_a(child, "put off to") for child in children(head, "prep")):
        yield "VERB until"
    if attribute(node, context) == "planned":
        yield "VERB of a plan"
    if node.pos_ in VERBAL and node.dep_ != "prep":
        yield from ("VERB of a past clause",) if is_past(node) else ()
        yield from ("VERB of an infinitive",) if is_infinitive(node) else ()
        yield from ("VERB in the past",) if is_past(head) or head.tag_ == "VBN" else ()
        yield "VERB of a clause"
    noun = node if node.pos_ in NOUNS else before
    rows = context.lexicon.triggers.get((noun.lemma_.lower(), "NOUN"), ())
    owned = noun.pos_ in NOUNS and bool(children(noun, "poss"))
    if noun.pos_ in NOUNS and not owned and not any(row.kind.has("agreed") for row in rows):
        yield "VERB of a deed"


def _is_content(node: Token) -> bool:
    """A phrase that tells when or where is not what the verb speaks of: "after a meeting he
    ordered"."""
    in_noun = node.lower_ == "in" and node.head.pos_ in NOUNS
    return node.dep_ != "prep" or is_a(node, "of its content") or in_noun


def _of_be(node: Token, context: Context) -> Modality:
    """ "they are to meet" is planned, "were to have met" did not come to it; "their aim is to
    capture" is what the noun says."""
    nouns = children(node.head, "nsubj")
    found = (context.lexicon.modality.get((noun.lemma_.lower(), "NOUN")) for noun in nouns)
    perfect = any(child.lower_ == "have" for child in children(node, "aux"))
    return next((one for one in found if one), "negated" if perfect else "planned")


def _scheduled(node: Token, context: Context) -> Modality | None:
    """A noun as the subject of a verb of planning: "the summit is scheduled for", "talks are to
    resume"."""
    verb = node.head
    about = children(verb, "xcomp")
    if (about and not is_a(about[0], "happening")) or node.pos_ not in NOUNS:
        return None
    if about and verb.lemma_ == "be":
        return _of_be(about[0], context) if is_infinitive(about[0]) else None
    found = (
        row_of(verb, node, node, context=context)
        if node.dep_ == "nsubjpass" and not children(verb, "oprd")
        else None
    )
    return None if found in HAPPENED else found


def of_subject(verb: Token, noun: Token, context: Context) -> Modality | None:
    """What a verb that tells something of an event says of the event: "the attack is unlikely", "an
    attack would fail"."""
    if _is_supposed(verb, noun):
        return "hypothetical"
    now = verb.tag_ in {"VBZ", "VBP"} or is_progressive(verb)
    if now and any(
        (lemma, "VERB of a subject") in context.lexicon.modality for lemma in _lemmas(verb)
    ):
        return "ongoing"
    table = context.lexicon.modality
    found = (table.get((child.lower_, "ADJ")) for child in children(verb, "acomp"))
    return next((one for one in found if one), None)


def _is_supposed(verb: Token, noun: Token) -> bool:
    """ "The capture of the city would be a blow", "an attack could fail": no "the" where the verb
    only says "could"."""
    words = {child.lower_ for child in children(verb, "aux")}
    if "have" in words:
        return False
    return "would" in words or (bool(words & words_of("possible")) and not is_definite(noun))


def attribute(node: Token, context: Context) -> Modality | None:
    """An adjective or a clause on a noun: "a possible offensive", "the summit planned for May",
    "which it will host"."""
    if node.pos_ not in NOUNS:
        return None
    table = context.lexicon.modality
    words = [
        *children(node, "amod"),
        *(child for child in children(node, "acl") if child.tag_ == "VBN"),
    ]
    if is_a(node, "crime by attempt"):
        words = [child for child in words if child.lower_ != "attempted"]
    found = (
        table.get((child.lemma_.lower(), "ADJ")) or table.get((child.lower_, "ADJ"))
        for child in words
    )
    return next((one for one in found if one), None) or _in_relative(node)


def _in_relative(noun: Token) -> Modality | None:
    """ "The summit, which they will hold in May", "a summit to be held in May"."""
    verbs = [
        verb
        for verb in children(noun, "relcl", "acl")
        if is_a(verb, "happening", "holding") and verb.lemma_ != "be"
    ]
    if any(is_infinitive(verb) and children(verb, "auxpass") for verb in verbs):
        return "planned"
    return next(
        (found for verb in verbs if verb.dep_ == "relcl" and (found := own_modality(verb))), None
    )


def ends_it(verb: Token, context: Context) -> bool:
    """A verb that ends what goes on: "efforts to end the fighting" do not take the fighting
    back."""
    return any((lemma, "VERB of an end") in context.lexicon.modality for lemma in _lemmas(verb))


def is_passed_over(noun: Token, context: Context) -> bool:
    """A noun that only counts or times what stands behind "of": "the start of", "a series of"."""
    lemma = noun.lemma_.lower()
    table = context.lexicon.modality
    return (
        lemma in words_of("partitive")
        or (lemma, "NOUN passed over") in table
        or table.get((lemma, "NOUN"), "done") != "done"
    )
