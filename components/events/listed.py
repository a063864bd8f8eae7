"""Two toponyms of one phrase: named side by side, or the finer within the bigger."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from components.core.records import Resolution
from components.events.context import Context
from components.language.english.syntax import children

PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
PAIRING = frozenset({"-", "–", "/"})
TOWNS = frozenset({"city", "town", "village", "settlement"})
FINER = frozenset({"settlement", "district", "facility", "island"})


def is_listed(node: Token, above: Token, context: Context) -> bool:
    """ "near X, Y, Z and W", where the parser makes Y an apposition."""
    one, two = context.place_at(node), context.place_at(above)
    alike = one and two and one.place and two.place and one.place.kind == two.place.kind
    return bool(alike) and node.dep_ == "appos" and bool(children(node, "conj", "appos"))


def is_paired(node: Token, above: Token, context: Context) -> bool:
    """ "the X-Y line", "the road X–Y": two names, neither of which qualifies the other."""
    alike = context.place_at(node) and context.place_at(above)
    return bool(alike) and node.dep_ in PREMODIFIERS and node.doc[node.i + 1].text in PAIRING


def is_finer(node: Token, above: Token, context: Context) -> bool:
    """ "the last city in Luhansk, Lysychansk": the town is not in the address of the region,
    whatever else the name may mean."""
    small, big = context.place_at(node), context.place_at(above)
    if not (small and big and small.place and big.place and small.place.kind in FINER):
        return False
    over = (one for one in _nouns_over(above) if one.i not in context.places)
    return big.place.kind not in FINER or any(one.lemma_.lower() in TOWNS for one in over)


def is_point_beside(small: Resolution | None, big: Resolution | None) -> bool:
    """ "Syria near the town": a point and a country or unit."""
    if not (small and big and small.place and big.place):
        return False
    return small.place.kind in FINER and big.place.kind not in FINER


def _nouns_over(token: Token) -> Iterator[Token]:
    """The nouns of the phrase that a token stands in."""
    while token.head != token and token.head.pos_ not in {"VERB", "AUX"}:
        token = token.head
        yield token
