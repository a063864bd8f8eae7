"""What small words say of a clause: negated, possible, planned, past, a question."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from spacy.tokens import Token

from components.core.records import Modality
from components.language.english.labels import FINITE, SUBJECTS, child_words, children
from components.language.english.prepositions import is_after_preposition, under
from components.language.english.syntax import NOUNS, VERBAL, function_of
from components.language.english.words import in_class, is_a
from components.lexicon.senses import words_of

AHEAD_MODALS = frozenset("will 'll ’ll shall would could may might must should can wo".split())
ANY_SUBJECT = SUBJECTS | {"csubj", "expl"}
MAX_STEPS = 12
"""Steps of a climb through the parse: no clause is deeper, and a climb always ends."""

Tense = Literal["past", "present", "future"]


def own_modality(node: Token) -> Modality | None:
    """What the word itself and its auxiliaries say; None where they say nothing."""
    if node.pos_ not in VERBAL:
        if "any" in child_words(node, "det"):
            return "hypothetical"
        return "negated" if _is_nothing(node) else None
    if is_negated(node):
        return "negated"
    return _by_auxiliary(node) or _by_form(node)


def is_negated(verb: Token) -> bool:
    """ "Did not enter", "neither entered nor shelled", "nobody entered", "captured no town"."""
    if any(_denies(child) for child in verb.children if child.i < verb.i or child.dep_ == "neg"):
        return True
    joints = children(verb.head, "cc") if verb.dep_ == "conj" else []
    if any(child.lower_ == "nor" and child.i < verb.i for child in joints):
        return True
    return any(_is_nothing(noun) for noun in children(verb, *SUBJECTS, "dobj"))


def is_unreal(verb: Token) -> bool:
    """ "Could have prevented": it did not come to it."""
    helpers = child_words(verb, "aux")
    return "have" in helpers and bool(helpers & (words_of("possible") | {"would", "should"}))


def _denies(word: Token) -> bool:
    if is_a(word, "almost") and word.dep_ == "advmod":
        return word.i + 1 == word.head.i
    if word.dep_ == "neg":
        return word.i + 1 >= len(word.doc) or not is_a(word.nbor(1), "not alone")
    return word.lower_ in {"neither", "nor"} and word.dep_ in {"preconj", "cc", "advmod"}


def _is_nothing(noun: Token) -> bool:
    if is_a(noun, "nothing") or noun.left_edge.lower_ == "neither":
        return True
    denied = any(is_a(child, "no") for child in children(noun, "det", "preconj"))
    return denied or any(_denies(child) for child in children(noun, "neg"))


def _by_auxiliary(verb: Token) -> Modality | None:
    helpers, marks = child_words(verb, "aux"), child_words(verb, "mark")
    is_open = bool(helpers & words_of("possible") or marks & words_of("conditional"))
    if is_open or _is_question(verb):
        return "hypothetical"
    if verb.dep_ == "advcl" and verb.tag_ in {"VBZ", "VBP"}:
        # What a plan waits for: "they will leave after the army takes the town".
        is_plan = bool(child_words(verb.head, "aux") & (words_of("future") | {"would"}))
        if is_plan and any(is_a(one, "awaiting") for one in children(verb, "mark", "advmod")):
            return "hypothetical"
    if helpers & words_of("future"):
        return "planned"
    if "would" not in helpers:
        return None
    # "Would visit Kyiv if a truce held".
    conditions = words_of("conditional") - {"whether"}
    depends = any(child_words(one, "mark") & conditions for one in children(verb, "advcl"))
    is_said = verb.dep_ == "ccomp" or "that" in marks
    return "planned" if is_said and "have" not in helpers and not depends else "hypothetical"


def _is_question(verb: Token) -> bool:
    """ "Did rebels enter?", "Had rebels entered, ...": the auxiliary opens the clause."""
    subject = next(iter(children(verb, *SUBJECTS, "expl")), None)
    if subject is None or subject.i > verb.i:
        return False
    before = [child for child in children(verb, "aux", "auxpass") if child.i < subject.i]
    first = verb.left_edge
    while first.i < verb.i and (first.is_punct or first.is_space or first.dep_ == "cc"):
        first = first.nbor(1)
    return bool(before) and before[0] == first


def _by_form(verb: Token) -> Modality | None:
    """Infinitives that stand alone, imperatives, headings, what one does in general ("you")."""
    by = verb.head
    if verb.dep_ == "ROOT" and is_infinitive(verb):
        return "planned"
    if verb.dep_ == "pcomp" and by.lower_ == "by" and by.head.tag_ in {"VB", "VBP", "VBZ"}:
        return "hypothetical"
    if "than" in child_words(verb, "mark") and verb.left_edge.lower_ == "rather":
        return "negated"
    # A base form after a singular noun is a heading: "Main effort: capture the region".
    nouns = (child for child in children(verb, "nsubj") if child.pos_ in NOUNS)
    is_aim = verb.tag_ == "VB" and not children(verb, "aux", "auxpass")
    is_aim = is_aim and any("Sing" in noun.morph.get("Number", []) for noun in nouns)
    if is_aim or "you" in child_words(verb, "nsubj"):
        return "hypothetical"
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "appos", "dep"}:
        return None
    if children(verb, *SUBJECTS, "aux", "expl"):
        return None
    # An order in a quoted sentence ("Begin to pull out"), elsewhere only an aim ("Effort 1:
    # capture the town").
    edges = [verb.sent[0], *verb.sent[-2:], *([verb.nbor(-1)] if verb.i else [])]
    return "ordered" if any(word.is_quote for word in edges) else "hypothetical"


def is_infinitive(verb: Token) -> bool:
    helpers = children(verb, "aux", "auxpass")
    is_base = verb.tag_ == "VB" or any(child.tag_ == "VB" for child in helpers)
    return is_base and "to" in child_words(verb, "aux")


def is_past(verb: Token) -> bool:
    """A finite verb in the past or the perfect, without a modal."""
    helpers = children(verb, "aux", "auxpass")
    if any(child.tag_ in {"MD", "TO"} for child in helpers):
        return False
    perfect = verb.tag_ in {"VBN", "VBD", "VBG"} and any(one.lemma_ == "have" for one in helpers)
    return perfect or any(one.tag_ == "VBD" for one in (verb, *helpers))


def is_progressive(token: Token) -> bool:
    """ "Are taking", "have been advancing": under way when the article was written."""
    helpers = child_words(token, "aux", "auxpass")
    return token.tag_ == "VBG" and bool(helpers & {"is", "are", "'s", "'re", "been"})


def is_definite(noun: Token) -> bool:
    """ "The attack", "their attack", "Friday's attack", a name: it points at something known."""
    is_led = (is_a(child, "definite") or child.dep_ == "poss" for child in noun.lefts)
    return noun.pos_ == "PROPN" or any(is_led)


def opens_with(verb: Token, words: Set[str]) -> bool:
    """Whether one of ``words`` joins the clause to the one above: "when they discussed it"."""
    return not child_words(verb, "mark", "advmod").isdisjoint(words)


def is_free_participle(verb: Token) -> bool:
    """ "Attacked the village, killing 23 people"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not has_subject(verb)


