"""Did it happen, is it planned, ordered, feared, denied? From the trigger up the parse, clause by
clause.

What a clause says of itself is read in ``clauses``; what the words above an event say of it stands
in the rows of modality.csv: "ordered ... to withdraw", "fear of an attack". The innermost wins.

The column ``pos`` names the part of speech of the word, or what of it counts: "VERB of a clause"
(whose complement is a verb), "VERB of a past clause", "VERB of an infinitive", "VERB of a deed"
(whose object is a noun that reports an event), "VERB from" and "VERB against" ("kept from
entering"), "VERB of a subject" (in the present: "the fighting rages"), "VERB until" ("postponed to
May"), "VERB of a plan" ("dropped plans to"), "VERB of an end" (of what goes on), "VERB in the
past", "VERB not" (what it says when it is negated), "VERB unreal" ("could have prevented"), "NOUN
passed over" ("the start of").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from components.core.records import HAPPENED, INTENDED, Modality
from components.events.context import Context
from components.language.english.clauses import (
    MAX_STEPS,
    is_definite,
    is_infinitive,
    is_negated,
    is_past,
    is_present,
    is_progressive,
    is_unreal,
    own_modality,
)
from components.language.english.predicates import governor, is_passive
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
from components.language.english.time.attachment import times_of
from components.language.english.words import is_a
from components.lexicon.senses import words_of

DOUBTFUL: frozenset[Modality] = frozenset({"planned", "hypothetical", "feared"})
GIVEN_UP = frozenset({"planned", "ordered", "hypothetical"})
"""What a noun of planning says and a verb over it may take back."""


def modality_of(main: Token, members: Sequence[Token], context: Context) -> Modality:
    """Of the words that report one event: what the main one gives, else one above it ("did not
    carry out an attack") or what it leads to ("agreed to meet"). "No one died in the attack" denies
    no attack, and what is named by a day that is past has happened, whatever is hoped or planned
    about it: "hope that Tuesday's attack will not".
    """
    found: dict[Token, Modality] = {}
    for token in members:
        read = _read(token, context)
        is_past_day = read in DOUBTFUL and _is_named_by_past_day(token, context)
        found[token] = "done" if is_past_day else read
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


def _is_named_by_past_day(token: Token, context: Context) -> bool:
    on = context.article.published
    if on is None or token.pos_ not in NOUNS or _attribute(token, context) is not None:
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
    """The innermost word that says otherwise decides; without one the event is done, or ongoing by
    its tense."""
    # "are taking the town", "fighting is going on".
    verb = governor(token)
    carries = is_a(verb, "happening", "holding") or function_of(verb) == "open complement"
    under_way = is_progressive(token) or (is_progressive(verb) and carries)
    # A word on the way up, the word before it, and the last noun passed.
    node, before, noun = token, token, token
    for _ in range(MAX_STEPS):
        told = _is_only_told(node, before, noun, context)
        found = _said_by(node, before, noun, context, told=told)
        upper = None if told else _above(node, before, context)
        under_way = under_way or "ongoing" in {found, upper}
        if {found, upper} - {None, "ongoing"}:
            return _stronger(found, upper)
        if told or function_of(node) == "root" or _is_closed(node, context):
            break
        # "Efforts to end the fighting" do not take the fighting back.
        ends = function_of(node) == "object" and row_for(node.head, context, "VERB of an end")
        if ends or _stands_for_itself(node, context):
            break
        node, before, noun = node.head, node, node if node.pos_ in NOUNS else noun
    # "visits Nairobi next week", "next month's summit": what lies ahead is planned, though no word
    # says so.
    on = context.article.published
    if on and (token.pos_ in NOUNS or is_present(token) or form_of(token) == "ing form"):
        own = [one for one in times_of(token, context.times) if one.role != "duration"]
        if own and own[0].first_day is not None and own[0].first_day > on:
            return "planned"
    return "ongoing" if under_way else "done"


def _leads(above: Token, token: Token, context: Context) -> bool:
    """Whether a word stands over the token in its own clause."""
    while token != above and function_of(token) != "root" and not _is_closed(token, context):
        token = token.head
    return token == above


def _said_by(
    node: Token, before: Token, noun: Token, context: Context, *, told: bool
) -> Modality | None:
    """What the word itself says; a verb about an event's noun speaks of it only where it says that
    it takes place."""
    if node.pos_ not in VERBAL or node == before:
        return own_modality(node) or _of_attribute(node, context)
    if before.pos_ in NOUNS and is_subject(before) and not is_a(node, "happening"):
        return _of_subject(node, before, context)
    reported = is_a(node, "reported")
    if (reported and before.pos_ not in NOUNS) or ((reported or told) and is_definite(noun)):
        return None
    found = own_modality(node)
    placed = before.pos_ == "ADP" and is_a(before, "placed") and is_definite(noun)
    return found if not placed or found in INTENDED else None


def _of_attribute(noun: Token, context: Context) -> Modality | None:
    """What an adjective says, unless the verb tells that what was ahead has come: "carried out the
    threatened attack"."""
    found, verb = _attribute(noun, context), governor(noun)
    ahead = found in {"planned", "threatened", "feared"}
    if not (ahead and is_a(verb, "happening", "holding") and is_past(verb)):
        return found
    if is_negated(verb):
        return "negated" if found == "planned" else found
    return None


def _is_only_told(node: Token, before: Token, noun: Token, context: Context) -> bool:
    """A verb that has an event's noun as its object without saying that it takes place: "recall the
    strike"."""
    if node == before or node.pos_ not in VERBAL or noun.pos_ not in NOUNS:
        return False
    is_beside = before == noun or (before.pos_ == "ADP" and not is_a(before, "placed"))
    if not is_beside or is_subject(before) or is_a(node, "happening", "holding"):
        return False
    return not row_for(node, context, "VERB", "VERB of a deed")


def _stands_for_itself(node: Token, context: Context) -> bool:
    """A noun after "after" or "despite", or of whose scene, day or victims something is told."""
    if function_of(node) != "preposition":
        return False
    table, lemma = context.lexicon.modality, node.head.lemma_.lower()
    if is_a(node, "apart") or table.get((lemma, "NOUN")) == "done":
        return True
    if is_a(node, "placed") or node.head.pos_ not in NOUNS:
        return False
    # A noun that only counts or times what stands after "of": "the start of", "a series of".
    return not (
        lemma in words_of("partitive")
        or (lemma, "NOUN passed over") in table
        or (lemma, "NOUN") in table
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


def _above(node: Token, before: Token, context: Context) -> Modality | None:
    """What the head of a word says of it; None where it says nothing or that it was done, "done"
    where a negated word says so ("did not fail to")."""
    # What "including" lists from, though the parser attaches it to the verb: "set conditions,
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
    # What tells when or where is not what the verb speaks of: "after a meeting he ordered".
    in_noun = node.lower_ == "in" and node.head.pos_ in NOUNS
    is_content = function != "preposition" or is_a(node, "of its content") or in_noun
    found = _row_of(head, node, before, context) if is_content else None
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
    noun = head.head
    is_purpose = is_behind_preposition(node) and is_a(head, "purpose") and noun.pos_ in NOUNS
    if not is_purpose or context.is_place(node):
        return None
    # "In X for talks": who is there has come for them; not "the road to X for talks".
    there = is_after_preposition(noun, {"in"}) and noun.i in context.places
    if there or any(one.i in context.places for one in under(noun, {"in"})):
        return None
    return _row_of(noun, head, node, context) or "hypothetical"


def _left_out(node: Token) -> Modality | None:
    """ "without entering", "instead of attacking", "no sign of a withdrawal", "ahead of the
    summit"."""
    head = node.head
    if is_behind_preposition(node):
        if head.lower_ == "without":
            return "negated"
        before = (one for one in (*head.lefts, head.head) if one.pos_ in {"ADV", "ADP", "SCONJ"})
        leads = {one.lower_ for one in before}
        if head.lower_ in {"of", "to", "than"} and leads & {"instead", "rather", "opposed"}:
            return "negated"
        return "planned" if head.lower_ == "of" and "ahead" in leads else None
    is_of = function_of(node) == "preposition" and node.lower_ == "of" and head.pos_ in NOUNS
    return own_modality(head) if is_of else None


def _row_of(head: Token, node: Token, before: Token, context: Context) -> Modality | None:
    """What the row of the head says of its complement ``node``; a negated head says the contrary
    where a row gives it."""
    found = row_for(head, context, *_sorts(head, node, before, context))
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
    """What the first row says that the word has under one of these values of the column ``pos``: by
    its lemma with its particle ("rule out"), which alone counts, or its written form, first where
    it goes on: "are trying"."""
    table, lemma = context.lexicon.modality, word.lemma_.lower()
    if behind := dependents(word, "particle"):
        forms = [f"{lemma} {behind[0].lower_}"]
    else:
        forms = [word.lower_, lemma] if dependents(word, "helper") else [lemma, word.lower_]
    keys = ((form, sort) for form in forms for sort in sorts)
    return next((table[key] for key in keys if key in table), None)


def _sorts(head: Token, node: Token, before: Token, context: Context) -> Iterator[str]:
    """The values of the column ``pos`` under which a row would fit, the narrowest first."""
    if head.pos_ not in VERBAL:
        yield "NOUN" if head.pos_ == "PROPN" else head.pos_
        return
    is_gerund = function_of(before) == "clause behind a preposition"
    if is_gerund and node.lower_ in {"from", "against"}:
        yield f"VERB {node.lower_}"
    if any(is_a(child, "put off to") for child in dependents(head, "preposition")):
        yield "VERB until"
    if _attribute(node, context) == "planned":
        yield "VERB of a plan"
    if node.pos_ in VERBAL and function_of(node) != "preposition":
        if is_past(node):
            yield "VERB of a past clause"
        if is_infinitive(node):
            yield "VERB of an infinitive"
        if is_past(head) or form_of(head) == "past participle":
            yield "VERB in the past"
        yield "VERB of a clause"
    noun = node if node.pos_ in NOUNS else before
    rows = context.lexicon.triggers.get((noun.lemma_.lower(), "NOUN"), ())
    owned = noun.pos_ in NOUNS and bool(owners(noun))
    if noun.pos_ in NOUNS and not owned and not any(row.kind.has("agreed") for row in rows):
        yield "VERB of a deed"
    yield from ("VERB", "ADJ")


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
    found = _row_of(verb, node, node, context)
    return None if found in HAPPENED else found


def _of_subject(verb: Token, noun: Token, context: Context) -> Modality | None:
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


def _attribute(node: Token, context: Context) -> Modality | None:
    """An adjective or a clause on a noun: "a possible offensive", "the summit planned for May",
    "which they will hold in May", "to be held in May"."""
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
    for form in forms:
        if (form, "ADJ") in table:
            return table[form, "ADJ"]
    relative = dependents(node, "relative clause", "adnominal clause")
    held = [one for one in relative if is_a(one, "happening", "holding") and one.lemma_ != "be"]
    if any(is_infinitive(verb) and is_passive(verb) for verb in held):
        return "planned"
    relatives = (own_modality(verb) for verb in held if function_of(verb) == "relative clause")
    return next(filter(None, relatives), None)
