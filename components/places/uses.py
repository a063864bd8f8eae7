"""What a place name stands for where it stands: the place, its government, an adjective, a people, a part of another name.

| use | example |
|---|---|
| literal | "shells fell on Kyiv", "in the Kursk region", "Kyiv's suburbs" |
| metonym | "Kyiv denied it", "Russia pulled its forces out", "talks with Moscow" |
| modifier | "Kyiv officials", "Ukraine's president", "Moscow-backed" |
| demonym | "Ukrainian forces" |
| embedded | "Bank of England", "Luhansk People's Republic" |
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from components.model import Use
from components.places.cues import entity_label
from components.places.mentions import Mention
from components.places.names import NameLexicon
from components.places.reading import Reading

NAME_LABELS = frozenset({"ORG", "PERSON", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"})
SUBJECTS = frozenset({"nsubj"})
MODIFYING = frozenset({"compound", "nmod", "amod"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention with what its use depends on."""

    mention: Mention
    reading: Reading
    names: NameLexicon
    is_state: bool
    """Whether the name is a country's."""
    is_capital: bool

    @property
    def speaks(self) -> bool:
        """Whether the name can stand for a government."""
        return self.is_state or self.is_capital

    @property
    def token(self) -> Token:
        return self.reading.tokens[self.mention.end - 1]

    def after(self, steps: int = 0) -> str:
        return self.reading.word(self.mention.end + steps)

    def has(self, word: str, group: str) -> bool:
        return self.names.is_in(word, group)


def use_of(mention: Mention, reading: Reading, names: NameLexicon) -> Use:
    if mention.source == "demonym":
        return "demonym"
    alias = names.aliases.get(mention.name)
    standing = Standing(
        mention,
        reading,
        names,
        is_state=(alias is not None and alias.kind == "country") or any(p.kind == "country" for p in mention.places),
        is_capital=_as_written(mention.name) in names.capitals,
    )
    if _is_embedded(standing):
        return "embedded"
    if _is_hyphened(standing):
        return "modifier"
    return _use_in_grammar(standing)


def _as_written(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


def _is_embedded(standing: Standing) -> bool:
    """Whether other capitalised words make a larger name of it: "Kherson State University", "Bank of England"."""
    mention, reading = standing.mention, standing.reading
    behind = mention.end
    if behind < len(reading.words) and reading.capital[behind] and standing.has(reading.lowers[behind], "organisation"):
        return True
    label = entity_label(reading, mention)
    if not label.startswith(("start of ", "in ", "end of ")) or label.rsplit(" ", 1)[1] not in NAME_LABELS:
        return False
    before = mention.first - 1
    joined = before > 0 and reading.lowers[before] == "of" and reading.capital[before - 1]
    next_capital = behind < len(reading.words) and reading.capital[behind]
    previous_capital = before >= 0 and reading.capital[before] and reading.lowers[before] != "the"
    return joined or next_capital or previous_capital


def _is_hyphened(standing: Standing) -> bool:
    inside = standing.reading.ends[standing.mention.end - 1] > standing.mention.stop
    return inside or (standing.after() == "-" and standing.has(standing.after(1), "participle"))


def _use_in_grammar(standing: Standing) -> Use:
    token = _top(standing.token)
    head = token.head
    noun = head.lemma_.lower()
    if token.dep_ == "poss" or standing.after() in ("'s", "'"):
        return _use_before_noun(standing, noun, possessive=True)
    if token.dep_ in MODIFYING and head.i > token.i:
        return _use_before_noun(standing, noun, possessive=False)
    if token.dep_ in SUBJECTS and _acts(standing, head):
        return "metonym"
    if standing.speaks and _is_party(standing, token):
        return "metonym"
    return "literal"


def _top(token: Token) -> Token:
    """The first of a list: "Moscow" for "Kyiv" in "Moscow and Kyiv agreed"."""
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _use_before_noun(standing: Standing, noun: str, *, possessive: bool) -> Use:
    """ "Kyiv officials" is a modifier, "Moscow's hopes" a metonym, "Kyiv's suburbs" and "the Kursk region" literal."""
    if standing.has(noun, "office"):
        return "modifier"
    if standing.speaks and standing.has(noun, "event_noun"):
        return "metonym" if possessive else "modifier"
    return "literal"


def _acts(standing: Standing, verb: Token) -> bool:
    """Whether the verb's subject wills or says something; towns and regions only speak."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        willing = any(child.dep_ == "acomp" and standing.has(child.lower_, "willing") for child in verb.children)
        return standing.speaks and willing
    if standing.has(lemma, "saying"):
        return True
    if standing.is_state:
        return verb.pos_ in ("VERB", "AUX") and (
            standing.has(lemma, "agentive") or not standing.has(lemma, "undergoing")
        )
    return standing.is_capital and standing.has(lemma, "agentive")


def _is_party(standing: Standing, token: Token) -> bool:
    """Whether the name is addressed or dealt with: "accused Moscow", "according to Kyiv", "talks with Minsk"."""
    head = token.head
    if token.dep_ in ("dobj", "dative"):
        return standing.has(head.lemma_.lower(), "addressing")
    if token.dep_ != "pobj":
        return False
    if head.dep_ == "agent":
        return True
    above = head.head
    if standing.has(head.lower_, "actor_preposition"):
        return standing.has(above.lemma_.lower(), "dealing") or standing.has(above.lemma_.lower(), "agentive")
    return head.lower_ == "to" and above.lower_ == "according"