def is_present(verb: Token) -> bool:
    return verb.tag_ in {"VBZ", "VBP"}


def relative_gap(verb: Token) -> str:
    """The part of the noun over a relative or participle clause in it: in or from it, its object,
    subject, passive subject; empty where the words do not say."""
    if verb.dep_ != "relcl":
        return "passive subject" if verb.dep_ == "acl" and verb.tag_ == "VBN" else ""
    if any(child.lower_ == "where" for child in verb.children):
        return "in"
    places = under(verb, {"in", "at", "from", "near"})
    if which := [one for one in places if one.lower_ == "which"]:
        return "from" if is_after_preposition(which[0], {"from"}) else "in"
    for child in verb.children:
        is_pronoun = child.lower_ in {"which", "that"}
        if is_pronoun and (child.dep_ in SUBJECTS or child.dep_ == "dobj"):
            return function_of(child)
    # A contact clause: "the town rebels seized in May".
    closed = children(verb, "dobj", "prt", "ccomp", "xcomp")
    return "object" if children(verb, "nsubj") and not closed else ""


def verb_above(token: Token) -> Token:
    """The verb of the clause in which the token is, or the root of its sentence."""
    for _ in range(MAX_STEPS):
        if token.pos_ in VERBAL or token.head == token:
            return token
        token = token.head
    return token


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in ANY_SUBJECT for child in verb.children)


