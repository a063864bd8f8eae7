"""Did it happen, is it planned, ordered, feared, denied? Read from auxiliaries, negation and the words above the trigger."""

from __future__ import annotations

from spacy.tokens import Token

from components.events.context import Context
from components.events.syntax import children
from components.events.triggers import governor
from components.model import Modality

FUTURE = frozenset({"will", "shall", "'ll", "wo", "going"})
POSSIBLE = frozenset({"could", "may", "might", "can", "should", "must", "ca"})
CONDITIONAL = frozenset({"if", "unless", "whether", "lest"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
PURPOSE = frozenset({"for", "against"})
CONTENT_PREPOSITIONS = frozenset({"of", "for", "about", "against", "on", "to", "from", "over", "at"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
FINITE_BREAKS = frozenset({"relcl", "advcl"})


def modality_of(token: Token, context: Context) -> Modality:
    """The innermost word that says otherwise decides; without one the event is done, or ongoing by its tense."""
    node, under_way, before = token, _is_progressive(token) or _is_progressive(governor(token)), token
    for _ in range(12):
        only_told = _is_only_told(node, before, context)
        found, above = _said_by(node, before, context), None if only_told else _above(node, context)
        under_way = under_way or "ongoing" in {found, above}
        if {found, above} - {None, "ongoing"}:
            return _stronger(found, above)
        if node.dep_ == "ROOT" or _is_closed(node) or only_told:
            break
        node, before = node.head, node
    return "ongoing" if under_way else "done"


def _said_by(node: Token, before: Token, context: Context) -> Modality | None:
    """What the word itself says; a verb about an event's noun speaks of it only where it says that it takes place."""
    is_about = before.pos_ in {"NOUN", "PROPN"} and before.dep_ in {"nsubj", "nsubjpass"} and node != before
    if is_about and node.lemma_.lower() not in context.lexicon.classes["happening"]:
        return "hypothetical" if _is_supposed(node, before) else _predicate(node, context)
    if node != before and node.lemma_.lower() in context.lexicon.classes["reported"]:
        return None
    return _own(node) or _modifier(node, context)


def _is_supposed(verb: Token, noun: Token) -> bool:
    """"An attack on the city would fail": an event without "the", under a verb of possibility."""
    modal = {child.lower_ for child in children(verb, "aux")} & (POSSIBLE | {"would"})
    return bool(modal) and not any(child.lower_ in DEFINITE for child in children(noun, "det", "poss"))


def _predicate(verb: Token, context: Context) -> Modality | None:
    """"the attack is unlikely"."""
    table = context.lexicon.modality
    found = (table.get((child.lower_, "ADJ")) for child in children(verb, "acomp"))
    return next((one for one in found if one), None)


def _stronger(own: Modality | None, above: Modality | None) -> Modality:
    """"fear that they will attack" is a fear, not a plan; otherwise the inner word wins."""
    if own in {"planned", "hypothetical", None} and above in {"feared", "threatened", "denied"}:
        return above
    return own or above or "done"


def _is_only_told(node: Token, before: Token, context: Context) -> bool:
    """A verb that has an event's noun as its object without saying that it takes place: "recall the strike"."""
    if before.pos_ not in {"NOUN", "PROPN"} or node == before or _row(node, context):
        return False
    if node.pos_ in {"NOUN", "PROPN"}:
        return before.dep_ not in {"compound", "conj", "appos"}
    classes = context.lexicon.classes
    happens = node.lemma_.lower() in classes["happening"] | classes["holding"]
    return node.pos_ in {"VERB", "AUX"} and not happens and before.dep_ != "pobj"


def _is_closed(node: Token) -> bool:
    """A finite clause with a subject of its own stands for itself."""
    if node.pos_ not in {"VERB", "AUX"} or _is_infinitive(node):
        return False
    has_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
    return (node.dep_ in FINITE_BREAKS and node.tag_ != "VBG") or (node.dep_ in {"ccomp", "conj"} and has_subject)


def _own(node: Token) -> Modality | None:
    """Auxiliaries, negation and the mark of the clause."""
    if node.pos_ in {"VERB", "AUX"}:
        if any(child.dep_ == "neg" for child in node.children):
            return "negated"
        auxiliaries = {child.lower_ for child in children(node, "aux")}
        if auxiliaries & FUTURE:
            return "planned"
        if auxiliaries & POSSIBLE or any(child.lower_ in CONDITIONAL for child in children(node, "mark")):
            return "hypothetical"
        if "would" in auxiliaries:
            return "planned" if node.dep_ == "ccomp" else "hypothetical"
        if _negative(children(node, "nsubj", "nsubjpass", "dobj")):
            return "negated"
        if node.dep_ == "ROOT" and _is_infinitive(node):
            return "planned"
        if node.dep_ == "pcomp" and node.head.lower_ == "by" and node.head.head.tag_ in {"VB", "VBP", "VBZ"}:
            return "hypothetical"
        if any(child.lower_ == "you" for child in children(node, "nsubj")) or _is_aim(node):
            return "hypothetical"
        return _imperative(node) if _is_bare(node) else None
    if any(child.lower_ == "any" for child in children(node, "det")):
        return "hypothetical"
    return "negated" if _negative([node]) else None


def _negative(nouns: list[Token]) -> bool:
    return any(child.lower_ in NEGATIVE_DETERMINERS for noun in nouns for child in children(noun, "det"))


def _is_bare(node: Token) -> bool:
    """A base form without a subject or an auxiliary."""
    has_company = any(child.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for child in node.children)
    return node.tag_ == "VB" and not has_company and node.dep_ in {"ROOT", "ccomp", "appos", "dep"}


def _is_aim(node: Token) -> bool:
    """A base form after a singular noun is no sentence but a heading: "Main effort: capture the region"."""
    nouns = (child for child in children(node, "nsubj") if child.pos_ in {"NOUN", "PROPN"})
    singular = any("Sing" in noun.morph.get("Number", []) for noun in nouns)
    return node.tag_ == "VB" and singular and not children(node, "aux", "auxpass")


def _imperative(node: Token) -> Modality:
    """An order where it opens quoted words ("Begin to pull out"), elsewhere only an aim ("Effort 1: capture the town")."""
    return "ordered" if node.i > 0 and node.nbor(-1).is_quote else "hypothetical"


def _modifier(node: Token, context: Context) -> Modality | None:
    """An adjective on a noun: "a possible offensive", "the planned summit"."""
    if node.pos_ not in {"NOUN", "PROPN"}:
        return None
    table = context.lexicon.modality
    found = (table.get((child.lemma_.lower(), "ADJ")) or table.get((child.lower_, "ADJ")) for child in children(node, "amod"))
    return next((one for one in found if one), None)


def _above(node: Token, context: Context) -> Modality | None:
    """What the governing word says of it: "ordered ... to withdraw", "fear of an attack", "failed to take"."""
    head = node.head
    if node.dep_ in {"ROOT", "conj", "nsubj", "nsubjpass"} or (node.dep_ in FINITE_BREAKS and not _is_infinitive(node)):
        return _scheduled(node, context) if node.dep_ in {"nsubj", "nsubjpass"} else None
    found = _row(head, context) if _is_content(node) else None
    if node.pos_ in {"VERB", "AUX"}:
        found = found or context.lexicon.modality.get((head.lemma_.lower(), "VERB of a clause"))
    if found and found != "done":
        return found
    if _is_infinitive(node) and node.dep_ in {"xcomp", "acl", "relcl", "advcl", "ccomp"} and found is None:
        return _of_be(head, context) if head.lemma_ == "be" else "hypothetical"
    is_purpose = node.dep_ in {"pobj", "pcomp"} and head.lower_ in PURPOSE and head.head.pos_ in {"NOUN", "PROPN"}
    return (_row(head.head, context) or "hypothetical") if is_purpose and not context.is_place(node) else None


def _is_content(node: Token) -> bool:
    """A phrase that tells when or where is not what the verb speaks of: "after a meeting he ordered"."""
    return node.dep_ != "prep" or node.lower_ in CONTENT_PREPOSITIONS


def _of_be(verb: Token, context: Context) -> Modality:
    """"they are to meet" is planned; "their aim is to capture" is what the noun says."""
    found = (_row(noun, context) for noun in children(verb, "nsubj"))
    return next((one for one in found if one), "planned")


def _row(head: Token, context: Context) -> Modality | None:
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(head.pos_, head.pos_)
    table = context.lexicon.modality
    return table.get((head.lemma_.lower(), pos)) or (table.get((head.lower_, "ADJ")) if pos == "VERB" else None)


def _scheduled(node: Token, context: Context) -> Modality | None:
    """A noun as the subject of a verb of planning: "the summit is scheduled for"."""
    about = [child.lemma_.lower() for child in children(node.head, "xcomp")]
    if about and about[0] not in context.lexicon.classes["happening"]:
        return None
    found = _row(node.head, context) if node.pos_ in {"NOUN", "PROPN"} else None
    return found if found in {"planned", "feared", "threatened"} and node.dep_ == "nsubjpass" else None


def _is_infinitive(node: Token) -> bool:
    return node.tag_ == "VB" and any(child.lower_ == "to" for child in children(node, "aux"))


def _is_progressive(token: Token) -> bool:
    """"are taking", "have been advancing": under way when the article was written."""
    if token.tag_ != "VBG":
        return False
    auxiliaries = {child.lower_ for child in children(token, "aux", "auxpass")}
    return bool(auxiliaries & {"is", "are", "'s", "'re", "been"})
