"""What a clause says of itself by its small words: negation, auxiliaries, a question or a
condition, the mark that opens it."""

from __future__ import annotations

from spacy.tokens import Token

from components.core.records import Modality
from components.language.english.syntax import NOUNS, VERBAL, children
from components.language.english.words import is_a
from components.lexicon.senses import words_of

FINITE_BREAKS = frozenset({"relcl", "advcl"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "DET"})


def own_modality(node: Token) -> Modality | None:
    """What the word itself and its auxiliaries say; None where they say nothing."""
    if node.pos_ not in VERBAL:
        if any(child.lower_ == "any" for child in children(node, "det")):
            return "hypothetical"
        return "negated" if _is_nothing(node) else None
    if is_negated(node):
        return "negated"
    return _by_auxiliary(node) or _by_form(node)


def is_negated(verb: Token) -> bool:
    """ "did not enter", "neither entered nor shelled", "nobody entered", "not a single soldier
    entered", "captured no town"."""
    if any(_denies(child) for child in verb.children if child.i < verb.i or child.dep_ == "neg"):
        return True
    if verb.dep_ == "conj" and any(
        child.lower_ == "nor" and child.i < verb.i for child in children(verb.head, "cc")
    ):
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
    words = {child.lower_ for child in children(verb, "aux")}
    marks = children(verb, "mark")
    if (
        words & words_of("possible")
        or any(child.lower_ in words_of("conditional") for child in marks)
        or is_inverted(verb)
        or _is_awaited(verb)
    ):
        return "hypothetical"
    if words & words_of("future"):
        return "planned"
    if "would" not in words:
        return None
    told = verb.dep_ == "ccomp" or any(child.lower_ == "that" for child in marks)
    return (
        "planned" if told and "have" not in words and not _has_condition(verb) else "hypothetical"
    )


def _has_condition(verb: Token) -> bool:
    """ "would visit Kyiv if a truce held"."""
    marks = (
        child.lower_ for clause in children(verb, "advcl") for child in children(clause, "mark")
    )
    return any(mark in words_of("conditional") - {"whether"} for mark in marks)


def _is_awaited(verb: Token) -> bool:
    """What a plan waits for: "they will leave after the army takes the town"."""
    above = {child.lower_ for child in children(verb.head, "aux")}
    if (
        verb.dep_ != "advcl"
        or verb.tag_ not in {"VBZ", "VBP"}
        or not above & (words_of("future") | {"would"})
    ):
        return False
    return any(is_a(child, "awaiting") for child in children(verb, "mark", "advmod"))


def is_inverted(verb: Token) -> bool:
    """A question, "Did rebels enter?", or a condition, "Had rebels entered, ...": the auxiliary
    opens the clause."""
    subject = next((child for child in children(verb, "nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.i > verb.i:
        return False
    before = [child for child in children(verb, "aux", "auxpass") if child.i < subject.i]
    return bool(before) and before[0].i == _opening(verb).i


def _opening(verb: Token) -> Token:
    """The first word of the clause behind marks, blanks and a coordinator."""
    first = verb.left_edge
    while first.i < verb.i and (first.is_punct or first.is_space or first.dep_ == "cc"):
        first = first.nbor(1)
    return first


def _by_form(verb: Token) -> Modality | None:
    """Infinitives that stand alone, imperatives, headings without a finite verb, what one does in
    general ("you")."""
    if verb.dep_ == "ROOT" and is_infinitive(verb):
        return "planned"
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ == "by"
        and verb.head.head.tag_ in {"VB", "VBP", "VBZ"}
    ):
        return "hypothetical"
    if (
        _is_left_out(verb)
        or any(child.lower_ == "you" for child in children(verb, "nsubj"))
        or _is_aim(verb)
    ):
        return "negated" if _is_left_out(verb) else "hypothetical"
    return _imperative(verb) if _is_bare(verb) else None


def _is_left_out(verb: Token) -> bool:
    """ "rather than storm the town"."""
    return (
        any(child.lower_ == "than" for child in children(verb, "mark"))
        and verb.left_edge.lower_ == "rather"
    )


def is_infinitive(verb: Token) -> bool:
    to = any(child.lower_ == "to" for child in children(verb, "aux"))
    return to and (
        verb.tag_ == "VB" or any(child.tag_ == "VB" for child in children(verb, "aux", "auxpass"))
    )


def is_past(verb: Token) -> bool:
    """A finite verb in the past or the perfect, without a modal."""
    words = children(verb, "aux", "auxpass")
    if any(child.tag_ == "MD" or child.tag_ == "TO" for child in words):
        return False
    finite = [verb, *words]
    perfect = verb.tag_ in {"VBN", "VBD", "VBG"} and any(child.lemma_ == "have" for child in words)
    return perfect or any(one.tag_ == "VBD" for one in finite)


def is_definite(noun: Token) -> bool:
    """ "the attack", "their attack", "Friday's attack", a proper name: it points at something
    known."""
    return noun.pos_ == "PROPN" or any(
        is_a(child, "definite") or child.dep_ == "poss" for child in noun.lefts
    )


def _is_bare(verb: Token) -> bool:
    """A base form without a subject or an auxiliary."""
    has_company = any(
        child.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for child in verb.children
    )
    return verb.tag_ == "VB" and not has_company and verb.dep_ in {"ROOT", "ccomp", "appos", "dep"}


def _is_aim(verb: Token) -> bool:
    """A base form after a singular noun is no sentence but a heading: "Main effort: capture the
    region"."""
    nouns = (child for child in children(verb, "nsubj") if child.pos_ in NOUNS)
    singular = any("Sing" in noun.morph.get("Number", []) for noun in nouns)
    return verb.tag_ == "VB" and singular and not children(verb, "aux", "auxpass")


def _imperative(verb: Token) -> Modality:
    """An order in a quoted sentence ("Begin to pull out"), elsewhere only an aim ("Effort 1:
    capture the town")."""
    edges = [verb.sent[0], *verb.sent[-2:], *([verb.nbor(-1)] if verb.i else [])]
    return "ordered" if any(word.is_quote for word in edges) else "hypothetical"


def is_progressive(token: Token) -> bool:
    """ "are taking", "have been advancing": under way when the article was written."""
    if token.tag_ != "VBG":
        return False
    auxiliaries = {child.lower_ for child in children(token, "aux", "auxpass")}
    return bool(auxiliaries & {"is", "are", "'s", "'re", "been"})
