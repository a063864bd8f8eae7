"""How much of the place: "almost all of Kharkiv Oblast", "more than 30 settlements"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from components.core.records import DRAWN_ROLES, PlaceLink
from components.events.context import Context
from components.language.english.syntax import children
from components.language.english.words import is_a


def extent_of(trigger: Token, links: Sequence[PlaceLink], context: Context) -> str:
    """The partitive over the first drawn place, in the article's words; empty where the whole place
    is meant."""
    for link in links:
        if link.role not in DRAWN_ROLES:
            continue
        span = link.resolution.toponym.span
        found = context.doc.char_span(span.start, span.end, alignment_mode="expand")
        words = _partitive(found.root, trigger, context) if found else ""
        if words:
            return words
    return ""


def _partitive(noun: Token, trigger: Token, context: Context) -> str:
    """Climbs "of" phrases from the place towards the trigger to the quantifying word."""
    node = noun
    while node.head != node and node.head != trigger:
        node = node.head
        if is_a(node, "partitive") and any(prep.lower_ == "of" for prep in children(node, "prep")):
            before = [
                child
                for child in node.lefts
                if child.dep_ in {"advmod", "quantmod", "nummod", "amod", "predet"}
            ]
            start = before[0].left_edge.i if before else node.i
            return node.doc[start : node.i + 1].text
        if node.pos_ == "NOUN" and context.is_place(node) and (counted := children(node, "nummod")):
            return " ".join(word.text for word in counted[0].subtree) + f" {node.text}"
    return ""