def tense_of(governor: Token) -> Tense:
    """Whether its clause tells of what was, is, or is to come; a noun's is that of its verb."""
    if is_announced(governor):
        return "future"
    if governor.dep_ == "pobj" and in_class(governor.lemma_, "report_noun"):
        return "past"
    verb = verb_above(governor)
    return _verb_tense(verb, MAX_STEPS) if verb.pos_ in VERBAL else "present"


def is_announced(governor: Token) -> bool:
    """Whether the words around it say that it is yet to come: "the upcoming talks", "ahead of
    Friday's summit", "is expected to"; of finite verbs only those that speak of the coming
    themselves."""
    words = [governor]
    if governor.pos_ in VERBAL:
        words += children(governor, "acomp")
    else:
        words += [*governor.lefts, *children(governor, "acl")]
        if governor.head.dep_ == "prep" and governor.dep_ == "pobj":
            words.append(governor.head.head)
    return any(
        in_class(one.lemma_, "future_cue")
        and (one.pos_ not in VERBAL or (one.tag_ == "VBN" and in_class(one.lemma_, "raising")))
        for one in words
    )


def _verb_tense(verb: Token, steps: int) -> Tense:
    helpers, words = children(verb, "aux", "auxpass"), child_words(verb, "aux", "auxpass")
    # "Gunfire could be heard on Friday".
    if "could" in words and verb.lemma_ in {"hear", "see", "feel", "smell"}:
        return "past"
    going_to = verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ == "going"
    if going_to or (words & AHEAD_MODALS and "have" not in words):
        return "future"
    above = verb.head
    if verb.tag_ == "VB" and "to" in words:
        # "Plans to meet" looks ahead; "began to withdraw" shares the tense of the verb above.
        looks_ahead = in_class(above.lemma_, "future_cue") or above.lemma_ == "be"
        if steps == 0 or above == verb or looks_ahead or above.pos_ not in VERBAL:
            return "future"
        return _verb_tense(above, steps - 1)
    tags = {one.tag_ for one in (*helpers, verb)}
    if "VBD" in tags or any(one.lemma_ == "have" for one in helpers):
        return "past"
    if tags & FINITE:
        is_condition = any(one.lower_ in {"if", "once", "unless"} for one in verb.children)
        return "future" if is_condition else "present"
    # "Scheduled for Friday" looks ahead, "published on Friday" back, "leaving on Friday" with
    # its verb.
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "ROOT"}:
        return "future" if in_class(verb.lemma_, "raising") else "past"
    above = verb_above(above)
    if steps == 0 or above == verb or above.pos_ not in VERBAL:
        return "past" if verb.tag_ == "VBN" else "present"
    return _verb_tense(above, steps - 1)


def goes_on(governor: Token) -> bool:
    """Whether the verb lasts up to now: perfect or progressive present, or plain present."""
    verb = verb_above(governor)
    helpers = child_words(verb, "aux", "auxpass") & {"have", "has", "'ve", "is", "are"}
    return bool(helpers) or is_present(verb)
