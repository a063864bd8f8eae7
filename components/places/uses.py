"""How a place name is used: for the place, its government, as a modifier, a people, part of a name.

| use | example |
|---|---|
| literal | "shells fell on Kyiv", "in the Kursk region", "Kyiv's suburbs" |
| metonym | "Kyiv denied it", "Russia pulled its forces out", "talks with Moscow" |
| modifier | "Kyiv officials", "Ukraine's president", "Moscow-backed" |
| demonym | "Ukrainian forces" |
| embedded | "Bank of England", "Luhansk People's Republic", "Rep. Lee (D-Denver)" |"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from components.core.records import Use
from components.language.english.syntax import dependents, first_of_list, function_of
from components.lexicon.names import NameLexicon
from components.places.mentions import PlaceMention
from components.places.reading import WordReading, as_title

NAME_LABELS = frozenset({"ORG", "PERSON", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"})
SAINTS = frozenset({"st", "st.", "saint", "saints"})
IN_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART"})
MAX_PHRASE = 6
PARTIES = frozenset({"D", "R", "I"})
STAYING = frozenset({"in", "at", "near", "inside", "outside", "around", "within"})
"""Talks with Minsk are with a government, talks in Minsk take place there."""


def use_of(mention: PlaceMention, reading: WordReading) -> Use:
    names = reading.names
    if mention.source == "demonym":
        return "demonym"
    if _is_embedded(mention, reading):
        return "embedded"
    after = reading.word(mention.end)
    is_inside = reading.ends[mention.end - 1] > mention.stop
    if is_inside or (after == "-" and reading.is_in(mention.end + 1, "participle")):
        return "modifier"
    if _is_dateline(mention, reading):
        return "literal"
    alias = names.aliases.get(mention.name)
    is_state = (alias is not None and alias.kind == "country") or any(
        place.kind == "country" for place in mention.places
    )
    is_capital = as_title(mention.name) in names.capitals
    is_government = is_state or is_capital
    token = first_of_list(reading.tokens[mention.end - 1])
    function = function_of(token)
    behind = reading.tokens[mention.end : mention.end + MAX_PHRASE + 1]
    if after in ("'s", "'"):
        return _before_nouns(behind[1:], names, is_government=is_government, is_possessive=True)
    if function in {"modifier", "compound"} and token.head.i > token.i:
        return _before_nouns(behind, names, is_government=is_government, is_possessive=False)
    if function == "subject" and _acts(token.head, names, is_state=is_state, is_capital=is_capital):
        return "metonym"
    return "metonym" if is_government and _is_party(token, names) else "literal"


def _is_embedded(mention: PlaceMention, reading: WordReading) -> bool:
    """Whether it is part of a larger name ("Kherson State University"), a saint's, or a
    politician's seat ("Robert DeLeo, D-Winthrop")."""
    first, behind = mention.first, mention.end
    is_next_capital = reading.is_capital(behind)
    if is_next_capital and reading.is_in(behind, "organisation"):
        return True
    if first >= 2 and reading.words[first - 1] == "-" and reading.words[first - 2] in PARTIES:
        return True
    if _is_patron(first, reading):
        return True
    side, _, label = reading.label(first, behind).rpartition(" ")
    if side not in ("start of", "in", "end of") or label not in NAME_LABELS:
        return False
    # "the islamic state of iraq and" of "Syria".
    before = first - 1
    entity = reading.entities[reading.entity_at[first]]
    is_joined = reading.word(before) == "of" or (
        reading.word(before) == "and" and "of" in reading.lowers[entity.first : first]
    )
    return (
        is_next_capital
        or (is_joined and reading.is_capital(before - 1))
        or (reading.is_capital(before) and reading.lowers[before] != "the")
    )


def _is_patron(first: int, reading: WordReading) -> bool:
    """A saint: "the church of St. Peter and St. Paul"; "the church of Lyman" is in Lyman."""
    if reading.lowers[first] not in SAINTS:
        return False
    place = first - 1
    while place > 1 and (reading.capital[place] or reading.lowers[place] in {"and", "."}):
        place -= 1
    return place > 0 and reading.lowers[place] == "of" and reading.is_in(place - 1, "facility")


def _is_dateline(mention: PlaceMention, reading: WordReading) -> bool:
    """ "MOSCOW:", "CAPRI, Italy (AP)": in capitals at the start."""
    first = mention.first
    if first > 1 and reading.words[first - 1] == "," and reading.opens[first - 2]:
        return reading.words[first - 2].isupper() and len(reading.words[first - 2]) > 3
    return (
        reading.opens[first]
        and mention.name.isupper()
        and reading.word(mention.end) in (":", ",", "(", "-", "–", "—", "--")
    )


def _before_nouns(
    behind: tuple[Token, ...], names: NameLexicon, *, is_government: bool, is_possessive: bool
) -> Use:
    """ "Kyiv officials": modifier; "Moscow's hopes": metonym; "Kyiv's suburbs": literal. By the
    words after the name, up to the end of its noun phrase."""

    def is_inside(token: Token) -> bool:
        return (token.pos_ in IN_PHRASE or token.text == "-") and not token.is_sent_start

    phrase = list(takewhile(is_inside, behind[:MAX_PHRASE]))
    for token in phrase:
        is_name = token.text[0].isupper() and _is_in(token, "organisation", names)
        if is_name or _is_in(token, "office", names):
            return "modifier"
    if is_government and any(_is_in(token, "event_noun", names) for token in phrase):
        return "metonym" if is_possessive else "modifier"
    return "literal"


def _is_in(token: Token, group: str, names: NameLexicon) -> bool:
    return names.is_in(token.lower_, group) or names.is_in(token.lemma_.lower(), group)


def _acts(verb: Token, names: NameLexicon, *, is_state: bool, is_capital: bool) -> bool:
    """Whether the verb's subject wants or says something; towns and regions only say."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        states = dependents(verb, "predicate adjective")
        is_willing = any(names.is_in(one.lower_, "willing") for one in states)
        return is_willing and (is_state or is_capital)
    if names.is_in(lemma, "saying"):
        return True
    is_agentive = names.is_in(lemma, "agentive")
    if is_state:
        is_verb = verb.pos_ in ("VERB", "AUX")
        return is_verb and (is_agentive or not names.is_in(lemma, "undergoing"))
    return is_capital and is_agentive


def _is_party(token: Token, names: NameLexicon) -> bool:
    """Whether it is addressed or dealt with: "accused Moscow", "according to Kyiv"."""
    head, function = token.head, function_of(token)
    if function in {"object", "indirect object", "passive subject"}:
        return names.is_in(head.lemma_.lower(), "addressing")
    if function != "behind a preposition":
        return False
    if function_of(head) == "agent":
        return True
    above = head.head
    if _is_in(above, "dealing", names):
        return head.lower_ not in STAYING
    if names.is_in(head.lower_, "actor_preposition"):
        return _is_in(above, "agentive", names) or (
            head.lower_ == "by" and _is_in(above, "event_noun", names)
        )
    return head.lower_ == "to" and above.lower_ == "according"
