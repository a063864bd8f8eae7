"""Noun phrases: their name in the article's words and where they stand."""

from __future__ import annotations

from spacy.tokens import Token

from components.core.records import Span
from components.language.english.labels import children, conjuncts
from components.language.english.mentions import mention_of, names_actor
from components.language.english.persons import is_person, is_private
from components.language.english.words import is_a, time_value

LEADING = frozenset("det predet punct cc advmod nummod quantmod prep case preconj neg mark".split())
"""Words in front of a name that are no part of it."""

MAX_NAME_TOKENS = 14


def name_of(token: Token) -> str:
    """The phrase's name as the article writes it, on one line."""
    start, end = name_bounds(token)
    return " ".join(token.doc[start:end].text.split())


def span_of(token: Token) -> Span:
    start, end = name_bounds(token)
    last = token.doc[end - 1]
    return Span(start=token.doc[start].idx, end=last.idx + len(last))


def name_bounds(token: Token) -> tuple[int, int]:
    """Tokens (half-open) of the phrase's name: no determiner, number or relative clause; "of ..."
    after a noun belongs, "for ..." after a spokesman."""
    doc, mention = token.doc, mention_of(token)
    is_personal = token.ent_type_ == "PERSON" and token.pos_ == "PROPN"
    before = [
        child
        for child in token.lefts
        if child.dep_ != "relcl" and not (child.dep_ == "poss" and is_private(child))
    ]
    start = min((child.left_edge.i for child in before), default=token.i)
    if is_personal:
        parting = [one for one in doc[start : token.i] if one.pos_ in {"CCONJ", "PUNCT"}]
        start = max([start, *(one.i + 1 for one in parting if one.text != "-")])
    for child in before:
        # "At least 200 rebel troops" is "rebel troops".
        is_figure = child.dep_ == "nummod" or child.like_num
        if is_figure and not _is_rank(child) and child.right_edge.i < token.i:
            start = max(start, child.right_edge.i + 1)
    while start < token.i and _is_leading(doc[start], token):
        start += 1
    start = min(start, mention.start) if mention and mention.end > token.i else start
    end = max(token.i + 1, mention.end if mention else 0)
    # "Commander-in-Chief" is one word, though the parser parts it; "Wagner-led" names Wagner.
    is_part = end + 1 < len(doc) and is_a(doc[end + 1], "belonging")
    while not is_part and end + 1 < len(doc) and doc[end].text == "-":
        if doc[end - 1].whitespace_ or doc[end].whitespace_:
            break
        end += 2
    end = end if is_personal else _over_of(token, end)
    # A name does not run on into that of a private person (rule 11).
    private = [word for word in doc[token.i + 1 : end] if is_private(word)]
    end = max(token.i + 1, private[0].left_edge.i) if private else end
    return max(start, end - MAX_NAME_TOKENS), end


def _is_rank(word: Token) -> bool:
    """The number of a unit: "the 72nd Mechanized Brigade"."""
    ordinal = word.text[0].isdigit() and word.text[-1].isalpha()
    return ordinal and word.nbor(1).pos_ == "PROPN"


def _is_leading(word: Token, head: Token) -> bool:
    if word.tag_ in {"PRP$", "``", "''", "WP$", "WRB", "WDT", "VB"} or word.is_punct:
        return True
    if word.is_space or is_a(word, "vague figure"):
        return True
    if word.like_num:  # But "a 9-month-old boy".
        return not _is_rank(word) and word.nbor(1).text != "-"
    if word.i and any(
        time_value(word.lower_, unit) != word.lower_ for unit in ("month", "weekday")
    ):
        # "On 5 May rebels captured", "in May rebels captured".
        return word.nbor(-1).like_num or word.nbor(-1).pos_ == "ADP"
    is_inner = word.dep_ == "advmod" and word.head.i != head.i
    return word.dep_ in LEADING and word.head.i >= word.i and not is_inner


def _over_of(token: Token, end: int) -> int:
    """The name's end after "of ...", which may lead to a private person: "journalist of ..."."""
    leads = {"of", "for"} if is_a(token, "functionary") else {"of"}
    for prep in token.rights:
        for noun in children(prep, "pobj") if prep.i == end and prep.lower_ in leads else ():
            unknown = noun.pos_ == "PROPN" and mention_of(noun) is None
            may_be_private = unknown and is_a(token, "voice", "crowd", "media")
            if noun.i > end and not may_be_private and not is_private(noun):
                named = [one for one in conjuncts(noun) if mention_of(one) is not None]
                return max(end, *(name_bounds(one)[1] for one in (noun, *named)))
    return end


def named_beside(noun: Token) -> Token:
    """ "The leader of the council, Ana Moreau", "the agency SANA": the name in apposition."""
    if noun.pos_ != "NOUN":
        return noun
    beside = children(noun, "appos")
    if is_a(noun, "relation"):
        found = [one for one in beside if mention_of(one) is not None]
    elif is_a(noun, "office"):
        inner = [one for prep in children(noun, "prep") for one in prep.subtree]
        beside += [one for one in inner if one.dep_ == "appos"]
        found = [one for one in beside if is_person(one)]
    elif is_a(noun, "organ", "force", "media"):
        named = [one for one in beside if names_actor(one)]
        found = [one for one in named if not is_person(one)]
    else:
        return noun
    return found[0] if found else noun
