"""Words that soften a statement, in the clause of a trigger and on the verb that reports it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from components.language.english.syntax import clause, heads_clause
from components.lexicon.people import ActorLexicon, HedgeRow

COUNTED = frozenset({"CARDINAL", "QUANTITY", "PERCENT", "MONEY"})


def hedges_of(trigger: Token, lexicon: ActorLexicon) -> tuple[str, ...]:
    """The hedges of the trigger's own clause in text order, as the article writes them."""
    return hedges_in(words_of_clause(trigger), lexicon)


def hedges_in(tokens: Sequence[Token], lexicon: ActorLexicon) -> tuple[str, ...]:
    found: list[str] = []
    position = 0
    while position < len(tokens):
        rows = lexicon.hedges.get(tokens[position].lower_, ())
        row = next((row for row in rows if _stands_at(row, tokens, position)), None)
        if row is not None:
            first = tokens[position]
            found.append(first.doc[first.i : first.i + len(row.words)].text)
        position += len(row.words) if row is not None else 1
    return tuple(dict.fromkeys(found))


def _stands_at(row: HedgeRow, tokens: Sequence[Token], position: int) -> bool:
    end = position + len(row.words)
    window = tokens[position:end]
    if tuple(token.lower_ for token in window) != tuple(row.words):
        return False
    if window[-1].i - window[0].i >= len(row.words):
        return False
    if row.scope == "quantity":
        # A number, or a word that counts ("dozens", "half"), comes next.
        following = tokens[end] if end < len(tokens) else None
        return following is not None and (following.like_num or following.ent_type_ in COUNTED)
    return row.scope != "modal" or window[0].tag_ == "MD"


def words_of_clause(trigger: Token) -> list[Token]:
    """The words of the trigger's clause without inner clauses; "it is possible" over it counts."""
    top = _top(trigger)
    own, above = _own(top, trigger), top.head
    if top.dep_ in {"ccomp", "csubj"} and (above.lemma_ == "be" or above.pos_ == "ADJ"):
        own = [*_own(_top(above), trigger), *own]
    return sorted(set(own), key=lambda token: token.i)


def _top(trigger: Token) -> Token:
    """The verb of the clause, or that leads it: "are believed to have left"."""
    top = clause(trigger)
    while top.dep_ == "xcomp" and top.head != top:
        top = clause(top.head)
    return top


def _own(token: Token, trigger: Token) -> list[Token]:
    """Without appositions: "the port, about 10 miles north of the border" softens nothing."""
    found = [token]
    for child in token.children:
        beside = child.dep_ == "appos" and child != trigger and not child.is_ancestor(trigger)
        if not beside and (not heads_clause(child) or child.dep_ == "acl"):
            found += _own(child, trigger)
    return found
