"""What a clause says of itself by its small words: whether it is negated, possible, planned, past,
a question, and how it is joined to the one above."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from components.core.records import Modality
from components.language.english.syntax import NOUNS, VERBAL, children, words_under
from components.language.english.words import is_a
from components.lexicon.senses import words_of

FINITE_BREAKS = frozenset({"relcl", "advcl"})


def own_modality(node: Token) -> Modality | None:
    """What the word itself and its auxiliaries say; None where they say nothing."""
    if node.pos_ not in VERBAL:
        if "any" in words_under(node, "det"):
            return "hypothetical"
        return "negated" if _is_nothing(node) else None
    if is_negated(node):
        return "negated"
    return _by_auxiliary(node) or _by_form(node)


def is_negated(verb: Token) -> bool:
    """ "Did not enter", "neither entered nor shelled", "nobody entered", "not a single soldier
    entered", "captured no town"."""
    if any(_denies(child) for child in verb.children if child.i < verb.i or child.dep_ == "neg"):
        return True
    before = [child for child in children(verb.head, "cc") if child.i < verb.i]
    if verb.dep_ == "conj" and any(child.lower_ == "nor" for child in before):
        return True
    return any(_is_nothing(noun) for noun in children(verb, "nsubj", "nsubjpass", "dobj"))


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
    helpers, marks = words_under(verb, "aux"), words_under(verb, "mark")
    if (
        helpers & words_of("possible")
        or marks & words_of("conditional")
        or is_question(verb)
        or _is_awaited(verb)
    ):
        return "hypothetical"
    if helpers & words_of("future"):
        return "planned"
    if "would" not in helpers:
        return None
    # "Would visit Kyiv if a truce held".
    conditions = words_of("conditional") - {"whether"}
    depends = any(words_under(one, "mark") & conditions for one in children(verb, "advcl"))
    is_said = verb.dep_ == "ccomp" or "that" in marks
    return "planned" if is_said and "have" not in helpers and not depends else "hypothetical"


def _is_awaited(verb: Token) -> bool:
    """What a plan waits for: "they will leave after the army takes the town"."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    is_plan = bool(words_under(verb.head, "aux") & (words_of("future") | {"would"}))
    return is_plan and any(is_a(child, "awaiting") for child in children(verb, "mark", "advmod"))


def is_question(verb: Token) -> bool:
    """Whether the auxiliary opens the clause: "Did rebels enter?", or a condition, "Had rebels
    entered, ..."."""
    subject = next(iter(children(verb, "nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.i > verb.i:
        return False
    before = [child for child in children(verb, "aux", "auxpass") if child.i < subject.i]
    first = verb.left_edge
    while first.i < verb.i and (first.is_punct or first.is_space or first.dep_ == "cc"):
        first = first.nbor(1)
    return bool(before) and before[0] == first


def _by_form(verb: Token) -> Modality | None:
    """Infinitives that stand alone, imperatives, headings without a finite verb, what one does in
    general ("you")."""
    by = verb.head
    if verb.dep_ == "ROOT" and is_infinitive(verb):
        return "planned"
    if verb.dep_ == "pcomp" and by.lower_ == "by" and by.head.tag_ in {"VB", "VBP", "VBZ"}:
        return "hypothetical"
    if "than" in words_under(verb, "mark") and verb.left_edge.lower_ == "rather":
        return "negated"
    if "you" in words_under(verb, "nsubj") or _is_aim(verb):
        return "hypothetical"
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "appos", "dep"}:
        return None
    if children(verb, "nsubj", "nsubjpass", "aux", "expl"):
        return None
    # An order in a quoted sentence ("Begin to pull out"), elsewhere only an aim ("Effort 1:
    # capture the town").
    edges = [verb.sent[0], *verb.sent[-2:], *([verb.nbor(-1)] if verb.i else [])]
    return "ordered" if any(word.is_quote for word in edges) else "hypothetical"


def _is_aim(verb: Token) -> bool:
    """A base form after a singular noun is no sentence but a heading: "Main effort: capture the
    region"."""
    nouns = (child for child in children(verb, "nsubj") if child.pos_ in NOUNS)
    singular = any("Sing" in noun.morph.get("Number", []) for noun in nouns)
    return verb.tag_ == "VB" and singular and not children(verb, "aux", "auxpass")


def is_infinitive(verb: Token) -> bool:
    helpers = children(verb, "aux", "auxpass")
    is_base = verb.tag_ == "VB" or any(child.tag_ == "VB" for child in helpers)
    return is_base and "to" in words_under(verb, "aux")


def is_past(verb: Token) -> bool:
    """A finite verb in the past or the perfect, without a modal."""
    helpers = children(verb, "aux", "auxpass")
    if any(child.tag_ in {"MD", "TO"} for child in helpers):
        return False
    perfect = verb.tag_ in {"VBN", "VBD", "VBG"} and any(one.lemma_ == "have" for one in helpers)
    return perfect or any(one.tag_ == "VBD" for one in (verb, *helpers))


def is_progressive(token: Token) -> bool:
    """ "Are taking", "have been advancing": under way when the article was written."""
    helpers = words_under(token, "aux", "auxpass")
    return token.tag_ == "VBG" and bool(helpers & {"is", "are", "'s", "'re", "been"})


def is_definite(noun: Token) -> bool:
    """ "The attack", "their attack", "Friday's attack", a proper name: it points at something
    known."""
    is_led = (is_a(child, "definite") or child.dep_ == "poss" for child in noun.lefts)
    return noun.pos_ == "PROPN" or any(is_led)


def opens_with(verb: Token, words: Set[str]) -> bool:
    """Whether one of ``words`` joins the clause to the one above: "when they discussed it"."""
    return not words_under(verb, "mark", "advmod").isdisjoint(words)


def is_cleft(verb: Token) -> bool:
    """ "It was then that they left"."""
    return "it" in words_under(verb, "nsubj", "expl")
